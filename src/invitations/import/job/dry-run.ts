import type { Actor } from '../../../authority/actor.ts';
import type { Reach } from '../../../authority/reach.ts';
import type { Pace } from '../../../jobs/pace.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { countMembers, eachMember } from '../../../keycloak/realm/organizations.ts';
import { invitationOf } from '../../record/invitation.ts';
import { accountOf, membersBearing } from '../../stand-ins/address-owner.ts';
import type { ImportRow } from '../file/read-row.ts';
import { type CarriedDeps, carriedBy } from '../rows/carried.ts';
import type { Outcome } from '../rows/invite-row.ts';
import { type AddressFilter, createAddressFilter } from './address-filter.ts';
import { eachRow, type Run } from './run-rows.ts';

interface CheckDeps extends CarriedDeps {
  admin: KeycloakAdmin;
  pace: Pace;
}

/** Runs a dry run: finds every fault of every row, and who has an account already. Changes nothing. */
export async function runCheck(deps: CheckDeps, run: Run, rows: number, actor: Actor): Promise<void> {
  const { reach } = actor;
  const known = reach.all ? await knownUsers(deps, rows) : await knownMembers(deps, rows, reach);
  await eachRow({ ...run, tellsUsernames: reach.all }, async (row) => {
    const state = await known(row);
    if (!state) {
      const carried = await carriedBy(deps, actor, row);
      return 'fault' in carried ? carried : 'ok';
    }
    return { kind: 'skipped', created: false, fault: { column: '', key: `import.row.${state}` } } satisfies Outcome;
  });
}

type Known = (row: ImportRow) => Promise<'exists' | 'invited' | undefined>;

/**
 * Keycloak answers for one address at a time. If the realm has fewer users than this for each row, or the companies fewer members, listing all of them is
 * cheaper; then only those addresses are asked for that may have an account. Members are listed with their attributes, which takes longer.
 */
const PER_ROW = { users: 10, members: 2 };
const everyAddress = () => true;

async function knownUsers({ admin, pace }: CheckDeps, rows: number): Promise<Known> {
  const users = await admin.users.count();
  const mayBeThere = users < rows * PER_ROW.users ? (await usersFilter(admin, pace, users)).mayHave : everyAddress;
  return async ({ email }) => {
    if (!mayBeThere(email)) return undefined;
    const user = await pace.run(() => accountOf(admin, email));
    if (!user) return undefined;
    return invitationOf(user) ? 'invited' : 'exists';
  };
}

const LISTED = 1000;

/** All addresses and usernames of a realm. */
async function usersFilter(admin: KeycloakAdmin, pace: Pace, users: number): Promise<AddressFilter> {
  const filter = createAddressFilter();
  const list = async (first: number) => {
    const page = await pace.run(() => admin.users.find({ first, max: LISTED, briefRepresentation: true }));
    for (const { email = '', username = '' } of page) [email, username].forEach(filter.add);
  };
  const starts = Array.from({ length: Math.ceil(users / LISTED) + 1 }, (_, i) => i * LISTED);
  await Promise.all(starts.map(list));
  return filter;
}

/** For company admins: members of their companies only; other addresses look like new ones. */
async function knownMembers({ admin, pace }: CheckDeps, rows: number, reach: Exclude<Reach, { all: true }>): Promise<Known> {
  const sizes = await Promise.all(reach.organizations.map(({ id }) => countMembers(admin, id)));
  const members = sizes.reduce((sum, size) => sum + size, 0);
  const mayBeThere = members < rows * PER_ROW.members ? (await membersFilter(admin, reach)).mayHave : everyAddress;
  return async ({ email }) => {
    if (!mayBeThere(email)) return undefined;
    const found = await pace.run(() => membersBearing(admin, reach.organizations, email));
    if (found.some((user) => invitationOf(user))) return 'invited';
    return found.length > 0 ? 'exists' : undefined;
  };
}

/** The addresses of all members; of those who stand in for somebody, the one that was invited. */
async function membersFilter(admin: KeycloakAdmin, reach: Exclude<Reach, { all: true }>): Promise<AddressFilter> {
  const filter = createAddressFilter();
  for (const { id } of reach.organizations) {
    for await (const member of eachMember(admin, id)) filter.add((invitationOf(member) ?? member).email ?? '');
  }
  return filter;
}
