import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../keycloak/realm/organizations.ts';
import { serviceAccountId } from '../keycloak/realm/service-account.ts';
import type { User } from '../keycloak/realm/users.ts';
import type { Actor } from './actor.ts';
import { type Act, areActsOf, isInviting } from './acts.ts';
import { assignableGroups } from './assignable-groups.ts';
import { authorshipOf } from './authorship.ts';
import { canSignIn, isStrict, waysIn } from './can-sign-in.ts';
import type { Facts, Wish } from './decide.ts';
import { isOffByOthers, type Revocation } from './disabled-account.ts';
import { groupsGiven } from './groups-given.ts';
import { withinReach } from './reach.ts';
import { rightsOf } from './rights.ts';
import { defaultGroupIds, type Roles } from './roles.ts';

/** An account as it was just read. */
export interface Account {
  user: User;
  /** Commands on it through the sidecar; undefined where they were not recorded. */
  acts: readonly Act[] | undefined;
  /** Whether its record says that its person has activated it. */
  activated: boolean;
  /** The revocation of its invitation, if that is revoked. */
  revocation: Revocation | undefined;
  /** Alias of the company that its invitation has made it a member of; `-` or undefined for none. */
  company: string | undefined;
}

/**
 * Asks Keycloak for all that `decide` needs to know of an account: eight or nine requests, most of them at once. Nothing is cached: roles and groups
 * may change at any moment.
 */
export async function factsOf(admin: KeycloakAdmin, actor: Actor, wish: Wish, account: Account): Promise<Facts> {
  const { user, activated } = account;
  const asksForMail = actor.kind === 'person' || actor.kind === 'worker';
  if (asksForMail && wish !== 'end' && wish !== 'close') {
    const [active, disabledByOthers] = await Promise.all([
      activated || canSignIn(admin, user),
      isDisabledByOthers(admin, account),
    ]);
    return { active, disabledByOthers, privileged: false, rightsUntold: false, whollyTheirs: false };
  }
  const realm = await admin.realms.findOne({ realm: admin.realmName });
  const defaultRole = realm?.defaultRole?.name ?? '';
  const [active, disabledByOthers, { rights, roles, authors }] = await Promise.all([
    // Whoever is active has an end, too.
    wish !== 'limit' && wish !== 'close' && (activated || canSignIn(admin, user, { strict: isStrict(actor) || wish === 'end' })),
    isDisabledByOthers(admin, account),
    rightsOf(admin, user, realm),
  ]);
  const privileged = rights !== 'none';
  const rightsUntold = rights === 'untold';
  if (actor.kind === 'admin') return { active, disabledByOthers, privileged, rightsUntold, whollyTheirs: false };
  if (wish === 'limit') {
    const whollyTheirs = await isInvitationOf(admin, actor, account);
    return { active, disabledByOthers, privileged, rightsUntold, whollyTheirs };
  }
  const whollyTheirs =
    !privileged &&
    roles !== undefined &&
    authors !== undefined &&
    !active &&
    (asksForMail || (await isOfCompany(admin, actor, account))) &&
    (wish !== 'close' || (await isOfItsInvitation(admin, account))) &&
    // Keycloak's log of a membership names no user: that somebody else has given one is seen by the membership alone.
    (wish !== 'end' || (await isInNoOtherCompany(admin, account))) &&
    (await isUntouched(admin, actor, user, defaultRole, roles, authors));
  return {
    active,
    // For a company admin, an account counts as disabled by others also where a revocation for another company has disabled it.
    disabledByOthers: disabledByOthers || (user.enabled === false && !whollyTheirs),
    privileged,
    rightsUntold,
    whollyTheirs,
  };
}

/** The log of admin events is read only for an account that is disabled. */
async function isDisabledByOthers(admin: KeycloakAdmin, { user, revocation }: Account): Promise<boolean> {
  if (user.enabled !== false) return false;
  return !revocation || isOffByOthers(user, revocation, await authorshipOf(admin, user));
}

/** Invited into one company, that of whoever asks, and by nobody else. */
async function isOfCompany(admin: KeycloakAdmin, { reach }: Actor, { user, acts }: Account): Promise<boolean> {
  const [company, ...others] = await organizationsOfMember(admin, user.id ?? '');
  return company !== undefined && others.length === 0 && withinReach(reach, company.id) && areActsOf(company.id, acts);
}

/** Whether only admins of their company, its person and the worker have acted on the invitation, and it gives no group that these may not give. */
async function isInvitationOf(admin: KeycloakAdmin, actor: Actor, { user, acts }: Account): Promise<boolean> {
  const companies = await organizationsOfMember(admin, user.id ?? '');
  const isTheirs = companies.some(({ id }) => withinReach(actor.reach, id) && areActsOf(id, acts));
  const given = groupsGiven(user);
  if (!isTheirs || given.length === 0) return isTheirs;
  const assignable = await assignableGroups(admin, actor);
  return given.every(({ id }) => assignable.some((group) => group.id === id));
}

/** Made by its invitation, a member of no other company than that of the invitation, and without an identity at another provider. */
async function isOfItsInvitation(admin: KeycloakAdmin, account: Account): Promise<boolean> {
  const { user, acts = [] } = account;
  if (!acts.some(isInviting)) return false;
  const [isAlone, { identities }] = await Promise.all([isInNoOtherCompany(admin, account), waysIn(admin, user.id ?? '')]);
  return identities === 0 && isAlone;
}

async function isInNoOtherCompany(admin: KeycloakAdmin, { user, company }: Account): Promise<boolean> {
  const companies = await organizationsOfMember(admin, user.id ?? '');
  return companies.every(({ alias }) => alias === company);
}

/** Made and changed by the sidecar alone, and holding nothing but what everybody has, and the groups of its invitation that the actor themselves may give. */
async function isUntouched(
  admin: KeycloakAdmin,
  actor: Actor,
  user: User,
  defaultRole: string,
  roles: Roles,
  authors: ReadonlySet<string>,
): Promise<boolean> {
  if (user.federationLink) return false;
  const given = groupsGiven(user);
  const [defaults, assignable, own] = await Promise.all([
    roles.groups.length === 0 ? ([] as string[]) : defaultGroupIds(admin),
    given.length === 0 ? [] : assignableGroups(admin, actor),
    serviceAccountId(admin),
  ]);
  return (
    [...authors].every((author) => author === own) &&
    roles.groups.every(({ id = '' }) => defaults.includes(id) || given.some((group) => group.id === id && !group.had)) &&
    // Also those that the account is not in: a stand-in gets them on joining, and must answer as any other account.
    given.every(({ id }) => assignable.some((group) => group.id === id)) &&
    roles.realm.every((name) => name === defaultRole)
  );
}
