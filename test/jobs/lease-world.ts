import { createLogger } from '../../src/common/log.ts';
import { createDuty, type Duty } from '../../src/jobs/duty.ts';
import type { LeaseStore } from '../../src/jobs/lease-store.ts';

/**
 * Workers that agree on who is on duty, in a time that passes as fast as they can compute. Each worker can be slow, away from the store, stopped for a
 * while, or killed at any moment.
 */
export interface LeaseWorld {
  now(): number;
  /** What the note says. */
  text: string | undefined;
  /** How often it was written. */
  writes: number;
  /** At most how many were on duty at the same moment. */
  most: number;
  add(): WorldWorker;
  /** Lets so many milliseconds pass. */
  pass(milliseconds: number): Promise<void>;
}

export interface WorldWorker {
  duty: Duty;
  /** Milliseconds of each step of a request. */
  latency: () => number;
  away: boolean;
  /** Until when the process is stopped (SIGSTOP); infinity where it was killed. */
  frozenUntil: number;
  /** Whether it could send a mail at this moment. */
  sends(): boolean;
  sleep(milliseconds: number): Promise<void>;
}

/** @param isAtomic whether comparing and writing are one step, as in a Redis. */
export function createLeaseWorld(waits: LeaseStore['waits'], isAtomic: boolean): LeaseWorld {
  let clock = 0;
  const timers: { at: number; run: () => void; worker: WorldWorker }[] = [];
  const workers: WorldWorker[] = [];

  function sleepOf(worker: WorldWorker, milliseconds: number): Promise<void> {
    return new Promise((resolve) => timers.push({ at: clock + milliseconds, run: resolve, worker }));
  }

  const world: LeaseWorld = {
    now: () => clock,
    text: undefined,
    writes: 0,
    most: 0,
    add() {
      const step = () => sleepOf(worker, worker.latency());
      const reach = async () => {
        await step();
        if (worker.away) throw new Error('away');
      };
      const set = (text: string | undefined) => {
        if (text === undefined) return false;
        world.text = text;
        world.writes += 1;
        return true;
      };
      const store: LeaseStore = {
        waits,
        async read() {
          await reach();
          const { text } = world;
          await step();
          return text;
        },
        async exchange(next) {
          await reach();
          const { text: before } = world;
          await step();
          const after = next(before);
          if (after === undefined) return false;
          await step();
          const written = (!isAtomic || world.text === before) && set(after);
          await reach();
          return written;
        },
      };
      const duty = createDuty({
        store,
        logger: createLogger('silent'),
        now: () => clock,
        sleep: (milliseconds) => sleepOf(worker, milliseconds),
      });
      const worker: WorldWorker = {
        duty,
        latency: () => 10,
        away: false,
        frozenUntil: 0,
        sleep: (milliseconds) => sleepOf(worker, milliseconds),
        sends: () => worker.frozenUntil <= clock && duty.isOurs(),
      };
      workers.push(worker);
      return worker;
    },
    async pass(milliseconds) {
      const until = clock + milliseconds;
      for (;;) {
        // All that follows from what has happened so far.
        await new Promise((resolve) => setImmediate(resolve));
        world.most = Math.max(world.most, workers.filter((worker) => worker.sends()).length);
        for (const timer of timers) timer.at = Math.max(timer.at, timer.worker.frozenUntil);
        timers.sort((a, b) => a.at - b.at);
        const [first] = timers;
        if (!first || first.at > until) break;
        timers.shift();
        clock = Math.max(clock, first.at);
        first.run();
      }
      clock = until;
    },
  };
  return world;
}
