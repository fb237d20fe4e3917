import type { Logger } from '../http/log.ts';
import type { Admin } from '../keycloak/admin.ts';
import { adopt } from './adopt.ts';
import type { SendDeps } from './send.ts';

/**
 * Invites users whom others create: polls Keycloak's admin events for CREATE USER. What was done stands in the users'
 * own attributes, so the window may overlap: a restart misses nothing and mails nobody twice.
 */
export interface Watcher {
  stop(): Promise<void>;
}

export interface WatcherOptions {
  /** Milliseconds between two looks. */
  interval?: number;
  /** How far back the first look goes, in milliseconds: what happened while no sidecar ran. */
  catchUp?: number;
}

/** How far each look reaches back behind the newest event seen: an event may become visible late. */
const OVERLAP = 60_000;
const PAGE = 100;
/** Looks that a user is waited for: the event may be visible before the user is. */
const MAX_TRIES = 5;

export function startWatcher(
  deps: SendDeps & { logger: Logger },
  { interval = 1000, catchUp = 7 * 24 * 3_600_000 }: WatcherOptions = {},
): Watcher {
  const { admin, logger } = deps;
  let from = Date.now() - catchUp;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  /** Users that are settled, by the time of their event, so that the overlap costs no requests. */
  const settled = new Map<string, number>();
  const tries = new Map<string, number>();

  async function look(): Promise<void> {
    const events = await createdUsers(admin, from);
    for (const { userId, time } of events) {
      if (stopped) return;
      if (!settled.has(userId) && (await settle(userId))) settled.set(userId, time);
    }
    const newest = Math.max(from + OVERLAP, ...events.map(({ time }) => time));
    from = newest - OVERLAP;
    for (const [userId, time] of settled) {
      if (time >= from) continue;
      settled.delete(userId);
      tries.delete(userId);
    }
  }

  async function settle(userId: string): Promise<boolean> {
    try {
      const adoption = await adopt(deps, userId);
      if (adoption.outcome === 'invited') {
        logger.info({ user: userId, status: adoption.invitation.status }, 'invited a user that was created elsewhere');
      }
      if (adoption.outcome !== 'unknown_user') return true;
    } catch (error) {
      logger.warn({ user: userId, err: error }, 'could not invite a user that was created elsewhere');
    }
    const count = (tries.get(userId) ?? 0) + 1;
    tries.set(userId, count);
    return count >= MAX_TRIES;
  }

  let current: Promise<void> = Promise.resolve();
  let quiet = false;
  function next(): void {
    current = look()
      .then(() => {
        quiet = false;
      })
      .catch((error) => {
        // One line when Keycloak goes away, not one a second.
        if (!quiet) logger.warn({ err: error }, 'cannot read the admin events of Keycloak; trying again');
        quiet = true;
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(next, interval);
      });
  }
  next();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

/** CREATE USER events since a moment, oldest first. `dateFrom` takes epoch milliseconds: the client's Date is refused. */
async function createdUsers(admin: Admin, from: number): Promise<{ userId: string; time: number }[]> {
  const found: { userId: string; time: number }[] = [];
  for (let first = 0; ; first += PAGE) {
    const events = await admin.realms.findAdminEvents({
      realm: admin.realmName,
      operationTypes: 'CREATE',
      resourceTypes: 'USER',
      dateFrom: from as unknown as Date,
      first,
      max: PAGE,
    });
    for (const { resourcePath, time } of events) {
      const userId = /^users\/([^/]+)$/.exec(resourcePath ?? '')?.[1];
      if (userId) found.push({ userId, time: time ?? from });
    }
    if (events.length < PAGE) return found.reverse();
  }
}
