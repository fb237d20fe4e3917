import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { serviceAccountNotes } from '../../keycloak/realm/service-account.ts';
import { FINDABLE_BY } from './findable.ts';

/**
 * Whether all invitations of the realm can be found by {@link FINDABLE_BY}. The worker fills these attributes in when it first meets a realm with
 * invitations of an older version, and notes how far it has come; until then lists read what they read before.
 */
export interface FindableState {
  isComplete(): Promise<boolean>;
}

const NAME = 'findable';
/** Another number has all invitations read again: to be raised whenever other values are to stand in the attributes. */
const VERSION = '2';
/** Milliseconds for which an answer is used again. It turns to "no" only where somebody changes the realm's user profile. */
const FRESH = { yes: 300_000, no: 3000 };

export function createFindableState(admin: KeycloakAdmin): FindableState {
  let known: { answer: Promise<boolean>; until: number } | undefined;
  return {
    isComplete() {
      if (known && Date.now() < known.until) return known.answer;
      const asked = { answer: ask(admin), until: Date.now() + FRESH.no };
      known = asked;
      asked.answer.then(
        (yes) => {
          if (yes) asked.until = Date.now() + FRESH.yes;
        },
        () => {
          known = undefined;
        },
      );
      return asked.answer;
    },
  };
}

async function ask(admin: KeycloakAdmin): Promise<boolean> {
  return (await areDeclared(admin)) && (await readFill(admin)).completedAt !== undefined;
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
}

export async function readFill(admin: KeycloakAdmin): Promise<Fill> {
  const [version, status, first, completedAt] = ((await serviceAccountNotes(admin).read(NAME)) ?? '').split(' ');
  if (version !== VERSION) return { status: 0, first: 0 };
  return { status: Number(status), first: Number(first), completedAt: Number(completedAt) || undefined };
}

export async function noteFill(admin: KeycloakAdmin, { status, first, completedAt }: Fill): Promise<void> {
  await serviceAccountNotes(admin).write(NAME, [VERSION, status, first, completedAt ?? 0].join(' '));
}
