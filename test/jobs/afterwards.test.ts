import { expect, test } from '@jest/globals';
import { createAfterwards } from '../../src/jobs/afterwards.ts';

/** Pieces of work that end when they are let go, and the order in which they began. */
function work(count: number) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const pieces = Array.from({ length: count }, (_, number) => () => {
    begun.push(number);
    return new Promise<void>((resolve) => {
      ends[number] = resolve;
    });
  });
  return { begun, pieces, end: (number: number) => ends[number]?.() };
}
const turn = () => new Promise(setImmediate);

test('a few pieces are done at a time, in the order in which they came', async () => {
  const { begun, pieces, end } = work(4);
  const afterwards = createAfterwards(2, 3);
  for (const piece of pieces) afterwards.add(piece);
  expect(begun).toEqual([0, 1]);
  end(1);
  await turn();
  expect(begun).toEqual([0, 1, 2]);
});

test('whoever waits for all of them makes them faster, and does not wait for what comes later', async () => {
  const { begun, pieces, end } = work(4);
  const afterwards = createAfterwards(1, 3);
  const [first, second, third, late] = pieces;
  for (const piece of [first, second, third]) afterwards.add(piece as () => Promise<void>);
  expect(begun).toEqual([0]);
  let settled = false;
  const wait = afterwards.settled().then(() => {
    settled = true;
  });
  expect(begun).toEqual([0, 1, 2]);
  afterwards.add(late as () => Promise<void>);
  end(0);
  end(1);
  await turn();
  expect(settled).toBe(false);
  end(2);
  await wait;
  await expect(createAfterwards(1, 1).settled()).resolves.toBeUndefined();
});
