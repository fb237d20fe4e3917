import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../common/log.ts';
import { type LeaseNote, leaseNoteText, readLeaseNote } from './lease-note.ts';
import type { LeaseStore } from './lease-store.ts';

/**
 * Lets one worker of a realm send at a time, however many run. A note says who is on duty. Clocks of two machines are never compared:
 * - Whoever is on duty writes the note again every {@link RENEWAL} while there is work, and stops by its own clock {@link TERM} after the beginning of
 *   the last write that came through: a process that was stopped, or that Keycloak does not answer, does not go on.
 * - Whoever finds work that another leaves undone watches the note. Where that stays the same for {@link PATIENCE}, the other is gone or has not seen
 *   the work; then the note is claimed, and the claim is believed only after so long a wait that the other must have stopped, and that a claim of a
 *   third at the same moment shows (`waits` of the store).
 * - Without work the note is at rest and nobody writes. Its holder goes on at once; for the first moments it believes itself for {@link SHORT} only, as
 *   somebody else may have claimed the note at the same moment.
 */
export interface Duty {
  /** Runs the work if this process is on duty. Otherwise resolves to false at once, and this process tries to come on duty. */
  during(work: () => Promise<unknown>): Promise<boolean>;
  /** Whether a mail may leave at this very moment. */
  isOurs(): boolean;
  /** In the middle of a piece of work: waits for a renewal that is under way; false when another is on duty by now. */
  holds(): Promise<boolean>;
  /** The name of this process's term on duty; undefined while another is on duty, as far as this process knows. */
  term(): string | undefined;
  /** Has something done before the note comes to rest and others may take over. */
  beforeRest(work: () => Promise<void>): void;
  /** Gives the lease back. Call it when no work is under way any more. */
  stop(): Promise<void>;
}

