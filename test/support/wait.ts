import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds after which waiting counts as failed. */
  timeout?: number;
  /** Milliseconds between two looks. By itself a tenth of a second, and half a second in the end: each look takes Keycloak the time that others wait for. */
  interval?: number;
}

/** Polls until `probe` gives something other than undefined or false. Throws, naming what was awaited, at the deadline. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  { timeout = 30_000, interval }: WaitOptions = {},
): Promise<T> {
  const began = Date.now();
  const deadline = began + timeout;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found as T;
    if (Date.now() >= deadline) throw new Error(`waited ${timeout / 1000} s in vain for ${what}`);
    await delay(interval ?? Math.min(500, 100 + (Date.now() - began) / 20));
  }
}
