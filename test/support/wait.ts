import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds after which waiting counts as failed. */
  timeout?: number;
  interval?: number;
}

/** Polls until `probe` gives something other than undefined or false. Throws, naming what was awaited, at the deadline. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  { timeout = 30_000, interval = 100 }: WaitOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found as T;
    if (Date.now() >= deadline) throw new Error(`waited ${timeout / 1000} s in vain for ${what}`);
    await delay(interval);
  }
}
