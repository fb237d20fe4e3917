import { setTimeout as delay } from 'node:timers/promises';
import type { Reach } from '../../authority/reach.ts';

/** Milliseconds. Inviting, correcting, sending again and revoking take less, so nearly all answers come after one step. */
const STEP = 500;

/** Clock and waiting, for tests. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

const CLOCK: Clock = { now: () => performance.now(), wait: delay };

/**
 * To ask an account to join a company takes Keycloak some requests more than to invite somebody new, which could be told from outside. So whoever
 * may not know which of the two it was gets every answer, good or bad, after whole steps of time.
 */
export async function inConstantTime<T>(reach: Reach, work: () => Promise<T>, clock: Clock = CLOCK): Promise<T> {
  const nextStep = nextStepFor(reach, clock);
  try {
    return await work();
  } finally {
    await nextStep();
  }
}

/** Counts steps of time from now on, and gives what waits for the next one; whoever may know everything waits for none. */
export function nextStepFor(reach: Reach, { now, wait }: Clock = CLOCK): () => Promise<unknown> {
  if (reach.all) return async () => {};
  const started = now();
  return () => wait(STEP - ((now() - started) % STEP));
}
