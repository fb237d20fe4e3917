import type { Principal } from './access/principal.ts';
import type { Session } from './access/session.ts';
import type { Actor } from './authority/actor.ts';
import type { Audited } from './http/log/audit-log.ts';
import type { PageLocale } from './i18n/index.ts';
import type { Reach } from './reach.ts';

/** What the middlewares of app.ts leave in `res.locals`. */
declare global {
  namespace Express {
    interface Locals {
      locale: PageLocale;
      /** The language, if the person has chosen one here. */
      chosenLocale: PageLocale | undefined;
      /** The browser's session; pages only. */
      session: Session;
      /** Who asks, and what is within their reach: behind the guards of src/access only. */
      who: Principal;
      reach: Reach;
      /** The same, as who gives a command. */
      actor: Actor;
      /** What the command was about (audit-log.ts). */
      audited?: Audited;
    }
  }
}
