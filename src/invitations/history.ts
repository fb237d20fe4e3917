import type { Admin } from '../keycloak/admin.ts';
import { readUser } from '../keycloak/users.ts';
import type { Invitation } from './invitation.ts';

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

/** Newest first. Events that Keycloak does not keep any more, or does not let us read, are simply not there. */
export async function historyOf(admin: Admin, invitation: Invitation): Promise<HistoryLine[]> {
  const [user, events] = await Promise.all([readUser(admin, invitation.id), userEvents(admin, invitation.id)]);
  const { by, history } = invitation;
  const created = user?.createdTimestamp ? [{ at: new Date(user.createdTimestamp), event: 'created' as const, by }] : [];
  const steps = history.map(({ at, status, reason }) => ({ at, event: status, ...(status === 'failed' && { reason }) }));
  return [...created, ...steps, ...events].sort((a, b) => b.at.getTime() - a.at.getTime());
}

async function userEvents(admin: Admin, user: string): Promise<HistoryLine[]> {
  const type = Object.keys(EVENTS) as (keyof typeof EVENTS)[];
  const found = await admin.realms
    .findEvents({ realm: admin.realmName, user, type: type as never, max: MAX_EVENTS })
    .catch(() => []);
  return found.flatMap(({ type: name, time }) => {
    const event = EVENTS[name as keyof typeof EVENTS];
    return event && time ? [{ at: new Date(time), event }] : [];
  });
}
