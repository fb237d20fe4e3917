import { type Request, type Response, Router } from 'express';
import type { Caller } from '../../authority/actor.ts';
import { companyShown, type Reach } from '../../authority/reach.ts';
import { PAGES } from '../../common/addresses.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { methodNotAllowed } from '../../http/answer/problem.ts';
import { asMessage } from '../../http/request/message-text.ts';
import { parse, textOf } from '../../http/request/validation.ts';
import type { RealmLanguages } from '../../keycloak/profile/languages.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { providerOfSignIn, type SignIn } from '../../settings/sign-in.ts';
import { type AmendValues, type Chosen, SIGN_IN_CHOICES, type SignInChoice } from '../../views/models/admin.ts';
import { inConstantTime } from '../answers/constant-time.ts';
import { wordsIn } from '../answers/keycloak-refusal.ts';
import { createOfferedSignIns, offeredTo } from '../carried/offered.ts';
import { companySignIn } from '../carried/sign-in.ts';
import { type Amendment, amend, amendSchema } from '../commands/amend.ts';
import { authorize } from '../commands/authorize.ts';
import { changeInvitation } from '../commands/change-invitation.ts';
import type { Invitation } from '../record/invitation.ts';
import { hasFailed, isRevoked } from '../record/life-cycle.ts';
import { readInvitation } from '../record/store.ts';
import { addressWithList } from './list-query.ts';
import {
  type AdminPagesDeps,
  BY_COMPANY,
  chosenIn,
  faultsFor,
  faultsOnForm,
  flash,
  given,
  mayWrite,
  messageIn,
  nameOf,
  takenBy,
  textsOf,
} from './page-parts.ts';

const FIELDS = ['email', 'firstName', 'lastName', 'locale', 'accessUntil', 'signIn'] as const;

const ATTRIBUTE = 'attributes.';

/** Fields of the form that hold attributes, by the attribute's name. */
function attributesOf(body: Record<string, unknown> = {}): Record<string, string> {
  const fields = Object.keys(body).filter((field) => field.startsWith(ATTRIBUTE));
  return Object.fromEntries(fields.map((field) => [field.slice(ATTRIBUTE.length), textOf(body[field], 2100)]));
}

/**
 * Correcting address, name, language and way to sign in before the account is active. Behind the check that it is within reach; the form is shown to
 * whoever may correct the account, and what was typed comes back with a refusal.
 */
