import { expect, test } from '@jest/globals';
import { steadily } from '../../src/invitations/steadily.ts';
import type { Reach } from '../../src/keycloak/organizations.ts';

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
