import { STEPS } from './steps/steps.ts';

/** Required actions that every invitation asks for. */
export const PAGE_ACTIONS: readonly string[] = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];

export const VERIFY_EMAIL = 'VERIFY_EMAIL';

/** Required actions that our page covers: those of the pages that it answers, and the proof of the address, which is that the link was opened. */
export const COVERED_ACTIONS: ReadonlySet<string> = new Set([
  VERIFY_EMAIL,
  ...[...STEPS.values()].flatMap(({ actions }) => actions),
]);

/** Required actions that only the person's own browser can do, as a passkey: they come at the first sign-in. */
export const BROWSER_ACTIONS: ReadonlySet<string> = new Set(['webauthn-register', 'webauthn-register-passwordless']);

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
  const [profile, password] = [found('UPDATE_PROFILE'), found('UPDATE_PASSWORD')];
  if (profile?.priority === undefined || password?.priority === undefined) return false;
  if (profile.priority !== password.priority) return password.priority < profile.priority;
  return sorted(password.name) <= sorted(profile.name);
}

/** As Java compares texts without regard to case. */
const sorted = (name = ''): string => name.toUpperCase().toLowerCase();
