import type { Brand } from '../brand.ts';

/** What every builder is given. It writes below `outDir` only: `public/`, `themes/`, `brand.json`. */
export interface BuildOptions {
  brand: Brand;
  outDir: string;
}

/** A fault of a source that the person who builds can mend: shown as one line, without a stack. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
