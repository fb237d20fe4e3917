import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { es } from '../../i18n/es.ts';
import { catalogues } from '../../i18n/index.ts';
import { LOCALES, type Locale } from '../../settings/brand.ts';
import { BuildError } from '../common/builder.ts';
import { PropertiesError, parseProperties } from '../mails/properties.ts';

/**
 * The login theme's sentences: `messages/messages_<locale>.properties`, one key a line. Keys that begin with `page.` are ours and stand in
 * every language; all others put a better sentence in the place of Keycloak's own and may be left out where that one is good.
 * The words of the password form (`page.password.…`) are those of our own pages.
 * Keycloak formats them with Java's MessageFormat, where a plain apostrophe quotes: write ’, as good typography does.
 */
const OWN = 'page.';
const PASSWORD_WORDS = /^password\.(met|unmet|progress|strength|(score|warning|suggestion)\.\w+)$/;

function sharedWords(locale: Locale): [string, string][] {
  const entries = Object.entries(catalogues[locale]).filter(([key]) => PASSWORD_WORDS.test(key));
  return entries.map(([key, text]) => [`${OWN}${key}`, text.replaceAll("'", '’')]);
}

/** The names of zxcvbn's warnings and suggestions, for which there are sentences. */
export const adviceNames = (kind: 'warning' | 'suggestion'): string[] =>
  Object.keys(es).flatMap((key) => (key.startsWith(`password.${kind}.`) ? [key.slice(`password.${kind}.`.length)] : []));

export type ThemeMessages = Record<Locale, [string, string][]>;

export async function readThemeMessages(dir: string, templates: { file: string; text: string }[]): Promise<ThemeMessages> {
  const faults: string[] = [];
  const keys = new Map<string, Set<Locale>>();
  const messages = {} as ThemeMessages;
  for (const locale of LOCALES) {
    const file = join(dir, `messages_${locale}.properties`);
    const entries = parse(await readFile(file, 'utf8'), file, faults);
    for (const [, { value, line }] of entries) if (value.includes("'")) faults.push(`${file}:${line}: write ’ instead of '`);
    messages[locale] = [...sharedWords(locale), ...[...entries].map(([key, { value }]): [string, string] => [key, value])];
    for (const [key] of messages[locale]) if (key.startsWith(OWN)) keys.set(key, (keys.get(key) ?? new Set()).add(locale));
  }

  for (const [key, locales] of keys) {
    const missing = LOCALES.filter((locale) => !locales.has(locale));
    if (missing.length > 0)
      faults.push(
        `${join(dir, `messages_${missing[0]}.properties`)}: ${key} is missing (and in: ${missing.slice(1).join(', ') || 'no other'})`,
      );
  }
  const used = new Set<string>();
  for (const { file, text } of templates) {
    for (const match of text.matchAll(/msg\("(page\.[\w.]+?)"/g)) {
      const key = match[1] ?? '';
      used.add(key);
      const known = key.endsWith('.') ? [...keys.keys()].some((full) => full.startsWith(key)) : keys.has(key);
      if (!known) faults.push(`${file}:${text.slice(0, match.index).split('\n').length}: no sentence has the key ${key}`);
    }
  }
  // Some keys are put together (`msg("page.action." + name)`): a prefix in a template counts for all of its keys.
  const prefixes = [...used].filter((key) => key.endsWith('.'));
  const unused = [...keys.keys()].filter((key) => !used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
  for (const key of unused) faults.push(`${join(dir, 'messages_es.properties')}: no template uses ${key}`);

  if (faults.length > 0) throw new BuildError(faults.join('\n'));
  return messages;
}

function parse(text: string, file: string, faults: string[]): ReturnType<typeof parseProperties> {
  try {
    return parseProperties(text);
  } catch (error) {
    if (!(error instanceof PropertiesError)) throw error;
    faults.push(`${file}:${error.line}: ${error.message}`);
    return new Map();
  }
}
