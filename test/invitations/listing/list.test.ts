import { expect, test } from '@jest/globals';
import { createCounts, noCounts } from '../../../src/invitations/listing/counts.ts';
import { ORDER, partsOf } from '../../../src/invitations/listing/list.ts';
import { matches, memberSearch, userSearch, wordsOf } from '../../../src/invitations/listing/search.ts';
import { INVITATION_STATUSES, type Invitation } from '../../../src/invitations/record/invitation.ts';
import type { KeycloakAdmin } from '../../../src/keycloak/api/keycloak-admin.ts';
import { until } from '../../support/wait.ts';

test('the list has every status once, and its pages cover it without gap or overlap', () => {
  expect([...ORDER].sort()).toEqual([...INVITATION_STATUSES].sort());
  const counts = { ...noCounts(), failed: 3, opened: 40, sent: 25, activated: 7 };
  const all = ORDER.flatMap((status) => Array.from({ length: counts[status] }, (_, i) => `${status} ${i}`));
  const seen: string[] = [];
  for (let first = 0; first < 100; first += 25) {
    for (const part of partsOf(counts, first, 25)) {
      for (let i = 0; i < part.max; i++) seen.push(`${part.status} ${part.first + i}`);
    }
  }
  expect(seen).toEqual(all);
  expect(partsOf(counts, 75, 25)).toEqual([]);
});

test('words are found anywhere, in any order, whatever else was typed', () => {
  const words = wordsOf(' marín "LUC*\u0007');
  expect(words).toEqual(['marín', 'LUC']);
  expect(userSearch(words)).toBe('*marín* *LUC*');
  expect(memberSearch(words)).toBe('marín');
  const person = { email: 'gestora@sol.test', firstName: 'Lucía', lastName: 'Marín' } as Invitation;
  expect(matches(person, words)).toBe(true);
  expect(matches(person, wordsOf('lucía luna'))).toBe(false);
  expect(wordsOf('* "')).toEqual([]);
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
});
