import { setTimeout as delay } from 'node:timers/promises';
import type { Notes } from '../keycloak/realm/service-account.ts';

/**
 * Lets one of several senders work at a time: a note at Keycloak says who holds the lease, and until when. It is no lock: if two take it at the same
 * moment, the worst is a rare double mail.
 */
export interface Lease {
  /** Takes or renews it. False while another holds it. */
  hold(): Promise<boolean>;
  /** Whether this process held it at the last look, and it has not run out since. */
  isOurs(): boolean;
  /** Gives it back if this process holds it, so that the next one need not wait. */
  release(): Promise<void>;
}

const NAME = 'sender';

/** @param duration milliseconds for which it holds without being renewed. */
export function createLease(notes: Notes, duration: number): Lease {
  const id = crypto.randomUUID();
  let oursUntil = 0;
  const write = async () => {
    const until = Date.now() + duration;
    await notes.write(NAME, `${id} ${until}`);
    return until;
  };
  const holder = async () => {
    const [owner = '', until = '0'] = ((await notes.read(NAME)) ?? '').split(' ');
    return { owner, until: Number(until) };
  };
  return {
    async hold() {
      // While more than half of its time is left, nobody else can have it: no request is needed.
      if (oursUntil - Date.now() >= duration / 2) return true;
      const { owner, until } = await holder();
      if (owner === id) {
        oursUntil = until - Date.now() < duration / 2 ? await write() : until;
        return true;
      }
      oursUntil = 0;
      if (until > Date.now()) return false;
      const began = Date.now();
      const ours = await write();
      // Another process may have written at the same moment: the last one holds it. The slower Keycloak is, the later its write may come.
      await delay(250 + Math.random() * 250 + 2 * (Date.now() - began));
      if ((await holder()).owner !== id) return false;
      oursUntil = ours;
      return true;
    },
    isOurs: () => Date.now() < oursUntil,
    async release() {
      oursUntil = 0;
      const { owner, until } = await holder();
      if (owner === id && until > Date.now()) await notes.write(NAME, `${id} 0`);
    },
  };
}
