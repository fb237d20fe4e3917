import { LOCALES, type Locale } from '../../../settings/brand.ts';
import { languageName } from '../../../views/present/languages.ts';
import { lettersAndDigits } from './letters-and-digits.ts';

/** Names that people use beside those of the dictionaries. */
const FURTHER: Partial<Record<Locale, readonly string[]>> = { es: ['castellano'] };

/** Names of the mails' languages, each as all of them call it, as `lettersAndDigits` writes them. */
const NAMES = new Map(
  LOCALES.map((locale) => [
    locale,
    [...LOCALES.map((other) => languageName(locale, other)), ...(FURTHER[locale] ?? [])].map(lettersAndDigits),
  ]),
);

/** What a cell says of a language, as a tag: `es-MX`, `Español` → `es`. Anything else as it stands, which may be no tag of any. */
export function tagOf(text: string): string {
  return LOCALES.find((locale) => NAMES.get(locale)?.includes(lettersAndDigits(text))) ?? text.trim();
}
