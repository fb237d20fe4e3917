import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createInvitationList, type InvitationList } from '../../../src/invitations/listing/list.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser } from '../../support/realm.ts';

let realm: OwnRealm;
let list: InvitationList;
beforeAll(async () => {
  realm = await createOwnRealm();
  list = createInvitationList(realm.sidecar());
}, 60_000);
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
