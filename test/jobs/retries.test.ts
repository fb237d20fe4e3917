import { expect, test } from '@jest/globals';
import { AppError } from '../../src/errors.ts';
import { createRetries, untilDone } from '../../src/jobs/retries.ts';
import { refusalOf } from '../../src/keycloak/api/faults.ts';

const refused = (status: number, body: object) => refusalOf({ status, text: JSON.stringify(body) }, 'POST /users');
const FAILURE = refused(500, { error: 'unknown_error' });
const BROKEN_OFF = refused(400, { errorMessage: 'Could not create user' });
const AWAY = new AppError('keycloak_unavailable');

/** Which of so many tries are followed by another one. */
async function tried(error: unknown, times: number, hasDatabase: boolean) {
  const retries = createRetries(async () => hasDatabase);
  const waits: (number | undefined)[] = [];
  for (let i = 0; i < times; i++) waits.push(await retries.after(error));
  return waits.map((wait) => wait !== undefined);
}
const again = (times: number) => Array<boolean>(times).fill(true);

test.each([
  ['500', FAILURE],
  ['a user that could not be created', BROKEN_OFF],
])('while Keycloak’s database is away, a row is tried again and again: %s', async (_, error) => {
  expect(await tried(error, 20, false)).toEqual(again(20));
});

test.each([
  ['500', FAILURE],
  ['a user that could not be created', BROKEN_OFF],
  ['a fault of ours', new TypeError('x is not a function')],
])('a row that Keycloak fails at, and at nothing else, is hopeless after five more tries: %s', async (_, error) => {
  expect(await tried(error, 6, true)).toEqual([...again(5), false]);
});

test('the tries while nobody answered are not held against a row', async () => {
  const retries = createRetries(async () => true);
  for (let i = 0; i < 20; i++) expect(await retries.after(AWAY)).toBeGreaterThan(0);
  expect(await retries.after(FAILURE)).toBeGreaterThan(0);
});

test('a proxy before Keycloak that says when to come again is heeded, for five minutes at most', async () => {
  const limited = (seconds: string) =>
    refusalOf({ status: 429, headers: { 'retry-after': seconds }, text: 'slow down' }, 'POST /users');
  const wait = (error: unknown) => createRetries(async () => true).after(error);
  expect(await wait(limited('40'))).toBe(40_000);
  expect(await wait(limited('4000'))).toBe(300_000);
  expect(await wait(limited('Wed, 21 Oct 2026 07:28:00 GMT'))).toBeLessThan(1000);
  expect(await tried(limited('1'), 20, true)).toEqual(again(20));
});

test('the import ends after an hour without Keycloak, and at the third time that the service account is refused', async () => {
  let now = 0;
  const retries = createRetries(
    async () => false,
    () => now,
  );
  expect(await retries.after(AWAY)).toBeGreaterThan(0);
  now = 3_600_001;
  await expect(retries.after(AWAY)).rejects.toThrow('keycloak_unavailable');
  expect(await tried(refused(401, {}), 2, true)).toEqual(again(2));
  await expect(tried(refused(403, {}), 3, true)).rejects.toThrow('keycloak_misconfigured');
});

test('work is done again until it succeeds, unless all of it is to stop', async () => {
  const ending = new AbortController();
  let waits = 0;
  const onWait = () => {
    waits += 1;
  };
  const insistence = { hasDatabase: async () => true, signal: ending.signal, onWait };
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 2) throw AWAY;
    return 'done';
  };
  expect([await untilDone(work, insistence), tries, waits]).toEqual(['done', 2, 1]);
  ending.abort('pause');
  await expect(untilDone(work, insistence)).rejects.toBe('pause');
});
