import { expect, test } from '@jest/globals';
import { configure } from '../../src/configure/configure.ts';
import { differs, type Finding, missing, type Requirement, unseen } from '../../src/configure/requirement.ts';
import { refusalOf } from '../../src/keycloak/api/faults.ts';

const run = (requirements: Requirement[], apply = true) => {
  const lines: string[] = [];
  return configure(requirements, { apply, recommended: false, log: (line) => lines.push(line), pause: async () => {} }).then(
    (outcome) => ({
      ...outcome,
      lines,
    }),
  );
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
    unseen: [],
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

/** What Keycloak answers to one run where another was faster. */
const refusal = (status: number) => refusalOf({ status, text: '{"errorMessage":"exists already"}' }, 'POST /clients');

test('what another run has made meanwhile is looked at again, and all goes on; what stays refused ends it in one line', async () => {
  let isThere = false;
  const make = (holds: boolean) => async () => {
    isThere = holds;
    throw refusal(409);
  };
  const requirement = (holds: boolean): Requirement => ({
    title: 'client',
    look: async () => (isThere ? [] : [missing('missing', make(holds))]),
  });
  const two = partOf('one', {});
  expect(await run([requirement(true), two])).toMatchObject({
    left: 0,
    lines: ['+ client: missing → done by another run', '+ requirement: one → done'],
  });
  isThere = false;
  await expect(run([requirement(false), two])).rejects.toThrow('client: missing – cannot be changed: 409 exists already');
});

test('what another run has written over is changed again before it counts as left', async () => {
  let looks = 0;
  let isOn = false;
  const turn = async () => {
    isOn = true;
  };
  const look = async () => {
    looks += 1;
    // After the second look of this run the other one writes what it had read before.
    if (looks === 3) isOn = false;
    return isOn ? [] : [differs('off', turn)];
  };
  expect(await run([{ title: 'first', look }])).toEqual({
    changes: 1,
    left: 0,
    advice: 0,
    unseen: [],
    lines: ['~ first: off → done'],
  });
});

test('what the administrator may not see is told without --apply, and ends a run that is to change something', async () => {
  const hidden: Requirement = {
    title: 'companies',
    look: async () => {
      throw refusal(403);
    },
  };
  const partly: Requirement = { title: 'client', look: async () => [unseen('its secret')] };
  expect(await run([hidden, partly], false)).toMatchObject({
    changes: 0,
    left: 0,
    unseen: ['companies', 'client (its secret)'],
    lines: [],
  });
  await expect(run([hidden])).rejects.toThrow('companies cannot be read: 403 the administrator lacks the right');
});
