import { type Request, type Response, Router } from 'express';
import type { Caller } from '../../authority/actor.ts';
import type { Reach } from '../../authority/reach.ts';
import { PAGES } from '../../common/addresses.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { parse } from '../../http/request/validation.ts';
import type { Chosen, InvitationValues } from '../../views/models/admin.ts';
import { wordsIn } from '../answers/keycloak-refusal.ts';
import { companyChoices, createOfferedSignIns, offeredTo } from '../carried/offered.ts';
import { companySignIn } from '../carried/sign-in.ts';
import { countNew } from '../commands/change-invitation.ts';
import { inviteSchema } from '../commands/invite.ts';
import { inviteOnce } from '../commands/invite-once.ts';
import { hasFailed } from '../record/life-cycle.ts';
import { lifespanSchema } from '../record/lifespan.ts';
import { addressWithList, listAddress } from './list-query.ts';
import {
  type AdminPagesDeps,
  BY_COMPANY,
  chosenIn,
  faultsOnForm,
  flash,
  given,
  mayWrite,
  messageIn,
  takenBy,
  textsOf,
} from './page-parts.ts';

/** What stays the same for the next person. */
const KEPT = ['locale', 'organization', 'lifespanHours', 'accessUntil', 'signIn'] as const;
const FIELDS = ['email', 'firstName', 'lastName', ...KEPT] as const;

/** Inviting one person. */
export function createPage(deps: AdminPagesDeps): Router {
  const { withCaller } = deps;
  const offeredSignIns = createOfferedSignIns(deps);
  const router = Router();

  const showForm = async (
    req: Request,
    res: Response,
    { actor, reach }: Pick<Caller, 'actor' | 'reach'>,
    values: InvitationValues,
    chosen: Chosen,
    errors: FieldError[] = [],
    status = 200,
  ) => {
    const organizations = await companyChoices(deps, reach);
    const taken = await takenBy(deps, reach, values.email, errors);
    const model = {
      values,
      ...(taken && { taken }),
      chosen,
      offered: await offeredTo(deps, actor),
      signIns: await offeredSignIns(reach),
      errors,
      organizations,
      organizationRequired: !reach.all,
      mayWrite: mayWrite(deps, reach),
      locales: (await deps.realm.languages()).choices,
      defaultLifespanHours: deps.config.invitationLifespanHours,
      maxLifespanHours: deps.config.invitationMaxLifespanHours,
    };
    return deps.show(req, res, 'adminInvitationNew', model, { status, path: PAGES.newInvitation });
  };

  router.get(
    PAGES.newInvitation,
    withCaller(async (req, res, caller) => {
      const { choices } = await deps.realm.languages();
      const kept = textsOf(req.query, KEPT);
      const allowed = lifespanSchema(deps.config).safeParse(Number(kept.lifespanHours)).success;
      const values = {
        ...textsOf({}, FIELDS),
        ...messageIn({}),
        ...kept,
        locale: [kept.locale, res.locals.locale].find((tag) => choices.includes(tag)) ?? '',
        organization: kept.organization || onlyCompany(caller.reach),
        lifespanHours: allowed ? kept.lifespanHours : '',
      };
      await showForm(req, res, caller, values, chosenIn(req.query));
    }),
  );

  // The address of a form that was shown again with faults: reloading it sends a GET.
  router.get(PAGES.invitations, (_req, res) => res.redirect(303, listAddress(res)));

  router.post(
    PAGES.invitations,
    withCaller(async (req, res, caller) => {
      const { locale } = res.locals;
      const typed = { ...textsOf(req.body, FIELDS), ...messageIn(req.body) };
      const chosen = chosenIn(req.body);
      try {
        const request = parse(inviteSchema(deps.config), requestOf(typed, chosen));
        if (typed.signIn === BY_COMPANY) request.signIn = await companySignIn(deps.admin, caller.reach, request);
        const inviter = { actor: caller.actor, words: wordsIn(deps, locale) };
        const { invitation } = await inviteOnce(deps, inviter, request, undefined);
        countNew(deps, invitation);
        const { list: lista } = res.locals;
        const kept = keptIn(typed, chosen);
        if (lista) kept.append('lista', lista);
        const href = `${PAGES.newInvitation}?${kept}`;
        await flash(res, hasFailed(invitation) ? 'flash.inviteFailed' : 'flash.invited', invitation, {
          key: 'admin.new.another',
          href,
        });
        res.redirect(303, addressWithList(res, 'invitation', invitation.id));
      } catch (error) {
        if (!(error instanceof AppError) || faultsOnForm(error).length === 0) throw error;
        res.locals.audited = { refusal: error.code };
        if (error.retryAfter !== undefined) res.set('Retry-After', String(error.retryAfter));
        await showForm(req, res, caller, typed, chosen, faultsOnForm(error), error.status);
      }
    }),
  );

  return router;
}

function requestOf(
  { lifespanHours, signIn, ...texts }: InvitationValues,
  { groups, app, target }: Chosen,
): Record<string, unknown> {
  return {
    ...given({ ...texts, app, target, signIn: signIn === BY_COMPANY ? '' : signIn }),
    ...(groups.length > 0 && { groups }),
    ...(lifespanHours.trim() !== '' && { lifespanHours: Number(lifespanHours) }),
  };
}

/** What stays the same for the next person, as the query of the form. */
function keptIn(typed: InvitationValues, { groups, app, target }: Chosen): URLSearchParams {
  const query = new URLSearchParams(given({ ...textsOf({ ...typed }, KEPT), app, target }));
  for (const path of groups) query.append('groups', path);
  return query;
}

function onlyCompany(reach: Reach): string {
  return !reach.all && reach.organizations.length === 1 ? (reach.organizations[0]?.alias ?? '') : '';
}
