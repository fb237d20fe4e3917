import { expect, test } from '@jest/globals';
import { bulkRequest } from '../../../../src/invitations/bulk/http/rest.ts';

/** What `POST /api/v1/invitations/bulk` takes: nobody means everybody by leaving a filter empty. */
const request = bulkRequest({ invitationMaxLifespanHours: 720 });
const faultsOf = (body: object) =>
  request.safeParse({ action: 'revoke', ...body }).error?.issues.map(({ path }) => path.join('.')) ?? [];

const BLANKS = ['', '  ', '""', ' * ', '\u200b', '\u0000'];

test.each(['search', 'organization', 'group', 'app', 'inviter'])('an empty %s leaves nobody out: it is no filter', (filter) => {
  for (const blank of BLANKS) {
    expect([blank, faultsOf({ [filter]: blank })]).toEqual([blank, ['ids']]);
    expect([blank, faultsOf({ [filter]: blank, status: 'sent' })]).toEqual([blank, []]);
  }
  expect(faultsOf({ [filter]: 'x' })).toEqual([]);
});

test('nor does a search for what each address has', () => {
  for (const sign of ['@', '.', '@ *', '-_-', '😀']) expect([sign, faultsOf({ search: sign })]).toEqual([sign, ['ids']]);
  for (const word of ['ñ', '7', 'ana@', 'ana*', '李']) expect([word, faultsOf({ search: word })]).toEqual([word, []]);
});

test('only a dry run takes everybody, and ids are these and no others', () => {
  expect(faultsOf({ search: '', dryRun: true })).toEqual([]);
  expect(faultsOf({ search: '', dryRun: 'false' })).toEqual(['ids']);
  expect(faultsOf({ ids: ['a'], search: 'x' })).toEqual(['ids']);
});
