import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseProperties } from '../../../src/build/mails/properties.ts';
import { THEME_SOURCES } from '../../../src/build/themes/themes.ts';
import { catalogues } from '../../../src/i18n/index.ts';
import { LOCALES } from '../../../src/settings/brand.ts';

/**
 * The button that shows a password says one word and is called by a longer name. Whoever speaks to the browser says the word that they see, so
 * the name holds it (WCAG 2.5.3). Keycloak's own name would not: in German its button "Anzeigen" was called "Passwort einblenden".
 */
test.each(LOCALES)('in %s the name of the button that shows a password holds the word on it', async (locale) => {
  const file = join(THEME_SOURCES, 'login', 'messages', `messages_${locale}.properties`);
  const theme = parseProperties(await readFile(file, 'utf8'));
  const page = catalogues[locale];
  const named = [
    [theme.get('page.show')?.value, theme.get('showPassword')?.value],
    [theme.get('page.hide')?.value, theme.get('hidePassword')?.value],
    [page['password.show'], page['password.show_label']],
    [page['password.hide'], page['password.hide_label']],
  ];
  for (const [word = '?', name = 'no name of ours'] of named) {
    expect(name.toLocaleLowerCase(locale)).toContain(word.toLocaleLowerCase(locale));
  }
});
