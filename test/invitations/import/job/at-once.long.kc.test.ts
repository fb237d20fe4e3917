import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPerson, sessionCookie } from '../../../support/people.ts';
import { createTestRedis, type TestRedis } from '../../../support/redis.ts';
import { type OwnProcess, startOwnProcess } from '../../../support/sidecar-process.ts';
import { until } from '../../../support/wait.ts';
import { newFile } from '../support.ts';

/** Two sidecars that count together: two imports and two streams of one person at once. A mail a second keeps imports under way. */
let redis: TestRedis;
let one: OwnProcess;
let two: OwnProcess;
beforeAll(async () => {
  redis = await createTestRedis();
  const settings = { REDIS_URL: redis.url, MAIL_RATE_LIMIT: '1', IMPORTS_PER_PERSON: '2', STREAMS_PER_PERSON: '2' };
  [one, two] = await Promise.all([startOwnProcess(settings), startOwnProcess(settings)]);
  for (const { url } of [one, two]) {
    await until('the store', async () => (await (await fetch(`${url}/readyz`)).json()).checks.counters === 'ok');
  }
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop()]);
  await redis?.remove();
});

/** Asks as one administrator, from a page of ours. */
async function administrator() {
  const person = await createPerson({ roles: ['admin'] });
  return async (sidecar: OwnProcess, path: string, init: RequestInit = {}) =>
    fetch(`${sidecar.url}${path}`, {
      ...init,
      headers: { cookie: await sessionCookie(person), 'sec-fetch-site': 'same-origin', 'accept-language': 'es', ...init.headers },
    });
}
type Ask = Awaited<ReturnType<typeof administrator>>;

const startImport = (ask: Ask, sidecar: OwnProcess, rows: number) =>
  ask(sidecar, '/api/v1/imports', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: newFile(rows).csv });

async function started(ask: Ask, sidecar: OwnProcess, rows: number): Promise<string> {
  const answer = await startImport(ask, sidecar, rows);
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { id: string }).id;
}

async function expectRefused(answer: Response, code: string, title: string, retryAfter: string): Promise<void> {
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, retryAfter]);
  expect(await answer.json()).toMatchObject({ status: 429, code, title });
}

const TOO_MANY_IMPORTS = 'Ya tiene 2 importaciones en marcha. Espere a que termine alguna e inténtelo de nuevo.';
const TOO_MANY_STREAMS =
  'Ya está siguiendo 2 importaciones a la vez, quizá en otras pestañas. Cierre alguna e inténtelo de nuevo.';

test('a third import waits until one of them has ended, at whichever sidecar; a colleague’s does not', async () => {
  const ask = await administrator();
  await started(ask, one, 90);
  const short = await started(ask, two, 6);
  for (const sidecar of [one, two]) {
    await expectRefused(await startImport(ask, sidecar, 1), 'too_many_imports', TOO_MANY_IMPORTS, '30');
  }
  expect((await startImport(await administrator(), one, 1)).status).toBe(202);

  const state = async () => ((await (await ask(two, `/api/v1/imports/${short}`)).json()) as { state: string }).state;
  await until('the end of the short one', async () => (await state()) === 'done', { timeout: 60_000 });
  await until('room', async () => (await startImport(ask, one, 1)).status === 202);
});

test('a file that is refused takes no place, nor the same file again', async () => {
  const ask = await administrator();
  const upload = (body: string) => ask(one, '/api/v1/imports', { method: 'POST', headers: { 'content-type': 'text/csv' }, body });
  for (let n = 0; n < 3; n += 1) expect((await upload('not;a;title\n')).status).toBe(400);
  const { csv } = newFile(60);
  for (let n = 0; n < 3; n += 1) expect((await upload(csv)).status).toBe(202);
  expect((await startImport(ask, two, 1)).status).toBe(202);
});

test('a third stream is refused, in a page, too, until one has been closed', async () => {
  const ask = await administrator();
  const [here, there] = [await started(ask, one, 90), await started(ask, two, 90)];
  const closing = new AbortController();
  const first = await ask(one, `/api/v1/imports/${here}/events`, { signal: closing.signal });
  const second = await ask(two, `/admin/importar/${there}/progreso`);
  expect([first.status, second.status]).toEqual([200, 200]);
  await expectRefused(await ask(two, `/api/v1/imports/${there}/events`), 'too_many_streams', TOO_MANY_STREAMS, '15');
  const page = await ask(one, `/admin/importar/${here}/progreso`);
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, '15']);
  expect(await page.text()).toContain(TOO_MANY_STREAMS);

  closing.abort();
  await until('room', async () => {
    const again = await ask(two, `/api/v1/imports/${there}/events`);
    void again.body?.cancel();
    return again.status === 200;
  });
  await second.body?.cancel();
});

test('the store does not say who has a place, and forgets those of a sidecar that has died', async () => {
  const keys = await redis.ask<string[]>('KEYS', '*:imports:*');
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect(key).toMatch(/:imports:[\w-]{43}$/);
    const rest = await redis.ask<number>('PTTL', key);
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThanOrEqual(60_000);
  }
});

test('while the store is away each sidecar counts by itself', async () => {
  const ask = await administrator();
  await started(ask, one, 90);
  await redis.stop();
  await started(ask, one, 90);
  await expectRefused(await startImport(ask, one, 1), 'too_many_imports', TOO_MANY_IMPORTS, '30');
});
