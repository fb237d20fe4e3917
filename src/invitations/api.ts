import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { methodNotAllowed } from '../http/problem.ts';
import { accepts, parse } from '../http/validation.ts';
import { organizationsOfMember, type Reach } from '../keycloak/organizations.ts';
import { INVITATION_STATUSES, type Invitation } from './invitation.ts';
import { invite, inviteSchema, requireOwnCompany } from './invite.ts';
import { listInvitations } from './list.ts';
import { resend, revoke, type SendDeps } from './send.ts';
import { readInvitation } from './store.ts';

export interface InvitationApiDeps extends SendDeps {
  /** Refuses a user beyond somebody's reach as if there were no such user. */
  requireReach: (reach: Reach, userId: string) => Promise<void>;
}

const listSchema = z.strictObject({
  status: z.enum(INVITATION_STATUSES).optional(),
  organization: z.string().max(255).optional(),
  search: z.string().max(255).optional(),
  first: z.coerce.number().int().min(0).default(0),
  max: z.coerce.number().int().min(1).max(200).default(50),
});

const resendSchema = z.strictObject({ lifespanHours: inviteSchema.shape.lifespanHours });

/** `/api/v1/invitations`. Who asks stands in `res.locals.who`, what they may see in `res.locals.reach`. */
export function invitationApi(deps: InvitationApiDeps): Router {
  const router = Router();
  const json: RequestHandler[] = [accepts('application/json'), express.json({ limit: '64kb', strict: true })];

  router
    .route('/')
    .get(async (req, res) => {
      const { items, total } = await listInvitations(deps.admin, res.locals.reach, parse(listSchema, req.query));
      res.json({ items: await Promise.all(items.map((item) => invitationResource(deps, item))), total });
    })
    .post(...json, async (req, res) => {
      const request = parse(inviteSchema, req.body ?? {});
      requireOwnCompany(res.locals.reach, request.organization);
      const invitation = await invite(deps, request, res.locals.who.name);
      res
        .status(201)
        .location(`/api/v1/invitations/${invitation.id}`)
        .json(await invitationResource(deps, invitation));
    })
    .all(methodNotAllowed('GET', 'POST'));

  router.param('id', (_req, _res, next, id) => next(z.uuid().safeParse(id).success ? undefined : new AppError('not_found')));
  const within: RequestHandler = async (req, res, next) => {
    await deps.requireReach(res.locals.reach, String(req.params.id));
    next();
  };

  router
    .route('/:id')
    .all(within)
    .get(async (req, res) => {
      const invitation = await readInvitation(deps.admin, req.params.id);
      res.json(await invitationResource(deps, invitation));
    })
    .delete(async (req, res) => {
      res.json(await invitationResource(deps, await revoke(deps, req.params.id)));
    })
    .all(methodNotAllowed('GET', 'DELETE'));

  router
    .route('/:id/resend')
    .all(within)
    .post(...json, async (req, res) => {
      const { lifespanHours } = parse(resendSchema, req.body ?? {});
      res.json(await invitationResource(deps, await resend(deps, req.params.id, { lifespanHours })));
    })
    .all(methodNotAllowed('POST'));

  return router;
}

/** The invitation as DESIGN §3 fixes it. Never a link, never a key. */
async function invitationResource({ admin }: SendDeps, invitation: Invitation) {
  const [company] = await organizationsOfMember(admin, invitation.id);
  return {
    id: invitation.id,
    email: invitation.email,
    firstName: invitation.firstName ?? null,
    lastName: invitation.lastName ?? null,
    locale: invitation.locale ?? null,
    organization: company?.alias ?? null,
    status: invitation.status,
    sentAt: invitation.sentAt?.toISOString() ?? null,
    expiresAt: invitation.expiresAt?.toISOString() ?? null,
    sends: invitation.sends,
    error: invitation.error ?? null,
  };
}
