import { setTimeout as delay } from 'node:timers/promises';
import { type Act, actOfText, actText } from '../../authority/acts.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { serviceAccountNotes } from '../../keycloak/realm/service-account.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { type Invitation, invitationOf } from './invitation.ts';
import { alreadyActive, isRevoked, MOVES } from './life-cycle.ts';

/**
 * Revocations that Keycloak does not let us write down: where a value breaks a rule of the realm's user profile, it refuses each write of the
 * account, also that it is off. Until somebody has mended the account, its revocation is a note at our service account. Keycloak's "nothing
 * that was issued before this holds" (`notBefore`), which it sets of any account, marks it, so that nobody has to look for notes elsewhere. Our
 * pages refuse its keys, and nobody is mailed; Keycloak's own address takes a key as before.
 */
const PREFIX = 'revoked.';
/** Milliseconds after which another process, which had read the notes before we wrote and then wrote its own, has done so. */
const SETTLED = 300;
const TRIES = 5;

/** Notes a revocation. Safe to call again. */
export async function noteRevocation(admin: KeycloakAdmin, userId: string, act: Act): Promise<void> {
  const notes = serviceAccountNotes(admin);
  for (let tries = 0; tries < TRIES; tries += 1) {
    await notes.write(PREFIX + userId, actText(act));
    await delay(SETTLED);
    if ((await notes.read(PREFIX + userId)) !== undefined) break;
  }
  await admin.users.logout({ id: userId });
}

/** The revocation of an account that stands in a note alone; for nearly all accounts no question. */
export async function unwrittenRevocation(admin: KeycloakAdmin, { id, notBefore }: User): Promise<Act | undefined> {
  if (!id || !notBefore) return undefined;
  const text = await serviceAccountNotes(admin).read(PREFIX + id);
  return text === undefined ? undefined : actOfText(text);
}

/** The user's invitation as it counts: `revoked`, too, where that could not be written down. */
export async function invitationNow(admin: KeycloakAdmin, user: User): Promise<Invitation | undefined> {
  const invitation = invitationOf(user);
  if (!invitation || isRevoked(invitation) || alreadyActive(invitation)) return invitation;
  return (await unwrittenRevocation(admin, user)) ? { ...invitation, status: MOVES.revoke.to } : invitation;
}

/** The same of several; whoever has none is left out. */
export async function invitationsNow(admin: KeycloakAdmin, users: User[]): Promise<Invitation[]> {
  const invitations = await Promise.all(users.map((user) => invitationNow(admin, user)));
  return invitations.flatMap((invitation) => invitation ?? []);
}

/** Ids of all users whose revocation stands in a note alone. */
export async function unwrittenRevocations(admin: KeycloakAdmin): Promise<string[]> {
  return [...(await serviceAccountNotes(admin).readAll(PREFIX)).keys()];
}

export async function forgetRevocation(admin: KeycloakAdmin, userId: string): Promise<void> {
  await serviceAccountNotes(admin).write(PREFIX + userId, undefined);
}
