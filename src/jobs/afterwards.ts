/** Work that nobody waits for, done in the order in which it came. */
export interface Afterwards {
  /** @param work must not throw. */
  add(work: () => Promise<void>): void;
  /** Resolves when all that was added so far is done. While somebody waits for that, more is done at a time. */
  settled(): Promise<void>;
}

/**
 * @param calm how much is done at a time while nobody waits: little, so that what people wait for goes first at a busy Keycloak.
 * @param hurry the same while somebody waits.
 */
export function createAfterwards(calm: number, hurry: number): Afterwards {
  const open: (() => Promise<void>)[] = [];
  const all = new Set<Promise<void>>();
  let [busy, waiters] = [0, 0];

  function start(): void {
    while (busy < (waiters > 0 ? hurry : calm)) {
      const next = open.shift();
      if (!next) return;
      busy += 1;
      void next().finally(() => {
        busy -= 1;
        start();
      });
    }
  }

  return {
    add(work) {
      const done = new Promise<void>((resolve) => {
        open.push(() => work().finally(resolve));
      });
      all.add(done);
      void done.then(() => all.delete(done));
      start();
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
