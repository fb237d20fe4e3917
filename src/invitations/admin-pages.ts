import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { LOCALES } from '../brand.ts';
import type { Config } from '../config.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { ShowPage } from '../http/pages.ts';
import { methodNotAllowed } from '../http/problem.ts';
import { parse } from '../http/validation.ts';
import type { MessageKey } from '../i18n/index.ts';
import { allOrganizations, type Organization, organizationsOfMember, type Reach } from '../keycloak/organizations.ts';
import { displayName } from '../keycloak/users.ts';
import type { InvitationRow, InvitationValues } from '../views/models-admin.ts';
import type { InvitationApiDeps } from './api.ts';
import { INVITATION_STATUSES, type Invitation } from './invitation.ts';
import { invite, inviteSchema, requireOwnCompany } from './invite.ts';
import { listInvitations } from './list.ts';
import { resend, revoke } from './send.ts';
import { readInvitation } from './store.ts';

export interface AdminPagesDeps extends InvitationApiDeps {
  config: Config;
  show: ShowPage;
}

const PAGE_SIZE = 25;

const listQuery = z.object({
  status: z.enum(INVITATION_STATUSES).optional().catch(undefined),
  organization: z.string().max(255).optional().catch(undefined),
  search: z.string().trim().max(255).default('').catch(''),
  first: z.coerce.number().int().min(0).default(0).catch(0),
});

/** `/admin`: the invitations within the person's reach. Behind the guards; works without JavaScript. */
export function adminPages(deps: AdminPagesDeps): Router {
  const { admin, config, show } = deps;
  const router = Router();

  router.get('/', async (req, res) => {
    const { reach } = res.locals;
    const { first, search, ...filter } = listQuery.parse(req.query);
    const organization = filter.organization || undefined;
    const query = { ...filter, organization, search: search || undefined, first, max: PAGE_SIZE };
    const [page, organizations] = await Promise.all([listInvitations(admin, reach, query), companiesOf(deps, reach)]);
    const items = await Promise.all(page.items.map((item) => rowOf(deps, item)));
    await show(req, res, 'adminInvitations', {
      items,
      total: page.total,
      first,
      max: PAGE_SIZE,
      filter: { search, ...(filter.status && { status: filter.status }), ...(organization && { organization }) },
      counts: page.counts,
      organizations,
    });
  });

  router.get('/invitaciones/nueva', async (req, res) => {
    await showForm(req, res, { ...EMPTY, organization: onlyCompany(res.locals.reach), locale: res.locals.locale }, []);
  });

  router.post('/invitaciones', async (req, res) => {
    const typed = valuesOf(req.body);
    try {
      const request = parse(inviteSchema, requestOf(typed));
      requireOwnCompany(res.locals.reach, request.organization);
      const invitation = await invite(deps, request, res.locals.who.name);
      await flash(res, invitation.status === 'failed' ? 'flash.inviteFailed' : 'flash.invited', invitation);
      res.redirect(303, `/admin/invitaciones/${invitation.id}`);
    } catch (error) {
      if (!(error instanceof AppError) || error.fields.length === 0) throw error;
      await showForm(req, res, typed, error.fields, error.status);
    }
  });

  const showForm = async (
    req: Parameters<RequestHandler>[0],
    res: Parameters<RequestHandler>[1],
    values: InvitationValues,
    errors: FieldError[],
    status = 200,
  ) =>
    show(
      req,
      res,
      'adminInvitationNew',
      {
        values,
        errors,
        organizations: await companiesOf(deps, res.locals.reach),
        organizationRequired: !res.locals.reach.all,
        locales: [...LOCALES],
        defaultLifespanHours: config.invitationLifespanHours,
      },
      { status, path: '/admin/invitaciones/nueva' },
    );

  router.param('id', async (_req, res, next, id) => {
    if (!z.uuid().safeParse(id).success) throw new AppError('not_found');
    await deps.requireReach(res.locals.reach, id);
    next();
  });

  router.get('/invitaciones/:id', async (req, res) => {
    const invitation = await readInvitation(admin, req.params.id);
    const { sends, by, error } = invitation;
    const pending = invitation.status !== 'activated';
    await show(req, res, 'adminInvitation', {
      invitation: {
        ...(await rowOf(deps, invitation)),
        locale: invitation.locale ?? '',
        sends,
        ...(by && { by }),
        ...(error && { error }),
      },
      canResend: pending,
      canRevoke: pending && invitation.status !== 'revoked',
    });
  });

  router.post('/invitaciones/:id/reenviar', async (req, res) => {
    const invitation = await resend(deps, req.params.id);
    await flash(res, invitation.status === 'failed' ? 'flash.inviteFailed' : 'flash.resent', invitation);
    res.redirect(303, `/admin/invitaciones/${req.params.id}`);
  });

  router
    .route('/invitaciones/:id/revocar')
    .get(async (req, res) => {
      const invitation = await readInvitation(admin, req.params.id);
      await show(req, res, 'adminRevoke', { id: invitation.id, email: invitation.email, name: nameOf(invitation) });
    })
    .post(async (req, res) => {
      await flash(res, 'flash.revoked', await revoke(deps, req.params.id));
      res.redirect(303, `/admin/invitaciones/${req.params.id}`);
    })
    .all(methodNotAllowed('GET', 'POST'));

  return router;
}

const EMPTY: InvitationValues = { email: '', firstName: '', lastName: '', locale: 'es', organization: '', lifespanHours: '' };

function valuesOf(body: Record<string, unknown> | undefined): InvitationValues {
  const text = (name: keyof InvitationValues) => (typeof body?.[name] === 'string' ? String(body[name]).slice(0, 300) : '');
  return {
    email: text('email'),
    firstName: text('firstName'),
    lastName: text('lastName'),
    locale: text('locale'),
    organization: text('organization'),
    lifespanHours: text('lifespanHours'),
  };
}

/** A form sends empty texts where the API sends nothing. */
function requestOf({ lifespanHours, ...texts }: InvitationValues): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(texts).filter(([, value]) => value.trim() !== ''));
  return lifespanHours.trim() === '' ? given : { ...given, lifespanHours: Number(lifespanHours) };
}

async function companiesOf({ admin }: AdminPagesDeps, reach: Reach): Promise<Organization[]> {
  return reach.all ? allOrganizations(admin) : reach.organizations;
}

function onlyCompany(reach: Reach): string {
  return !reach.all && reach.organizations.length === 1 ? (reach.organizations[0]?.alias ?? '') : '';
}

async function rowOf({ admin }: AdminPagesDeps, invitation: Invitation): Promise<InvitationRow> {
  const [company] = await organizationsOfMember(admin, invitation.id);
  const { id, email, status, sentAt, expiresAt } = invitation;
  return {
    id,
    email,
    name: nameOf(invitation),
    status,
    ...(company && { organization: company.name }),
    ...(sentAt && { sentAt }),
    ...(expiresAt && { expiresAt }),
  };
}

function nameOf({ firstName, lastName }: Invitation): string {
  return displayName({ firstName, lastName });
}

async function flash(res: Parameters<RequestHandler>[1], key: MessageKey, { status, email }: Invitation): Promise<void> {
  const { session } = res.locals;
  session.flash = [{ kind: status === 'failed' ? 'warning' : 'success', key, params: { email } }];
  await session.save();
}
