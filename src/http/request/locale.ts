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
 * Language of the answer, in `res.locals.locale`: the person's choice with this request (`?lang=`, kept in a cookie and, for who is signed in, in their
 * session), then the account's of who is signed in, then an earlier choice in this browser, then the browser's own.
 * `res.locals.chosenLocale` is set only by choice (`askedLocale`: by this very request): without one, a user's own locale may still win.
 */
export function locale(config: Pick<Config, 'publicUrl'>): RequestHandler {
  const secure = config.publicUrl.startsWith('https:');
  return async (req, res, next) => {
    const asked = pageLocaleOf(textOf(req.query.lang) || textOf(req.body?.lang));
    if (asked) res.cookie(COOKIE, asked, { maxAge: ONE_YEAR, httpOnly: true, sameSite: 'lax', secure });
    // Health and metrics have no sessions.
    const session: Express.Locals['session'] | undefined = res.locals.session;
    if (asked && session?.user && session.user.locale !== asked) {
      session.user.locale = asked;
      await session.save();
    }
    const chosen = asked ?? pageLocaleOf(textOf(req.cookies?.[COOKIE]));
    res.locals.askedLocale = asked;
    res.locals.chosenLocale = chosen;
    res.locals.locale = asked ?? pageLocaleOf(session?.user?.locale) ?? chosen ?? browserLocale(req);
    next();
  };
}

/** The best match for Accept-Language (RFC 9110 §12.5.4). */
function browserLocale(req: Request): PageLocale {
  return pageLocaleOf(req.acceptsLanguages(PAGE_LOCALES) || undefined) ?? DEFAULT_LOCALE;
}
