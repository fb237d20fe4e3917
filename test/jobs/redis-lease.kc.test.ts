import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLogger, type Logger } from '../../src/common/log.ts';
import { openSharedStore, type SharedStore } from '../../src/http/limits/shared-store.ts';
import { type LeaseStore, redisLease } from '../../src/jobs/lease-store.ts';
import { createTestRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/wait.ts';

let redis: TestRedis;
const stores: SharedStore[] = [];
const keycloak = { url: 'http://kc', publicUrl: 'http://kc', realm: 'r', clientId: 'c', clientSecret: 's' };

/** As a process of its own has it. */
async function lease(of: Partial<typeof keycloak> = {}): Promise<LeaseStore> {
  const store = openSharedStore({ redisUrl: redis.url, keycloak: { ...keycloak, ...of } }, createLogger('silent'));
  stores.push(store);
  await until('the link', () => store.link() !== undefined);
  return redisLease(store.link, store.prefix);
}

beforeAll(async () => {
  redis = await createTestRedis();
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.stop()));
  await redis?.remove();
});

test('of many that exchange the same note at the same moment one succeeds', async () => {
  const leases = await Promise.all(Array.from({ length: 6 }, () => lease()));
  for (let count = 0; count < 20; count += 1) {
    const before = await leases[0]?.read();
    const name = (i: number) => `claims.${count}-${i}.0 1`;
    const written = await Promise.all(
      leases.map(({ exchange }, i) => exchange((text) => (text === before ? name(i) : undefined))),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await leases[0]?.read()).toBe(name(written.indexOf(true)));
  }
});

test('the note of a worker that is gone expires, that of one at rest stays', async () => {
  const { exchange } = await lease();
  const [key = ''] = await redis.ask<string[]>('KEYS', '*lease*');
  await exchange(() => 'works.a.1 1');
  expect(await redis.ask<number>('PTTL', key)).toBeGreaterThan(50_000);
  await exchange(() => 'rests.a.2 0');
  expect(await redis.ask<number>('PTTL', key)).toBe(-1);
});

test('sidecars of one Keycloak share it, by whichever address they reach it; those of another have one of their own', async () => {
  const publicUrl = 'https://one.test';
  const [one, inside, other] = await Promise.all([
    lease({ publicUrl }),
    lease({ publicUrl, url: 'http://keycloak:8080' }),
    lease({ publicUrl: 'https://other.test' }),
  ]);
  await one.exchange(() => 'works.one.1 1');
  expect([await inside.read(), await other.read()]).toEqual(['works.one.1 1', undefined]);
  await other.exchange(() => 'works.other.1 1');
  expect(await one.read()).toBe('works.one.1 1');
});

test('a process that has just started does not call the store away that is there', async () => {
  const store = openSharedStore({ redisUrl: redis.url, keycloak }, createLogger('silent'));
  stores.push(store);
  // As the log and `/readyz` ask at the start.
  await expect(store.checks.counters?.()).resolves.toBeUndefined();
  expect(store.link()).toBeDefined();
});

test('a store that answers and lets nobody in is not called away: one line says what it refuses, without the password', async () => {
  const other = await createTestRedis();
  await other.ask('CONFIG', 'SET', 'requirepass', 'right-word');
  const at = (account: string, database = '') => `${other.url.replace('//', `//${account}`)}${database}`;
  try {
    for (const [redisUrl, fault] of [
      [at(''), 'wants a password, and REDIS_URL has none (NOAUTH)'],
      [at(':wrong-word@'), 'refuses the user or the password of REDIS_URL (WRONGPASS)'],
      [at('nobody:right-word@'), 'refuses the user or the password of REDIS_URL (WRONGPASS)'],
      [at(':right-word@', '/4000'), 'has no database of the number in REDIS_URL'],
    ] as const) {
      const lines: string[] = [];
      const warn = ({ err }: { err: Error }, line: string) => lines.push(line, err.message);
      const store = openSharedStore({ redisUrl, keycloak }, { warn, info: () => {} } as unknown as Logger);
      const words = await store.checks.counters?.().catch(({ message }: Error) => message);
      const ofSender = await store.require('mails wait').catch(({ message }: Error) => message);
      // A second attempt says nothing new.
      await delay(1000);
      await store.stop();
      expect([words, ofSender]).toEqual([
        `the store of REDIS_URL ${fault}: requests are counted in this process alone`,
        `the store of REDIS_URL ${fault}: mails wait`,
      ]);
      expect(lines).toEqual([`the store of REDIS_URL ${fault}: this process counts by itself`, expect.any(String)]);
      expect(lines.join()).not.toMatch(/right-word|wrong-word/);
    }
  } finally {
    await other.remove();
  }
});

test('while the store is away nobody knows who is on duty', async () => {
  const { read, exchange } = await lease();
  await redis.stop();
  await expect(read()).rejects.toThrow();
  await expect(exchange(() => 'works.b.1 1')).rejects.toThrow();
});
