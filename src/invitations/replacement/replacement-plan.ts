import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { authorshipOf } from '../../authority/authorship.ts';
import { defined } from '../../common/without-undefined.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { makeUser } from '../../keycloak/realm/create-user.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Attributes, readUser, type User } from '../../keycloak/realm/users.ts';
import { writeIncompleteUser } from '../../keycloak/realm/write-incomplete-user.ts';
import { findableAttributes, isFoundBy } from '../record/findable.ts';
import { attributesOf, type InvitationRecord, isOfRecord } from '../record/invitation.ts';

/**
 * While one account takes the place of another, its plan stands in Keycloak as a user of its own: disabled, of no company, with an address
 * that nobody has, and no invitation (`invitation.id` is missing). So if the sidecar dies between deleting the old account and making the
 * new one, nothing is lost: whoever repeats the request, or the sender, finds the plan and carries it out.
 */
export interface Plan {
  /** Id of the user that holds the plan. */
  id: string;
  /** Id of the account that is replaced. */
  previousId: string;
  createdAt: number;
  /** Properties of the new account. */
  user: User;
  /** Ids of the companies that it belongs to. */
  companies: string[];
}

/** Domain of the plans' made-up addresses (RFC 2606 §2). */
const DOMAIN = 'replacement.invalid';
/** Value of `invitation.journal` that marks plans, so that they can be searched for. */
const MARK = 'replacement';
const contentSchema = z.object({ user: z.record(z.string(), z.unknown()), companies: z.array(z.string()) });

/**
 * Stores the plan for replacing an account. The user that holds it gets all attributes that the new account will have, which tries out whether
 * Keycloak takes them.
 * @param record the invitation of the new account.
 * @returns undefined where Keycloak would not make such an account, or would keep less of it than the old one has.
 */
export async function writePlan(admin: KeycloakAdmin, user: User, record: InvitationRecord): Promise<Plan | undefined> {
  const { id: previousId = '', username, email, emailVerified, firstName, lastName, requiredActions } = user;
  const companies = await organizationsOfMember(admin, previousId);
  const own = Object.entries((user.attributes ?? {}) as Attributes).filter(([name]) => !isOfRecord(name) && !isFoundBy(name));
  const invited: User = {
    ...defined({ username, email, emailVerified, firstName, lastName, requiredActions }),
    enabled: true,
    attributes: { ...Object.fromEntries(own), ...attributesOf(record, user) },
  };
  const successor = { ...invited, attributes: { ...invited.attributes, ...findableAttributes(invited, companies) } };
  const content = JSON.stringify({ user: successor, companies: companies.map(({ id }) => id) });
  const address = addressOf(previousId);
  const attributes: Attributes = {
    ...Object.fromEntries(own),
    'invitation.previousId': [previousId],
    'invitation.journal': [MARK],
    'invitation.successor': [content],
  };
  const journal = { ...successor, username: address, email: address, enabled: false, attributes };
  try {
    const id = await writeIncompleteUser(user, journal, (fitting) => makeUser(admin, fitting));
    const written = await readUser(admin, id);
    const plan = written && planOf(written);
    if (plan && keepsAll(written.attributes, attributes)) return plan;
    await admin.users.del({ id });
    return undefined;
  } catch (error) {
    // Another process has stored the plan; it has died or is at work. All that follows may be done twice.
    if (refusalStatus(error) === 409) return planFor(admin, previousId);
    if (refusalStatus(error) === 400) return undefined;
    throw error;
  }
}

/** The plan that a user holds; undefined for any other user. */
function planOf({ id, username, createdTimestamp = 0, attributes = {} }: User): Plan | undefined {
  const [previousId] = attributes['invitation.previousId'] ?? [];
  const [text] = attributes['invitation.successor'] ?? [];
  if (!id || !previousId || !text || username !== addressOf(previousId)) return undefined;
  const { user, companies } = contentSchema.parse(JSON.parse(text));
  return { id, previousId, createdAt: createdTimestamp, user, companies };
}

/** The plan for replacing an account. */
export async function planFor(admin: KeycloakAdmin, previousId: string): Promise<Plan | undefined> {
  const [user] = await admin.users.find({ username: addressOf(previousId), exact: true, briefRepresentation: false });
  return user && believed(admin, user);
}

/** All plans that nobody has carried out yet. */
export async function plans(admin: KeycloakAdmin): Promise<Plan[]> {
  const users = await admin.users.find({ q: `invitation.journal:${MARK}`, max: 100, briefRepresentation: false });
  const found = await Promise.all(users.map((user) => believed(admin, user)));
  return found.flatMap((plan) => plan ?? []);
}

/** A plan is carried out, so nobody else may forge one: it counts only where Keycloak's log shows that only the sidecar has written its user. */
async function believed(admin: KeycloakAdmin, user: User): Promise<Plan | undefined> {
  const plan = user.enabled ? undefined : planOf(user);
  return plan && (await authorshipOf(admin, user)).oursAlone ? plan : undefined;
}

function addressOf(previousId: string): string {
  return `${createHash('sha256').update(previousId).digest('hex').slice(0, 32)}@${DOMAIN}`;
}

/** Whether Keycloak has kept all attributes of a new user: it drops unknown ones without an error. */
function keepsAll(kept: Attributes = {}, wanted: Attributes): boolean {
  return Object.entries(wanted).every(([name, values]) => isDeepStrictEqual(kept[name]?.toSorted(), values.toSorted()));
}
