/** Required actions that our one page covers. */
export const PAGE_ACTIONS: readonly string[] = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];

export const VERIFY_EMAIL = 'VERIFY_EMAIL';

/**
 * Required actions that are Keycloak's business around ours: opening the link proves the address,
 * and the profile page is the one that verifies the profile.
 */
export const COVERED_ACTIONS: ReadonlySet<string> = new Set([...PAGE_ACTIONS, VERIFY_EMAIL, 'VERIFY_PROFILE']);

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
