import { setTimeout as delay } from 'node:timers/promises';
import { isInviting } from '../../authority/acts.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { allAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { ACCESS_ENDED, type Invitation, invitationOf } from '../record/invitation.ts';
import { alreadyActive, hasFailed, WAITING_FOR_PERSON, waitsForPerson } from '../record/life-cycle.ts';

/** What a summary counts: activated and failed in the day before, about to expire from now on. */
export type Kind = 'activated' | 'failed' | 'expiring';

/** One invitation that is to be told to its inviter. */
export interface News {
  kind: Kind;
  /** Id of the company for which a company admin invited; undefined where an admin did. */
  company: string | undefined;
  invitedAt: Date;
}

/** Milliseconds before its end at which a link is about to expire. */
const SOON = 48 * 3_600_000;
const PAGE = 500;
/** Duty cycle 1:19, as in the round over all invitations. */
const REST = 19;

/** Collects news by inviter: Keycloak user id. */
export class Tally {
  readonly news = new Map<string, News[]>();

  /** Adds what an invitation tells. Nobody's are those of users whom others had created, and what nobody recorded. */
  add(invitation: Invitation, kind: Kind | undefined): void {
    const invited = invitation.actors?.find(isInviting);
    if (!kind || !invited) return;
    const known = this.news.get(invited.actor) ?? [];
    // Not copied: one inviter may have a hundred thousand.
    known.push({ kind, company: invited.company, invitedAt: invited.at });
    this.news.set(invited.actor, known);
  }
}

/** A span of time; what happens at its very end is of the next one. */
export interface Span {
  since: Date;
  until: Date;
}

/** What has become of an invitation in a span of time, if that is to be told. */
export function changeIn(invitation: Invitation, { since, until }: Span): Kind | undefined {
  const happened = (is: typeof alreadyActive) =>
    is(invitation) &&
    invitation.history.some(({ at, ...step }) => is(step) && step.reason !== ACCESS_ENDED && at >= since && at < until);
  if (happened(alreadyActive)) return 'activated';
  return happened(hasFailed) ? 'failed' : undefined;
}

export function isExpiringSoon(invitation: Invitation, now: Date): boolean {
  const { expiresAt } = invitation;
  return waitsForPerson(invitation) && expiresAt !== undefined && expiresAt.getTime() <= now.getTime() + SOON;
}

/** All news of the realm. Keycloak's admin events name the users to whom the sidecar has written; what waits is read page by page. */
export async function tallyOf(
  admin: KeycloakAdmin,
  ownId: string,
  { since, until, now, signal }: Span & { now: Date; signal: AbortSignal },
): Promise<Tally['news']> {
  const tally = new Tally();
  const seen = new Set<string>();
  const query = { operations: ['UPDATE'], resources: ['USER'], authorId: ownId, path: 'users/*' } as const;
  for await (const event of allAdminEvents(admin, query, { since: since.getTime() })) {
    const id = userIdOf(event);
    if (signal.aborted) break;
    if (!id || id === ownId || seen.has(id)) continue;
    seen.add(id);
    const user = await readUser(admin, id);
    const invitation = user && invitationOf(user, now);
    if (invitation) tally.add(invitation, changeIn(invitation, { since, until }));
  }
  for (const status of WAITING_FOR_PERSON) {
    for (let first = 0; !signal.aborted; first += PAGE) {
      const started = Date.now();
      const users = await admin.users.find({ q: `invitation.status:${status}`, first, max: PAGE, briefRepresentation: false });
      for (const invitation of users.flatMap((user) => invitationOf(user, now) ?? []))
        tally.add(invitation, isExpiringSoon(invitation, now) ? 'expiring' : undefined);
      if (users.length < PAGE) break;
      await delay((Date.now() - started) * REST, undefined, { signal }).catch(() => {});
    }
  }
  return tally.news;
}
