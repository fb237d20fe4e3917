/** Required actions that our one page covers. */
export const PAGE_ACTIONS: readonly string[] = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];

/**
 * Required actions that are Keycloak's business around ours: opening the link proves the address,
 * and the profile page is the one that verifies the profile.
 */
export const COVERED_ACTIONS: ReadonlySet<string> = new Set([...PAGE_ACTIONS, 'VERIFY_EMAIL', 'VERIFY_PROFILE']);
