import type { Request, RequestHandler } from 'express';
import { DEFAULT_LOCALE, PAGE_LOCALES, type PageLocale, pageLocaleOf } from '../../i18n/index.ts';
import type { Config } from '../../settings/config.ts';
import { textOf } from './validation.ts';

declare global {
  namespace Express {
    interface Locals {
      locale: PageLocale;
      /** The language, if the person has chosen one here. */
      chosenLocale: PageLocale | undefined;
      /** The same, if the person has chosen it with this very request. */
      askedLocale: PageLocale | undefined;
    }
  }
}

const COOKIE = 'lang';
const ONE_YEAR = 365 * 24 * 60 * 60 * 1000;

/**
 * Language of the answer, in `res.locals.locale`: the person's choice (`?lang=`, kept in a cookie), then the browser's.
 * `res.locals.chosenLocale` is set only by choice (`askedLocale`: by this very request): without one, a user's own locale may still win.
 */
export function locale(config: Pick<Config, 'publicUrl'>): RequestHandler {
  const secure = config.publicUrl.startsWith('https:');
  return (req, res, next) => {
    const asked = pageLocaleOf(textOf(req.query.lang) || textOf(req.body?.lang));
    if (asked) res.cookie(COOKIE, asked, { maxAge: ONE_YEAR, httpOnly: true, sameSite: 'lax', secure });
    const chosen = asked ?? pageLocaleOf(textOf(req.cookies?.[COOKIE]));
    res.locals.askedLocale = asked;
    res.locals.chosenLocale = chosen;
    res.locals.locale = chosen ?? browserLocale(req);
    next();
  };
}

/** The best match for Accept-Language (RFC 9110 §12.5.4). */
function browserLocale(req: Request): PageLocale {
  return pageLocaleOf(req.acceptsLanguages(PAGE_LOCALES) || undefined) ?? DEFAULT_LOCALE;
}
