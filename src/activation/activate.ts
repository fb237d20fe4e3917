import { AppError } from '../errors.ts';
import type { PageLocale } from '../i18n/index.ts';
import { fieldNameOf } from '../keycloak/profile/field-name.ts';
import type { User } from '../keycloak/realm/users.ts';
import { readActionToken } from '../keycloak/ride/action-token.ts';
import { keycloakLink, openKey, type PageFaults, type RideResult, redeemKey } from '../keycloak/ride/ride.ts';
import type { Visitor } from '../keycloak/ride/visit.ts';
import { type ActivationForm, type Faults, type FormDeps, loadForm, NO_FAULTS } from './form.ts';
import {
  type ActivationDeps,
  foreignSituation,
  type Ready,
  refusedSituation,
  type Situation,
  situationAfter,
} from './situation.ts';

export interface Submitted {
  key: string;
  body: Readonly<Record<string, unknown>>;
  visitor: Visitor;
  /** Language of the sentences, once the person is known. */
  localeOf: (user: User) => PageLocale;
}

export type Attempt =
  | { kind: 'activated'; email: string }
  /** Something to mend; the key is as good as before. */
  | { kind: 'faults'; form: ActivationForm; faults: Faults }
  | { kind: 'situation'; situation: Exclude<Situation, Ready> };

/** Redeems a key with a submitted form: checks here first, so that all faults show at once, then lets Keycloak check, store and burn. */
export async function activate(deps: ActivationDeps & FormDeps, { key, body, visitor, localeOf }: Submitted): Promise<Attempt> {
  const token = readActionToken(key);
  if (!token) return { kind: 'situation', situation: { kind: 'invalid' } };

  // The realm's settings depend on nobody: asked for while Keycloak looks at the key.
  deps.realm.prefetch(visitor.locale);
  let local: Attempt | undefined;
  let form: ActivationForm | undefined;
  let ready: Ready | undefined;
  const result = await redeem(deps.server, key, visitor, async () => {
    const situation = await situationAfter(deps, key, token, { kind: 'good' });
    if (situation.kind !== 'ready') {
      local = { kind: 'situation', situation };
      return undefined;
    }
    ready = situation;
    form = await formOf(deps, situation, localeOf(situation.user), body);
    const { submission, faults } = form.read(body);
    if (faults === NO_FAULTS) return submission;
    local = { kind: 'faults', form, faults };
    await deps.invitations.markOpened(token.userId);
    return undefined;
  });
  if (local) return local;
  const url = keycloakLink(deps.server, key);
  switch (result.kind) {
    case 'refused':
      return { kind: 'situation', situation: refusedSituation(result.code, token) };
    case 'faults':
      if (!ready) return { kind: 'situation', situation: { kind: 'foreign', url } };
      // What may be shown can depend on the client that the key is of: Keycloak's own page is the last word.
      form = await formOf(deps, ready, localeOf(ready.user), body, result.faults.attributes);
      return { kind: 'faults', form, faults: form.faultsOf(result.faults) };
    case 'done':
      deps.invitations.markActivated(token.userId, ready && { invitationId: token.invitationId, user: ready.user });
      return { kind: 'activated', email: form?.user.email ?? '' };
    case 'unknown_page':
      return { kind: 'situation', situation: { kind: 'continue', url } };
    default:
      return { kind: 'situation', situation: foreignSituation(deps, url) };
  }
}

/**
 * A ride that breaks off may have reached its end, and of two rides at once Keycloak may fail one with a 500: what the key is
 * worth afterwards tells. While it is still good, one more ride decides. Throws `keycloak_unavailable` when Keycloak stays away.
 */
async function redeem(...[server, key, visitor, prepare]: Parameters<typeof redeemKey>): Promise<RideResult> {
  try {
    return await redeemKey(server, key, visitor, prepare);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'keycloak_unavailable') throw error;
    const answer = await openKey(server, key, visitor);
    return answer.kind === 'refused' ? answer : redeemKey(server, key, visitor, prepare);
  }
}

/**
 * The form for a key that is ready: the profile is asked for if the key or the user asks for it. What Keycloak's own page has asked for
 * (`attributes`), or an earlier form for that reason (`body`), stays in it.
 */
export function formOf(
  deps: FormDeps,
  { user, token }: Ready,
  locale: PageLocale,
  body: Submitted['body'] = {},
  attributes: PageFaults['attributes'] = [],
): Promise<ActivationForm> {
  const actions = new Set([...token.requiredActions, ...(user.requiredActions ?? [])]);
  const asksProfile = actions.has('UPDATE_PROFILE') || actions.has('VERIFY_PROFILE');
  const editable = new Set(attributes.flatMap(({ name, readOnly }) => (readOnly ? [] : name)));
  const asked = (name: string) => editable.has(name) || Object.hasOwn(body, fieldNameOf(name));
  return loadForm(deps, user, { asksProfile, asked, locale });
}
