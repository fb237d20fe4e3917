import { expect, test } from '@jest/globals';
import { samplesIn } from '../../src/build/page-samples/page-samples.ts';
import { type MessageKey, type MessageParams, translate } from '../../src/i18n/index.ts';
import type { AdminInvitationModel } from '../../src/views/models/admin.ts';
import { presentInvitation } from '../../src/views/present/admin.ts';

/** What the page of an invitation says of its groups, however many they are. */
interface Shown {
  groups: { first: string[]; more: string[] };
  lines: { carried?: { key: MessageKey; params: MessageParams }[] }[];
}
const sample = samplesIn('es').find(({ name }) => name === 'admin-detail');
const model = sample?.model as AdminInvitationModel;

function shown(count: number): Shown {
  const groups = Array.from({ length: count }, (_, i) => `/g${i + 1}`);
  const history = [{ at: new Date(), event: 'activated', carries: true }] as const;
  return presentInvitation({
    ...model,
    invitation: { ...model.invitation, groups, app: '' },
    history: [...history],
  }) as Shown;
}
const told = (count: number) => shown(count).lines[0]?.carried?.map(({ key, params }) => translate('es', key, params));

test.each([
  [0, []],
  [1, ['con el grupo /g1']],
  [2, ['con los grupos /g1, /g2']],
  [4, ['con los grupos /g1, /g2, /g3, /g4']],
  [5, ['con los grupos /g1, /g2, /g3 y 2 más']],
  [300, ['con los grupos /g1, /g2, /g3 y 297 más']],
])('of %i groups the history names three and counts the others', (count, words) => {
  expect(told(count)).toEqual(words);
});

test('a long list is folded up after eight, and one alone is not worth a fold', () => {
  const sizes = (count: number) => [shown(count).groups.first.length, shown(count).groups.more.length];
  expect([8, 9, 10, 300].map(sizes)).toEqual([
    [8, 0],
    [9, 0],
    [8, 2],
    [8, 292],
  ]);
});
