import { expect, test } from '@jest/globals';
import { filtersOfList, readListQuery, unreadableFilters } from '../../../src/invitations/admin/list-query.ts';

const UNREADABLE = {
  search: 'a'.repeat(300),
  status: 'bogus',
  organization: 'a'.repeat(256),
  inviter: ['a', 'b'],
  group: 'a'.repeat(1025),
  app: 'a'.repeat(256),
  sentFrom: '2026-13-40',
  sentUntil: '28/11/2020',
};

test('a filter that cannot be read is told at its field, and the others are read', () => {
  expect(unreadableFilters(UNREADABLE).map(({ field }) => field)).toEqual(Object.keys(UNREADABLE));
  expect(readListQuery(UNREADABLE)).toEqual({ search: '', sort: 'attention', max: 25, first: 0 });
  const query = { search: ' Ana ', status: 'sent', sentFrom: '2026-11-02', sentUntil: 'mayo' };
  expect(unreadableFilters(query)).toEqual([{ field: 'sentUntil', key: 'field.day' }]);
  expect(readListQuery(query)).toMatchObject({ search: 'Ana', status: 'sent', sentFrom: '2026-11-02' });
});

test('an empty field filters nothing, and order and place are taken as far as they are valid', () => {
  const empty = Object.fromEntries(Object.keys(UNREADABLE).map((name) => [name, '']));
  expect(unreadableFilters(empty)).toEqual([]);
  const query = { ...empty, sort: 'x', max: '7', first: '-1', cursor: 'no' };
  expect(readListQuery(query)).toEqual({ search: '', sort: 'attention', max: 25, first: 0 });
});

test('no command goes to all that match a list of which a filter cannot be read, or was cut off', () => {
  const filters = (lista?: string | string[]) => filtersOfList({ query: lista === undefined ? {} : { lista } });
  expect(filters()).toEqual({});
  expect(filters('search=Ana&status=sent&sort=name&max=50&first=50')).toEqual({ search: 'Ana', status: 'sent' });
  for (const [name, value] of Object.entries(UNREADABLE)) {
    if (typeof value !== 'string') continue;
    expect(() => filters(new URLSearchParams({ [name]: value }).toString())).toThrow('invalid_request');
  }
  expect(() => filters(`search=Ana&x=${'a'.repeat(2000)}`)).toThrow('invalid_request');
  expect(() => filters(['search=Ana', 'search=Bea'])).toThrow('invalid_request');
});
