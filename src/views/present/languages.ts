import type { PageLocale } from '../../i18n/index.ts';
import type { PageContext } from '../models/models.ts';

export interface LanguageChoice {
  locale: PageLocale;
  /** The language's own name, with a capital: it stands alone. */
  name: string;
  /** The same page in that language. Never holds an activation key. */
  href: string;
  /** The page speaks it. */
  current: boolean;
}

/** The languages of a page. */
export function languageChoices(locales: readonly PageLocale[], { locale: current, path }: PageContext): LanguageChoice[] {
  return locales.map((locale) => ({
    locale,
    name: languageName(locale, locale),
    href: withLanguage(path, locale),
    current: locale === current,
  }));
}

/** Name of a language in a language: `languageName('de', 'es')` = "Alemán". A tag that is none (an attribute may hold anything) stands for itself. */
export function languageName(written: string, locale: string): string {
  const tag = written.replaceAll('_', '-');
  if (!isLanguageTag(tag)) return written;
  const name = namesIn(locale).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** Cached: making one costs more than drawing the rest of a page. */
const displayNames = new Map<string, Intl.DisplayNames>();

function namesIn(locale: string): Intl.DisplayNames {
  const known = displayNames.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language' });
  displayNames.set(locale, known);
  return known;
}

const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm']);

/** Whether a language is written from right to left: Arabic, Hebrew, Persian. */
export const isRightToLeft = (tag: string): boolean => RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '');

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function withLanguage(path: string, locale: PageLocale): string {
  const url = new URL(path, 'http://path.invalid');
  url.searchParams.delete('key');
  url.searchParams.set('lang', locale);
  return url.pathname + url.search;
}
