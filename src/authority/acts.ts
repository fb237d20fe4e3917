import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type Organization, organizationsOfMember } from '../keycloak/realm/organizations.ts';
import { type Actor, PERSON, WORKER } from './actor.ts';
import { type Reach, withinReach } from './reach.ts';

/** Commands on an account through the sidecar, as `invitation.actors` records them. */
export type Command = 'invite' | 'import' | 'amend' | 'resend' | 'revoke' | 'adopt' | 'remind' | 'end';

/** One recorded command, an entry of the attribute `invitation.actors`. All entries of an account together tell whose account it is. */
export interface Act {
  at: Date;
  command: string;
  /** Keycloak user id of who gave it; `worker`, `person`, or {@link UNKNOWN}. */
  actor: string;
  /** Id of the company for which a company admin acted; undefined for anybody else. */
  company: string | undefined;
  /** Invitation id derived from the request's `Idempotency-Key` (answers/idempotency-key.ts), where the command left no other trace. */
  request?: string | undefined;
}

/** Whether a command made the invitation. Those of `adopt` have no inviter: somebody else had created the account. */
export const isInviting = ({ command }: Pick<Act, 'command'>): boolean => command === 'invite' || command === 'import';

/** The actor of commands that were not recorded, because version 0.1 carried them out. */
export const UNKNOWN = 'unknown';

/** Newest acts that are always kept. */
const KEPT = 20;

/** @param companies of the account, or the one into which it is invited. */
export function actOf(command: Command, { kind, userId, reach }: Actor, companies: readonly Organization[]): Act {
  const actor = userId.replaceAll(/\s/g, '_');
  return { at: new Date(), command, actor, company: kind === 'company-admin' ? companyIn(reach, companies) : undefined };
}

/** The act for an account that exists: asks Keycloak for its companies. */
export async function actOn(admin: KeycloakAdmin, command: Command, actor: Actor, userId: string): Promise<Act> {
  const companies = actor.kind === 'company-admin' ? await organizationsOfMember(admin, userId) : [];
  return actOf(command, actor, companies);
}

function companyIn(reach: Reach, companies: readonly Organization[]): string | undefined {
  return companies.find(({ id }) => withinReach(reach, id))?.id;
}

/** Whether only this company's admins, the person and the worker have acted. False where some acts are unknown. */
export function areActsOf(companyId: string, acts: readonly Act[] = []): boolean {
  const isOwn = ({ actor, company }: Act) =>
    company === companyId || (company === undefined && (actor === WORKER.userId || actor === PERSON.userId));
  return acts.some(({ company }) => company === companyId) && acts.every(isOwn);
}

/** `2026-11-22T18:00:00.000Z resend <user id> <company id> <request>`, with `-` for no company; the request only where there is one. */
export function actText({ at, command, actor, company = '-', request }: Act): string {
  return [at.toISOString(), command, actor, company, ...(request === undefined ? [] : [request])].join(' ');
}

/** A text that nobody can read counts as an act of somebody unknown. */
export function actOfText(text: string): Act {
  const [time = '', command = '', actor = UNKNOWN, company = '-', request] = text.split(' ');
  const at = new Date(time);
  return Number.isNaN(at.getTime())
    ? { at: new Date(0), command: UNKNOWN, actor: UNKNOWN, company: undefined }
    : { at, command, actor, company: company === '-' ? undefined : company, ...(request !== undefined && { request }) };
}

/**
 * Adds an act. However many there are, each actor of each company stays in the list: nobody who has acted is ever forgotten.
 * @param acts undefined for an account that bears an invitation and no list: some acts are unknown.
 */
export function withAct(acts: readonly Act[] | undefined, act: Act): Act[] {
  const before = acts ?? [{ at: new Date(0), command: UNKNOWN, actor: UNKNOWN, company: undefined }];
  const all = [...before, act];
  const seen = new Set<string>();
  const firstOf = all.filter(({ actor, company }) => {
    const who = `${actor} ${company}`;
    return !seen.has(who) && seen.add(who);
  });
  return all.filter((one, i) => i >= all.length - KEPT || firstOf.includes(one));
}
