import type { BuildOptions } from './options.ts';

/** The login and account themes → `themes/amperecloud/{login,account}`. */
export async function buildThemes(_options: BuildOptions): Promise<void> {}
