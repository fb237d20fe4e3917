import { setTimeout as delay } from 'node:timers/promises';
import { authorshipOf } from '../../authority/authorship.ts';
import { waysIn } from '../../authority/can-sign-in.ts';
import { groupsGiven } from '../../authority/groups-given.ts';
import { AppError } from '../../errors.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { createUser, giveAddress, makeUser } from '../../keycloak/realm/create-user.ts';
import { addMember, areSwitchedOff, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { writeIncompleteUser } from '../../keycloak/realm/write-incomplete-user.ts';
import { giveGroups } from '../record/groups.ts';
import { type InvitationRecord, invitationOf } from '../record/invitation.ts';
import { isRevoked, waitsForMail } from '../record/life-cycle.ts';
import { type Plan, writePlan } from './replacement-plan.ts';

/** The account that has taken the place of another. */
export interface Successor {
  id: string;
  /** Whether this call made the account; then the caller sends the mail. */
  made: boolean;
}

/**
 * Puts a new account in the place of a revoked one: Keycloak takes keys by user id, address and `enabled` alone, so those of the old account
 * die with it. The new one has its names, attributes, language, required actions and companies, and the groups of its invitation. In this order, so that a crash loses
 * nothing and a repetition goes on from there: write the plan down, delete the old account, make the new one, make it a member and give it the groups, delete the
 * plan. The mail is the caller's.
 * @param record the invitation, as the new account will bear it.
 * @returns undefined where the old account must stay ({@link isReplaceable}), or the new one could not be made.
 */
export async function replaceAccount(admin: KeycloakAdmin, user: User, record: InvitationRecord): Promise<Successor | undefined> {
  if (!(await isReplaceable(admin, user))) return undefined;
  const plan = await writePlan(admin, user, record);
  return plan && carryOut(admin, plan);
}

/**
 * Carries out a plan from where it was cut off. Safe to call again, and from two processes at once. Throws `email_exists` where somebody has taken
 * the address.
 */
export async function carryOut(admin: KeycloakAdmin, plan: Plan): Promise<Successor | undefined> {
  const old = await readUser(admin, plan.previousId);
  // Checked once more right before the deletion: an account that somebody has changed meanwhile must not be deleted.
  if (old && !(await isReplaceable(admin, old))) {
    await remove(admin, plan.id);
    return undefined;
  }
  if (old) await remove(admin, plan.previousId);
  const successor = await make(admin, plan);
  await remove(admin, plan.id);
  if (!successor) throw new AppError('email_exists', { fields: [{ field: 'email', key: 'field.email_exists' }] });
  return successor;
}

/** The account that has replaced a deleted one. */
export async function successorOf(admin: KeycloakAdmin, previousId: string): Promise<User | undefined> {
  const users = await admin.users.find({ q: `invitation.previousId:"${previousId}"`, briefRepresentation: false });
  return users.find((user) => invitationOf(user)?.previousId === previousId);
}

/**
 * Whether an account may be deleted for another in its place: revoked and off, without any way to sign in, of one company at most, with no
 * role but the realm's default one, and by Keycloak's log touched by nobody but us since we made it. What cannot be told counts as no.
 */
async function isReplaceable(admin: KeycloakAdmin, user: User): Promise<boolean> {
  const { id = '', enabled, federationLink, serviceAccountClientId } = user;
  if (enabled || federationLink || serviceAccountClientId || !isRevoked(invitationOf(user))) return false;
  const [{ types, identities }, companies, roles, realm, hands] = await Promise.all([
    waysIn(admin, id),
    organizationsOfMember(admin, id),
    admin.users.listRealmRoleMappings({ id }),
    admin.realms.findOne({ realm: admin.realmName }),
    authorshipOf(admin, user),
  ]);
  const byDefault = roles.every((role) => role.id === realm?.defaultRole?.id);
  return types.length + identities === 0 && companies.length <= 1 && byDefault && hands.oursAlone;
}

async function make(admin: KeycloakAdmin, { user: planned, companies, previousId }: Plan): Promise<Successor | undefined> {
  // Keycloak makes no user with the path of a group that is gone: so they are given afterwards. Default groups it gives by itself.
  const { groups: _, ...user } = planned;
  let id: string;
  let made = true;
  try {
    // Required attributes that the old account lacks may be missing in the new one, too.
    const create = (whole: User) => writeIncompleteUser(user, whole, (fitting) => makeUser(admin, fitting));
    id = await createUser(admin, user, create);
  } catch (error) {
    if (refusalStatus(error) !== 409) throw error;
    const twin = await successorOf(admin, previousId);
    if (!twin?.id) return undefined;
    id = twin.id;
    made = false;
    // The new account was mailed already: memberships that changed since are somebody's decision.
    if (!waitsForMail(invitationOf(twin))) return { id, made };
    if (user.email) await giveAddress(admin, id, user);
  }
  for (const company of companies) await addMember(admin, company, id).catch(unlessGone);
  await giveGroups(admin, id, groupsGiven(user));
  return { id, made };
}

/** Where two processes delete at once, Keycloak may answer one with 500: only whether the user is gone counts. */
async function remove(admin: KeycloakAdmin, id: string): Promise<void> {
  for (const wait of [200, 500, 1000, 0]) {
    try {
      return await admin.users.del({ id });
    } catch (error) {
      if (!(await readUser(admin, id))) return;
      if (wait === 0 || refusalStatus(error) !== 500) throw error;
      await delay(wait);
    }
  }
}

function unlessGone(error: unknown): void {
  if (refusalStatus(error) !== 404 || areSwitchedOff(error)) throw error;
}
