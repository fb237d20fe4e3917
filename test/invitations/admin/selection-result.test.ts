import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { createSelectionResults, type SelectionResult } from '../../../src/invitations/admin/selection-result.ts';

const results = createSelectionResults({ sessionSecrets: ['a'.repeat(32)] });

const refusals = (count: number): SelectionResult => ({
  command: 'resend',
  done: 3,
  failed: [randomUUID()],
  refused: Array.from({ length: count }, () => ({
    id: randomUUID(),
    key: 'error.already_active' as const,
    params: {},
    fields: [{ field: 'attributes.department', key: 'field.required' as const }],
  })),
});

test('a result comes back as it was, for whoever gave the command', async () => {
  const result = refusals(2);
  const sealed = await results.seal('ana', result);
  expect(await results.open('ana', sealed)).toEqual(result);
  expect(await results.open('eva', sealed)).toBeUndefined();
});

test('what is none, was changed or was sealed by another is no result', async () => {
  const sealed = await results.seal('ana', refusals(1));
  const other = createSelectionResults({ sessionSecrets: ['b'.repeat(32)] });
  expect(await other.open('ana', sealed)).toBeUndefined();
  for (const forged of ['', 'a.b.c.d.e', `${sealed.slice(0, -4)}AAAA`]) expect(await results.open('ana', forged)).toBeUndefined();
});

test('one that was sealed before the secret was changed still opens', async () => {
  const result = refusals(1);
  const sealed = await results.seal('ana', result);
  const later = createSelectionResults({ sessionSecrets: ['b'.repeat(32), 'a'.repeat(32)] });
  expect(await later.open('ana', sealed)).toEqual(result);
});

test('a whole page of refusals fits into an address', async () => {
  expect((await results.seal('ana', refusals(100))).length).toBeLessThan(6000);
});
