import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { areActsOf } from '../../authority/acts.ts';
import { companyShown, type Reach } from '../../authority/reach.ts';
import { PAGES } from '../../common/addresses.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { methodNotAllowed } from '../../http/answer/problem.ts';
import { parse, textOf } from '../../http/request/validation.ts';
import { noneIfSwitchedOff, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { invitationIdOfKey } from '../answers/idempotency-key.ts';
import { wordsIn } from '../answers/keycloak-refusal.ts';
import { missingOf } from '../carried/missing.ts';
import { moveEnd } from '../commands/access-until.ts';
import { changeInvitation } from '../commands/change-invitation.ts';
import { resend } from '../commands/resend.ts';
import { type Revoked, revoke } from '../commands/revoke.ts';
import { createDoerOf } from '../listing/doer-names.ts';
import { groupsShown, historyOf, inviterShown, seesSignIns } from '../listing/timeline.ts';
import { alreadyActive, hasFailed, isPending, MOVES, mayMove } from '../record/life-cycle.ts';
import { accessUntilSchema } from '../record/lifespan.ts';
import { readInvitation } from '../record/store.ts';
import { dueAt } from '../sending/schedules.ts';
import { addressWithList, listAddress } from './list-query.ts';
import { type AdminPagesDeps, faultsFor, flash, nameOf, rowOf } from './page-parts.ts';

const limitSchema = z.object({ accessUntil: accessUntilSchema({ isEmptied: true }) });

/** One invitation: what became of it, and what can be done. Behind the check that it is within reach. */
export function detailPages(deps: AdminPagesDeps): Router {
  const { admin, config, show, withCaller } = deps;
  const router = Router();

  router.route(PAGES.invitation).get(withCaller((req, res, { reach }) => showDetail(req, res, reach)));

  /** @param limit the last day as it was typed, and what is wrong with it. */
  async function showDetail(
    req: Request,
    res: Response,
    reach: Reach,
    limit?: { accessUntil: string; errors: FieldError[]; status: number },
  ): Promise<void> {
    const invitation = await readInvitation(admin, String(req.params.id));
    const known = await organizationsOfMember(admin, invitation.id).catch(noneIfSwitchedOff);
    const history = await historyOf(admin, invitation, {
      signIns: seesSignIns(reach, known, invitation),
      doerOf: createDoerOf(admin, deps.isServiceAccount, reach),
    });
    const { id, locale = '', sends, error, accessUntil, accessEndedAt, app, appName = app, target, signIn } = invitation;
    const by = inviterShown(reach, invitation);
    const isTheirs = reach.all || known.every((company) => areActsOf(company.id, invitation.actors));
    await show(
      req,
      res,
      'adminInvitation',
      {
        invitation: {
          ...rowOf(reach, invitation, companyShown(reach, known), await faultsFor(deps, res.locals.locale)),
          locale,
          ...(signIn !== 'password' && { signIn }),
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
        // Estimates from what is stored; what only Keycloak can tell is asked when the command comes.
        canAmend: !alreadyActive(invitation) && isTheirs,
        ...(alreadyActive(invitation) &&
          !accessEndedAt &&
          isTheirs && { limit: limit ?? { accessUntil: accessUntil ?? '', errors: [] } }),
        canRevoke: isPending(invitation),
        reference: id,
      },
      limit ? { status: limit.status, path: addressWithList(res, 'invitation', id) } : {},
    );
  }

  router
    .route(PAGES.limitInvitation)
    .post(
      withCaller(async (req, res, { actor, reach }) => {
        const { id } = req.params;
        const accessUntil = textOf(req.body?.accessUntil).trim();
        try {
          const changes = parse(limitSchema, { accessUntil });
          const limited = await changeInvitation(deps, reach, id, (before) => {
            res.locals.audited = { account: before };
            return moveEnd(deps, actor, id, changes.accessUntil || undefined, wordsIn(deps, res.locals.locale));
          });
          await flash(res, 'flash.limited', limited);
          res.redirect(303, addressWithList(res, 'invitation', id));
        } catch (error) {
          const errors = error instanceof AppError ? error.fields.filter(({ field }) => field === 'accessUntil') : [];
          if (errors.length === 0) throw error;
          await showDetail(req, res, reach, { accessUntil, errors, status: (error as AppError).status });
        }
      }),
    )
    .all(methodNotAllowed('POST'));

  router.route(PAGES.resendInvitation).post(
    withCaller(async (req, res, { actor }) => {
      const { id } = req.params;
      const key = typeof req.body?.clave === 'string' && req.body.clave !== '' ? req.body.clave : crypto.randomUUID();
      const invitationId = invitationIdOfKey(actor.userId, key, id);
      const invitation = await changeInvitation(deps, actor.reach, id, (before) => {
        res.locals.audited = { account: before };
        return resend(deps, actor, id, { invitationId });
      });
      // One more mail to an account that is not theirs to change keeps the invitation's id, and so its earlier links.
      const sent = invitation.invitationId === invitationId ? 'flash.resent' : 'flash.mailedAgain';
      await flash(res, hasFailed(invitation) ? 'flash.resendFailed' : sent, invitation);
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
