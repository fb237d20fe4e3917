import { LRUCache } from 'lru-cache';

/** Pages whose rows are known at most. */
const MOST_KNOWN = 500;

/**
 * Something can be asked for one row at a time alone, and a page asks it for all its rows once it has found them. Whoever looks at a page mostly meets the
 * rows that it had before: so these are asked for while the page is still being looked for. What is kept are ids alone: each answer is asked for anew,
 * for the one view of the page that it is used in.
 */
export function askingAhead<T>(): {
  /**
   * Called before the page is read.
   * @param page what tells it from others.
   * @param ask the question about a row, by its id.
   * @returns the same question, for the rows of this view.
   */
  ahead(page: string, ask: (id: string) => Promise<T>): (id: string) => Promise<T>;
} {
  const lastAsked = new LRUCache<string, ReadonlySet<string>>({ max: MOST_KNOWN });
  return {
    ahead(page, ask) {
      const answers = new Map<string, Promise<T>>();
      for (const id of lastAsked.get(page) ?? []) {
        const answer = ask(id);
        // Whoever is not on the page any more has nobody to hear of it.
        answer.catch(() => {});
        answers.set(id, answer);
      }
      const asked = new Set<string>();
      lastAsked.set(page, asked);
      return (id) => {
        asked.add(id);
        return answers.get(id) ?? ask(id);
      };
    },
  };
}
