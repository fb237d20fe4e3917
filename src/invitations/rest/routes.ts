import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import type { Actor } from '../../authority/actor.ts';
import { companyShown, type Reach } from '../../authority/reach.ts';
import { resourceAddress } from '../../common/addresses.ts';
import { ARRANGED_AT_MOST, LIST_ORDERS } from '../../common/list-orders.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { fieldProblem, methodNotAllowed } from '../../http/answer/problem.ts';
import { sendCsv } from '../../http/answer/send-file.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { etagOf, hasCondition, requireMatch } from '../../http/request/etag.ts';
import { accepts, parse } from '../../http/request/validation.ts';
import { textsOfRealm } from '../../i18n/profile-texts.ts';
import { noneIfSwitchedOff, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { userIdSchema } from '../../keycloak/realm/users.ts';
import { hasDone, invitationIdOfKey, requestKeySchema } from '../answers/idempotency-key.ts';
import { wordsIn } from '../answers/keycloak-refusal.ts';
import { requireDays } from '../arranging/arrange.ts';
import { missingOf } from '../carried/missing.ts';
import { amend, amendSchema } from '../commands/amend.ts';
import { changeInvitation, countNew, type InvitationApiDeps } from '../commands/change-invitation.ts';
import { inviteSchema } from '../commands/invite.ts';
import { inviteOnce } from '../commands/invite-once.ts';
import { resend } from '../commands/resend.ts';
import { revoke } from '../commands/revoke.ts';
import { movedInvitation } from '../commands/successor.ts';
import { exported } from '../export/export.ts';
import { createFaultsOf } from '../listing/invitation-faults.ts';
import { usernameShown } from '../listing/timeline.ts';
import type { ListQuery } from '../listing/whole-page.ts';
import { CURSOR, DEEPEST } from '../paging/cursor.ts';
import { INVITATION_STATUSES, type Invitation } from '../record/invitation.ts';
import { lifespanSchema, type MaxLifespan } from '../record/lifespan.ts';
import { readInvitation } from '../record/store.ts';
import { type InvitationResource, invitationResource } from './resource.ts';

export const listSchema = z.strictObject({
  status: z.enum(INVITATION_STATUSES).optional(),
  organization: z.string().max(255).optional().describe('Alias of a company.'),
  search: z
    .string()
    .max(255)
    .optional()
    .describe(
      'Whole words of the name or the address, with or without accents; parts of words where no whole word fits, or with an asterisk behind the word; or the reference that somebody quotes.',
    ),
  sort: z
    .enum(LIST_ORDERS)
    .default('attention')
    .describe(
      `Order; \`-\` stands for the later ones first. Every other than \`attention\` arranges the first ${ARRANGED_AT_MOST} matches: \`within\` of the answer says where there are more.`,
    ),
  sentFrom: z.iso
    .date()
    .optional()
    .describe('First day of the last e-mail, in the time zone of the sidecar. Looks among the first matches, as `sort` does.'),
  sentUntil: z.iso.date().optional().describe('Last day of the last e-mail.'),
  inviter: z
    .string()
    .max(255)
    .optional()
    .describe(
      'Keycloak user id of who invited; the worker’s invitations have none. Company admins are told of inviters who acted for their companies.',
    ),
  group: z.string().max(1024).optional().describe('Path of a group that it gives, for whoever may see its groups.'),
  app: z.string().max(255).optional().describe('Client id of the app that the person goes to.'),
  first: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .describe(`Index of the first one to give. Only the first ${DEEPEST} can be reached so: to read on, follow \`next\`.`),
  max: z.coerce.number().int().min(1).max(200).default(50).describe('How many to give at most.'),
  cursor: z
    .string()
    .regex(CURSOR)
    .optional()
    .describe(
      '`next` of the page before, with the same filters: gives the page behind it, however far inside; `first` is ignored.',
    ),
});

/** The filters of the list, all of which look among all matches. */
export const exportSchema = listSchema
  .omit({ sort: true, first: true, max: true, cursor: true })
  .extend({ sentFrom: listSchema.shape.sentFrom.describe('First day of the last e-mail, in the time zone of the sidecar.') });

/** The list as a program asks for it. Throws `invalid_request` for a page beyond what `first` can reach. */
function listQueryOf(asked: unknown): ListQuery {
  const { first, ...query } = parse(listSchema, asked);
  requireDays(query);
  if (query.cursor !== undefined) return { ...query, first: 0 };
  if (first + query.max <= DEEPEST) return { ...query, first };
  throw new AppError('invalid_request', { fields: [{ field: 'first', key: 'field.too_deep', params: { most: DEEPEST } }] });
}

export const resendSchema = (config: MaxLifespan) => z.strictObject({ lifespanHours: lifespanSchema(config) });

/** `/api/v1/invitations`, behind the guard of the API. */
export function invitationApi(deps: InvitationApiDeps): Router {
  const { admin, withCaller } = deps;
  const router = Router();
  const json: RequestHandler[] = [accepts('application/json'), express.json({ limit: '64kb', strict: true })];

  const answer = async (res: Response, reach: Reach, invitation: Invitation) => {
    res.locals.audited = { account: invitation };
    const resource = await resourceOf(deps, reach, invitation);
    const told = await withAccount(res, reach);
    const missing = (await missingOf(deps, reach, invitation)).map((fault) => fieldProblem(fault, res.locals.locale));
    res.set('ETag', etagOf(resource)).json({ ...told(resource, invitation), ...(missing.length > 0 && { missing }) });
  };
  /** Adds what is to be known of the account: its username and, in the language of whoever asks, what is wrong with it. */
  const withAccount = async (res: Response, reach: Reach) => {
    const { locale } = res.locals;
    const faultsOf = await createFaultsOf(deps.realm, await textsOfRealm(deps.realm, locale));
    return (resource: InvitationResource, invitation: Invitation & { faults?: FieldError[] }): InvitationResource => {
      const faults = (invitation.faults ?? faultsOf(invitation)).map((fault) => fieldProblem(fault, locale));
      const username = usernameShown(reach, invitation);
      return { ...resource, ...(username && { username }), ...(faults.length > 0 && { faults }) };
    };
  };

  router
    .route('/')
    .get(
      withCaller(async (req, res, { reach }) => {
        const query = listQueryOf(req.query);
        const [page, told] = await Promise.all([deps.list.page(reach, query), withAccount(res, reach)]);
        const { items, total, totalIs, next = null, within } = page;
        res.json({
          items: items.map((item) => told(invitationResource(item, item.company, reach), item)),
          total,
          totalIs,
          next,
          ...(within && { within }),
        });
      }),
    )
    .post(
      ...json,
      withCaller(async (req, res, { actor, reach }) => {
        const request = parse(inviteSchema(deps.config), req.body);
        const { locale } = res.locals;
        const inviter = { actor, words: wordsIn(deps, locale) };
        const { invitation, repeated } = await inviteOnce(deps, inviter, request, requestKeyOf(req));
        if (repeated) res.set('Idempotent-Replayed', 'true');
        else countNew(deps, invitation);
        res.status(201).location(resourceAddress('invitations', invitation.id));
        await answer(res, reach, invitation);
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route('/export.csv')
    .get(
      withCaller(async (req, res, { reach }) => {
        const query = parse(exportSchema, req.query);
        const text = await exported(deps.list, reach, query, {
          locale: res.locals.locale,
          delimiter: ',',
          timeZone: deps.config.timeZone,
        });
        await sendCsv(res, 'invitations.csv', text);
      }),
    )
    .all(methodNotAllowed('GET'));

  router.param('id', (_req, _res, next, id) => next(userIdSchema.safeParse(id).success ? undefined : new AppError('not_found')));
  const within = withCaller<{ id: string }>(async (req, _res, { reach }, next) => {
    await deps.requireReach(reach, req.params.id);
    next();
  });
  /**
   * Refuses a change by somebody who has not seen another's change, if they send If-Match. A repetition of their own change passes: a client that
   * lost the answer repeats the request with the old tag.
   */
  const change = <T extends Invitation>(req: OfOne, res: Response, reach: Reach, work: () => Promise<T>, invitationId?: string) =>
    changeInvitation(deps, reach, req.params.id, async (before) => {
      res.locals.audited = { account: before };
      if (hasCondition(req) && !hasDone(before, invitationId)) requireMatch(req, etagOf(await resourceOf(deps, reach, before)));
      return work();
    });

  router
    .route('/:id')
    .get(
      within,
      withCaller(async (req, res, { reach }) => answer(res, reach, await readInvitation(admin, req.params.id))),
    )
    .patch(
      within,
      ...json,
      withCaller(async (req, res, { actor, reach }) => {
        const changes = parse(amendSchema, req.body);
        const words = wordsIn(deps, res.locals.locale);
        await answer(res, reach, await change(req, res, reach, () => amend(deps, actor, req.params.id, changes, words)));
      }),
    )
    .delete(
      within,
      withCaller(async (req, res, { actor, reach }) => {
        const { id } = req.params;
        // Read before the deletion: a deleted user belongs to no company.
        const company = await companyOf(deps, reach, id);
        const words = wordsIn(deps, res.locals.locale);
        const revoked = await change(req, res, reach, () => revoke(deps, actor, id, words));
        res.locals.audited = { account: revoked };
        const resource = invitationResource(revoked, company, reach);
        const told = await withAccount(res, reach);
        res.set('ETag', etagOf(resource)).json(told(resource, revoked));
      }),
    )
    .all(methodNotAllowed('GET', 'PATCH', 'DELETE'));

  /** Invitation id of the mail that a resend request with a key sends. */
  const resendIdOf = (req: Pick<Request, 'get' | 'params'>, { userId }: Actor): string | undefined => {
    const key = requestKeyOf(req);
    return key === undefined ? undefined : invitationIdOfKey(userId, key, String(req.params.id));
  };

  /** The account was replaced by another one: a repetition of the request that did so gets the same answer again. */
  const repeated = withCaller.onError(async (error, req, res, { actor, reach }, next) => {
    if (toAppError(error).code !== 'not_found') return next(error);
    const moved = await movedInvitation(deps, actor, String(req.params.id), resendIdOf(req, actor));
    if (!moved?.isRepeated) return next(error);
    res.location(resourceAddress('invitations', moved.invitation.id));
    await answer(res, reach, moved.invitation);
  });

  router
    .route('/:id/resend')
    .post(
      within,
      ...json,
      withCaller<{ id: string }>(async (req, res, { actor, reach }) => {
        const { id } = req.params;
        const { lifespanHours } = parse(resendSchema(deps.config), req.body ?? {});
        const invitationId = resendIdOf(req, actor);
        const work = () => resend(deps, actor, id, { lifespanHours, invitationId });
        const invitation = await change(req, res, reach, work, invitationId);
        if (invitation.id !== id) res.location(resourceAddress('invitations', invitation.id));
        await answer(res, reach, invitation);
      }),
      repeated,
    )
    .all(methodNotAllowed('POST'));

  return router;
}

type OfOne = Request<{ id: string }>;

function requestKeyOf(req: Pick<Request, 'get'>): string | undefined {
  const key = req.get('Idempotency-Key');
  if (key === undefined) return undefined;
  if (requestKeySchema.safeParse(key).success) return key;
  throw new AppError('invalid_request', { fields: [{ field: 'Idempotency-Key', key: 'field.invalid' }] });
}

async function companyOf({ admin }: InvitationApiDeps, reach: Reach, userId: string) {
  return companyShown(reach, await organizationsOfMember(admin, userId).catch(noneIfSwitchedOff));
}

async function resourceOf(deps: InvitationApiDeps, reach: Reach, invitation: Invitation) {
  return invitationResource(invitation, await companyOf(deps, reach, invitation.id), reach);
}
