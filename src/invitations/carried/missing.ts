import { stillAssignable } from '../../authority/groups-given.ts';
import type { Reach } from '../../authority/reach.ts';
import type { FieldError } from '../../errors.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { Apps } from '../../keycloak/ride/apps.ts';
import { groupsShown } from '../listing/timeline.ts';
import type { Invitation } from '../record/invitation.ts';
import { alreadyActive, isRevoked } from '../record/life-cycle.ts';
import { accountOf } from '../stand-ins/address-owner.ts';

/**
 * What an invitation carries and the person does not get, each as a fault of its field: groups that are gone or that somebody has taken them out of, and an
 * app or a target that is none any more, in whose place is where everybody goes. Nothing of a revoked invitation, which gives nothing, nor of one whose last day is over, which has
 * taken back what it gave.
 */
export async function missingOf(
  { admin, apps }: { admin: KeycloakAdmin; apps: Apps },
  reach: Reach,
  invitation: Invitation,
): Promise<FieldError[]> {
  if (isRevoked(invitation) || invitation.accessEndedAt) return [];
  const [groups, destination] = await Promise.all([missingGroups(admin, reach, invitation), missingApp(apps, invitation)]);
  return [
    ...groups.map(({ path }) => ({ field: 'groups', key: 'field.group_missing' as const, params: { group: path } })),
    ...destination,
  ];
}

async function missingGroups(admin: KeycloakAdmin, reach: Reach, invitation: Invitation): Promise<Invitation['groups']> {
  const groups = groupsShown(reach, invitation);
  if (groups.length === 0) return [];
  // A company admin is told only what is so for an account of the invitation and for one elsewhere alike: a difference would tell which it is.
  if (!reach.all) {
    const found = await Promise.all(groups.map(({ id }) => admin.groups.findOne({ id })));
    return groups.filter((_, i) => !found[i]);
  }
  const holder = await holderOf(admin, invitation);
  if (holder === undefined) {
    const offered = await stillAssignable(admin, groups);
    return groups.filter((group) => !offered.includes(group));
  }
  const held = await admin.users.listGroups({ id: holder, max: -1 }).catch((error) => {
    if (refusalStatus(error) === 404) return [];
    throw error;
  });
  // Whoever is in a group below another has what that gives, too, and Keycloak puts nobody into both.
  return groups.filter((group) => !held.some(({ id, path = '' }) => id === group.id || path.startsWith(`${group.path}/`)));
}

/** The account that has the groups; undefined where its person has not joined yet. */
async function holderOf(admin: KeycloakAdmin, invitation: Invitation): Promise<string | undefined> {
  const { id, address } = invitation;
  if (address === undefined) return id;
  return alreadyActive(invitation) ? (await accountOf(admin, address))?.id : undefined;
}

/** Nothing where Keycloak does not say. */
async function missingApp(apps: Apps, { app: clientId, appName = clientId, target }: Invitation): Promise<FieldError[]> {
  if (clientId === undefined || appName === undefined) return [];
  try {
    const app = await apps.find(clientId);
    if (!app) return [{ field: 'app', key: 'field.app_missing', params: { app: appName } }];
    const isThere = target === undefined || (await apps.targetIn(app, target)) !== undefined;
    return isThere ? [] : [{ field: 'target', key: 'field.target_missing', params: { app: appName } }];
  } catch {
    return [];
  }
}
