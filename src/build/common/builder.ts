import type { Brand } from '../../settings/brand.ts';

/** What every builder is given. It writes below `outDir` only: `public/`, `themes/`, `brand.json`. */
export interface BuildOptions {
  brand: Brand;
  outDir: string;
}

/** A fault of a source that the person who builds can mend: shown as one line, without a stack. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

/**
 * Waits until all work has ended, then throws the first fault, if any: unlike with `Promise.all`, nothing is still writing
 * into a folder that is being removed.
 */
export async function allEnded<T>(work: Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
