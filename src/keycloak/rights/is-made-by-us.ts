import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { readAdminEvents } from '../realm/events.ts';
import { serviceAccountId } from '../realm/service-account.ts';

/** Whether the sidecar's own service account made the user. The realm's admin events tell; false where they do not reach back so far. */
export async function isMadeByUs(admin: KeycloakAdmin, userId: string): Promise<boolean> {
  const authorId = await serviceAccountId(admin);
  const query = { operations: ['CREATE'], resources: ['USER'], path: `users*/${userId}`, authorId } as const;
  return (await readAdminEvents(admin, query, { since: 0, first: 0, max: 1 })).length > 0;
}
