import { Router } from 'express';
import { PAGES } from '../../common/addresses.ts';
import { sendActionsMail } from '../../keycloak/realm/actions-mail.ts';
import { localeOf, readUser } from '../../keycloak/realm/users.ts';
import { mailFault, mailOf } from '../sending/send-mail.ts';
import { listAddress } from './list-query.ts';
import type { AdminPagesDeps } from './page-parts.ts';

/**
 * `POST /admin/muestra`: the mail of an invitation, as Keycloak really sends it, to the person who asks for it. People forward it, so it
 * holds no live link: the empty list of actions is how our mail template knows a sample, whose button opens the guide. In another theme,
 * which shows Keycloak's own link, that key still does nothing: Keycloak asks whoever opens it for no action at all.
 */
export function sampleRoute(deps: AdminPagesDeps): Router {
  const { admin, config, limits, withCaller } = deps;
  const router = Router();
  router.post(
    PAGES.sample,
    limits.perClient('sample', { max: 5, seconds: 300 }),
    withCaller(async (_req, res, { actor }) => {
      const { session } = res.locals;
      const user = (await readUser(admin, actor.userId)) ?? {};
      const { email = '' } = user;
      try {
        // The mail belongs to no invitation: nothing may appear in the list, and the account does not change.
        const { invitationLifespanHours: lifespanHours } = config;
        await sendActionsMail(admin, {
          ...(await mailOf(deps, actor.userId, {
            invitationId: 'muestra',
            lifespanHours,
            locale: localeOf(user),
          })),
          actions: [],
        });
        session.flash = [{ kind: 'success', key: 'flash.sampleSent', params: { email } }];
      } catch (error) {
        if (!mailFault(error)) throw error;
        session.flash = [{ kind: 'warning', key: 'flash.sampleFailed', params: { email } }];
      }
      await session.save();
      res.redirect(303, listAddress(res));
    }),
  );
  return router;
}
