import type { Session } from './access/session.ts';
import type { Audited } from './http/log/audit-log.ts';
import type { PageLocale } from './i18n/index.ts';

/** What the middlewares of app.ts leave in `res.locals`. */
declare global {
  namespace Express {
    interface Locals {
      locale: PageLocale;
      /** The language, if the person has chosen one here. */
      chosenLocale: PageLocale | undefined;
      /** The browser's session; pages only. */
      session: Session;
      /** What the command was about (audit-log.ts). */
      audited?: Audited;
      /**
       * Never here, because only routes behind the guards of src/access may know it: they get it as an argument (http/request/guarded-routes.ts).
       * Said all the same, or else Express would let these names be read as `any`.
       */
      who?: never;
      caller?: never;
      actor?: never;
      reach?: never;
      evidence?: never;
    }
  }
}