export interface DutyDeps {
  store: LeaseStore;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds on a clock that never goes back. */
  now?: () => number;
  sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** All in milliseconds. */
const RENEWAL = 2500;
const TERM = 8000;
const SHORT = 3000;
/** Longest time between reading a note at rest and having claimed it; a claim that took longer waits as if its holder had worked. */
const QUICK = 1000;
/** When the holder looks again after it has gone on from rest: a {@link QUICK} claim of somebody else stands there by then. */
const VERIFY = 2000;
const POLL = 1000;
/** Without work for so long the note comes to rest. */
const IDLE = 1500;
/** A claim stands for as long as a holder that worked may go on (`waits.works`), and is not written again meanwhile. */
const PATIENCE: Record<LeaseNote['state'], number> = { free: 0, rests: 4000, works: 6000, claims: 14_000, old: 100_000 };

/** Milliseconds that a note must have stayed the same, where reading it took so long: where Keycloak is slow, so are the signs of life of others. */
function patienceFor(state: LeaseNote['state'], took: number): number {
  // A claim takes two exchanges, each of two or three requests.
  if (state === 'claims') return PATIENCE.claims + 7 * took;
  return PATIENCE[state] + (took > QUICK ? 4 * took : 0);
}

export function createDuty({ store, logger, now = () => performance.now(), sleep = pause }: DutyDeps): Duty {
  const stopping = new AbortController();
  const { signal } = stopping;
  let term: string | undefined;
  let beat = 0;
  let deadline = Number.NEGATIVE_INFINITY;
  let uses = 0;
  let usedAt = 0;
  const flushes: (() => Promise<void>)[] = [];
  /** The loops that run: at most one that keeps the lease, and one that tries to get it. */
  let keeping: Promise<void> | undefined;
  let campaign: Promise<void> | undefined;

  const isOurs = () => term !== undefined && now() < deadline;

  /** Writes the note anew in another state. Throws where it is not known what stands there now. */
  async function write(holder: string, state: LeaseNote['state']): Promise<{ written: boolean; before?: LeaseNote; at: number }> {
    let before: LeaseNote | undefined;
    let at = 0;
    const next = beat + 1;
    const written = await store.exchange((text) => {
      before = readLeaseNote(text);
      at = now();
      return before.state !== 'free' && before.holder === holder ? leaseNoteText({ state, holder, beat: next }) : undefined;
    });
    if (written) beat = next;
    return { written, at, ...(before && { before }) };
  }

  function lose(): void {
    term = undefined;
    deadline = Number.NEGATIVE_INFINITY;
    logger.info({}, 'another worker is on duty');
  }

  /** Returns the milliseconds until the next renewal; undefined when another is on duty. */
  async function renew(): Promise<number | undefined> {
    if (term === undefined) return undefined;
    const { written, before, at } = await write(term, 'works');
    if (!written) {
      lose();
      return undefined;
    }
    const rested = before?.state === 'rests';
    deadline = at + (rested ? SHORT : TERM);
    // Where a write takes long, the next one begins sooner, so that the term does not run out meanwhile.
    return rested ? VERIFY : Math.max(0, RENEWAL - (now() - at));
  }

  /** Keeps the lease while it is used, then brings the note to rest. */
  async function keep(first: number | undefined): Promise<void> {
    let wait = first;
    while (wait !== undefined && !signal.aborted) {
      await sleep(wait, signal);
      if (signal.aborted) return;
      if (uses === 0 && now() - usedAt >= IDLE && isOurs()) return rest();
      // While Keycloak is away the term runs out by itself.
      wait = await renew().catch(() => POLL);
    }
  }

  async function rest(): Promise<void> {
    for (const flush of flushes) await flush().catch(() => {});
    if (uses > 0 || term === undefined) return;
    deadline = Number.NEGATIVE_INFINITY;
    const { written } = await write(term, 'rests').catch(() => ({ written: true }));
    if (!written) lose();
  }

  function startKeeping(first: number | undefined): void {
    keeping ??= keep(first).finally(() => {
      keeping = undefined;
      // Work that came while the note was brought to rest.
      if (uses > 0 && term !== undefined && !signal.aborted) startKeeping(0);
    });
  }

  let resuming: Promise<void> | undefined;
  async function resume(): Promise<void> {
    // Either the note is just coming to rest, or a renewal is late.
    while (keeping && !isOurs() && !signal.aborted) await sleep(50, signal);
    if (term === undefined || isOurs() || signal.aborted) return;
    const wait = await renew().catch(() => undefined);
    if (term !== undefined && wait !== undefined) startKeeping(wait);
    // Where that write took long, this process believes itself only after the next one.
    while (keeping && term !== undefined && !isOurs() && !signal.aborted) await sleep(50, signal);
  }

  async function take(): Promise<boolean> {
    usedAt = now();
    if (isOurs()) return true;
    if (term === undefined) {
      campaign ??= stand().finally(() => {
        campaign = undefined;
      });
      return false;
    }
    resuming ??= resume().finally(() => {
      resuming = undefined;
    });
    await resuming;
    usedAt = now();
    return isOurs();
  }

  /** Watches the note, and claims it where it stays the same for too long. Ends when it changes: somebody is alive. */
  async function stand(): Promise<void> {
    let seen: { text: string | undefined; since: number } | undefined;
    while (!signal.aborted) {
      const asked = now();
      const read = await store.read().then(
        (text) => ({ text }),
        () => undefined,
      );
      const took = now() - asked;
      if (!read) seen = undefined;
      else if (!seen) seen = { ...read, since: now() };
      else if (read.text !== seen.text) return;
      if (seen && now() - seen.since >= patienceFor(readLeaseNote(seen.text).state, took)) {
        return claim(seen.text).catch((err) => logger.warn({ err }, 'cannot come on duty; trying again'));
      }
      await sleep(POLL, signal);
    }
  }

  async function claim(expected: string | undefined): Promise<void> {
    const holder = crypto.randomUUID();
    const { state } = readLeaseNote(expected);
    const began = now();
    const claimed = await store.exchange((text) =>
      text === expected ? leaseNoteText({ state: 'claims', holder, beat: 0 }) : undefined,
    );
    if (!claimed) return;
    const took = now() - began;
    const kind = expected === undefined ? 'nothing' : state === 'free' || state === 'rests' ? state : 'works';
    await sleep(took <= QUICK ? store.waits[kind] : store.waits.works + took, signal);
    while (!signal.aborted) {
      const confirmed = await write(holder, 'works').catch(() => undefined);
      if (confirmed && !confirmed.written) return;
      if (confirmed) {
        term = holder;
        deadline = confirmed.at + TERM;
        usedAt = now();
        logger.info({ before: kind }, 'this worker is on duty');
        startKeeping(RENEWAL);
        return;
      }
      await sleep(POLL, signal);
    }
    await store.exchange((text) => (readLeaseNote(text).holder === holder ? leaseNoteText(freeOf(holder)) : undefined));
  }

  return {
    isOurs,
    term: () => term,
    async during(work) {
      if (signal.aborted || !(await take())) return false;
      uses += 1;
      try {
        await work();
      } finally {
        uses -= 1;
        usedAt = now();
      }
      return true;
    },
    async holds() {
      while (!isOurs() && term !== undefined && !signal.aborted) await sleep(100, signal);
      return isOurs();
    },
    beforeRest: (work) => void flushes.push(work),
    async stop() {
      stopping.abort();
      await Promise.all([keeping, campaign, resuming]);
      const holder = term;
      term = undefined;
      if (holder === undefined) return;
      // If Keycloak is away, others wait until the term is over.
      const give = (text: string | undefined) =>
        readLeaseNote(text).holder === holder ? leaseNoteText(freeOf(holder)) : undefined;
      await store.exchange(give).catch(() => {});
    },
  };
}

const freeOf = (holder: string): LeaseNote => ({ state: 'free', holder, beat: 0 });

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
