import type { Admin } from '../../keycloak/admin.ts';
import { type Invitation, invitationOf } from '../invitation.ts';

/** What Keycloak's users say of an import: all that is left of it once its files are gone. */
export interface BatchCounts {
  created: number;
  queued: number;
  failed: number;
}

export async function countBatch(admin: Admin, batch: string): Promise<BatchCounts> {
  const count = (status?: string) =>
    admin.users.count({ q: [`invitation.batch:${batch}`, ...(status ? [`invitation.status:${status}`] : [])].join(' ') });
  const [created, queued, failed] = await Promise.all([count(), count('queued'), count('failed')]);
  return { created, queued, failed };
}

/** The users that an import made, in Keycloak's order. */
export async function* invitationsOfBatch(admin: Admin, batch: string): AsyncGenerator<Invitation> {
  const max = 500;
  for (let first = 0; ; first += max) {
    const users = await admin.users.find({ q: `invitation.batch:${batch}`, first, max, briefRepresentation: false });
    for (const user of users) {
      const invitation = invitationOf(user);
      if (invitation) yield invitation;
    }
    if (users.length < max) return;
  }
}
