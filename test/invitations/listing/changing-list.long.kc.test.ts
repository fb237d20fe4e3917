import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reach } from '../../../src/authority/reach.ts';
import { createArrangedList } from '../../../src/invitations/arranging/arranged-list.ts';
import { matchingIds } from '../../../src/invitations/bulk/matching.ts';
import { exported } from '../../../src/invitations/export/export.ts';
import { createInvitationList, type InvitationList } from '../../../src/invitations/listing/list.ts';
import type { ListQuery } from '../../../src/invitations/listing/whole-page.ts';
import { noteFill } from '../../../src/invitations/record/findable-state.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { importUsers, listedCompany, listedUser } from '../../support/listed-users.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';

/** Keycloak counts from the start of what it finds: lists that change while somebody goes through them, and lists of whom Keycloak finds too many. */

const EVERYBODY: Reach = { all: true };
const MANY = 1060;
const LAST = MANY - 1;
const PAIR = 60;

let realm: OwnRealm;
let list: InvitationList;
let companies: Organization[] = [];
let ids: Map<string, string>;

const numbered = (letter: string, i: number) => `${letter}${String(i).padStart(4, '0')}@example.test`;

beforeAll(async () => {
  realm = await createOwnRealm();
  const { console } = realm;
  const sidecar = realm.sidecar();
  list = createArrangedList(createInvitationList(sidecar), sidecar, 'Europe/Madrid');
  companies = await Promise.all(['mar', 'sal'].map((alias) => listedCompany(console, alias)));
  const garcias = Array.from({ length: MANY }, (_, i) =>
    listedUser({ email: numbered('p', i), firstName: i === LAST ? 'Zoilo' : 'Ana', lastName: 'García' }),
  );
  const members = companies.map((one) =>
    Array.from({ length: PAIR }, (_, i) =>
      listedUser({ email: numbered(one.alias, i), firstName: i % 3 === 0 ? 'Berta' : 'Luis', lastName: 'Zafranero' }, [one]),
    ),
  );
  ids = await importUsers(console, [...garcias, ...members.flat()]);
  for (const [i, { id: orgId }] of companies.entries())
    for (const { email } of members[i] ?? []) await console.organizations.addMember({ orgId, userId: ids.get(email) ?? '' });
  await noteFill(sidecar.admin, { status: 0, first: 0, completedAt: Date.now() });
});
afterAll(() => realm?.remove());

async function setStatus(email: string, status: string): Promise<void> {
  const id = ids.get(email) ?? '';
  const user = await realm.console.users.findOne({ id });
  await realm.console.users.update({ id }, { ...user, attributes: { ...user?.attributes, 'invitation.status': [status] } });
}
const all = Array.from({ length: MANY }, (_, i) => numbered('p', i));
const but = (...left: number[]) => all.filter((_, i) => !left.includes(i));

describe('whoever leaves the list meanwhile takes nobody else out of it', () => {
  test('a command for all of it', async () => {
    const byId = new Map([...ids].map(([email, id]) => [id, email]));
    const found = new Set<string>();
    for await (const bytes of matchingIds(list, EVERYBODY, 'revoke', {})) {
      const isFirst = found.size === 0;
      for (const id of Buffer.from(bytes).toString().trim().split('\n')) found.add(byId.get(id) ?? '');
      if (isFirst) for (const i of [0, 1, 2]) await setStatus(numbered('p', i), 'activated');
    }
    expect(but(0, 1, 2).filter((email) => !found.has(email))).toEqual([]);
  });

  test('the file of all', async () => {
    let file = '';
    for await (const part of await exported(
      list,
      EVERYBODY,
      { status: 'sent' },
      { locale: 'en', delimiter: ',', timeZone: 'UTC' },
    )) {
      const isFirst = file === '';
      file += part;
      if (isFirst) for (const i of [10, 11, 12, 13]) await setStatus(numbered('p', i), 'activated');
    }
    const found = new Set(file.match(/p\d{4}@example\.test/g));
    expect(but(0, 1, 2, 10, 11, 12, 13).filter((email) => !found.has(email))).toEqual([]);
  });

  test.each([
    ['the last one', (place: number) => place === 24],
    ['all but one', (place: number) => place !== 4],
    ['all of a page', () => true],
  ])('page by page: %s', async (_, leaves) => {
    const status = 'sent';
    const one = await list.page(EVERYBODY, { status, search: 'garcia', first: 0, max: 25 });
    const next = (await list.page(EVERYBODY, { status, search: 'garcia', first: 25, max: 1, cursor: one.next })).items[0]?.email;
    const gone = one.items.map(({ email }) => email).filter((_email, place) => leaves(place));
    await Promise.all(gone.map((email) => setStatus(email, 'activated')));
    const two = await list.page(EVERYBODY, { status, search: 'garcia', first: 25, max: 25, cursor: one.next });
    await Promise.all(gone.map((email) => setStatus(email, 'sent')));
    expect(two.items.map(({ email }) => email)).toContain(next);
    expect(gone.length).toBeGreaterThan(0);
  });
});

