import { expect, test } from '@jest/globals';
import { configure } from '../../src/configure/configure.ts';
import { differs, type Finding, missing, type Requirement } from '../../src/configure/requirement.ts';

const run = (requirements: Requirement[], apply = true) => {
  const lines: string[] = [];
  return configure(requirements, { apply, recommended: false, log: (line) => lines.push(line) }).then((outcome) => ({
    ...outcome,
    lines,
  }));
};

/** A requirement with a list of what is wrong, of which each change takes one away and may bring another to light. */
function partOf(first: string, next: Record<string, string>): Requirement {
  const wrong = [first];
  const findingOf = (text: string): Finding =>
    missing(text, async () => {
      wrong.splice(wrong.indexOf(text), 1, ...[next[text] ?? []].flat());
    });
  return { title: 'requirement', look: async () => wrong.map(findingOf) };
}

test('what a change brings to light is mended in the same run, and only said without --apply', async () => {
  const chain = { one: 'two', two: 'three' };
  expect(await run([partOf('one', chain)])).toEqual({
    changes: 3,
    left: 0,
    advice: 0,
    lines: ['+ requirement: one → done', '+ requirement: two → done', '+ requirement: three → done'],
  });
  expect(await run([partOf('one', chain)], false)).toMatchObject({ changes: 1, left: 0, lines: ['+ requirement: one'] });
});

test('what a later requirement breaks, and a change that does not hold, count as left', async () => {
  let isOn = false;
  const turn = (to: boolean) => async () => {
    isOn = to;
  };
  const first: Requirement = { title: 'first', look: async () => (isOn ? [] : [differs('off', turn(true))]) };
  const second: Requirement = { title: 'second', look: async () => [missing('stays away', turn(false))] };
  const { changes, left, lines } = await run([first, second]);
  expect([changes, left]).toEqual([2, 2]);
  expect(lines.slice(2)).toEqual(['~ first: off (still so)', '+ second: stays away (still so)']);
});
