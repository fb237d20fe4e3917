import { type Act, isInviting } from '../../authority/acts.ts';
import { type Reach, withinReach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import { ACCESS_ENDED, type HistoryEntry, type Invitation, NEVER_ACTIVATED } from '../record/invitation.ts';
import { hasFailed, isRevoked } from '../record/life-cycle.ts';
import { type Doer, type DoerOf, isActWithin } from './doer-names.ts';

/** What happened, for the page of one invitation: its own history, and what Keycloak's user events add. */
export interface HistoryLine {
  at: Date;
  event: 'created' | 'amended' | 'neverActivated' | 'accessEnded' | Invitation['status'] | 'signedIn' | 'linkRefused';
  /** Who did it; undefined where it is unknown or not for the viewer. */
  doer?: Doer | undefined;
  /** Why a mail could not be sent. */
  reason?: string | undefined;
  /** Of `activated`: that the invitation has brought its groups and app with it, which nobody corrects any more. */
  carries?: true;
}

/** Keycloak's user events of interest: the sign-ins, and links that it refused because they were used, replaced or too old. */
const EVENTS = { LOGIN: 'signedIn', EXECUTE_ACTIONS_ERROR: 'linkRefused' } as const;

/** The history entries that each command causes: the first of them after the command is shown with its author. */
const STEPS_OF: Record<string, readonly HistoryLine['event'][]> = {
  invite: ['created'],
  import: ['created'],
  adopt: ['sent', 'failed'],
  resend: ['sent', 'failed'],
  remind: ['sent', 'failed'],
  revoke: ['revoked'],
  end: ['neverActivated', 'accessEnded'],
};

/** Lines at most that come from Keycloak's events: who signs in daily has hundreds. */
const MAX_EVENTS = 10;

/**
 * Whether a viewer may see when the person signs in. A company admin may only if the account was invited into their companies, belongs to no other,
 * and nobody else has acted on it; where that is unknown, no.
 */
export function seesSignIns(reach: Reach, companies: readonly Organization[], { actors = [] }: Invitation): boolean {
  if (reach.all) return true;
  if (companies.length === 0 || actors.length === 0) return false;
  return companies.every(({ id }) => withinReach(reach, id)) && actors.every((act) => isActWithin(reach, act));
}

/**
 * The inviter as the mail named them, for viewers who may know who gave the command. Where it was not recorded, for admins only. Nobody for users
 * whom somebody else had created (`adopt`): their mail names the company, which has not made the invitation.
 */
export function inviterShown(reach: Reach, { by, actors = [] }: Pick<Invitation, 'by' | 'actors'>): string | undefined {
  const first = actors.find(({ command }) => command === 'invite' || command === 'import' || command === 'adopt');
  if (first?.command === 'adopt') return undefined;
  return reach.all || (first && isActWithin(reach, first)) ? by : undefined;
}

/**
 * What the person of an invitation signs in with, where that is not their address. Only whoever may see everybody is told: to all others
 * somebody who stands in for an account, whose username is made up, must look like anybody else.
 */
export function usernameShown(reach: Reach, { user, address, email }: Invitation): string | undefined {
  if (!reach.all || address !== undefined || !user?.username) return undefined;
  return user.username.toLowerCase() === email.toLowerCase() ? undefined : user.username;
}

/** Whether a viewer may see all that an invitation carries: a company admin where nobody but their companies has acted on it. */
export function seesWhole(reach: Reach, { actors = [] }: Pick<Invitation, 'actors'>): boolean {
  return reach.all || actors.every((act) => isActWithin(reach, act));
}

/**
 * The groups of an invitation, for whoever may see them: a company admin sees those that their companies have given, also where an administrator of the realm has
 * acted on the invitation since.
 */
export function groupsShown(reach: Reach, invitation: Pick<Invitation, 'groups' | 'actors'>): Invitation['groups'] {
  if (seesWhole(reach, invitation)) return invitation.groups;
  const inviting = invitation.actors?.find(isInviting);
  return inviting && isActWithin(reach, inviting) ? invitation.groups.filter(({ byAdmin }) => !byAdmin) : [];
}

/** Whether somebody has made it whom the viewer may not know. */
export function hasHiddenInviter(reach: Reach, { actors = [] }: Pick<Invitation, 'actors'>): boolean {
  const first = actors.find(isInviting);
  return first !== undefined && !isActWithin(reach, first);
}

/** Keycloak user id of the inviter, under the same condition as their name; undefined for the worker. */
export function inviterIdShown(reach: Reach, { actors = [] }: Pick<Invitation, 'actors'>): string | undefined {
  const first = actors.find(isInviting);
  return first && (reach.all || isActWithin(reach, first)) ? first.actor : undefined;
}

/**
 * History entries and user events, newest first. Events that Keycloak no longer keeps, or that we may not read, are left out.
 * @param signIns whether sign-ins are included, see {@link seesSignIns}.
 */
export async function historyOf(
  admin: KeycloakAdmin,
  invitation: Invitation,
  { signIns, doerOf }: { signIns: boolean; doerOf: DoerOf },
): Promise<HistoryLine[]> {
  const types = (Object.keys(EVENTS) as (keyof typeof EVENTS)[]).filter((type) => signIns || type !== 'LOGIN');
  const [user, events] = await Promise.all([readUser(admin, invitation.id), userEvents(admin, invitation.id, types)]);
  const created = user?.createdTimestamp ? [{ at: new Date(user.createdTimestamp), event: 'created' as const }] : [];
  const steps = invitation.history.map((entry) => ({
    at: entry.at,
    event: eventOf(entry),
    ...(hasFailed(entry) && { reason: entry.reason }),
    ...(eventOf(entry) === 'activated' && { carries: true as const }),
  }));
  const told = await withDoers([...created, ...steps], invitation.actors ?? [], doerOf);
  return newestFirst([...told, ...events]);
}

/** Milliseconds by which the clock of Keycloak, which dates the account, may be ahead of ours, which dates its first mail. */
const CLOCKS = 5000;

const MAILS: readonly HistoryLine['event'][] = ['queued', 'sent', 'failed'];

/**
 * A new account comes before its first mail, and of two things of one moment the later one (in order of `lines`) stands above. An account in the place of another one
 * has older lines than itself, whoever it is: it stays where it is.
 */
export function newestFirst(lines: readonly HistoryLine[]): HistoryLine[] {
  const dated = lines.map((line) => ({ line, time: line.at.getTime() }));
  for (const one of dated) {
    if (one.line.event !== 'created') continue;
    const before = dated.filter(({ line, time }) => line !== one.line && time <= one.time);
    const isNew = before.every(({ line, time }) => MAILS.includes(line.event) && one.time - time < CLOCKS);
    if (isNew) one.time = Math.min(one.time, ...before.map(({ time }) => time)) - 0.5;
  }
  return dated
    .sort((a, b) => a.time - b.time)
    .map(({ line }) => line)
    .reverse();
}

function eventOf(entry: HistoryEntry): HistoryLine['event'] {
  if (entry.reason === ACCESS_ENDED) return 'accessEnded';
  return isRevoked(entry) && entry.reason === NEVER_ACTIVATED ? 'neverActivated' : entry.status;
}

/** @param steps oldest first. A correction leaves no step behind: it becomes one, for those who may know who made it. */
async function withDoers(steps: readonly HistoryLine[], acts: readonly Act[], doerOf: DoerOf): Promise<HistoryLine[]> {
  const lines = [...steps];
  const taken = new Set<number>();
  // Newest first: where two commands could have caused one entry, the later one did.
  for (const act of [...acts].reverse()) {
    const events = STEPS_OF[act.command] ?? [];
    const step = steps.findIndex(({ at, event }) => events.includes(event) && (event === 'created' || at >= act.at));
    if (taken.has(step)) continue;
    const doer = await doerOf(act);
    if (act.command === 'amend' && doer) lines.push({ at: act.at, event: 'amended', doer });
    const line = lines[step];
    if (line) {
      lines[step] = { ...line, doer };
      taken.add(step);
    }
  }
  return lines;
}

async function userEvents(admin: KeycloakAdmin, user: string, type: (keyof typeof EVENTS)[]): Promise<HistoryLine[]> {
  const found = await admin.realms
    .findEvents({ realm: admin.realmName, user, type: type as never, max: MAX_EVENTS })
    .catch(() => []);
  return found.flatMap(({ type: name, time }) => {
    const event = EVENTS[name as keyof typeof EVENTS];
    return event && time ? [{ at: new Date(time), event }] : [];
  });
}
