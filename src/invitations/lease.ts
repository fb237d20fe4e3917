import { setTimeout as delay } from 'node:timers/promises';
import type { Notes } from '../keycloak/notes.ts';

/**
 * Sees to it that of several senders one works at a time: a note at Keycloak says whose turn it is, and until when. It is a courtesy,
 * no lock: should two ever take it at the same moment, the worst is a rare double mail.
 */
export interface Lease {
  /** Takes or renews it. False while another holds it. */
  hold(): Promise<boolean>;
  /** Gives it back, if it is ours, so that the next one need not wait. */
  release(): Promise<void>;
}

const NAME = 'sender';

/** @param duration milliseconds for which it holds without being renewed. */
export function createLease(notes: Notes, duration: number): Lease {
  const id = crypto.randomUUID();
  const holder = async () => {
    const [owner = '', until = '0'] = ((await notes.read(NAME)) ?? '').split(' ');
    return { owner, until: Number(until) };
  };
  return {
    async hold() {
      const { owner, until } = await holder();
      if (owner === id) {
        if (until - Date.now() < duration / 2) await notes.write(NAME, `${id} ${Date.now() + duration}`);
        return true;
      }
      if (until > Date.now()) return false;
      await notes.write(NAME, `${id} ${Date.now() + duration}`);
      // Another may have written at the same moment: the last one has it.
      await delay(250 + Math.random() * 250);
      return (await holder()).owner === id;
    },
    async release() {
      const { owner, until } = await holder();
      if (owner === id && until > Date.now()) await notes.write(NAME, `${id} 0`);
    },
  };
}
