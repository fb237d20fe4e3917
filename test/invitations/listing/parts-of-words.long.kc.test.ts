import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createArrangedList } from '../../../src/invitations/arranging/arranged-list.ts';
import { createCarriedList } from '../../../src/invitations/arranging/carried-list.ts';
import { matchingIds } from '../../../src/invitations/bulk/matching.ts';
import { exported } from '../../../src/invitations/export/export.ts';
import { createInvitationList, type InvitationList } from '../../../src/invitations/listing/list.ts';
import type { ListQuery } from '../../../src/invitations/listing/whole-page.ts';
import { noteFill } from '../../../src/invitations/record/findable-state.ts';
import { importUsers, listedUser } from '../../support/listed-users.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';

jest.setTimeout(360_000);

/** A search for parts of words looks at the first thousand users: where there are more, nobody takes what it finds for all. */
const MANY = 1001;
const everybody = { all: true } as const;
let realm: OwnRealm;
let list: InvitationList;
/** Users whose whole account Keycloak was asked for by a search. */
let usersRead = 0;
beforeAll(async () => {
  realm = await createOwnRealm();
  const sidecar = realm.sidecar();
  list = createArrangedList(createCarriedList(createInvitationList(sidecar), sidecar), sidecar, 'Europe/Madrid');
  const find = sidecar.admin.users.find;
  sidecar.admin.users.find = async (query = {}) => {
    const users = await find(query);
    if (!query.briefRepresentation && query.search?.includes('ol')) usersRead += users.length;
    return users;
  };
  const people = Array.from({ length: MANY }, (_, i) =>
    listedUser({ email: `soledad${i}@parts.test`, firstName: i < 1000 ? 'Soledad' : 'Marisol' }),
  );
  await importUsers(realm.console, people);
  await noteFill(sidecar.admin, { status: 0, first: 0, completedAt: Date.now() });
}, 360_000);
afterAll(() => realm?.remove());

async function read<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
const words = { locale: 'es', delimiter: ',', timeZone: 'Europe/Madrid' } as const;
const refusal = { code: 'invalid_request', fields: [{ key: 'field.too_many_matches', params: { max: 1000 } }] };

/** A page, and how many users were read for it. */
async function pageOf(query: Partial<ListQuery>) {
  usersRead = 0;
  const page = await list.page(everybody, { first: 0, max: 25, ...query });
  return { ...page, read: usersRead };
}

test('the list says so, with a filter too, counts nothing that it has not seen, and reads nobody twice for a page', async () => {
  const one = { within: 1000, totalIs: 'unknown', counts: {}, read: MANY };
  const [first, sorted, filtered] = [
    await pageOf({ search: 'sol*', status: 'sent' }),
    await pageOf({ search: 'sol*', sort: 'name', first: 975 }),
    await pageOf({ search: 'sol*', app: 'crm' }),
  ];
  expect(first).toMatchObject({ ...one, next: expect.stringMatching(/^n0\.25\./), items: { length: 25 } });
  expect(sorted).toMatchObject({ ...one, counts: {}, next: undefined, items: { length: 25 } });
  expect(filtered).toMatchObject({ ...one, next: undefined, items: [] });
  const all = { search: 'isol*', sort: '-sent', max: 1 } as const;
  expect(await pageOf(all)).toMatchObject({ total: 1, totalIs: 'exact', read: 1 });
  expect((await pageOf({ search: 'soledad' })).within).toBeUndefined();
});

test('no command and no file is for a part of them', async () => {
  const commanded = (search: string) => read(matchingIds(list, everybody, 'revoke', { search }));
  const written = async (search: string) => read(await exported(list, everybody, { search }, words));
  usersRead = 0;
  for (const search of ['sol*', 'ole', '@']) {
    await expect(commanded(search)).rejects.toMatchObject(refusal);
    await expect(written(search)).rejects.toMatchObject(refusal);
  }
  // For a refusal nobody's account is read.
  expect(usersRead).toBe(0);
  const lines = async (chunks: Promise<readonly (string | Uint8Array)[]>) =>
    Buffer.concat((await chunks).map((chunk) => Buffer.from(chunk)))
      .toString()
      .trim()
      .split('\n').length;
  // By whole words all are found, and so are few by parts.
  expect(await lines(commanded('soledad'))).toBe(1000);
  expect(await lines(written('soledad'))).toBe(1001);
  expect(await lines(commanded('isol*'))).toBe(1);
});