export function amendPage(deps: AdminPagesDeps): Router {
  const { admin, show, withCaller } = deps;
  const offeredSignIns = createOfferedSignIns(deps);
  const router = Router();

  router
    .route(PAGES.amendInvitation)
    .get(
      withCaller(async (req, res, { actor, reach }) => {
        const { invitation } = await inConstantTime(reach, () => authorize(deps.admin, actor, 'amend', req.params.id));
        const { email, firstName = '', lastName = '', locale = '', accessUntil = '', message = '' } = invitation;
        const language = choiceOf(await deps.realm.languages(), locale);
        await showForm(
          req,
          res,
          { actor, reach },
          { email, firstName, lastName, locale: language, accessUntil, message, signIn: chosenSignIn(invitation) },
          chosenOf(invitation),
        );
      }),
    )
    .post(
      withCaller(async (req, res, { actor, reach }) => {
        const { id } = req.params;
        const { locale: language } = res.locals;
        const typed = { ...textsOf(req.body, FIELDS), ...messageIn(req.body) };
        const chosen = chosenIn(req.body);
        try {
          // An emptied name is a change, too; an emptied address is a fault.
          const { email, locale, accessUntil, message, signIn, ...names } = typed;
          // What was not changed of language, last day and way to sign in is not sent: it may no longer be allowed.
          const before = await readInvitation(admin, id);
          const { locale: known = '', accessUntil: knownDay = '', message: knownWord = '' } = before;
          const isKept = locale === choiceOf(await deps.realm.languages(), known);
          const attributes = given(attributesOf(req.body));
          const changes = parse(amendSchema, {
            ...(!isKept && given({ locale })),
            email,
            ...names,
            ...(accessUntil !== knownDay && req.body?.accessUntil !== undefined && { accessUntil }),
            ...(asMessage(message) !== knownWord && req.body?.message !== undefined && { message }),
            ...(req.body?.carries !== undefined && changesOf(chosenOf(before), chosen)),
            ...(Object.keys(attributes).length > 0 && { attributes }),
            ...(req.body?.signIn !== undefined && signIn !== chosenSignIn(before) && signIn !== BY_COMPANY && { signIn }),
          });
          // The company's account is that of the address's company: of another address it may be another one, or none.
          if (signIn === BY_COMPANY && (chosenSignIn(before) !== BY_COMPANY || changes.email !== before.email))
            changes.signIn = await companySignInOf(reach, id, changes.email ?? before.email);
          if (isAsItWas(before, changes) && (await faultsFor(deps, language))(before).length === 0) {
            const { invitation } = await inConstantTime(reach, () => authorize(deps.admin, actor, 'amend', id));
            await flash(res, 'flash.asItWas', invitation);
            return res.redirect(303, addressWithList(res, 'invitation', id));
          }
          let former = before;
          const invitation = await changeInvitation(deps, reach, id, (before) => {
            res.locals.audited = { account: before };
            former = before;
            return amend(deps, actor, id, changes, wordsIn(deps, language));
          });
          const isMailed = invitation.email !== former.email || invitation.signIn !== former.signIn;
          const sent = hasFailed(invitation) ? 'flash.resendFailed' : 'flash.resent';
          await flash(res, isMailed && !isRevoked(invitation) ? sent : 'flash.amended', invitation);
          res.redirect(303, addressWithList(res, 'invitation', id));
        } catch (error) {
          if (!(error instanceof AppError) || faultsOnForm(error).length === 0) throw error;
          res.locals.audited = { ...res.locals.audited, refusal: error.code };
          if (error.retryAfter !== undefined) res.set('Retry-After', String(error.retryAfter));
          await showForm(req, res, { actor, reach }, typed, chosen, faultsOnForm(error), error.status);
        }
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  const showForm = async (
    req: Request,
    res: Response,
    { actor, reach }: Pick<Caller, 'actor' | 'reach'>,
    values: AmendValues,
    chosen: Chosen,
    errors: FieldError[] = [],
    status = 200,
  ) => {
    const id = String(req.params.id);
    const invitation = await readInvitation(admin, id);
    const who = nameOf(invitation) || invitation.email;
    const typed = attributesOf(req.body);
    const faults = (await faultsFor(deps, res.locals.locale))(invitation).filter(({ field }) => field.startsWith(ATTRIBUTE));
    const attributes = faults.map(({ field, label }) => {
      const name = field.slice(ATTRIBUTE.length);
      // A form that comes back shows what was typed and nothing of the account, which may be nobody's to see by now.
      const stored = errors.length === 0 ? String(invitation.user?.attributes?.[name]?.[0] ?? '') : '';
      return { field, label, value: typed[name] ?? stored };
    });
    const locales = (await deps.realm.languages()).choices;
    const taken = await takenBy(deps, reach, values.email, errors);
    const signIns = await offeredSignIns(reach);
    const signInNow = choiceOfSignIn(invitation.signIn);
    const model = {
      id,
      ...(taken && { taken }),
      who,
      values,
      attributes,
      offered: await offeredTo(deps, actor),
      chosen,
      signIns: signIns.length === 0 ? [] : SIGN_IN_CHOICES.filter((one) => one === signInNow || signIns.includes(one)),
      signInNow,
      mayWrite: mayWrite(deps, reach),
      errors,
      locales,
    };
    return show(req, res, 'adminAmend', model, { status, path: addressWithList(res, 'amendInvitation', id) });
  };

  /** By the provider of the company into which somebody is invited, as far as it is within reach, else by that of their address. */
  async function companySignInOf(reach: Reach, id: string, email: string): Promise<SignIn> {
    const company = companyShown(reach, await organizationsOfMember(admin, id));
    return companySignIn(admin, reach, { email, organization: company?.alias });
  }

  return router;
}

/** As the form has it: any provider is that of the company. */
const choiceOfSignIn = (signIn: SignIn): SignInChoice => {
  if (providerOfSignIn(signIn) !== undefined) return BY_COMPANY;
  return signIn === 'passkey' ? 'passkey' : 'password';
};

/** What was chosen: a choice of the form, or nothing where the way to sign in follows from the address. */
const chosenSignIn = ({ signIn, signInChosen }: Invitation): SignInChoice | '' => (signInChosen ? choiceOfSignIn(signIn) : '');

/**
 * Whether the form came back as it was: then nothing is written, and the history tells of no correction. What has faults is sent to Keycloak all the
 * same, which names them again; and so is what is revoked, as a revocation may still wait to be written.
 */
function isAsItWas(before: Invitation, { email, firstName, lastName, ...others }: Amendment): boolean {
  const isSame = email === before.email && firstName === (before.firstName ?? '') && lastName === (before.lastName ?? '');
  return isSame && !isRevoked(before) && Object.values(others).every((value) => value === undefined);
}

const chosenOf = ({ groups, app = '', target = '' }: Invitation): Chosen => ({
  groups: groups.map(({ path }) => path),
  app,
  target,
});

/** What of groups and app is not as it was: the rest is not sent, as it may no longer be given. */
function changesOf(before: Chosen, { groups, app, target }: Chosen): Partial<Chosen> {
  const isSame = groups.length === before.groups.length && groups.every((path) => before.groups.includes(path));
  return {
    ...(!isSame && { groups }),
    // The page of another app is none of this one.
    ...(app !== before.app && { app, target: target === before.target ? '' : target }),
    ...(app === before.app && target !== before.target && { target }),
  };
}

/** The choice that stands for a stored language; one that is no choice stands for itself. */
function choiceOf({ choices, written }: RealmLanguages, stored: string): string {
  return choices.find((tag) => tag === stored) ?? choices.find((tag) => written(tag) === stored) ?? stored;
}
