import type { Session } from '../access/session.ts';
import type { PageLocale } from '../i18n/index.ts';

/** What the middlewares of app.ts leave in `res.locals`. */
declare global {
  namespace Express {
    interface Locals {
      locale: PageLocale;
      /** The language, if the person has chosen one here. */
      chosenLocale: PageLocale | undefined;
      session: Session;
    }
  }
}