describe('nor does whoever leaves a list that is read as a whole', () => {
  const people = (alias: string, from: number, count: number) =>
    Array.from({ length: count }, (_, i) => numbered(alias, from + i));
  const ofMar = (): Reach => ({ all: false, organizations: companies.slice(0, 1) });

  test.each([
    ['in its own order: the last one', { status: 'sent' }, (place: number) => place === 24],
    ['all of a page', { status: 'sent' }, () => true],
    ['while words are searched for', { status: 'sent', search: 'zafranero' }, (place: number) => place > 4],
    ['by what wants attention', {}, (place: number) => place % 2 === 0],
    ['by name', { status: 'sent', sort: 'name' }, (place: number) => place % 2 === 0],
    ['by name: all of a page', { status: 'sent', sort: 'name' }, () => true],
    ['by the last mail', { status: 'sent', sort: '-sent' }, (place: number) => place > 20],
  ] as const)('%s', async (_, query, leaves) => {
    const one = await list.page(ofMar(), { ...query, first: 0, max: 25 });
    const after = (await list.page(ofMar(), { ...query, first: 25, max: 100 })).items.map(({ email }) => email);
    const gone = one.items.map(({ email }) => email).filter((_email, place) => leaves(place));
    await Promise.all(gone.map((email) => setStatus(email, 'activated')));
    const two = await list.page(ofMar(), { ...query, first: 0, max: 100, cursor: one.next });
    await Promise.all(gone.map((email) => setStatus(email, 'sent')));
    expect(two.items.map(({ email }) => email).slice(0, after.length)).toEqual(after);
    expect([after.length, gone.length > 0]).toEqual([PAIR - 25, true]);
  });

  test.each(['becomes', 'is no longer'])('somebody follows one that %s so small that it is read as a whole', async (change) => {
    const reach: Reach = { all: false, organizations: companies };
    const [, sal] = companies;
    const leaving = people('sal', 30, 20);
    const leave = (email: string) =>
      realm.console.organizations.delMember({ orgId: sal?.id ?? '', userId: ids.get(email) ?? '' });
    const join = (email: string) => realm.console.organizations.addMember({ orgId: sal?.id ?? '', userId: ids.get(email) ?? '' });
    const isShrinking = change === 'becomes';
    for (const search of [undefined, 'zafranero']) {
      // Sizes are kept for a while: these sidecars know none.
      const page = (cursor?: string) => createInvitationList(realm.sidecar()).page(reach, { search, first: 0, max: 25, cursor });
      if (!isShrinking) for (const email of leaving) await leave(email);
      const one = await page();
      for (const email of leaving) await (isShrinking ? leave(email) : join(email));
      const seen = one.items;
      for (let { next } = one; next; ) {
        const further = await page(next);
        seen.push(...further.items);
        ({ next } = further);
      }
      if (isShrinking) for (const email of leaving) await join(email);
      const found = seen.map(({ email }) => email);
      const there = [...people('mar', 0, PAIR), ...people('sal', 0, PAIR)];
      expect(found.toSorted()).toEqual(isShrinking ? there.filter((email) => !leaving.includes(email)) : there);
    }
  });
});

test('a rare word is found beside a frequent one', async () => {
  for (const search of ['zoilo garcia', 'García p1059']) {
    const { items, next } = await list.page(EVERYBODY, { search, first: 0, max: 25 });
    expect([items.map(({ email }) => email), next]).toEqual([[numbered('p', LAST)], undefined]);
  }
});

describe('pages by number', () => {
  async function through(reach: Reach, query: Partial<ListQuery>): Promise<string[]> {
    const found: string[] = [];
    for (let first = 0; first < 300; first += 25) {
      const { items, next } = await list.page(reach, { ...query, first, max: 25 });
      found.push(...items.map(({ email }) => email));
      if (next === undefined) return found;
    }
    throw new Error('the list does not end');
  }
  const bothOf = (isThere: (i: number) => boolean) =>
    ['mar', 'sal'].flatMap((alias) =>
      Array.from({ length: PAIR }, (_, i) => i)
        .filter(isThere)
        .map((i) => numbered(alias, i)),
    );

  test.each([
    ['of one word, in two companies', 'zafranero', undefined, () => true],
    ['of one word and a status', 'zafranero', 'sent', () => true],
    ['of two words', 'berta zafranero', undefined, (i: number) => i % 3 === 0],
  ] as const)('%s', async (_, search, status, isThere) => {
    for (const reach of [EVERYBODY, { all: false, organizations: companies }] as Reach[])
      expect((await through(reach, { search, status })).toSorted()).toEqual(bothOf(isThere));
  });
});
