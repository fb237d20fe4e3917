import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Reach } from '../../../src/authority/reach.ts';
import { inConstantTime, nextStepFor } from '../../../src/invitations/answers/constant-time.ts';
import type { CheckedRow, ImportRow } from '../../../src/invitations/import/file/read-row.ts';
import { createProgress } from '../../../src/invitations/import/job/progress.ts';
import { eachRow } from '../../../src/invitations/import/job/run-rows.ts';

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
    await inConstantTime(SOL, () => time.wait(took), time);
    const refused = () => time.wait(took).then(() => Promise.reject(new Error('no')));
    const first = time.now();
    await expect(inConstantTime(SOL, refused, time)).rejects.toThrow('no');
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
  await inConstantTime({ all: true }, () => time.wait(280), time);
  expect(time.now()).toBe(280);
});

describe('the rows of an import', () => {
  const rowsOf = async function* (count: number) {
    for (let line = 2; line < count + 2; line += 1) {
      const row = { line, email: `p${line}@sol.test` } as ImportRow;
      yield { line, email: row.email, faults: [], row } as CheckedRow;
    }
  };

  test('show their ends with the next step, whatever they took and how they ended, and do not wait for each other', async () => {
    const count = 1000;
    let worked = 0;
    let ended = 0;
    let step = () => {};
    const nextStep = new Promise<void>((resolve) => {
      step = resolve;
    });
    const all = eachRow(
      {
        rows: rowsOf(count),
        progress: createProgress('id', { phase: 'import', rows: count }),
        settled: new Set(),
        log: () => {
          ended += 1;
        },
        signal: new AbortController().signal,
        nextStep: () => nextStep,
      },
      async ({ line }) => {
        if (line % 3 === 0) await turn();
        worked += 1;
        return line % 2 === 0 ? 'ok' : { kind: 'failed', created: false };
      },
    );
    while (worked < count) await turn();
    await turn();
    expect(ended).toBe(0);
    step();
    await all;
    expect(ended).toBe(count);
  });

  test('have steps of half a second from the import’s beginning for company admins, and none for admins', async () => {
    const time = clock();
    const ends: number[] = [];
    const nextStep = nextStepFor(SOL, time);
    for (const took of [5, 300, 499]) {
      await time.wait(took);
      await nextStep();
      ends.push(time.now());
    }
    expect(ends).toEqual([500, 1000, 1500]);
    await nextStepFor({ all: true }, time)();
    expect(time.now()).toBe(1500);
  });
});
