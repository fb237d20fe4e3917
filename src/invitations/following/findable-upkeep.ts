import { setTimeout as delay } from 'node:timers/promises';
import { INVITATION_STATUSES } from '../../common/statuses.ts';
import { repeatRounds } from '../../jobs/repeat-rounds.ts';
import { areDeclared, noteFill, readFill } from '../record/findable-state.ts';
import { type KeepFindableDeps, keepFindable } from './findable.ts';

/**
 * Goes through all invitations of the realm, so that each can be found by what its person is called and by the companies that they belong to: at
 * once where an older version has made them or written what they are found by, and again each week, for what Keycloak's logs did not tell (following/findable.ts).
 */
export interface FindableUpkeepOptions {
  /** Milliseconds between two looks whether there is something to do. */
  pause?: number;
}

const WEEK = 7 * 24 * 3_600_000;
const PAGE = 500;
const AT_ONCE = 4;
/** Pauses after each page, as multiples of the time that it took: lists are slow, or find fewer, until the first round is done; later rounds take a twentieth. */
const REST = { first: 1, later: 19 };

export function startFindableUpkeep(deps: KeepFindableDeps, { pause = 60_000 }: FindableUpkeepOptions = {}) {
  const { logger, duty } = deps;
  // To be done twice does no harm, but two would count the pages of each other.
  const mayWork = async () => (!duty || duty.term() !== undefined) && ((await deps.mayWork?.()) ?? true);
  const stopping = new AbortController();
  const { signal } = stopping;
  const complaint = 'cannot make invitations findable; trying again';
  const ended = repeatRounds(() => goRound(deps, signal), { pause, signal, logger, complaint, mayWork });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function goRound(deps: KeepFindableDeps, signal: AbortSignal): Promise<void> {
  const { admin, logger } = deps;
  const { completedAt, isOlder, ...begun } = await readFill(admin);
  let { status, first } = begun;
  const isBetween = status === 0 && first === 0;
  const isDone = completedAt !== undefined && !isOlder;
  if (isDone && isBetween && Date.now() - completedAt < WEEK) return;
  if (!(await areDeclared(admin))) return;
  const rest = isDone ? REST.later : REST.first;
  while (status < INVITATION_STATUSES.length) {
    const started = Date.now();
    const q = `invitation.status:${INVITATION_STATUSES[status]}`;
    const users = await admin.users.find({ q, first, max: PAGE, briefRepresentation: false });
    const queue = users.values();
    const work = async () => {
      for (const user of queue) if (!signal.aborted) await keepFindable(deps, user);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (signal.aborted) return;
    if (users.length < PAGE) {
      status += 1;
      first = 0;
    } else {
      first += PAGE;
    }
    if (status < INVITATION_STATUSES.length && users.length > 0) {
      await noteFill(admin, { status, first, completedAt, isOlder });
      if (users.length === PAGE) await delay((Date.now() - started) * rest, undefined, { signal }).catch(() => {});
    }
    if (signal.aborted) return;
  }
  if (!isDone) logger.info('all invitations can be found by name and company now');
  await noteFill(admin, { status: 0, first: 0, completedAt: Date.now() });
}
