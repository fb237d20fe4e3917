import { expect, test } from '@jest/globals';
import { sharedAfter } from '../../src/common/cache.ts';

/** Questions that many ask at once: each is answered by what was asked after they did. */
function asking(apart?: number) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const ask = sharedAfter(async () => {
    begun.push(performance.now());
    const number = begun.length;
    await new Promise<void>((resolve) => ends.push(resolve));
    return number;
  }, apart);
  return { ask, begun, end: () => ends.shift()?.() };
}
const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('whoever asks while it is being asked shares the next question, which begins when this one has ended', async () => {
  const { ask, begun, end } = asking();
  const [first, second, third] = [ask(), ask(), ask()];
  expect(begun).toHaveLength(1);
  end();
  expect(await first).toBe(1);
  await until(() => begun.length === 2);
  end();
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  const fourth = ask();
  end();
  expect(await fourth).toBe(3);
});

test('two questions begin as far apart as they have to, and all who ask meanwhile share one', async () => {
  const { ask, begun, end } = asking(200);
  const first = ask();
  end();
  await first;
  const others = [ask(), ask()];
  expect(begun).toHaveLength(1);
  await until(() => begun.length === 2);
  end();
  expect(await Promise.all(others)).toEqual([2, 2]);
  // Timers may be a millisecond or two early.
  expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeGreaterThanOrEqual(195);
});

test('a question that fails fails for those who share it, and the next one is asked anew', async () => {
  let times = 0;
  const ask = sharedAfter(async () => {
    times += 1;
    if (times === 1) throw new Error('away');
    return times;
  });
  const [first, second] = [ask(), ask()];
  await expect(first).rejects.toThrow('away');
  expect(await second).toBe(2);
});
