/** Required actions that our one page covers. */
export const PAGE_ACTIONS: readonly string[] = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];

/**
 * Required actions that are Keycloak's business around ours: opening the link proves the address,
 * and the profile page is the one that verifies the profile.
 */
export const COVERED_ACTIONS: ReadonlySet<string> = new Set([...PAGE_ACTIONS, 'VERIFY_EMAIL', 'VERIFY_PROFILE']);

/** Whether Keycloak asks for the password before it has accepted the profile: by priority, the lower one first. */
export function asksPasswordFirst(actions: readonly { alias?: string; priority?: number; enabled?: boolean }[]): boolean {
  const priority = (alias: string) => actions.find((action) => action.alias === alias && action.enabled)?.priority;
  const [profile, password] = [priority('UPDATE_PROFILE'), priority('UPDATE_PASSWORD')];
  return profile !== undefined && password !== undefined && password < profile;
}
