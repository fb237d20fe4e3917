import { AppError } from '../errors.ts';
import type { PageLocale } from '../i18n/index.ts';
import { fieldNameOf } from '../keycloak/profile/field-name.ts';
import type { User } from '../keycloak/realm/users.ts';
import { type ActionToken, readActionToken } from '../keycloak/ride/action-token.ts';
import { keycloakLink, openRide, type PageFaults } from '../keycloak/ride/ride.ts';
import type { Visitor } from '../keycloak/ride/visit.ts';
import { type ActivationForm, type Faults, type FormDeps, loadForm, NO_FAULTS } from './form.ts';
import {
  type ActivationDeps,
  foreignSituation,
  type OfDirectory,
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

/**
 * Redeems a key with a submitted form: checks here first, so that all faults show at once, then lets Keycloak check, store and burn.
 * A ride that breaks off may have reached its end, and of two rides at once Keycloak may fail one with a 500: what the key is
 * worth afterwards tells. While it is still good, one more ride decides. Throws `keycloak_unavailable` when Keycloak stays away.
 */
export async function activate(deps: ActivationDeps & FormDeps, submitted: Submitted): Promise<Attempt> {
  const token = readActionToken(submitted.key);
  if (!token) return at({ kind: 'invalid' });
  // The realm's settings depend on nobody: asked for while Keycloak looks at the key.
  deps.realm.prefetch(submitted.visitor.locale);
  try {
    return await attempt(deps, submitted, token);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'keycloak_unavailable') throw error;
    return attempt(deps, submitted, token);
  }
}

async function attempt(
  deps: ActivationDeps & FormDeps,
  { key, body, visitor, localeOf }: Submitted,
  token: ActionToken,
): Promise<Attempt> {
  const url = keycloakLink(deps.server, key);
  const ride = await openRide(deps.server, key, visitor);
  if (ride.kind === 'refused') return at(refusedSituation(ride.code, token));
  if (ride.kind === 'foreign') return at(foreignSituation(deps, url));
  const ready = await situationAfter(deps, key, token, ride);
  if (ready.kind !== 'ready') return at(ready);
  const locale = localeOf(ready.user);
  const form = await formOf(deps, ready, locale, body);
  const { submission, faults } = form.read(body);
  if (faults !== NO_FAULTS) {
    await deps.invitations.markOpened(token.userId);
    return { kind: 'faults', form, faults };
  }
  const result = await ride.redeem(submission);
  switch (result.kind) {
    case 'refused':
      return at(refusedSituation(result.code, token));
    case 'faults': {
      // What may be shown can depend on the client that the key is of: Keycloak's own page is the last word.
      const again = await formOf(deps, ready, locale, body, result.faults.attributes);
      return { kind: 'faults', form: again, faults: again.faultsOf(result.faults) };
    }
    case 'done':
      deps.invitations.markActivated(token.userId, { invitationId: token.invitationId, user: ready.user });
      return { kind: 'activated', email: form.user.email ?? '' };
    case 'unknown_page':
      return at({ kind: 'continue', url });
    case 'foreign':
      return at(foreignSituation(deps, url));
  }
}

function at(situation: Exclude<Situation, Ready>): Attempt {
  return { kind: 'situation', situation };
}

/**
 * The form for a key that is ready: the profile is asked for if the key or the user asks for it. What Keycloak's own page has asked for
 * (`attributes`), or an earlier form for that reason (`body`), stays in it.
 */
export function formOf(
  deps: FormDeps,
  { user, token }: Ready | OfDirectory,
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
