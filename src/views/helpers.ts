import type { HelperDelegate, HelperOptions } from 'handlebars';
import type { FieldError } from '../errors.ts';
import { type MessageKey, type PageLocale, translate } from '../i18n/index.ts';
import { languageName } from './languages.ts';

/** What templates can do beyond `if` and `each`. None returns mark-up: Handlebars escapes every result. */
export interface HelperSettings {
  assets: Record<string, string>;
  timeZone: string;
}

export function createHelpers({ assets, timeZone }: HelperSettings): Record<string, HelperDelegate> {
  return {
    /** `{{t "home.title" name=…}}` or `{{t key params}}`: the sentence in the page's language. */
    t(key: MessageKey, ...rest: unknown[]) {
      const options = rest.pop() as HelperOptions;
      return translate(localeOf(options), key, { ...(rest[0] as object), brand: options.data.page.brand.name, ...options.hash });
    },

    /** `{{asset "app.css"}}`: address of a built file, named after its content. */
    asset(name: string) {
      const file = assets[name];
      if (file === undefined) throw new Error(`the build made no ${name}`);
      return `/assets/${file}`;
    },

    hasAsset: (name: string) => Object.hasOwn(assets, name),

    /** `{{formatDate date}}`: "domingo, 29 de noviembre de 2026, 18:00 CET". `short=true`: "29 nov 2026". */
    formatDate(date: Date, options: HelperOptions) {
      const style: Intl.DateTimeFormatOptions = options.hash.short
        ? { day: 'numeric', month: 'short', year: 'numeric' }
        : { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
      return new Intl.DateTimeFormat(regional(localeOf(options)), { ...style, timeZone }).format(date);
    },

    isoDate: (date: Date) => date.toISOString(),
    languageName: (tag: string, options: HelperOptions) => languageName(tag, localeOf(options)),
    eq: (a: unknown, b: unknown) => a === b,
    or: (...args: unknown[]) => args.slice(0, -1).some(Boolean),
    includes: (list: unknown[], item: unknown) => list.includes(item),
    concat: (...args: unknown[]) => args.slice(0, -1).join(''),
    json: (value: unknown) => JSON.stringify(value),

    /** The faults of one field, for the place under it. */
    faultsOf: (errors: FieldError[], field: string) => errors.filter((error) => error.field === field),
  };
}

const localeOf = (options: HelperOptions): PageLocale => options.data.page.locale;

/** Dates of `en` as they are written in Europe: day before month. */
const regional = (locale: PageLocale): string => (locale === 'en' ? 'en-GB' : locale);
