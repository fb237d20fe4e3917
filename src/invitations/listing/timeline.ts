import { PERSON, WORKER } from '../../authority/actor.ts';
import type { Act } from '../../authority/acts.ts';
import type { Admin } from '../../keycloak/api/admin.ts';
import { type Organization } from '../../keycloak/api/organizations.ts';
import { readUser } from '../../keycloak/api/users.ts';
import { type Reach, withinReach } from '../../reach.ts';
import type { Invitation } from '../record/invitation.ts';

/** What happened, for the page of one invitation: its own history, and what Keycloak's user events add. */
export interface HistoryLine {
  at: Date;
  event: 'created' | Exclude<Invitation['status'], 'queued'> | 'queued' | 'signedIn' | 'linkRefused';
  /** Who invited, at `created`. */
  by?: string | undefined;
  /** Why a mail could not be sent. */
  reason?: string | undefined;
}

/** Keycloak's user events of interest: the sign-ins, and links that it refused because they were used, replaced or too old. */
const EVENTS = { LOGIN: 'signedIn', EXECUTE_ACTIONS_ERROR: 'linkRefused' } as const;

/** Lines at most that come from Keycloak's events: who signs in daily has hundreds. */
const MAX_EVENTS = 10;

/**
 * When somebody signs in is between them and those whose account it is: for a company admin, one that was invited into their companies,
 * belongs to no other, and that nobody else has acted on. Whose acts are not known is somebody else's.
 */
export function seesSignIns(reach: Reach, companies: readonly Organization[], { actors = [] }: Invitation): boolean {
  if (reach.all) return true;
  const isTheirs = ({ actor, company }: Act) =>
    company === undefined ? actor === WORKER.userId || actor === PERSON.userId : withinReach(reach, company);
  if (companies.length === 0 || actors.length === 0) return false;
  return companies.every(({ id }) => withinReach(reach, id)) && actors.every(isTheirs);
}

/**
 * Newest first. Events that Keycloak does not keep any more, or does not let us read, are simply not there.
 * @param signIns whether they are told, see {@link seesSignIns}.
 */
export async function historyOf(admin: Admin, invitation: Invitation, signIns: boolean): Promise<HistoryLine[]> {
  const types = (Object.keys(EVENTS) as (keyof typeof EVENTS)[]).filter((type) => signIns || type !== 'LOGIN');
  const [user, events] = await Promise.all([readUser(admin, invitation.id), userEvents(admin, invitation.id, types)]);
  const { by, history } = invitation;
  const created = user?.createdTimestamp ? [{ at: new Date(user.createdTimestamp), event: 'created' as const, by }] : [];
  const steps = history.map(({ at, status, reason }) => ({ at, event: status, ...(status === 'failed' && { reason }) }));
  return [...created, ...steps, ...events].sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function userEvents(admin: Admin, user: string, type: (keyof typeof EVENTS)[]): Promise<HistoryLine[]> {
  const found = await admin.realms
    .findEvents({ realm: admin.realmName, user, type: type as never, max: MAX_EVENTS })
    .catch(() => []);
  return found.flatMap(({ type: name, time }) => {
    const event = EVENTS[name as keyof typeof EVENTS];
    return event && time ? [{ at: new Date(time), event }] : [];
  });
}
