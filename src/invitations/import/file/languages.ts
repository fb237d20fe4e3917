import { LOCALES, type Locale } from '../../../brand.ts';
import { plain } from './plain.ts';

/** Names of the mails' languages as people write them in a column, as `plain` writes them. */
const NAMES: Record<Locale, readonly string[]> = {
  es: ['espanol', 'castellano', 'spanish'],
  en: ['ingles', 'english'],
  de: ['aleman', 'deutsch', 'german'],
  pt: ['portugues', 'portuguese'],
  fr: ['frances', 'francais', 'french'],
};

/** `es`, `es-MX`, `Español` … → the mail language; undefined for one that the mails do not speak. */
export function localeOf(text: string): Locale | undefined {
  const tag = text.trim().toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === tag || NAMES[locale].includes(plain(text)));
}
