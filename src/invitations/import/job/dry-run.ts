import type { Actor } from '../../../authority/actor.ts';
import type { Reach } from '../../../authority/reach.ts';
import type { Logger } from '../../../common/log.ts';
import type { Pace } from '../../../jobs/pace.ts';
import { untilDone } from '../../../jobs/retries.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { countMembers, eachMember } from '../../../keycloak/realm/organizations.ts';
import { hasDatabase } from '../../../keycloak/realm/users.ts';
import { invitationOf } from '../../record/invitation.ts';
import { accountOf, membersBearing } from '../../stand-ins/address-owner.ts';
import type { ImportRow } from '../file/read-row.ts';
import { type CarriedDeps, carriedBy } from '../rows/carried.ts';
import { failedFor, type Outcome } from '../rows/outcome.ts';
import { type AddressFilter, createAddressFilter } from './address-filter.ts';
import { eachRow, type Run } from './run-rows.ts';

interface CheckDeps extends CarriedDeps {
  admin: KeycloakAdmin;
  pace: Pace;
  logger: Pick<Logger, 'error'>;
}

/** Asks again while Keycloak is away or does not answer in time. `instead` gives the answer where it fails at this question alone. */
type Insist = <T>(ask: () => Promise<T>, instead: (error: unknown) => T) => Promise<T>;

/**
 * Runs a dry run: finds every fault of every row, and who has an account already. Changes nothing. Throws when Keycloak stays away for an hour, or
 * refuses the service account.
 */
export async function runCheck(deps: CheckDeps, run: Run, rows: number, actor: Actor): Promise<void> {
  const { reach } = actor;
  const { progress, signal } = run;
  const insist: Insist = async (ask, instead) => {
    const onWait = () => {
      progress.waitingFor = 'keycloak';
    };
    const answer = await untilDone(ask, { hasDatabase: () => hasDatabase(deps.admin), signal, onWait, instead });
    progress.waitingFor = null;
    return answer;
  };
  const known = await (reach.all ? knownUsers(deps, rows, insist) : knownMembers(deps, rows, reach, insist));

  async function checked(row: ImportRow): Promise<Outcome | 'ok'> {
    const state = await known(row);
    if (state) return { kind: 'skipped', created: false, fault: { column: '', key: `import.row.${state}` } };
    const carried = await carriedBy(deps, actor, row);
    return 'fault' in carried ? carried : 'ok';
  }
  await eachRow({ ...run, tellsUsernames: reach.all }, (row) =>
    insist(
      () => checked(row),
      (error) => {
        deps.logger.error({ err: error, line: row.line }, 'a row could not be checked');
        return failedFor(error);
      },
    ),
  );
}

type Known = (row: ImportRow) => Promise<'exists' | 'invited' | undefined>;

/**
 * Keycloak answers for one address at a time. If the realm has fewer users than this for each row, or the companies fewer members, listing all of them is
 * cheaper; then only those addresses are asked for that may have an account. A member takes Keycloak ten times as long as one of many users. Far inside a
 * realm of many users a page takes as long as hundreds of addresses, so it is not listed.
 */
const PER_ROW = { users: 10, members: 0.5 };
const MOST_LISTED = 100_000;
/** Members of a page: few, so that it is answered in time on a busy machine, too. */
const MEMBERS_PAGE = 50;
const everyAddress = () => true;

async function knownUsers({ admin, pace }: CheckDeps, rows: number, insist: Insist): Promise<Known> {
  const users = await insist(
    () => admin.users.count(),
    () => Number.POSITIVE_INFINITY,
  );
  const isListed = users < rows * PER_ROW.users && users <= MOST_LISTED;
  const mayBeThere = (isListed && (await usersFilter(admin, pace, users, insist))?.mayHave) || everyAddress;
  return async ({ email }) => {
    if (!mayBeThere(email)) return undefined;
    const user = await pace.run(() => accountOf(admin, email));
    if (!user) return undefined;
    return invitationOf(user) ? 'invited' : 'exists';
  };
}

const LISTED = 1000;

/** All addresses and usernames of a realm; undefined where Keycloak does not list them. */
async function usersFilter(admin: KeycloakAdmin, pace: Pace, users: number, insist: Insist): Promise<AddressFilter | undefined> {
  const filter = createAddressFilter();
  const list = (first: number) =>
    insist(
      async () => {
        const page = await pace.run(() => admin.users.find({ first, max: LISTED, briefRepresentation: true }));
        for (const { email = '', username = '' } of page) [email, username].forEach(filter.add);
        return true;
      },
      () => false,
    );
  const starts = Array.from({ length: Math.ceil(users / LISTED) + 1 }, (_, i) => i * LISTED);
  const read = await Promise.all(starts.map(list));
  return read.every(Boolean) ? filter : undefined;
}

/** For company admins: members of their companies only; other addresses look like new ones. */
async function knownMembers(
  { admin, pace }: CheckDeps,
  rows: number,
  reach: Exclude<Reach, { all: true }>,
  insist: Insist,
): Promise<Known> {
  const sizeOf = (id: string) =>
    insist(
      () => countMembers(admin, id),
      () => Number.POSITIVE_INFINITY,
    );
  const sizes = await Promise.all(reach.organizations.map(({ id }) => sizeOf(id)));
  const members = sizes.reduce((sum, size) => sum + size, 0);
  const isListed = members < rows * PER_ROW.members;
  const mayBeThere = (isListed && (await membersFilter(admin, pace, reach, insist))?.mayHave) || everyAddress;
  return async ({ email }) => {
    if (!mayBeThere(email)) return undefined;
    const found = await pace.run(() => membersBearing(admin, reach.organizations, email));
    if (found.some((user) => invitationOf(user))) return 'invited';
    return found.length > 0 ? 'exists' : undefined;
  };
}

/** The addresses of all members; of those who stand in for somebody, the one that was invited. Undefined where Keycloak does not list them. */
async function membersFilter(
  admin: KeycloakAdmin,
  pace: Pace,
  reach: Exclude<Reach, { all: true }>,
  insist: Insist,
): Promise<AddressFilter | undefined> {
  const filter = createAddressFilter();
  let isWhole = true;
  const through = <T>(ask: () => Promise<T[]>) =>
    insist(
      () => pace.run(ask),
      () => {
        isWhole = false;
        return [];
      },
    );
  for (const { id } of reach.organizations) {
    for await (const member of eachMember(admin, id, { max: MEMBERS_PAGE, through }))
      filter.add((invitationOf(member) ?? member).email ?? '');
    if (!isWhole) return undefined;
  }
  return filter;
}
