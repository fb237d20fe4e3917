import { expect, test } from '@jest/globals';
import { cached, cachedByKey, cachedWhileSlow } from '../../src/common/cache.ts';

/** Somebody who is asked, and answers when the test says so; `now` is the time that the test says it is. */
function asked() {
  const pending: ((answer: number) => void)[] = [];
  const world = { now: 0, count: 0 };
  const ask = () => {
    world.count += 1;
    return new Promise<number>((resolve) => pending.push(resolve));
  };
  const answer = async (at: number, value: number) => {
    world.now = at;
    pending.shift()?.(value);
    await new Promise(setImmediate);
  };
  return { world, answer, get: cachedWhileSlow(ask, 2000, () => world.now) };
}

test('whoever names a moment gets no answer whose question was asked before it, and the others share theirs', async () => {
  let count = 0;
  const get = cached(async () => ++count, 60_000);
  const before = Date.now();
  expect([await get(), await get(before)]).toEqual([1, 1]);
  expect([await get(Date.now() + 1), await get()]).toEqual([2, 2]);
});

test('an answer that came at once serves as long as it is fresh', async () => {
  const { world, answer, get } = asked();
  const first = get();
  await answer(5, 1);
  world.now = 2000;
  expect([await first, await get(), world.count]).toEqual([1, 1, 1]);
  world.now = 2001;
  const next = get();
  await answer(2010, 2);
  expect([await next, await get(), world.count]).toEqual([2, 2, 2]);
});

test('an answer that took three seconds serves for nine, while the next one is under way', async () => {
  const { world, answer, get } = asked();
  const first = get();
  await answer(3000, 1);
  world.now = 6000;
  expect([await first, await get(), await get(), world.count]).toEqual([1, 1, 1, 2]);
  world.now = 9001;
  const late = get();
  await answer(9002, 2);
  expect([await late, world.count]).toEqual([2, 2]);
});

test('a question that fails is asked again, and an answer that still serves outlives it', async () => {
  let now = 0;
  const answers = [async () => 'known', async () => Promise.reject(new Error('away')), async () => 'new'];
  const get = cachedWhileSlow(
    async () => {
      now += 3000;
      return answers.shift()?.();
    },
    2000,
    () => now,
  );
  expect(await get()).toBe('known');
  expect(await get()).toBe('known');
  await new Promise(setImmediate);
  now = 10_000;
  expect(await get()).toBe('new');
});

test('answers are kept for so many keys, those that were used last, and no failure is', async () => {
  const asked: string[] = [];
  const get = cachedByKey(
    async (key) => {
      asked.push(key);
      if (key === 'away') throw new Error(key);
      return key;
    },
    60_000,
    2,
  );
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await get(key)).toBe(key);
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
  get.forget('b');
  await get('b');
  await expect(get('away')).rejects.toThrow('away');
  await expect(get('away')).rejects.toThrow('away');
  expect(asked.slice(4)).toEqual(['b', 'away', 'away']);
});
