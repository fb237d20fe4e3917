/** What a Redis or Valkey says that answers and lets us in no further, by the beginning of its words, and what is to be mended. */
const REFUSALS: readonly [words: RegExp, fault: string][] = [
  [/^(?:WRONGPASS|ERR invalid password|ERR AUTH )/, 'refuses the user or the password of REDIS_URL (WRONGPASS)'],
  [/^(?:NOAUTH|ERR Client sent AUTH)/, 'wants a password, and REDIS_URL has none (NOAUTH)'],
  [/^NOPERM/, 'does not let the user of REDIS_URL do what the sidecar needs (NOPERM)'],
  [/^ERR (?:DB index|invalid DB index|SELECT is not allowed)/, 'has no database of the number in REDIS_URL'],
  [/^(?:READONLY|MISCONF|OOM|NOREPLICAS)/, 'takes nothing that is written to it (it is full, or a replica, or cannot save)'],
];

/** What a store is called that gives no answer. */
const AWAY = 'is away';

/** Why there is no link to the store of REDIS_URL, as the end of a sentence about it, without addresses and secrets. */
export function storeFault(error: unknown): string {
  const { message = '' } = Object(error) as { message?: string };
  return REFUSALS.find(([words]) => words.test(message))?.[1] ?? AWAY;
}
