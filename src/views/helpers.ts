import Handlebars, { type HelperDelegate, type HelperOptions } from 'handlebars';
import { ASSETS, addressOf, PAGES, type Page, type PageOfOne } from '../common/addresses.ts';
import type { FieldError } from '../errors.ts';
import { DEFAULT_LOCALE, labelled, type MessageKey, type PageLocale, regional, translate, written } from '../i18n/index.ts';
import { unbroken } from '../i18n/unbroken.ts';
import { GUIDE_PICTURE_SIZE, type GuidePicture, guidePictureFile } from './guide-pictures.ts';
import type { InvitationStatus } from './models/admin.ts';
import { languageName } from './present/languages.ts';
import { withList } from './present/list-links.ts';
import { createRelativeDates } from './relative-dates.ts';

/** Helpers of the templates beside `if` and `each`. None returns mark-up: Handlebars escapes every result, and the one that escapes for itself says so. */
export interface HelperSettings {
  assets: Record<string, string>;
  timeZone: string;
}

/** Pages that know the list that leads to them. */
const KNOW_THE_LIST = [PAGES.invitations, PAGES.bulkJob, PAGES.imports, PAGES.sample];

export function createHelpers({ assets, timeZone }: HelperSettings): Record<string, HelperDelegate> {
  // Cached: making a format takes longer than writing fifty dates with it.
  const formats = new Map<string, Intl.DateTimeFormat>();
  const dateIn = (locale: PageLocale, date: Date, isShort: boolean): string => {
    const name = `${locale} ${isShort}`;
    const options = { ...(isShort ? SHORT : longIn(timeZone)), timeZone };
    const format = formats.get(name) ?? new Intl.DateTimeFormat(regional(locale), options);
    formats.set(name, format);
    return written(format.format(date), locale);
  };

  const relative = createRelativeDates(timeZone);
  const numbers = new Map<PageLocale, Intl.NumberFormat>();
  const numberFormatOf = (locale: PageLocale): Intl.NumberFormat => {
    const known = numbers.get(locale) ?? new Intl.NumberFormat(regional(locale));
    numbers.set(locale, known);
    return known;
  };

  return {
    /**
     * `{{t "home.title" name=…}}` or `{{t key params}}`: the sentence in the page's language. Every sentence may name {brand} and, as {subject},
     * the activation mail's subject in that language.
     */
    t(key: MessageKey, ...rest: unknown[]) {
      const options = rest.pop() as HelperOptions;
      const [locale, brand] = [localeOf(options), options.data.page.brand.name];
      const text = translate(locale, key, {
        ...(rest[0] as object),
        brand,
        ...options.hash,
        get subject() {
          return translate(locale, 'mail.activationSubject', { brand });
        },
      });
      return unbroken(text);
    },

    /** `{{asset "app.css"}}`: address of a built file, named after its content. */
    asset(name: string) {
      const file = assets[name];
      if (file === undefined) throw new Error(`the build made no ${name}`);
      return `${ASSETS}/${file}`;
    },

    /** `{{address "help"}}`, `{{address "invitation" id=id}}`: where a page is; those that the list leads to know the way back. */
    address(page: Page, options: HelperOptions) {
      const { id } = options.hash;
      if (!(page in PAGES)) throw new Error(`there is no page ${page}`);
      const { list } = options.data.page;
      const keeps = list && KNOW_THE_LIST.some((start) => PAGES[page].startsWith(start));
      return withList(id === undefined ? PAGES[page] : addressOf(page as PageOfOne, id), { list: keeps ? list : undefined });
    },

    /** The list of invitations as the person has left it, with its filters and page. */
    listAddress({ data }: HelperOptions) {
      return data.page.list ? `${PAGES.admin}?${data.page.list}` : PAGES.admin;
    },

    /** A picture of the guide in the page's language, else in Spanish: its two files and its size. Nothing under a brand that has none. */
    picture(name: GuidePicture, options: HelperOptions) {
      for (const locale of [localeOf(options), DEFAULT_LOCALE]) {
        const [light, dark] = [assets[guidePictureFile(name, locale, 'light')], assets[guidePictureFile(name, locale, 'dark')]];
        if (light && dark) return { light: `${ASSETS}/${light}`, dark: `${ASSETS}/${dark}`, ...GUIDE_PICTURE_SIZE };
      }
      return undefined;
    },

    /** `{{formatDate date}}`: "domingo, 29 de noviembre de 2026, 18:00 (hora peninsular)". `short=true`: "29 nov 2026". */
    formatDate(date: Date, options: HelperOptions) {
      const locale = localeOf(options);
      const isShort = Boolean(options.hash.short);
      const text = dateIn(locale, date, isShort);
      return isShort || timeZone !== MADRID ? text : translate(locale, 'date.inMadrid', { date: text });
    },

    /** `{{formatDay "2026-12-31"}}`: "31 de diciembre de 2026", wherever the reader is. What is no day stays as it is. */
    formatDay(day: string, options: HelperOptions) {
      const date = new Date(day);
      if (Number.isNaN(date.getTime())) return day;
      const locale = localeOf(options);
      return written(new Intl.DateTimeFormat(regional(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(date), locale);
    },

    /**
     * `{{relativeDate date}}`: "hoy, 18:00", "ayer", "dentro de 3 días"; of dates further away the date. Counts days, so that it stays true for the day.
     * `day=true`: "ayer · 29 nov 2026".
     */
    relativeDate(date: Date, options: HelperOptions) {
      const locale = localeOf(options);
      const day = dateIn(locale, date, true);
      const near = relative.write(date, options.data.page.now ?? new Date(), regional(locale));
      if (near === undefined) return day;
      return options.hash.day ? `${near} · ${day}` : near;
    },

    isoDate: (date: Date) => date.toISOString(),
    languageName: (tag: string, options: HelperOptions) => languageName(tag, localeOf(options)),

    number: (value: number, options: HelperOptions) => numberFormatOf(localeOf(options)).format(value),
    statusKey: (status: InvitationStatus): MessageKey => `status.${status}`,
    /** The tab that shows all invitations of a status. */
    tabKey: (status: InvitationStatus): MessageKey => `admin.tab.${status}`,

    /** Words with a path or an address in them, which breaks after a slash or before what is asked (`?`), not within a name. Escapes for itself. */
    breakable: (text: string) =>
      new Handlebars.SafeString(Handlebars.escapeExpression(text).replace(/\/(?=[^\s/])|(?<=\S)(?=\?\S)/g, '$&<wbr>')),

    /** A sentence that names an address of ours, which breaks before a dot or behind `//`, not within a name. Escapes for itself. */
    withAddress(sentence: string, address: string) {
      const whole = Handlebars.escapeExpression(address);
      const parts = (text: string) => `<span class="whole">${text.replace(/\.(?=\S)|(?<=:\/\/)/g, '<wbr>$&')}</span>`;
      // What ends the sentence or its part stays with the address: no line begins with it.
      const [before = '', ...rest] = Handlebars.escapeExpression(sentence).split(whole);
      const after = rest.map((text) => {
        const [mark = ''] = /^[.,;:!?)»]*/.exec(text) ?? [];
        return parts(whole + mark) + text.slice(mark.length);
      });
      return new Handlebars.SafeString([before, ...after].join(''));
    },

    eq: (a: unknown, b: unknown) => a === b,
    not: (value: unknown) => !isTrue(value),
    and: (...args: unknown[]) => args.slice(0, -1).every(isTrue),
    or: (...args: unknown[]) => args.slice(0, -1).some(isTrue),
    defined: (value: unknown) => value !== undefined,
    startsWith: (text: string, start: string) => text.startsWith(start),
    next: (index: number) => index + 1,
    json: (value: unknown) => JSON.stringify(value),

    /** The same for an attribute in single quotes, where the many double quotes need no escaping: 600 bytes less on the activation page. */
    jsonInSingleQuotes: (value: unknown) =>
      new Handlebars.SafeString(JSON.stringify(value).replace(/[&'<]/g, (sign) => `&#${sign.charCodeAt(0)};`)),

    /** The faults of one field in words, for the place under it. */
    faultsOf: (errors: FieldError[], field: string, options: HelperOptions) =>
      errors.filter((error) => error.field === field).map((error) => inWords(error, localeOf(options))),

    /** All faults as links to their fields, for the summary. The hash names the fields that the page has: `(faultLinks errors email=(t "resend.email"))`. */
    faultLinks: (errors: FieldError[], options: HelperOptions) =>
      errors.map((error) => {
        const text = inWords(error, localeOf(options));
        const label: string | undefined = options.hash[error.field];
        if (label === undefined) return { text };
        // A label that is a question ends with its own mark: "¿Qué ocurre? Elija…", "Correo electrónico: Escriba…".
        const told = label.endsWith('?') ? `${label} ${text}` : labelled(localeOf(options), label, text);
        return { href: `#${error.field}`, text: told };
      }),
  };
}

/** Sentences that list values of the API; who looks at a form sees the choices by their names. */
const OF_API: readonly MessageKey[] = ['field.option', 'field.sign_in_value'];

function inWords({ key, params }: FieldError, locale: PageLocale): string {
  return unbroken(OF_API.includes(key) ? translate(locale, 'form.chooseOne') : translate(locale, key, params));
}

const SHORT: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const LONG: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};
/** The zone whose time has a name of its own in our sentences (`date.inMadrid`); elsewhere the date names it, as in "CET". */
const MADRID = 'Europe/Madrid';
const longIn = (timeZone: string): Intl.DateTimeFormatOptions =>
  timeZone === MADRID ? LONG : { ...LONG, timeZoneName: 'short' };

/** Truth as Handlebars' own `if` sees it: an empty list is false. */
const isTrue = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const localeOf = (options: HelperOptions): PageLocale => options.data.page.locale;

/** Dates of `en` as they are written in Europe: day before month. */
