import { IntlMessageFormat } from 'intl-messageformat';
import { NEAR_LANGUAGES } from '../common/near-languages.ts';
import { LOCALES, type Locale } from '../settings/brand.ts';
import { basqueDates } from './basque-dates.ts';
import { ca } from './ca.ts';
import { de } from './de.ts';
import { ofNames, withOf } from './elision.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { eu } from './eu.ts';
import { fr } from './fr.ts';
import { gl } from './gl.ts';
import { pt } from './pt.ts';

/**
 * Every sentence of pages and API answers, one file a language, in ICU MessageFormat.
 * `es.ts` is the source: the compiler rejects a language file with a missing or unknown key.
 */
export type MessageKey = keyof typeof es;
export type Messages = Record<MessageKey, string>;
export type MessageParams = Record<string, string | number | Date>;

/** The sentences of all languages: pages, mails and Keycloak's pages speak the same ones, {@link LOCALES}. */
export const catalogues: Record<Locale, Messages> = { es, en, de, pt, fr, ca, gl, eu };

export type PageLocale = Locale;
export const PAGE_LOCALES: readonly PageLocale[] = LOCALES;
export const DEFAULT_LOCALE: PageLocale = 'es';

const compiled = new Map<string, IntlMessageFormat>();

/** The sentence for a key. Throws when the catalogue has no such key, or a parameter of the sentence is missing. */
export function translate(locale: PageLocale, key: MessageKey, params: MessageParams = {}): string {
  const id = `${locale}:${key}`;
  let format = compiled.get(id);
  if (!format) {
    const text = catalogues[locale][key];
    if (text === undefined) throw new Error(`no message ${key} in ${locale}`);
    // `ignoreTag`: sentences hold no mark-up; escaping is the template's work.
    format = new IntlMessageFormat(withOf(locale, text), regional(locale), undefined, { ignoreTag: true });
    compiled.set(id, format);
  }
  const sentence = String(format.format(ofNames(locale, params)));
  return Object.values(params).some((value) => value instanceof Date) ? written(sentence, locale) : sentence;
}

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(es, key);
}

function isPageLocale(tag: string): tag is PageLocale {
  return Object.hasOwn(catalogues, tag);
}

/** A user's `locale` attribute or a BCP 47 tag (`es-MX`) → the page language nearest to it, if there is one. */
export function pageLocaleOf(tag: string | undefined): PageLocale | undefined {
  const language = tag?.trim().split(/[-_]/)[0]?.toLowerCase() ?? '';
  return [language, NEAR_LANGUAGES.get(language) ?? ''].find(isPageLocale);
}

/** The language as it is written in Europe: dates, numbers and plurals are not those of America. */
export const regional = (locale: PageLocale): string => REGIONS[locale] ?? locale;
const REGIONS: Partial<Record<PageLocale, string>> = { en: 'en-GB', pt: 'pt-PT' };

/** What a format of dates has made, as the language writes it. */
export const written = (date: string, locale: PageLocale): string => (locale === 'eu' ? basqueDates(date) : date);

const QUOTES: Partial<Record<PageLocale, readonly [string, string]>> = { en: ['“', '”'], de: ['„', '“'], fr: ['« ', ' »'] };

/** A name and what is said of it, as a language writes them: French puts a space before the colon. */
export function labelled(locale: PageLocale, label: string, text: string): string {
  return `${label}${translate(locale, 'layout.colon')} ${text}`;
}

/** Names one after the other as a language writes them, each in its quotation marks. */
export function quoted(names: readonly string[], locale: PageLocale): string {
  const [open, close] = QUOTES[locale] ?? ['«', '»'];
  return new Intl.ListFormat(regional(locale)).format(names.map((name) => `${open}${name}${close}`));
}

/** The sign between cells that spreadsheets expect in a language. */
export const delimiterIn = (locale: PageLocale): ';' | ',' => (locale === 'en' ? ',' : ';');
