import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Brand, LOCALES } from '../../settings/brand.ts';
import { BuildError } from '../common/builder.ts';
import type { Catalogue } from './catalogue.ts';
import { compileHtml } from './compile.ts';
import { HANDLEBARS } from './dialects.ts';
import { Templates } from './template.ts';
import type { Variables } from './variables.ts';

/** Sentences of the sidecar's own mails alone begin so: Keycloak's theme does without them. */
export const OWN_SENTENCES = 'summary.';

const text = (code: string) => ({ kind: 'text' as const, ftl: code });
const condition = (code: string) => ({ kind: 'condition' as const, ftl: code });

/** The sidecar's own mails, each with what src/invitations/summary/summary-mail.ts gives it. */
const OWN_MAILS: Record<string, Variables> = {
  'daily-summary': {
    ...Object.fromEntries(
      ['language', 'direction', 'subject', 'name', 'email', 'listUrl', 'activated', 'failed', 'expiring'].map((name) => [
        name,
        text(name),
      ]),
    ),
    ...Object.fromEntries(['hasName', 'hasActivated', 'hasFailed', 'hasExpiring'].map((name) => [name, condition(name)])),
  },
};

/**
 * The mails that the sidecar sends itself: `<mail>.html` and `<mail>.txt` are Handlebars templates for its runtime, `sentences.json` has what they say in
 * each language. Marks all their sentences as used.
 */
export async function compileOwnMails(sources: string, catalogue: Catalogue, brand: Brand): Promise<Map<string, string>> {
  const directory = join(sources, 'own');
  const expected = Object.keys(OWN_MAILS).flatMap((mail) => [`${mail}.mjml`, `${mail}.txt`]);
  const found = await readdir(directory);
  const wrong = [...expected.filter((file) => !found.includes(file)), ...found.filter((file) => !expected.includes(file))];
  if (wrong.length > 0)
    throw new BuildError(wrong.map((file) => `${join(directory, file)} is missing, or no mail of the sidecar's`).join('\n'));
  const files = new Map<string, string>();
  const keys = new Set<string>();
  const [mjml, plain] = (['.mjml', '.txt'] as const).map(
    (extension) => new Templates(join(sources, 'partials'), extension, catalogue, brand, HANDLEBARS, (key) => keys.add(key)),
  );
  for (const [mail, variables] of Object.entries(OWN_MAILS)) {
    const source = join(directory, mail);
    if (mjml) files.set(`${mail}.html`, await compileHtml(mjml.expand(`${source}.mjml`, variables), ''));
    const expansion = plain?.expand(`${source}.txt`, variables);
    if (expansion) files.set(`${mail}.txt`, expansion.finish(expansion.text).trimStart());
  }
  catalogue.use('summary.subject');
  const sentences = LOCALES.map((locale) => [locale, catalogue.texts(locale, [...keys, 'summary.subject'])]);
  files.set('sentences.json', `${JSON.stringify(Object.fromEntries(sentences), null, 1)}\n`);
  return files;
}
