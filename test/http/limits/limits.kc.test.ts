import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { load } from '../../support/html.ts';
import { invitePerson } from '../../support/invite.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { createTestRedis, type TestRedis } from '../../support/redis.ts';
import { type OwnProcess, startOwnProcess } from '../../support/sidecar-process.ts';
import { until } from '../../support/wait.ts';

/** Two sidecars behind one proxy, with one store in which they count requests. */
let redis: TestRedis;
let one: OwnProcess;
let two: OwnProcess;

beforeAll(async () => {
  redis = await createTestRedis();
  const settings = { REDIS_URL: redis.url, TRUST_PROXY: '1', ACTIVATION_RATE_LIMIT: '4' };
  [one, two] = await Promise.all([startOwnProcess(settings), startOwnProcess(settings)]);
  await untilCounting('ok');
});
afterAll(async () => {
  await Promise.all([one?.stop(), two?.stop(), redis?.remove()]);
});

const readiness = async ({ url }: OwnProcess) => (await supertest(url).get('/readyz').expect(200)).body;

async function untilCounting(words: string) {
  for (const sidecar of [one, two]) {
    await until(`counters: ${words}`, async () => (await readiness(sidecar)).checks.counters.includes(words));
  }
}

let clients = 0;
/** Another one each time, unless a test says whose it is. Private ones: of others Keycloak wants https. */
const newClient = () => `10.51.${Math.floor(++clients / 250)}.${clients % 250}`;

/** Asks for a new link, as a browser without JavaScript does. */
async function ask({ url }: OwnProcess, fields: Record<string, string>, client = newClient()) {
  const agent = supertest.agent(url);
  const csrf = load((await agent.get('/reenviar').expect(200)).text).value('_csrf');
  return agent
    .post('/reenviar')
    .redirects(1)
    .set('X-Forwarded-For', client)
    .type('form')
    .send({ _csrf: csrf, ...fields });
}

/** Asks one sidecar after the other until it is too often; how often it was not. */
async function askTooOften(sidecars: OwnProcess[], fields: Record<string, string>) {
  for (let asked = 0; asked < 12; asked += 1) {
    const answer = await ask(sidecars[asked % sidecars.length] as OwnProcess, fields);
    if (answer.status === 429) return { asked, page: load(answer.text), answer };
    expect(answer.status).toBe(200);
  }
  throw new Error('it is never too often');
}

const open = ({ url }: OwnProcess, client: string) => supertest(url).get('/activar').set('X-Forwarded-For', client);

test('an address is asked for five times an hour, at whichever sidecar, and whether it is known or not', async () => {
  const known = (await invitePerson()).invitation.email;
  const unknown = uniqueEmail('nadie');
  const [ofKnown, ofUnknown] = [
    await askTooOften([one, two], { email: known }),
    await askTooOften([two, one], { email: unknown }),
  ];
  expect([ofKnown.asked, ofUnknown.asked]).toEqual([5, 5]);
  expect(ofUnknown.page.heading).toBe('Ya se han pedido varios enlaces');
  expect(ofUnknown.page.$('main').text()).toBe(ofKnown.page.$('main').text());

  expect((await ask(one, { email: ` ${unknown.toUpperCase()}` })).status).toBe(429);
  expect((await ask(one, { email: uniqueEmail('nadie') })).status).toBe(200);
});

test('an old key asks as often; forged keys do not count', async () => {
  const { key } = await invitePerson();
  for (let n = 0; n < 6; n += 1) expect((await ask(one, { key: `${key.slice(0, -6)}AAAAAA` })).status).toBe(200);
  expect((await askTooOften([one, two], { key })).asked).toBe(5);
});

test('one client, whoever they ask for, is counted at both sidecars', async () => {
  const client = newClient();
  for (let n = 0; n < 20; n += 1) {
    expect((await ask(n % 2 ? one : two, { email: uniqueEmail('nadie') }, client)).status).toBe(200);
  }
  const { status, text } = await ask(one, { email: uniqueEmail('nadie') }, client);
  expect([status, load(text).heading]).toEqual([429, 'Demasiados intentos seguidos']);
});

test('who has a whole IPv6 network is one client, and their neighbour another', async () => {
  const network = Array.from({ length: 4 }, (_, n) => `2001:db8:0:a0${n}::${n + 1}`);
  for (const client of network) await open(one, client).expect(400);
  await open(two, '2001:db8:0:aff:1:2:3:4').expect(429);
  await open(two, '2001:db8:0:b00::1').expect(400);
});

test('Retry-After is what remains, not the whole window', async () => {
  const client = newClient();
  const before = new Set(await redis.ask<string[]>('KEYS', '*'));
  await open(one, client).expect(400);
  const [counter = ''] = (await redis.ask<string[]>('KEYS', '*')).filter((key) => !before.has(key));
  await redis.ask('SET', counter, '4', 'PX', '20000');
  const { headers, text } = await open(two, client).expect(429);
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(20);
  expect(load(text).text).toContain('Espere un minuto');
});

test('the store holds hashes under the name of Keycloak, realm and client, each for a while, and no address', async () => {
  const email = uniqueEmail('nadie');
  await ask(one, { email }, '10.51.200.77');
  const keys = await redis.ask<string[]>('KEYS', '*');
  expect(keys.length).toBeGreaterThan(1);
  for (const key of keys) {
    expect(key).toMatch(/^activation:[\w-]{16}:amperecloud:activation-sidecar:[a-z-]+(:[\w-]{43})?$/);
    expect(await redis.ask<number>('PTTL', key)).toBeGreaterThan(0);
  }
});

test('without the store, or with one that hangs, each sidecar counts by itself, says so once, and joins the others again', async () => {
  const absences = async () =>
    (await one.log()).split('\n').filter((line) => line.includes('the store of REDIS_URL is away')).length;
  // A busy machine may have been too slow for it before.
  const before = await absences();
  await redis.ask('CLIENT', 'PAUSE', '60000', 'ALL');
  const email = uniqueEmail('nadie');
  expect((await ask(one, { email })).status).toBe(200);
  await untilCounting('away');
  expect(await readiness(one)).toMatchObject({ status: 'degraded' });

  await redis.stop();
  expect((await askTooOften([one], { email })).asked).toBe(4);
  expect((await askTooOften([two], { email })).asked).toBe(5);
  expect((await absences()) - before).toBe(1);

  await redis.start();
  await untilCounting('ok');
  expect((await askTooOften([one, two], { email: uniqueEmail('nadie') })).asked).toBe(5);
});
