import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../../src/common/log.ts';
import { openSharedStore, type SharedStore } from '../../../src/http/limits/shared-store.ts';
import { createSlidingWindow } from '../../../src/http/limits/sliding-window.ts';
import { signerFor } from '../../../src/settings/derived-keys.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { createTestRedis, type TestRedis } from '../../support/redis.ts';
import { until } from '../../support/wait.ts';

/** How often something has happened of late, counted by two sidecars in one store, and by each of them without it. */
let redis: TestRedis;
let stores: SharedStore[];
const settings = () => ({
  redisUrl: redis.url,
  keycloak: { url: '', publicUrl: '', realm: 'amperecloud', clientId: 'activation-sidecar', clientSecret: '' },
});
const linked = () => stores.every((store) => store.link() !== undefined);
beforeAll(async () => {
  redis = await createTestRedis();
  stores = [0, 1].map(() => openSharedStore(settings(), createLogger('silent')));
  await until('both to be linked', linked);
});
afterAll(async () => {
  await Promise.all((stores ?? []).map((store) => store.stop()));
  await redis?.remove();
});

const HOUR = 3_600_000;
const { sign } = signerFor({ sessionSecrets: ['x'.repeat(32)] }, 'counted subjects');
const alone = { prefix: 'test:', link: () => undefined };
const windowOn = (store: Pick<SharedStore, 'prefix' | 'link'>, milliseconds = HOUR, mostSubjects?: number) =>
  createSlidingWindow({ name: 'mails', max: 3, milliseconds, sign, store, ...(mostSubjects && { mostSubjects }) });
/** Both sidecars. */
const windows = (milliseconds = HOUR) => stores.map((store) => windowOn(store, milliseconds));

describe('in one store', () => {
  test('two sidecars count together, and of many at the same moment none too many gets through', async () => {
    const [one, two] = windows();
    const subject = uniqueEmail();
    const taken = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two)?.take(subject)));
    expect(taken.filter((one) => one?.wait === undefined)).toHaveLength(3);
    for (const { wait = 0 } of taken.flatMap((one) => one ?? [])) expect(wait).toBeLessThanOrEqual(HOUR);
    expect((await two?.take(uniqueEmail()))?.wait).toBeUndefined();
  });

  test('what has not happened after all is free again, for the other one, too', async () => {
    const [one, two] = windows();
    const subject = uniqueEmail();
    const taken = await Promise.all([one?.take(subject), one?.take(subject), two?.take(subject)]);
    expect((await one?.take(subject))?.wait).toBeGreaterThan(0);
    const [first] = taken;
    if (first?.wait !== undefined) throw new Error('the first was refused');
    await first?.giveBack();
    expect((await two?.take(subject))?.wait).toBeUndefined();
    expect((await two?.take(subject))?.wait).toBeGreaterThan(0);
  });

  test('each moment counts for its own time: there is room as soon as the first is over, for one', async () => {
    const [one, two] = windows(1400);
    const subject = uniqueEmail();
    await one?.take(subject);
    const started = Date.now();
    await until('the second half', async () => Date.now() - started > 700);
    for (const window of [one, two]) expect((await window?.take(subject))?.wait).toBeUndefined();
    const wait = (await two?.take(subject))?.wait ?? 0;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThan(800);
    // Asked by both at once: one more would find room when the second half is over.
    await until('room for one', async () => {
      const taken = await Promise.all([one?.take(subject), two?.take(subject)]);
      const free = taken.filter((each) => each?.wait === undefined).length;
      expect(free).toBeLessThan(2);
      return free === 1;
    });
  });

  test('no subject stands there, and every entry ends by itself', async () => {
    const [one] = windows();
    const subject = uniqueEmail();
    await one?.take(subject);
    const keys = await redis.ask<string[]>('KEYS', '*:mails:*');
    for (const key of keys) {
      expect(key).toMatch(/^activation:[\w-]{16}:amperecloud:activation-sidecar:mails:[\w-]{43}$/);
      expect(await redis.ask<number>('PTTL', key)).toBeGreaterThan(0);
    }
  });
});

describe('by itself', () => {
  test('a process counts exactly, and takes the word of a record that knows of more', async () => {
    const window = windowOn(alone);
    const subject = uniqueEmail();
    const now = Date.now();
    expect((await window.take(subject, [now - 2 * HOUR, now - 1000, now - 500])).wait).toBeUndefined();
    const wait = (await window.take(subject, [now - 500, now - HOUR + 60_000, now - 1000])).wait ?? 0;
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    for (let n = 0; n < 2; n += 1) expect((await window.take(subject)).wait).toBeUndefined();
    expect((await window.take(subject)).wait).toBeGreaterThan(0);
  });

  test('it remembers no more subjects than it may', async () => {
    const window = windowOn(alone, HOUR, 2);
    for (let n = 0; n < 3; n += 1) await window.take('first');
    expect((await window.take('first')).wait).toBeGreaterThan(0);
    await window.take('second');
    await window.take('third');
    expect((await window.take('first')).wait).toBeUndefined();
  });

  test('and goes on where the store went away in between', async () => {
    const [one] = windows();
    const subject = uniqueEmail();
    for (let n = 0; n < 2; n += 1) await one?.take(subject);
    await redis.stop();
    expect((await one?.take(subject))?.wait).toBeUndefined();
    expect((await one?.take(subject))?.wait).toBeGreaterThan(0);
    await redis.start();
    await until('both to be linked again', linked);
  });
});
