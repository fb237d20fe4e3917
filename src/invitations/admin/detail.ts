import { Router } from 'express';
import { areActsOf } from '../../authority/acts.ts';
import { companyShown } from '../../authority/reach.ts';
import { PAGES } from '../../common/addresses.ts';
import { methodNotAllowed } from '../../http/answer/problem.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { invitationIdOfKey } from '../answers/idempotency-key.ts';
import { missingOf } from '../carried/missing.ts';
import { changeInvitation } from '../commands/change-invitation.ts';
import { resend } from '../commands/resend.ts';
import { type Revoked, revoke } from '../commands/revoke.ts';
import { createDoerOf } from '../listing/doer-names.ts';
import { groupsShown, historyOf, inviterShown, seesSignIns } from '../listing/timeline.ts';
import { alreadyActive, hasFailed, isPending, MOVES, mayMove } from '../record/life-cycle.ts';
import { readInvitation } from '../record/store.ts';
import { dueAt } from '../sending/schedules.ts';
import { addressWithList, listAddress } from './list-query.ts';
import { type AdminPagesDeps, faultsFor, flash, nameOf, rowOf } from './page-parts.ts';

/** One invitation: what became of it, and what can be done. Behind the check that it is within reach. */
export function detailPages(deps: AdminPagesDeps): Router {
  const { admin, config, show, withCaller } = deps;
  const router = Router();

  router.route(PAGES.invitation).get(
    withCaller(async (req, res, { reach }) => {
      const invitation = await readInvitation(admin, req.params.id);
      const known = await organizationsOfMember(admin, invitation.id);
      const history = await historyOf(admin, invitation, {
        signIns: seesSignIns(reach, known, invitation),
        doerOf: createDoerOf(admin, deps.isServiceAccount, reach),
      });
      const { id, locale = '', sends, error, accessUntil, accessEndedAt, app, appName = app, target } = invitation;
      const by = inviterShown(reach, invitation);
      await show(req, res, 'adminInvitation', {
        invitation: {
          ...rowOf(reach, invitation, companyShown(reach, known), await faultsFor(deps, res.locals.locale)),
          locale,
          sends,
          ...(by && { by }),
          ...(error && { error }),
          ...(accessUntil && { accessUntil }),
          ...(accessEndedAt && { accessEndedAt }),
          groups: groupsShown(reach, invitation).map(({ path }) => path),
          ...(appName && { app: appName }),
          ...(target && { target }),
          missing: await missingOf(deps, reach, invitation),
          failedForGood: hasFailed(invitation) && dueAt(invitation) === undefined,
        },
        history,
        // A new key each time the page is shown: however often the button is pressed, one mail is sent.
        resendKey: crypto.randomUUID(),
        canResend: mayMove(MOVES.resend, invitation),
        // An estimate from what is stored; what only Keycloak can tell is asked when the command comes.
        canAmend: !alreadyActive(invitation) && (reach.all || known.every((company) => areActsOf(company.id, invitation.actors))),
        canRevoke: isPending(invitation),
        reference: id,
      });
    }),
  );

  router.route(PAGES.resendInvitation).post(
    withCaller(async (req, res, { actor }) => {
      const { id } = req.params;
      const key = typeof req.body?.clave === 'string' && req.body.clave !== '' ? req.body.clave : crypto.randomUUID();
      const invitationId = invitationIdOfKey(actor.userId, key, id);
      const invitation = await changeInvitation(deps, actor.reach, id, (before) => {
        res.locals.audited = { account: before };
        return resend(deps, actor, id, { invitationId });
      });
      await flash(res, hasFailed(invitation) ? 'flash.resendFailed' : 'flash.resent', invitation);
      res.redirect(303, req.body?.volver === 'lista' ? listAddress(res) : addressWithList(res, 'invitation', invitation.id));
    }),
  );

  router
    .route(PAGES.revokeInvitation)
    .get(
      withCaller(async (req, res, { reach }) => {
        const invitation = await readInvitation(admin, req.params.id);
        const { id, email } = invitation;
        const deletes = config.revokeAction === 'delete';
        await show(req, res, 'adminRevoke', { id, email, name: nameOf(invitation), deletes, mayLeave: !reach.all });
      }),
    )
    .post(
      withCaller(async (req, res, { actor }) => {
        const { id } = req.params;
        const revoked = await changeInvitation(deps, actor.reach, id, (before) => {
          res.locals.audited = { account: before };
          return revoke(deps, actor, id);
        });
        await flash(res, sentenceOf(revoked), revoked);
        const isGone = revoked.ended === 'membership' || (revoked.ended === 'account' && config.revokeAction === 'delete');
        res.redirect(303, isGone ? listAddress(res) : addressWithList(res, 'invitation', id));
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  return router;
}

function sentenceOf(revoked: Revoked) {
  if (revoked.ended === 'membership') return 'flash.left';
  if (revoked.ended === 'invitation') return 'flash.revokedAccountOn';
  return revoked.faults?.length ? 'flash.revokedUnwritten' : 'flash.revoked';
}
