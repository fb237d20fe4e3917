import type { Counter } from 'prom-client';
import type { Logger } from '../common/log.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import type { LoggedEvent, Logs, Page } from '../keycloak/realm/events.ts';
import type { Notes } from '../keycloak/realm/service-account.ts';
import type { Duty } from './duty.ts';

/**
 * Follows one of Keycloak's logs and hands each entry to a handler at least once, across restarts: the place up to which all is
 * settled is kept in a note. Entries may come to light late or twice, so a handler must be safe to call again.
 */
export interface FollowOptions<E extends LoggedEvent> {
  /** Name of the note that keeps the place, and of the follower in the log. */
  name: string;
  read: (page: Page) => Promise<E[]>;
  /** Id of the newest entry of the whole log: while it stays the same and no entry waits, the log is not read. */
  newest?: () => Promise<string>;
  /** Returns undefined when the entry is done, else the milliseconds after which to try again. A thrown error counts as "try again". */
  handle: (event: E, attempt: number) => Promise<number | undefined>;
  notes: Notes;
  logger: Logger;
  /** Milliseconds between the end of a look and the next. */
  interval: number;
  /** Milliseconds that the very first look goes back. */
  firstLook: number;
  /** Age in milliseconds at which an entry is handled: what belongs together is often done in two requests. */
  settleAfter?: number;
  /** How many entries are handled at a time. */
  concurrency?: number;
  /** Entries are handled by the worker on duty alone; the others only notice that there are some. Without it, this process handles all. */
  duty?: FollowerDuty | undefined;
  /** Entries to skip. Those that noting the place causes must be skipped, or noting would never end. */
  ignore?: (event: E) => boolean;
  /** While it returns false, nothing is read or handled. */
  open?: () => boolean;
  /** Asked before entries are handled: while it resolves to false, none is, and the place stays. */
  mayWork?: (() => Promise<boolean>) | undefined;
  /** See {@link OVERLAP}. */
  overlap?: number;
}

export type FollowerDuty = Pick<Duty, 'during' | 'holds' | 'term' | 'beforeRest'>;

/** What followers need that store statuses of invitations. */
export interface FollowerDeps {
  admin: KeycloakAdmin;
  logs: Logs;
  logger: Logger;
  notes: Notes;
  /** Counts what was written, by `outcome`. */
  outcomes: Pick<Counter<'outcome'>, 'inc'>;
  /** Milliseconds between two looks at the log. */
  interval?: number;
  /** See {@link FollowOptions}. */
  mayWork?: () => Promise<boolean>;
  /** See {@link FollowOptions}. */
  duty?: FollowerDuty;
}

export interface Follower {
  /** Milliseconds that the oldest entry which is not settled has waited; 0 when all are. */
  lag(): number;
  /** How many entries wait. */
  waiting(): number;
  /** The place from which it resumed at its start, in epoch milliseconds; undefined at its very first start. */
  resumedAt(): number | undefined;
  /** Ends after the entries under way, and notes the place. */
  stop(): Promise<void>;
}

/**
 * Milliseconds by which an entry of a slow or clock-skewed server may come to light late. For so long after the newest entry came, each
 * look reaches back behind it as far; then all have come, and thousands are not read again and again while nothing happens.
 */
const OVERLAP = 30_000;
const PAGE = 500;
/** Entries that may wait before reading stops; they are held in memory. */
const MAX_WAITING = 2000;
/** Milliseconds between two notes of the place. What lies between is looked at again after a crash. */
const NOTE_EVERY = 15_000;
const RETRY_AFTER_FAULT = 5000;
/** Milliseconds after which one that may not work, or is not on duty, looks again whether entries are still open. */
const STANDBY = 1000;

interface Waiting<E> {
  event: E;
  attempt: number;
  dueAt: number;
  since: number;
}

