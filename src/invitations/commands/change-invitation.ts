import type { Caller } from '../../authority/actor.ts';
import type { Reach } from '../../authority/reach.ts';
import type { GuardedRoutes } from '../../http/request/guarded-routes.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import type { Config } from '../../settings/config.ts';
import { inConstantTime } from '../answers/constant-time.ts';
import type { CompanyLookup } from '../listing/company-lookup.ts';
import type { CompanyCounts, Counts } from '../listing/counts.ts';
import type { InvitationList } from '../listing/list.ts';
import type { Invitation } from '../record/invitation.ts';
import { isRevoked } from '../record/life-cycle.ts';
import { readInvitation } from '../record/store.ts';
import type { InviteDeps } from './invite.ts';

export interface ChangeDeps {
  admin: KeycloakAdmin;
  config: Pick<Config, 'revokeAction'>;
  counts: Counts;
  companyCounts: CompanyCounts;
  companies: CompanyLookup;
}

/** What the REST API and the administration pages need to list, invite and change invitations. */
export interface InvitationApiDeps extends InviteDeps, ChangeDeps {
  config: InviteDeps['config'] & ChangeDeps['config'];
  list: InvitationList;
  realm: InviteDeps['realm'] & Pick<RealmSettings, 'texts' | 'defaultTexts' | 'matches' | 'usernameCanBeEdited'>;
  /** Throws `not_found` for a user beyond somebody's reach, as for one that does not exist. */
  requireReach: (reach: Reach, userId: string) => Promise<void>;
  /** Makes routes that get the caller as an argument. API and pages stand behind guards that know who calls. */
  withCaller: GuardedRoutes<Caller>;
}

/**
 * Runs a change of an invitation on behalf of somebody, in constant time, and corrects the cached counts and companies of the list.
 * @param change gets the invitation as it was before. Throws `not_found`, and what `change` throws.
 */
export async function changeInvitation<T extends Invitation>(
  { admin, config, counts, companyCounts, companies }: ChangeDeps,
  reach: Reach,
  id: string,
  change: (before: Invitation) => Promise<T>,
): Promise<T> {
  return inConstantTime(reach, async () => {
    const before = await readInvitation(admin, id);
    const after = await change(before);
    const gone = isRevoked(after) && config.revokeAction === 'delete';
    counts.moved(before.status, gone ? undefined : after.status);
    companyCounts.forget();
    companies.forget(id);
    return after;
  });
}

/** Corrects the cached counts of the lists once an invitation has been made. */
export function countNew({ counts, companyCounts }: Pick<ChangeDeps, 'counts' | 'companyCounts'>, { status }: Invitation): void {
  counts.moved(undefined, status);
  companyCounts.forget();
}
