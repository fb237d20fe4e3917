import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { methodNotAllowed } from '../../http/answer/problem.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { etagOf, hasCondition, requireMatch } from '../../http/request/etag.ts';
import { accepts, parse } from '../../http/request/validation.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { userIdSchema } from '../../keycloak/realm/users.ts';
import { companyShown, type Reach } from '../../reach.ts';
import { amend, amendSchema } from '../commands/amend.ts';
import { hasDone, invitationIdOfKey, requestKeySchema } from '../commands/idempotency-key.ts';
import { inviteSchema } from '../commands/invite.ts';
import { inviteWithin } from '../commands/invite-once.ts';
import { wordsIn } from '../commands/refusal.ts';
import { resend } from '../commands/resend.ts';
import { revoke } from '../commands/revoke.ts';
import { movedInvitation } from '../commands/successor.ts';
import { type InvitationApiDeps, tracked } from '../commands/tracked-change.ts';
import { INVITATION_STATUSES, type Invitation } from '../record/invitation.ts';
import { lifespanSchema, type MaxLifespan } from '../record/lifespan.ts';
import { readInvitation } from '../record/store.ts';
import { invitationResource } from './resource.ts';

export const listSchema = z.strictObject({
  status: z.enum(INVITATION_STATUSES).optional(),
  organization: z.string().max(255).optional().describe('Alias of a company.'),
  search: z
    .string()
    .max(255)
    .optional()
    .describe('Words that stand somewhere in the address or the name, or the reference that somebody quotes.'),
  first: z.coerce.number().int().min(0).max(10_000_000).default(0).describe('Index of the first one to give.'),
  max: z.coerce.number().int().min(1).max(200).default(50).describe('How many to give at most.'),
});

export const resendSchema = (config: MaxLifespan) => z.strictObject({ lifespanHours: lifespanSchema(config) });

/** `/api/v1/invitations`. Who asks stands in `res.locals.who`, what they may see in `res.locals.reach`. */
export function invitationApi(deps: InvitationApiDeps): Router {
  const { admin } = deps;
  const router = Router();
  const json: RequestHandler[] = [accepts('application/json'), express.json({ limit: '64kb', strict: true })];

  const answer = async (res: Response, invitation: Invitation) => {
    res.locals.audited = { account: invitation };
    const resource = await resourceOf(deps, res.locals.reach, invitation);
    res.set('ETag', etagOf(resource)).json(resource);
  };

  router
    .route('/')
    .get(async (req, res) => {
      const { items, total } = await deps.list.page(res.locals.reach, parse(listSchema, req.query));
      res.json({ items: items.map((item) => invitationResource(item, item.company)), total });
    })
    .post(...json, async (req, res) => {
      const request = parse(inviteSchema(deps.config), req.body);
      const { actor, locale } = res.locals;
      const inviter = { actor, words: wordsIn(deps, locale) };
      const { invitation, repeated } = await inviteWithin(deps, inviter, request, requestKeyOf(req));
      if (repeated) res.set('Idempotent-Replayed', 'true');
      else deps.counts.moved(undefined, invitation.status);
      res.status(201).location(`/api/v1/invitations/${invitation.id}`);
      await answer(res, invitation);
    })
    .all(methodNotAllowed('GET', 'POST'));

  router.param('id', (_req, _res, next, id) => next(userIdSchema.safeParse(id).success ? undefined : new AppError('not_found')));
  const within: RequestHandler = async (req, res, next) => {
    await deps.requireReach(res.locals.reach, String(req.params.id));
    next();
  };
  /**
   * Two admins at once: who has not seen the other's change is refused, if they ask for it with If-Match. Not so where the change is their
   * own: a lost answer is asked for with the state from before.
   */
  const change = (req: Request, res: Response, work: () => Promise<Invitation>, invitationId?: string) =>
    tracked(deps, res.locals.reach, String(req.params.id), async (before) => {
      res.locals.audited = { account: before };
      if (hasCondition(req) && !hasDone(before, invitationId))
        requireMatch(req, etagOf(await resourceOf(deps, res.locals.reach, before)));
      return work();
    });

  router
    .route('/:id')
    .get(within, async (req, res) => answer(res, await readInvitation(admin, String(req.params.id))))
    .patch(within, ...json, async (req, res) => {
      const changes = parse(amendSchema, req.body);
      const { actor, locale } = res.locals;
      const work = () => amend(deps, actor, String(req.params.id), changes, wordsIn(deps, locale));
      await answer(res, await change(req, res, work));
    })
    .delete(within, async (req, res) => {
      const id = String(req.params.id);
      // Read before: a user who is deleted belongs to no company any more.
      const company = await companyOf(deps, res.locals.reach, id);
      const revoked = await change(req, res, () => revoke(deps, res.locals.actor, id));
      res.locals.audited = { account: revoked };
      const resource = invitationResource(revoked, company);
      res.set('ETag', etagOf(resource)).json(resource);
    })
    .all(methodNotAllowed('GET', 'PATCH', 'DELETE'));

  /** The id of the mail that a request sends again: it follows from its key. */
  const resendIdOf = (req: Request, res: Response): string | undefined => {
    const key = requestKeyOf(req);
    return key === undefined ? undefined : invitationIdOfKey(res.locals.actor.userId, key, String(req.params.id));
  };

  /** The account is gone because another has taken its place: the request that did so is answered once more. */
  const repeated: ErrorRequestHandler = async (error, req, res, next) => {
    if (toAppError(error).code !== 'not_found') return next(error);
    const moved = await movedInvitation(deps, res.locals.actor, String(req.params.id), resendIdOf(req, res));
    if (!moved?.isRepeated) return next(error);
    res.location(`/api/v1/invitations/${moved.invitation.id}`);
    await answer(res, moved.invitation);
  };

  router
    .route('/:id/resend')
    .post(
      within,
      ...json,
      async (req: Request, res: Response) => {
        const id = String(req.params.id);
        const { lifespanHours } = parse(resendSchema(deps.config), req.body ?? {});
        const invitationId = resendIdOf(req, res);
        const invitation = await change(
          req,
          res,
          () => resend(deps, res.locals.actor, id, { lifespanHours, invitationId }),
          invitationId,
        );
        if (invitation.id !== id) res.location(`/api/v1/invitations/${invitation.id}`);
        await answer(res, invitation);
      },
      repeated,
    )
    .all(methodNotAllowed('POST'));

  return router;
}

function requestKeyOf(req: Request): string | undefined {
  const key = req.get('Idempotency-Key');
  if (key === undefined) return undefined;
  if (requestKeySchema.safeParse(key).success) return key;
  throw new AppError('invalid_request', { fields: [{ field: 'Idempotency-Key', key: 'field.invalid' }] });
}

async function companyOf({ admin }: InvitationApiDeps, reach: Reach, userId: string) {
  return companyShown(reach, await organizationsOfMember(admin, userId));
}

async function resourceOf(deps: InvitationApiDeps, reach: Reach, invitation: Invitation) {
  return invitationResource(invitation, await companyOf(deps, reach, invitation.id));
}
