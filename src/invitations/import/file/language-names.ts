import { LOCALES, type Locale } from '../../../settings/brand.ts';
import { lettersAndDigits } from './letters-and-digits.ts';

/** Names of the mails' languages as people write them in a column, as `lettersAndDigits` writes them. */
const NAMES: Record<Locale, readonly string[]> = {
  es: ['espanol', 'castellano', 'spanish'],
  en: ['ingles', 'english'],
  de: ['aleman', 'deutsch', 'german'],
  pt: ['portugues', 'portuguese'],
  fr: ['frances', 'francais', 'french'],
};

/** What a cell says of a language, as a tag: `es-MX`, `Español` → `es`. Anything else as it stands, which may be no tag of any. */
export function tagOf(text: string): string {
  return LOCALES.find((locale) => NAMES[locale].includes(lettersAndDigits(text))) ?? text.trim();
}
