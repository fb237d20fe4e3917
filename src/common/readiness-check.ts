import { cached } from './cache.ts';

/** A check for `/readyz`: resolves if all is well, else throws. */
export type Check = () => Promise<void>;

/** A fault whose message `/readyz` may show to anybody. */
export class CheckError extends Error {}

/** A fault that `/readyz` shows and that leaves the process ready. */
export class CheckWarning extends CheckError {}

/** A fault that says nothing of its own: another check names what must be mended first. */
export class CheckPointer extends CheckError {}

/**
 * The same checks, with one that all of them need: while it fails, too, what they would say of their own misleads, or is nothing, and they point to it
 * instead.
 */
export function after(name: string, first: Check, checks: Record<string, Check>): Record<string, Check> {
  const look = cached(first, 1000);
  const pointing = (check: Check) => () =>
    check().catch(async (error) => {
      const fault = await look().catch((found) => found);
      const isBlocked = fault instanceof CheckError && !(fault instanceof CheckWarning);
      throw isBlocked ? new CheckPointer(`what \`${name}\` says must be mended first`, { cause: error }) : error;
    });
  return Object.fromEntries(Object.entries(checks).map(([own, check]) => [own, pointing(check)]));
}
