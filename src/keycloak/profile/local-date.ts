import type { ProfileAttribute } from './user-profile.ts';

/**
 * Dates of attributes with Keycloak's validator `local-date`: a text as the account's language writes dates (Java's `DateFormat.SHORT`,
 * LocalDateValidator), such as 31/1/1990 in Spanish. Browsers' date fields (`html5-date`) show and send 1990-01-31 only.
 */

/** A date field's value in that language; anything else stays as it is, for Keycloak to judge. */
export function localDateOf(value: string, language: string): string {
  const date = dateOf(value);
  if (!date) return value;
  const year = value.slice(0, 4);
  // Java takes a year of more than two digits as it stands.
  return partsOf(date, language)
    .map(({ type, value: part }) => (type === 'year' ? year : part))
    .join('');
}

/** A value of one attribute, which is a date field's if the attribute has one. */
export function localDateFor(attribute: ProfileAttribute, value: string, language: string): string {
  return isDateField(attribute) ? localDateOf(value, language) : value;
}

/** What a date field shows for a text in that language; undefined for one that is no date there. */
export function isoDateOf(text: string, language: string): string | undefined {
  const numbers = /^\D*(\d{1,4})\D+(\d{1,4})\D+(\d{1,4})\D*$/.exec(text)?.slice(1);
  if (!numbers) return undefined;
  const order = partsOf(new Date(0), language).flatMap(({ type }) => (NUMBERS.has(type) ? [type] : []));
  const found = Object.fromEntries(order.map((type, i) => [type, numbers[i] ?? '']));
  const { day = '', month = '', year = '' } = found;
  const iso = `${fullYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return dateOf(iso) ? iso : undefined;
}

/** A date of one language as another one writes it. What is no date in the first, or means the same in both, stays. */
export function restatedDate(text: string, from: string, to: string): string {
  const iso = isoDateOf(text, from);
  const isSame = iso === undefined || (isoDateOf(text, to) === iso && !isNoLocalDate(text, to));
  return isSame ? text : localDateOf(iso, to);
}

/** What Java reads as a number at this place: blanks in front of it do not count. */
const NUMBER = '[ \\t]*(\\d+)';
const PLAIN_SEPARATOR = /^[./-]$/;
/** Languages that count years otherwise in some country. */
const OTHER_CALENDARS: ReadonlySet<string> = new Set(['th', 'ja']);
/** The first year whose leap years are those of today's calendar. */
const GREGORIAN = 1583;
const LAST_YEAR = 292_278_994;

/**
 * Whether Keycloak is sure to refuse a text as a date in that language: Java reads day, month and year in the language's order and takes no
 * notice of what follows. False where it is in doubt: in languages that write dates otherwise, and for digits of other scripts.
 */
export function isNoLocalDate(text: string, language: string): boolean {
  const parts = partsOf(new Date(0), language);
  const order = parts.flatMap(({ type }) => (NUMBERS.has(type) ? [type] : []));
  const separators = parts.slice(1, 4).flatMap(({ type, value }) => (type === 'literal' ? [value] : []));
  const isPlain = order.length === 3 && parts.length === 5 && separators.every((value) => PLAIN_SEPARATOR.test(value));
  if (!isPlain || OTHER_CALENDARS.has(language.slice(0, 2)) || /(?!\d)\p{Nd}/u.test(text)) return false;
  const [first, second] = separators;
  const numbers = new RegExp(`^${NUMBER}[${first}]${NUMBER}[${second}]${NUMBER}`).exec(text)?.slice(1);
  if (!numbers) return true;
  const { day = '', month = '', year = '' } = Object.fromEntries(order.map((type, i) => [type, numbers[i] ?? '']));
  return !isDay(Number(fullYear(year)), Number(month), Number(day));
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  // In the old calendar every fourth year is one.
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0 || year < GREGORIAN);
  return day <= new Date(Date.UTC(isLeap ? 2000 : 2001, month, 0)).getUTCDate();
}

function dateOf(iso: string): Date | undefined {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00:00Z` : Number.NaN);
  // February 31 is one of March for a Date.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? date : undefined;
}

/** A profile as the page's fields show it, and values as Keycloak takes them. */
export function inLocalDates(profile: readonly ProfileAttribute[], language: string) {
  const dated = new Set(profile.filter(isDateField).map(({ name }) => name));
  return {
    shown: profile.map((attribute) =>
      dated.has(attribute.name)
        ? { ...attribute, values: attribute.values.map((value) => isoDateOf(value, language) ?? value) }
        : attribute,
    ),
    sent: (values: Record<string, string[]>): Record<string, string[]> =>
      Object.fromEntries(
        Object.entries(values).map(([name, all]) => [
          name,
          dated.has(name) ? all.map((value) => localDateOf(value, language)) : all,
        ]),
      ),
  };
}

const isDateField = ({ annotations, validators }: ProfileAttribute): boolean =>
  annotations.inputType === 'html5-date' && 'local-date' in validators;

const NUMBERS: ReadonlySet<string> = new Set(['day', 'month', 'year']);

function partsOf(date: Date, language: string): Intl.DateTimeFormatPart[] {
  const options = { dateStyle: 'short', timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;
  return new Intl.DateTimeFormat(supported(language) ?? 'en', options).formatToParts(date);
}

function supported(language: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([language.replaceAll('_', '-')])[0];
  } catch {
    // Anything may stand in an account's language.
    return undefined;
  }
}

/** Two digits are a year from 80 years ago to 20 years ahead (Java, SimpleDateFormat). */
function fullYear(year: string): string {
  if (year.length !== 2) return year.padStart(4, '0');
  const now = new Date().getUTCFullYear();
  const near = Math.floor(now / 100) * 100 + Number(year);
  const full = near > now + 20 ? near - 100 : near < now - 80 ? near + 100 : near;
  return String(full);
}
