import { setTimeout as delay } from 'node:timers/promises';
import type { Reach } from '../../authority/reach.ts';

/** Milliseconds of one step. Inviting, correcting, sending again and revoking take less, so nearly all answers come after one step. */
const STEP = 500;

/** Clock and waiting, for tests. */
export interface Clock {
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

const CLOCK: Clock = { now: () => performance.now(), wait: delay };

/**
 * Answers to company admins, good or bad, are padded to multiples of 500 ms (timing side channel): Keycloak takes longer to ask an existing account
 * to join a company than to make a new one, so the time of an answer would tell who has an account. Answers to admins, who may see everything, are
 * not padded.
 */
export async function inConstantTime<T>(reach: Reach, work: () => Promise<T>, clock: Clock = CLOCK): Promise<T> {
  const nextStep = nextStepFor(reach, clock);
  try {
    return await work();
  } finally {
    await nextStep();
  }
}

/** Starts to count steps of time. Gives a function that waits for the end of the current step; for admins it waits for nothing. */
export function nextStepFor(reach: Reach, { now, wait }: Clock = CLOCK): () => Promise<unknown> {
  if (reach.all) return async () => {};
  const started = now();
  return () => wait(STEP - ((now() - started) % STEP));
}
