/** Work that nobody waits for, done in the order in which it came. */
export interface Afterwards {
  /** @param work must not throw. */
  add(work: () => Promise<void>): void;
  /** Does what somebody waits for: what was added rests meanwhile, for `patience` at most. */
  ahead<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was added so far is done. While somebody waits for that, nothing rests, and more is done at a time. */
  settled(): Promise<void>;
}

export interface AfterwardsOptions {
  /** How much is done at a time while nobody waits: little, so that what people wait for goes first at a busy Keycloak. */
  calm: number;
  /** The same while somebody waits. */
  hurry: number;
  /** Milliseconds for which work rests at most while people are served. */
  patience: number;
}

export function createAfterwards({ calm, hurry, patience }: AfterwardsOptions): Afterwards {
  const open: { work: () => Promise<void>; since: number }[] = [];
  const all = new Set<Promise<void>>();
  let [busy, waiters, served] = [0, 0, 0];
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    clearTimeout(timer);
    while (busy < (waiters > 0 ? hurry : calm)) {
      const [next] = open;
      if (!next) return;
      const rests = waiters > 0 || served === 0 ? 0 : next.since + patience - Date.now();
      if (rests > 0) {
        timer = setTimeout(start, rests);
        return;
      }
      open.shift();
      busy += 1;
      void next.work().finally(() => {
        busy -= 1;
        start();
      });
    }
  }

  return {
    add(work) {
      const done = new Promise<void>((resolve) => {
        open.push({ work: () => work().finally(resolve), since: Date.now() });
      });
      all.add(done);
      void done.then(() => all.delete(done));
      start();
    },
    async ahead(work) {
      served += 1;
      try {
        return await work();
      } finally {
        served -= 1;
        start();
      }
    },
    async settled() {
      if (all.size === 0) return;
      waiters += 1;
      start();
      await Promise.all(all);
      waiters -= 1;
    },
  };
}
