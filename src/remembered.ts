/** One question at a time, its answer kept for `fresh` milliseconds; a failure is not kept. */
export function remembered<T>(ask: () => Promise<T>, fresh: number): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (!answer || Date.now() > until) {
      until = Date.now() + fresh;
      answer = ask().catch((error) => {
        answer = undefined;
        throw error;
      });
    }
    return answer;
  };
}
