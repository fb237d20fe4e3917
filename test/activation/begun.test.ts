import { expect, test } from '@jest/globals';
import { createBegun } from '../../src/activation/begun.ts';

/** A note whose writing ends when it is told to. */
function held() {
  const written: string[] = [];
  let end = () => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  const begun = createBegun(async (userId) => {
    await promise;
    written.push(userId);
  });
  return { begun, written, end: () => end() };
}

test('an activation waits for a note about its person, and for nobody else’s', async () => {
  const { begun, written, end } = held();
  const note = begun.note('ana');
  const [ana, bea] = [begun.during('ana', async () => [...written]), begun.during('bea', async () => [...written])];
  expect(await bea).toEqual([]);
  end();
  expect(await ana).toEqual(['ana']);
  await note;
});

test('while a person activates nothing is noted of them, and afterwards it is, also where the activation has failed', async () => {
  const { begun, written, end } = held();
  end();
  const fault = begun.during('ana', async () => {
    await begun.during('ana', () => begun.note('ana'));
    await begun.note('ana');
    throw new Error('refused');
  });
  await expect(fault).rejects.toThrow('refused');
  expect(written).toEqual([]);
  await begun.note('ana');
  expect(written).toEqual(['ana']);
});
