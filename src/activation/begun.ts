import { Counts } from '../http/limits/counts.ts';

/** Notes that a person has begun to fill the page in, and never while they activate. */
export interface Begun {
  note(userId: string): Promise<void>;
  /** Runs an activation when no note about its person is being written, and keeps new ones away from it. */
  during<T>(userId: string, activation: () => Promise<T>): Promise<T>;
}

/**
 * Both write the whole account: a note that was read before an activation and is written after it would take back what the person has just typed. Within this
 * process only; the page's script waits a while with the note, so that two processes seldom meet (src/browser/activation/opened.ts).
 * @param write must not throw.
 */
export function createBegun(write: (userId: string) => Promise<void>): Begun {
  const notes = new Map<string, Promise<void>>();
  const activations = new Counts();

  return {
    async note(userId) {
      if (activations.of(userId) > 0) return;
      const earlier = notes.get(userId);
      if (earlier) return earlier;
      const written = write(userId).finally(() => notes.delete(userId));
      notes.set(userId, written);
      await written;
    },
    async during(userId, activation) {
      activations.add(userId, 1);
      try {
        await notes.get(userId);
        return await activation();
      } finally {
        activations.add(userId, -1);
      }
    },
  };
}
