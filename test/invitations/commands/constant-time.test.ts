import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { steadily, stepsFor } from '../../../src/invitations/commands/constant-time.ts';
import type { CheckedRow, ImportRow } from '../../../src/invitations/import/file/row.ts';
import { createProgress } from '../../../src/invitations/import/job/progress.ts';
import { eachRow } from '../../../src/invitations/import/job/run.ts';
import type { Reach } from '../../../src/reach.ts';

/** A clock that goes on only when somebody works or waits. */
function clock() {
  let time = 0;
  const wait = async (milliseconds: number) => {
    time += milliseconds;
  };
  return { now: () => time, wait };
}
const SOL: Reach = { all: false, organizations: [] };

test('a company admin gets an answer after whole steps of time, however long the work took and however it ended', async () => {
  const times = [];
  for (const took of [3, 280, 320, 499, 501, 900]) {
    const time = clock();
    await steadily(SOL, () => time.wait(took), time);
    const refused = () => time.wait(took).then(() => Promise.reject(new Error('no')));
    const first = time.now();
    await expect(steadily(SOL, refused, time)).rejects.toThrow('no');
    times.push([first, time.now() - first]);
  }
  const [one, two] = [
    [500, 500],
    [1000, 1000],
  ];
  expect(times).toEqual([one, one, one, one, two, two]);
});

test('an admin, who may know, need not wait', async () => {
  const time = clock();
  await steadily({ all: true }, () => time.wait(280), time);
  expect(time.now()).toBe(280);
});

describe('the rows of an import', () => {
  const rowsOf = async function* (count: number) {
    for (let line = 2; line < count + 2; line += 1) {
      const row = { line, email: `p${line}@sol.test` } as ImportRow;
      yield { line, email: row.email, faults: [], row } as CheckedRow;
    }
  };

  /** When each row's end showed, in milliseconds since the import began, and how long all took; work takes as long as it is told. */
  async function run(reach: Reach, durations: number[]): Promise<{ ends: number[]; took: number }> {
    const began = performance.now();
    const ends: number[] = [];
    const log = () => void ends.push(performance.now() - began);
    const progress = createProgress('id', 'import', durations.length);
    const rows = rowsOf(durations.length);
    const signal = new AbortController().signal;
    await eachRow({ rows, progress, settled: new Set(), log, signal, nextStep: stepsFor(reach) }, async ({ line }) => {
      await delay(durations[line - 2]);
      return 'ok';
    });
    return { ends, took: performance.now() - began };
  }

  test('end on the same steps for a company admin, whatever they took, and when they failed', async () => {
    const [quick, slow] = [await run(SOL, [5]), await run(SOL, [300])];
    for (const { ends, took } of [quick, slow]) {
      for (const time of [...ends, took]) {
        expect(time).toBeGreaterThanOrEqual(495);
        expect(time).toBeLessThan(700);
      }
    }
    expect((await run({ all: true }, [5])).took).toBeLessThan(400);
  });

  test('do not wait for each other: a thousand take no longer than without steps, but for the last one', async () => {
    const durations = Array.from({ length: 1000 }, () => 20);
    const [freely, steady] = [await run({ all: true }, durations), await run(SOL, durations)];
    expect(steady.ends).toHaveLength(1000);
    expect(steady.took).toBeLessThan(freely.took * 1.5 + 600);
  });
});
