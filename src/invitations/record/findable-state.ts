import type { Folding } from '../../common/folding.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { serviceAccountNotes } from '../../keycloak/realm/service-account.ts';
import { FINDABLE_BY } from './findable.ts';

/**
 * Whether all invitations of the realm can be found by {@link FINDABLE_BY}. The worker fills these attributes in when it first meets a realm with
 * invitations of an older version, and notes how far it has come; until then lists read what they read before. Where all of them can be found, but by
 * the words of an older version, lists look for those words until the worker has written them anew.
 */
export interface FindableState {
  isComplete(): Promise<boolean>;
  /** The words that every invitation can be found by. */
  folding(): Promise<Folding>;
}

const NAME = 'findable';
/** Another number has all invitations read again: to be raised whenever other values are to stand in the attributes. */
const VERSION = '3';
/** What this one wrote can be found still, by words with {@link Folding} `accents`. */
const OLDER = '2';
/** Milliseconds for which an answer is used again. It turns to "no" only where somebody changes the realm's user profile. */
const FRESH = { yes: 300_000, no: 3000 };

export function createFindableState(admin: KeycloakAdmin): FindableState {
  let known: { answer: Promise<Folding | undefined>; until: number } | undefined;
  function foundBy(): Promise<Folding | undefined> {
    if (known && Date.now() < known.until) return known.answer;
    const asked = { answer: ask(admin), until: Date.now() + FRESH.no };
    known = asked;
    asked.answer.then(
      (folding) => {
        if (folding) asked.until = Date.now() + FRESH.yes;
      },
      () => {
        known = undefined;
      },
    );
    return asked.answer;
  }
  return {
    isComplete: async () => (await foundBy()) !== undefined,
    folding: async () => (await foundBy()) ?? 'accents',
  };
}

/** By which words all can be found; undefined where not all can. */
async function ask(admin: KeycloakAdmin): Promise<Folding | undefined> {
  if (!(await areDeclared(admin))) return undefined;
  const { completedAt, isOlder } = await readFill(admin);
  if (completedAt === undefined) return undefined;
  return isOlder ? 'accents' : 'plain';
}

/** Whether the realm keeps the attributes at all: Keycloak drops what its user profile does not know. */
export async function areDeclared(admin: KeycloakAdmin): Promise<boolean> {
  const { attributes = [], unmanagedAttributePolicy } = await admin.users.getProfile();
  if (unmanagedAttributePolicy === 'ADMIN_EDIT') return true;
  return FINDABLE_BY.every((wanted) => attributes.some(({ name }) => name === wanted));
}

/** How far the worker has come. */
export interface Fill {
  /** Number of the status that is being read, and how many of its users are done. */
  status: number;
  first: number;
  /** When all invitations had been read for the last time, in epoch milliseconds. */
  completedAt?: number | undefined;
  /** That was by an older version: they are being read again. */
  isOlder?: boolean | undefined;
}

export async function readFill(admin: KeycloakAdmin): Promise<Fill> {
  const [version, status, first, completed, by] = ((await serviceAccountNotes(admin).read(NAME)) ?? '').split(' ');
  const completedAt = Number(completed) || undefined;
  if (version === OLDER && completedAt !== undefined) return { status: 0, first: 0, completedAt, isOlder: true };
  if (version !== VERSION) return { status: 0, first: 0 };
  return { status: Number(status), first: Number(first), completedAt, isOlder: by === OLDER };
}

export async function noteFill(admin: KeycloakAdmin, { status, first, completedAt, isOlder }: Fill): Promise<void> {
  const note = [VERSION, status, first, completedAt ?? 0, isOlder ? OLDER : VERSION];
  await serviceAccountNotes(admin).write(NAME, note.join(' '));
}
