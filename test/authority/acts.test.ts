import { expect, test } from '@jest/globals';
import { PERSON, signedIn, WORKER } from '../../src/authority/actor.ts';
import { actOf, actOfText, actText, UNKNOWN, withAct } from '../../src/authority/acts.ts';

const sol = { id: 'sol-id', alias: 'sol', name: 'Sol' };
const luna = { id: 'luna-id', alias: 'luna', name: 'Luna' };
const admin = signedIn({ userId: 'command line', name: undefined, reach: { all: true } });
const ofSol = signedIn({ userId: 'ana', name: 'Ana', reach: { all: false, organizations: [sol] } });

test('an act tells who gave the command, and a company admin’s also for which company', () => {
  const acts = [actOf('invite', ofSol, [luna, sol]), actOf('amend', admin, [sol]), actOf('remind', WORKER, [])];
  expect(acts.map(({ actor, company }) => [actor, company])).toEqual([
    ['ana', 'sol-id'],
    ['command_line', undefined],
    ['worker', undefined],
  ]);
  for (const act of acts) expect(actOfText(actText(act))).toEqual(act);
  expect(actText(acts[1] as never)).toMatch(/^\S+ amend \S+ -$/);
});

test('what nobody can read is an act of somebody unknown', () => {
  for (const text of ['', 'nonsense', '2026-13-41T00:00:00Z amend x y']) expect(actOfText(text).actor).toBe(UNKNOWN);
});

test('many acts later, each actor of each company is still there, and the list does not grow with every act', () => {
  let acts = withAct([], actOf('invite', admin, []));
  acts = withAct(acts, actOf('amend', signedIn({ ...ofSol, reach: { all: false, organizations: [luna] } }), [luna]));
  for (let i = 0; i < 100; i += 1) acts = withAct(acts, actOf('resend', i % 2 ? ofSol : PERSON, [sol]));
  const actors = new Set(acts.map(({ actor, company }) => `${actor} ${company}`));
  expect(actors).toEqual(new Set(['command_line undefined', 'ana luna-id', 'ana sol-id', 'person undefined']));
  expect(acts.length).toBeLessThan(25);
});

test('a list that is missing says that some acts are unknown', () => {
  expect(withAct(undefined, actOf('amend', ofSol, [sol])).map(({ actor }) => actor)).toEqual([UNKNOWN, 'ana']);
});
