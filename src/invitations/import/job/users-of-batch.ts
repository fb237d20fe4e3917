import { type Reach, withinReach } from '../../../authority/reach.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { noneIfGone, organizationsOfMember } from '../../../keycloak/realm/organizations.ts';
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

/** Users that are held in memory at a time, and those of them whose companies are asked for at once. */
const PAGE = 500;
const AT_ONCE = 16;

/** The users that an import made, in Keycloak's order; to company admins, those who are members of their companies at this moment. */
async function* invitationsOfBatch(admin: KeycloakAdmin, reach: Reach, batch: string): AsyncGenerator<Invitation> {
  const isShown = async ({ id }: Invitation) =>
    reach.all || (await organizationsOfMember(admin, id).catch(noneIfGone)).some((company) => withinReach(reach, company.id));
  for (let first = 0; ; first += PAGE) {
    const users = await admin.users.find({ q: `invitation.batch:${batch}`, first, max: PAGE, briefRepresentation: false });
    const invitations = users.flatMap((user) => invitationOf(user) ?? []);
    for (let from = 0; from < invitations.length; from += AT_ONCE) {
      const some = invitations.slice(from, from + AT_ONCE);
      const shown = await Promise.all(some.map(isShown));
      yield* some.filter((_, i) => shown[i]);
    }
    if (users.length < PAGE) return;
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
