import { crc32 } from 'node:zlib';
import type { Actor } from '../../../authority/actor.ts';
import type { Reach } from '../../../authority/reach.ts';
import type { Pace } from '../../../jobs/pace.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import { eachMember } from '../../../keycloak/realm/organizations.ts';
import { invitationOf } from '../../record/invitation.ts';
import { accountOf } from '../../stand-ins/address-owner.ts';
import type { ImportRow } from '../file/read-row.ts';
import { type CarriedDeps, carriedBy } from '../rows/carried.ts';
import type { Outcome } from '../rows/invite-row.ts';
import { eachRow, type Run } from './run-rows.ts';

interface CheckDeps extends CarriedDeps {
  admin: KeycloakAdmin;
  pace: Pace;
}

/** Runs a dry run: finds every fault of every row, and who has an account already. Changes nothing. */
export async function runCheck(deps: CheckDeps, run: Run, rows: number, actor: Actor): Promise<void> {
  const { reach } = actor;
  const known = reach.all ? await lookUp(deps, rows) : await knownMembers(deps.admin, reach);
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

/** If the realm has fewer users than this for each row, listing all of them is cheaper than looking up each row's address. */
const USERS_PER_ROW = 10;

/** Keycloak answers for one address at a time: so only those are asked for that may have an account. */
async function lookUp({ admin, pace }: CheckDeps, rows: number): Promise<Known> {
  const users = await admin.users.count();
  const mayBeThere = users < rows * USERS_PER_ROW ? await addressFilter(admin, pace, users) : () => true;
  return async ({ email }) => {
    if (!mayBeThere(email)) return undefined;
    const user = await pace.run(() => accountOf(admin, email));
    if (!user) return undefined;
    return invitationOf(user) ? 'invited' : 'exists';
  };
}

const LISTED = 1000;
/** Bits of a checksum: the filter takes 2 MB, and in a realm of a million users one new address in seventeen is looked up in vain. */
const BITS = 24;

/** A Bloom filter of all addresses and usernames of a realm: an address that is not in it has no account. */
async function addressFilter(admin: KeycloakAdmin, pace: Pace, users: number): Promise<(address: string) => boolean> {
  const bits = new Uint8Array(2 ** (BITS - 3));
  const placeOf = (address: string) => crc32(address.toLowerCase()) >>> (32 - BITS);
  const list = async (first: number) => {
    const page = await pace.run(() => admin.users.find({ first, max: LISTED, briefRepresentation: true }));
    for (const address of page.flatMap(({ email = '', username = '' }) => [email, username])) {
      const place = placeOf(address);
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
    }
  };
  const starts = Array.from({ length: Math.ceil(users / LISTED) + 1 }, (_, i) => i * LISTED);
  await Promise.all(starts.map(list));
  return (address) => {
    const place = placeOf(address);
    return ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
  };
}

/** For company admins: members of their companies only; other addresses look like new ones. */
async function knownMembers(admin: KeycloakAdmin, reach: Exclude<Reach, { all: true }>): Promise<Known> {
  const states = new Map<string, 'exists' | 'invited'>();
  for (const { id } of reach.organizations) {
    for await (const member of eachMember(admin, id)) {
      const invitation = invitationOf(member);
      states.set((invitation ?? member).email?.toLowerCase() ?? '', invitation ? 'invited' : 'exists');
    }
  }
  return async ({ email }) => states.get(email);
}
