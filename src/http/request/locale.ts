import type { Request, RequestHandler, Response } from 'express';
import { DEFAULT_LOCALE, type PageLocale, pageLocaleOf } from '../../i18n/index.ts';
import type { Config } from '../../settings/config.ts';
import { textOf } from './validation.ts';

declare global {
  namespace Express {
    interface Locals {
      locale: PageLocale;
      /** The same, if the person has chosen it with this very request. */
      askedLocale: PageLocale | undefined;
    }
  }
}

const COOKIE = 'lang';
const ONE_YEAR = 365 * 24 * 60 * 60 * 1000;

/**
 * Language of the answer, in `res.locals.locale`: the person's choice with this request (`?lang=`, kept in a cookie and, for who is signed in, in their
 * session), then the account's of who is signed in, then an earlier choice in this browser, then the browser's own, then the realm's default
 * (`realmDefault`, asked only where it counts). It holds on the way to Keycloak's pages, too (access/login.ts), whatever else the browser speaks.
 * Where a page is about an account that is not signed in, {@link speakTo} puts that account's language in its place.
 */
export function locale(config: Pick<Config, 'publicUrl'>, realmDefault?: () => Promise<string | undefined>): RequestHandler {
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
    res.locals.locale =
      asked ?? pageLocaleOf(session?.user?.locale) ?? chosen ?? browserLocale(req) ?? (await defaultLocale(realmDefault));
    next();
  };
}

/**
 * The answer about an account, whose language is `stored`, speaks that: only what the person has asked for with this request, or has `kept` on the page
 * since, counts for more.
 */
export function speakTo(res: Response, stored: string | undefined, kept?: string): PageLocale {
  res.locals.locale = wouldSpeak(res, stored, kept);
  return res.locals.locale;
}

/** What {@link speakTo} would have the answer speak. */
export function wouldSpeak({ locals: { askedLocale, locale } }: Response, stored: string | undefined, kept?: string): PageLocale {
  return askedLocale ?? pageLocaleOf(kept) ?? pageLocaleOf(stored) ?? locale;
}

/** The first language of Accept-Language (RFC 9110 §12.5.4), by preference, that pages speak. */
function browserLocale(req: Request): PageLocale | undefined {
  return req
    .acceptsLanguages()
    .map(pageLocaleOf)
    .find((tag) => tag !== undefined);
}

/** No page waits for a Keycloak that is away. */
async function defaultLocale(ask: (() => Promise<string | undefined>) | undefined): Promise<PageLocale> {
  return pageLocaleOf(await ask?.().catch(() => undefined)) ?? DEFAULT_LOCALE;
}
