import { takeForTeardown } from './ground-holder.ts';

/** Jest runs this after the last suite, also when suites failed. */
export default async function globalTeardown(): Promise<void> {
  await takeForTeardown()?.stop();
}
