import { providerOfSignIn, type SignIn } from '../../settings/sign-in.ts';
import { STEPS } from './steps/steps.ts';

export const PASSWORD = 'UPDATE_PASSWORD';

/** Required actions of an invitation to sign in with a password. */
export const PAGE_ACTIONS: readonly string[] = ['UPDATE_PROFILE', PASSWORD];

export const VERIFY_EMAIL = 'VERIFY_EMAIL';

/** A passkey that replaces the password. */
export const PASSKEY = 'webauthn-register-passwordless';

/** Required actions that an invitation asks for, by how its person gets to sign in. */
export function pageActionsOf(signIn: SignIn): readonly string[] {
  if (signIn === 'passkey') return ['UPDATE_PROFILE', PASSKEY];
  return providerOfSignIn(signIn) === undefined ? PAGE_ACTIONS : ['UPDATE_PROFILE'];
}

/** The same, and what else an account is asked for; none of what only another way to sign in asks for. */
export function askedActions(signIn: SignIn, others: readonly string[]): string[] {
  const rest = signIn === 'password' ? others : others.filter((action) => action !== PASSWORD);
  return [...new Set([...rest, ...pageActionsOf(signIn)])];
}

/**
 * What an account is asked for once its person is to sign in another way.
 * @param keepsPasskey whether a passkey is asked for not only because they were to sign in with one.
 */
export function turnedActions(from: SignIn, to: SignIn, asked: readonly string[], keepsPasskey = false): string[] {
  const former = pageActionsOf(from).filter((action) => !keepsPasskey || action !== PASSKEY);
  return askedActions(
    to,
    asked.filter((action) => !former.includes(action)),
  );
}

/**
 * Whether a passkey is all that a key makes to sign in with: then our page makes it, and asks for no password.
 * @param isInvitedTo the account's invitation says so. The keys of such invitations do not name {@link PASSKEY}, the account does: so somebody whose browser makes
 * none can be given a password behind the same link, and a key that outlives its use (Keycloak 26.4) makes no second one.
 */
export function makesPasskeyAlone(ofKey: readonly string[], ofUser: readonly string[] = [], isInvitedTo = false): boolean {
  return (isInvitedTo || ofKey.includes(PASSKEY)) && ![...ofKey, ...ofUser].includes(PASSWORD);
}

/**
 * Required actions that our page covers: those of the pages that it answers, and the proof of the address, which is that the link was opened. A passkey only
 * where no password is asked for ({@link makesPasskeyAlone}).
 */
export const COVERED_ACTIONS: ReadonlySet<string> = new Set([
  VERIFY_EMAIL,
  ...[...STEPS.values()].flatMap(({ actions }) => actions.filter((action) => action !== PASSKEY)),
]);

/** Required actions that only the person's own browser can do, as a passkey beside a password: they come at the first sign-in. */
export const BROWSER_ACTIONS: ReadonlySet<string> = new Set(['webauthn-register', PASSKEY]);

interface RequiredAction {
  alias?: string;
  name?: string;
  priority?: number;
  enabled?: boolean;
}

/**
 * Whether Keycloak asks for the password before it has accepted the profile: the lower priority first, and of equal ones the name that comes first in the
 * alphabet (`RequiredActionProviderModel.RequiredActionComparator`, 26.7), as "Update Password" does. Where both are the same it cannot be told, and counts as
 * yes.
 */
export function asksPasswordFirst(actions: readonly RequiredAction[]): boolean {
  const found = (alias: string) => actions.find((action) => action.alias === alias && action.enabled);
  const [profile, password] = [found('UPDATE_PROFILE'), found(PASSWORD)];
  if (profile?.priority === undefined || password?.priority === undefined) return false;
  if (profile.priority !== password.priority) return password.priority < profile.priority;
  return sorted(password.name) <= sorted(profile.name);
}

/** As Java compares texts without regard to case. */
const sorted = (name = ''): string => name.toUpperCase().toLowerCase();