export function follow<E extends LoggedEvent>(options: FollowOptions<E>): Follower {
  const { name, read, handle, notes, logger, interval, firstLook, settleAfter = 0, concurrency = 1 } = options;
  const { open = () => true, mayWork = async () => true, overlap = OVERLAP, duty } = options;
  const waiting = new Map<string, Waiting<E>>();
  /** Entries of the overlap, which the next look reads again, by id. */
  const met = new Map<string, number>();
  let position: number | undefined;
  /** When the newest entry came, by our clock. */
  let movedAt = Date.now();
  /** A look later than the overlap has read all late entries. */
  let complete = false;
  /** The log's newest entry at the last look that read all. */
  let newestRead: string | undefined;
  let noted: { at: number; text: string } | undefined;
  let resumedAt: number | undefined;
  let stopped = false;
  /** The term on duty in which the place was last read. */
  let term: string | undefined;
  const standsBy = () => duty !== undefined && duty.term() === undefined;
  duty?.beforeRest(note);

  async function start(): Promise<number> {
    const note = Number(await notes.read(name));
    if (note > 0) {
      noted = { at: 0, text: String(note) };
      resumedAt = note;
      return note;
    }
    return Date.now() - firstLook;
  }

  async function look(): Promise<void> {
    if (!noted && !(await mayWork())) return;
    if (duty && duty.term() !== term) {
      term = duty.term();
      if (term !== undefined) forget();
    }
    position ??= await start();
    // The place is noted before anything is handled: from now on, a stop loses nothing.
    if (!noted) await note();
    if (!open()) return;
    // Whoever waits need not wait for the log to be asked once more.
    await work();
    const newest = await options.newest?.();
    if (newest !== undefined && newest === newestRead && complete && waiting.size === 0) return;
    const startedAt = Date.now();
    const oldest = Math.max(0, position - overlap);
    for (const [id, time] of met) if (time < oldest && !waiting.has(id)) met.delete(id);
    let since = complete ? position : oldest;
    for (let first = 0; !stopped; ) {
      await work();
      if (waiting.size >= MAX_WAITING || !open()) return;
      const page = await read({ since, first, max: PAGE });
      for (const event of page) take(event);
      if (page.length < PAGE) break;
      // The next page begins at the last entry's time, not at a number: entries that come or expire meanwhile would shift the pages.
      const last = page.at(-1)?.time ?? since;
      first = last === since ? first + PAGE : 0;
      since = last;
    }
    complete = startedAt - movedAt >= overlap;
    newestRead = newest;
    await work();
  }

  /** Whoever comes on duty goes on from the place that the one before has noted. */
  function forget(): void {
    position = undefined;
    complete = false;
    waiting.clear();
    met.clear();
  }

  function take(event: E): void {
    if (options.ignore?.(event)) return;
    if (event.time > (position ?? 0)) {
      position = event.time;
      movedAt = Date.now();
      complete = false;
    }
    if (met.has(event.id)) return;
    met.set(event.id, event.time);
    const now = Date.now();
    // At most our own time, where Keycloak's clock is ahead.
    const since = Math.min(event.time, now);
    waiting.set(event.id, { event, attempt: 1, since, dueAt: since + settleAfter });
  }

  const dueNow = () =>
    [...waiting.values()].filter(({ dueAt }) => dueAt <= Date.now()).sort((a, b) => a.event.time - b.event.time);

  async function work(): Promise<void> {
    if (standsBy() && dueNow().length > 0 && (await mayWork())) await leaveSettled();
    const due = dueNow();
    if (due.length === 0) return;
    const again = () => {
      for (const one of due) one.dueAt = Date.now() + STANDBY;
    };
    if (!(await mayWork())) return again();
    if (!duty) return handleAll(due);
    if (!(await duty.during(() => handleAll(due)))) again();
  }

  /** Lets go of what the one on duty has settled. */
  async function leaveSettled(): Promise<void> {
    const place = Number(await notes.read(name));
    for (const [id, { event }] of waiting) if (event.time <= place) waiting.delete(id);
  }

  /** Handles entries, some at a time. */
  async function handleAll(due: readonly Waiting<E>[]): Promise<void> {
    const queue = due.values();
    const hand = async () => {
      for (const one of queue) {
        if (stopped || !open() || (duty && !(await duty.holds()))) return;
        await attempt(one);
        if (Date.now() - (noted?.at ?? 0) >= NOTE_EVERY) await note();
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, due.length) }, hand));
  }

  async function attempt(one: Waiting<E>): Promise<void> {
    let again: number | undefined;
    try {
      again = await handle(one.event, one.attempt);
    } catch (error) {
      logger.warn(
        { follower: name, event: one.event.id, err: error },
        'could not handle an entry of Keycloak’s log; trying again',
      );
      again = RETRY_AFTER_FAULT;
    }
    if (again === undefined) waiting.delete(one.event.id);
    else Object.assign(one, { attempt: one.attempt + 1, dueAt: Date.now() + again });
  }

  /** Notes the place before which all entries are done. */
  async function note(): Promise<void> {
    // Whoever stands by does not know what the one on duty has settled.
    if (position === undefined || (noted && standsBy())) return;
    const text = String(Math.min(position, ...[...waiting.values()].map(({ event }) => event.time)));
    const moved = noted?.text !== text;
    noted = { at: Date.now(), text };
    if (moved)
      await notes.write(name, text).catch((error) => logger.warn({ follower: name, err: error }, 'could not note the place'));
  }

  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  let quiet = false;
  function next(): void {
    current = look()
      .then(async () => {
        quiet = false;
        if (Date.now() - (noted?.at ?? 0) >= NOTE_EVERY) await note();
      })
      .catch((error) => {
        // One line in the log when Keycloak goes away, not one a second.
        if (!quiet) logger.warn({ follower: name, err: error }, 'cannot read Keycloak’s log; trying again');
        quiet = true;
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(next, pause());
      });
  }

  /** Entries that only wait for their age need no new look at the log. */
  function pause(): number {
    const soonest = Math.min(...[...waiting.values()].map(({ dueAt }) => dueAt - Date.now()));
    return Math.max(50, Math.min(interval, soonest));
  }
  next();

  return {
    lag: () => Math.max(0, ...[...waiting.values()].map(({ since }) => Date.now() - since)),
    waiting: () => waiting.size,
    resumedAt: () => resumedAt,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
      await note();
    },
  };
}
