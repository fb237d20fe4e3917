import { setMaxListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { createPace } from '../../src/jobs/pace.ts';

const isOverload = (error: unknown) => error === 'away';

/** Runs work that takes no time and ends well or badly. */
async function run(pace: ReturnType<typeof createPace>, times: number, error?: string): Promise<void> {
  for (let i = 0; i < times; i += 1) await pace.run(async () => error !== undefined && Promise.reject(error)).catch(() => {});
}

test('asks for more while Keycloak keeps up, and never for more than the most', async () => {
  const pace = createPace({ max: 16, isOverload });
  const start = pace.limit;
  await run(pace, 6);
  expect(pace.limit).toBe(start + 6);
  await run(pace, 100);
  expect(pace.limit).toBe(16);
});

test('asks for half when Keycloak does not keep up, once for all that was under way, and then climbs slowly', async () => {
  let time = 0;
  const pace = createPace({ max: 16, isOverload, now: () => time });
  await run(pace, 20);
  time += 5_000;
  await run(pace, 5, 'away');
  expect(pace.limit).toBe(8);
  await run(pace, 4);
  expect(pace.limit).toBe(8);
  await run(pace, 20);
  expect(pace.limit).toBeGreaterThan(8);
  expect(pace.limit).toBeLessThan(12);
});

/** Rounds in which as much is under way as the pace allows, each piece taking so many milliseconds. Returns how much was under way in each. */
async function rounds(count: number, took: (underWay: number) => number): Promise<number[]> {
  let time = 0;
  const pace = createPace({ max: 16, isOverload, now: () => time });
  const limits: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const { limit } = pace;
    limits.push(limit);
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const all = Array.from({ length: limit }, () => pace.run(() => ended));
    await new Promise((resolve) => setImmediate(resolve));
    time += took(limit);
    end();
    await Promise.all(all);
  }
  return limits;
}

test('beside a Keycloak that is far away it does not wait for one after the other, and beside one that is busy it does', async () => {
  expect((await rounds(20, () => 20_000)).at(-1)).toBe(16);
  const busy = await rounds(40, (underWay) => 4000 * underWay);
  expect(Math.max(...busy.slice(3))).toBeLessThanOrEqual(3);
});

test('never stops altogether, and takes a refused row for no sign of weakness', async () => {
  let time = 0;
  const pace = createPace({ max: 4, isOverload, now: () => time });
  for (let i = 0; i < 10; i += 1) {
    time += 5_000;
    await run(pace, 1, 'away');
  }
  expect(pace.limit).toBe(1);
  await run(pace, 30, 'refused');
  expect(pace.limit).toBe(4);
});

test('has no more under way than it says', async () => {
  const pace = createPace({ max: 3, isOverload });
  let [running, most] = [0, 0];
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => pace.run(work)));
  expect(most).toBe(3);
});

test('lets so many mails leave a second as the setting says', async () => {
  const pace = createPace({ max: 16, mailsPerSecond: 100, isOverload });
  const started = performance.now();
  await Promise.all(Array.from({ length: 31 }, () => pace.mailTurn()));
  const seconds = (performance.now() - started) / 1000;
  expect(seconds).toBeGreaterThan(0.28);
  expect(seconds).toBeLessThan(1.5);
});

test('a turn that nobody waits for any more is the next one’s', async () => {
  const pace = createPace({ max: 1, mailsPerSecond: 10, isOverload: () => false });
  await pace.mailTurn();
  const stop = new AbortController();
  // As an import does: every row listens to the one signal.
  setMaxListeners(0, stop.signal);
  const given = Array.from({ length: 50 }, () => pace.mailTurn(stop.signal).catch(() => 'given up'));
  const started = performance.now();
  const waited = pace.mailTurn();
  stop.abort();
  expect(new Set(await Promise.all(given))).toEqual(new Set(['given up']));
  await waited;
  expect(performance.now() - started).toBeLessThan(1000);
});

test('work that waits aside lets other work have its slot, goes on before what has not begun, and its wait is not slow work', async () => {
  let time = 0;
  const pace = createPace({ max: 1, isOverload, now: () => time });
  const order: string[] = [];
  let answer = () => {};
  const waits = pace.run(async (aside) => {
    order.push('begun');
    await aside(() => new Promise<void>((resolve) => (answer = resolve)));
    order.push('gone on');
  });
  const other = pace.run(async () => {
    order.push('other');
    time += 60_000;
    answer();
    await Promise.resolve();
  });
  const last = pace.run(async () => void order.push('last'));
  await Promise.all([waits, other, last]);
  expect(order).toEqual(['begun', 'other', 'gone on', 'last']);
});
