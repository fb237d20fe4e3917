/** The latest work on each thing, by its key. */
export type Turns = Map<string, Promise<unknown>>;

/** Runs works on the same thing one after the other, in the order in which they were asked for; one that fails does not keep the next from its turn. */
export async function inTurn<T>(turns: Turns, key: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  const turn = before.then(work, work);
  turns.set(key, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(key) === turn) turns.delete(key);
  }
}
