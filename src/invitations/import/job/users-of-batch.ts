import type { Reach } from '../../../authority/reach.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { invitationsOfCompanies } from '../../listing/company-invitations.ts';
import { type Invitation, invitationOf } from '../../record/invitation.ts';
import { hasFailed, waitsForMail } from '../../record/life-cycle.ts';
import type { ReportRow } from './report.ts';

/** The counts of an import from the users that it made, within somebody's reach: all that is left of it once its files are gone. */
export interface BatchCounts {
  created: number;
  queued: number;
  failed: number;
}

export async function countBatch(admin: KeycloakAdmin, reach: Reach, batch: string): Promise<BatchCounts> {
  if (!reach.all) {
    const counts = { created: 0, queued: 0, failed: 0 };
    for await (const invitation of invitationsOfBatch(admin, reach, batch)) {
      counts.created += 1;
      if (waitsForMail(invitation)) counts.queued += 1;
      if (hasFailed(invitation)) counts.failed += 1;
    }
    return counts;
  }
  const count = (status?: string) =>
    admin.users.count({ q: [`invitation.batch:${batch}`, ...(status ? [`invitation.status:${status}`] : [])].join(' ') });
  const [created, queued, failed] = await Promise.all([count(), count('queued'), count('failed')]);
  return { created, queued, failed };
}

/** The users that an import made, in Keycloak's order. */
async function* invitationsOfBatch(admin: KeycloakAdmin, reach: Reach, batch: string): AsyncGenerator<Invitation> {
  if (!reach.all) {
    yield* (await invitationsOfCompanies(admin, reach.organizations, [])).filter((invitation) => invitation.batch === batch);
    return;
  }
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

/** The report of an import whose files are gone. */
export async function* reportOfUsers(admin: KeycloakAdmin, reach: Reach, id: string): AsyncGenerator<ReportRow> {
  for await (const invitation of invitationsOfBatch(admin, reach, id)) {
    const { email, error = '' } = invitation;
    const outcome = waitsForMail(invitation) ? 'queued' : hasFailed(invitation) ? 'failed' : 'sent';
    yield { email, outcome, column: '', message: error };
  }
}
