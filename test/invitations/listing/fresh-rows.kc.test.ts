import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createInvitationList, type InvitationList } from '../../../src/invitations/listing/list.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

let realm: OwnRealm;
let list: InvitationList;
beforeAll(async () => {
  realm = await createOwnRealm();
  list = createInvitationList(realm.sidecar());
});
afterAll(() => realm?.remove());

test('in a small realm nobody is missing from the list, whoever has changed their invitation a moment ago', async () => {
  const { id, email } = await createUser(realm.console, { password: null });
  await putRecord(realm.console, id, { status: 'sent' });
  const shown = async () => {
    const { items, total } = await list.page({ all: true }, { first: 0, max: 25 });
    return { rows: items.map((item) => [item.email, item.status]), total };
  };
  expect(await shown()).toEqual({ rows: [[email, 'sent']], total: 1 });
  for (const status of ['opened', 'activated'] as const) {
    await putRecord(realm.console, id, { status });
    expect(await shown()).toEqual({ rows: [[email, status]], total: 1 });
  }
});

test('after an import elsewhere no total is told that is too small, and a page in the middle has the rows that belong there', async () => {
  const page = (first: number, cursor?: string) => list.page({ all: true }, { status: 'failed', first, max: 5, cursor });
  await page(0);
  const imported = await Promise.all(Array.from({ length: 12 }, () => createUser(realm.console, { password: null })));
  await Promise.all(imported.map(({ id }) => putRecord(realm.console, id, { status: 'failed' })));
  const { items, total, totalIs } = await page(5);
  expect([items.length, totalIs === 'exact' ? total : 12]).toEqual([5, 12]);

  const more = await Promise.all(Array.from({ length: 12 }, () => createUser(realm.console, { password: null })));
  await Promise.all(more.map(({ id }) => putRecord(realm.console, id, { status: 'failed' })));
  const start = await page(0);
  const seen = start.items.map(({ id }) => id);
  for (let next = start.next; next; ) {
    const one = await page(seen.length, next);
    // Half a minute old they may be, but not outdone by what is shown beside them.
    if (one.next) expect(one.totalIs === 'exact' ? one.total : 24).toBeGreaterThan(seen.length + 5);
    seen.push(...one.items.map(({ id }) => id));
    next = one.next;
  }
  expect(seen.sort()).toEqual([...imported, ...more].map(({ id }) => id).sort());
  // Half a minute old, and longer where counting takes long.
  await until('the exact total', async () => (await page(0)).total === 24, { timeout: 90_000, interval: 500 });
});

test('a page that is asked for by number has the rows that belong there, whoever has come since somebody counted', async () => {
  const page = (first: number, cursor?: string) => list.page({ all: true }, { first, max: 5, cursor });
  const put = async (status: 'failed' | 'expired' | 'activated', count: number) => {
    const made = await Promise.all(Array.from({ length: count }, () => createUser(realm.console, { password: null })));
    await Promise.all(made.map(({ id }) => putRecord(realm.console, id, { status })));
  };
  await put('activated', 3);
  await page(0);
  await put('failed', 4);
  await put('expired', 2);
  const all: string[] = [];
  for (let next: string | undefined, start = true; start || next; start = false) {
    const one = await page(all.length, next);
    all.push(...one.items.map(({ id }) => id));
    next = one.next;
  }
  for (let first = 1; first < all.length; first += 4) {
    const { items, next } = await page(first);
    expect(items.map(({ id }) => id)).toEqual(all.slice(first, first + 5));
    expect(next !== undefined).toBe(first + 5 < all.length);
  }
});
