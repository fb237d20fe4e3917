import { describe, expect, test } from '@jest/globals';
import { createAfterwards } from '../../src/jobs/afterwards.ts';
import { until } from '../support/wait.ts';

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
  const afterwards = createAfterwards({ calm: 2, hurry: 3, patience: 0 });
  for (const piece of pieces) afterwards.add(piece);
  expect(begun).toEqual([0, 1]);
  end(1);
  await turn();
  expect(begun).toEqual([0, 1, 2]);
});

test('whoever waits for all of them makes them faster, and does not wait for what comes later', async () => {
  const { begun, pieces, end } = work(4);
  const afterwards = createAfterwards({ calm: 1, hurry: 3, patience: 0 });
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
  await expect(createAfterwards({ calm: 1, hurry: 1, patience: 0 }).settled()).resolves.toBeUndefined();
});

describe('while people are served', () => {
  function served(patience: number) {
    const afterwards = createAfterwards({ calm: 2, hurry: 3, patience });
    const [person, { begun, pieces, end }] = [work(1), work(3)];
    const waits = afterwards.ahead(person.pieces[0] as () => Promise<void>);
    const add = () => {
      for (const piece of pieces) afterwards.add(piece);
    };
    const leave = async () => {
      person.end(0);
      await waits;
    };
    return { afterwards, begun, end, add, leave };
  }

  test('work rests until the last of them has gone', async () => {
    const { afterwards, begun, add, leave } = served(60_000);
    const other = work(1);
    const waits = afterwards.ahead(other.pieces[0] as () => Promise<void>);
    add();
    await leave();
    expect(begun).toEqual([]);
    other.end(0);
    await waits;
    expect(begun).toEqual([0, 1]);
  });

  test('whoever wants to see it does not wait for them', () => {
    const { afterwards, begun, add } = served(60_000);
    add();
    void afterwards.settled();
    expect(begun).toEqual([0, 1, 2]);
  });

  test('work rests no longer than that', async () => {
    const { begun, add, end } = served(50);
    const since = Date.now();
    add();
    expect(begun).toEqual([]);
    await until('the work begins', () => begun.length === 2, { interval: 5 });
    // A timer may be early by less than a millisecond.
    expect(Date.now() - since).toBeGreaterThanOrEqual(49);
    end(0);
    await turn();
    expect(begun).toEqual([0, 1, 2]);
  });

  test('somebody who is served badly holds nothing back', async () => {
    const { afterwards, begun, add, leave } = served(60_000);
    const fault = new Error('away');
    await expect(afterwards.ahead(() => Promise.reject(fault))).rejects.toBe(fault);
    add();
    await leave();
    expect(begun).toEqual([0, 1]);
  });
});
