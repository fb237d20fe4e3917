import { expect, test } from '@jest/globals';
import { createCounts } from '../../../src/invitations/listing/counts.ts';
import { matcher, memberSearches, spellings, userSearch, wordsOf } from '../../../src/invitations/listing/search.ts';
import { ORDER, segmentsOf } from '../../../src/invitations/listing/segments.ts';
import { partOf } from '../../../src/invitations/listing/whole-page.ts';
import { CURSOR, cursorOf, type Position, positionOf, startOf } from '../../../src/invitations/paging/cursor.ts';
import { type ReadPage, readPage } from '../../../src/invitations/paging/read-page.ts';
import { positionAt, sizeUpTo } from '../../../src/invitations/paging/sizes.ts';
import { INVITATION_STATUSES } from '../../../src/invitations/record/invitation.ts';
import type { KeycloakAdmin } from '../../../src/keycloak/api/keycloak-admin.ts';
import type { User } from '../../../src/keycloak/realm/users.ts';
import { until } from '../../support/wait.ts';

test('the list has every status once', () => {
  expect([...ORDER].sort()).toEqual([...INVITATION_STATUSES].sort());
});

test('an index leads to the one user that it counts to, whatever was counted before', async () => {
  const sizes = [3, 0, 40, 25, 0, 7];
  const segments = sizes.map((_, i) => ({ q: String(i) }));
  let asked = 0;
  const find = async (q: string, { first, max }: { first: number; max: number }) => {
    asked += 1;
    return Array.from({ length: Math.max(0, Math.min(max, (sizes[Number(q)] ?? 0) - first)) }, () => ({}));
  };
  const end = { segment: sizes.length, offset: 0 };
  const all = [...sizes.flatMap((size, segment) => Array.from({ length: size }, (_, offset) => ({ segment, offset }))), end];
  const positions = (counted: (number | undefined)[]) =>
    Promise.all(all.map((_, first) => positionAt(segments, first, counted, find)));
  expect(await positions(sizes)).toEqual(all);
  // One question for each stretch, where it was counted right.
  expect(asked).toBeLessThanOrEqual(all.length * sizes.length);
  for (const counted of [[], [0, 0, 0, 0, 0, 0], [3, 0, 1, 24, 1, 90], [2, 5, 39, 26, 0, 6], [4, 0, 41, 0, 0, 8]])
    expect(await positions(counted)).toEqual(all);
});

test('the size of a stretch is found from any guess, with one question from the right one', async () => {
  const sizes = [0, 1, 2, 3, 7, 40, 1000];
  for (const size of sizes) {
    for (const guess of [...sizes, 39, 41, 900]) {
      let asked = 0;
      const read = async (first: number, max: number) => {
        asked += 1;
        return Array.from({ length: Math.max(0, Math.min(max, size - first)) });
      };
      expect(await sizeUpTo(Number.POSITIVE_INFINITY, guess, read)).toBe(size);
      expect(asked).toBeLessThanOrEqual(guess === size ? 1 : 2 + 2 * Math.ceil(Math.log2(Math.abs(size - guess) + 1)));
    }
  }
});

test('a list that was read as a whole, and has grown too large for that, goes on where nobody is skipped', async () => {
  const never = async () => {
    throw new Error('nobody counts');
  };
  for (const cursor of ['n3.25.nbcn_f', 'n25', 'a25.abcdef', '3.25.abcdef']) expect(cursor).toMatch(CURSOR);
  expect(await startOf({ first: 0, cursor: 'n3.25.nbcn_f' }, 1, never)).toEqual({ segment: 3, offset: 25, marks: 'nbcn_f' });
  expect(await startOf({ first: 0, cursor: 'n3.25.nbcn_f' }, 2, never)).toEqual({ segment: 6, offset: 0 });
  expect(positionOf('3.25.nbcn_f')).toEqual({ segment: 3, offset: 25, marks: 'nbcn_f' });
  expect(await startOf({ first: 0, cursor: 'n25' }, 2, async (n) => ({ segment: 0, offset: n }))).toEqual({
    segment: 0,
    offset: 25,
  });
});

test('a page is filled up where somebody is not shown, and the next one begins where it ends', async () => {
  const users = Array.from({ length: 60 }, (_, i) => ({ id: String(i) }));
  const stretches = [users.slice(0, 1), [], users.slice(1, 50), users.slice(50)];
  const segments = segmentsOf({ statuses: ['failed', 'queued', 'opened', 'sent'], companies: undefined });
  const asked: number[] = [];
  const find = async (q: string, { first, max }: { first: number; max: number }) => {
    asked.push(max);
    return (stretches[segments.findIndex((segment) => segment.q === q)] ?? []).slice(first, first + max);
  };
  const shown = async ({ id = '' }: User) => (Number(id) % 3 === 0 ? undefined : Number(id));
  const seen: number[] = [];
  let at: Position | undefined = { segment: 0, offset: 0 };
  const lengths: number[] = [];
  while (at) {
    const page: ReadPage<number> = await readPage(segments, at, 10, find, shown);
    seen.push(...page.rows);
    lengths.push(page.rows.length);
    at = page.next && positionOf(cursorOf(page.next));
  }
  expect(seen).toEqual(users.map(({ id }) => Number(id)).filter((n) => n % 3 !== 0));
  expect(lengths).toEqual([10, 10, 10, 10]);
  expect(Math.max(...asked)).toBeLessThanOrEqual(12);
});

test('words are found anywhere, in any order, whatever else was typed', () => {
  const words = wordsOf(' marín "LUC*\u0007');
  expect(words).toEqual(['marín', 'LUC']);
  expect(userSearch(words)).toBe('*marín* *LUC*');
  expect(memberSearches(words)).toEqual(['marín', 'marin']);
  const person = { email: 'gestora@sol.test', firstName: 'Lucía', lastName: 'Marín' };
  expect(matcher(words)(person)).toBe(true);
  expect(matcher(wordsOf('lucía luna'))(person)).toBe(false);
  expect(wordsOf('* "')).toEqual([]);
});

test('an address is one word as mail programs and lists write it', () => {
  const address = ['a.b+c@sol.test'];
  for (const text of [
    'Ana García <a.b+c@sol.test>',
    '"García, Ana" <a.b+c@sol.test>;',
    '<a.b+c@sol.test>,',
    'mailto:a.b+c@sol.test',
    'MAILTO:a.b%2Bc@sol.test?subject=Hola&body=x',
    'Ana <mailto:a.b+c@sol.test>',
    'a.b+c@sol.test,',
    ' a.b+c@sol.test; ',
    '(a.b+c@sol.test).',
  ])
    expect([text, wordsOf(text)]).toEqual([text, address]);
  expect(wordsOf('García, Ana; Luz.')).toEqual(['García', 'Ana', 'Luz.']);
  // Two people, of whom nobody knows which is meant.
  expect(wordsOf('Ana <a@sol.test>, Luz <l@sol.test>')).toEqual(['Ana', 'a@sol.test', 'Luz', 'l@sol.test']);
});

test('whatever letters somebody types are folded as those of the person are', () => {
  const person = { email: 'n.oconnor@sol.test', firstName: 'Łukasz Núñez', lastName: "O'Connor l’Hospitalet Straße" };
  const isFound = (text: string) => matcher(wordsOf(text))(person);
  for (const text of ['nun', 'ÑEZ', 'lukas', 'łuk', 'strass', 'oconnor', 'o’conn', 'hospi', "l'hospi", 'n.o', '@sol', "'"])
    expect([text, isFound(text)]).toEqual([text, true]);
  // A dash where the name has a space: whole words, as a large company's list finds them.
  expect(isFound('hospitalet-núñez')).toBe(true);
  const long = {
    email: 'x@sol.test',
    firstName: undefined,
    lastName: `${Array.from({ length: 60 }, (_, i) => `w${i}`).join(' ')} Gil-Zamora`,
  };
  expect(matcher(wordsOf('gíl-zamóra'))(long)).toBe(true);
  for (const text of ['hospi-núñ', 'nunezz', 'connor-sol', '’’', '·']) expect([text, isFound(text)]).toEqual([text, false]);
});

test('Keycloak is asked for words as they are typed, and as a plain keyboard types them where that is something else', () => {
  expect(spellings(wordsOf('Lucia @sol.test'))).toEqual([['Lucia', '@sol.test']]);
  expect(spellings(wordsOf('Núñez lucia'))).toEqual([
    ['Núñez', 'lucia'],
    ['nunez', 'lucia'],
  ]);
  expect(spellings(wordsOf("O’Connor '"))).toEqual([
    ['O’Connor', "'"],
    ['o', 'connor', "'"],
  ]);
  expect(memberSearches(wordsOf('sol strasse'))).toEqual(['strasse']);
});

test('counts are asked for once, served for half a minute, then renewed behind the next look', async () => {
  let [asked, clock, real] = [0, 0, 10];
  const count = async ({ q }: { q: string }) => {
    if (!q.endsWith(':sent')) return 0;
    asked++;
    return real;
  };
  const admin = { users: { count } };
  const counts = createCounts(admin as unknown as KeycloakAdmin, () => clock);
  await Promise.all([counts.all(), counts.all()]);
  expect([(await counts.all()).sent, asked]).toEqual([10, 1]);
  counts.moved('sent', 'activated');
  counts.moved(undefined, 'failed');
  expect(await counts.all()).toMatchObject({ sent: 9, activated: 1, failed: 1 });
  [clock, real] = [31_000, 5];
  expect((await counts.all()).sent).toBe(9);
  await until('the renewed count', async () => (await counts.all()).sent === 5);
  expect([(await counts.all()).sent, asked]).toEqual([5, 2]);
  [clock, real] = [700_000, 3];
  expect((await counts.all()).sent).toBe(3);
  real = 60;
  expect((await counts.doubted(100))?.sent).toBe(60);
});

test('a total that the rows beside it outdo is not told as one', () => {
  const page = { items: Array.from({ length: 25 }, () => ({}) as never), next: { segment: 3, offset: 25 }, counts: {} };
  const told = (counted: number | undefined) => {
    const { total, totalIs } = partOf({ first: 0, max: 25 }, { ...page, counted });
    return [total, totalIs];
  };
  expect([0, 25, 26, undefined].map(told)).toEqual([
    [26, 'unknown'],
    [26, 'unknown'],
    [26, 'about'],
    [26, 'unknown'],
  ]);
});
