import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { followLinksAtOnce } from '../../../src/invitations/following/links-at-once.ts';
import type { Follower } from '../../../src/jobs/follow-log.ts';
import { openLogs } from '../../../src/keycloak/realm/events.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** Accounts that wait for somebody by a company's provider, and are given another address meanwhile. */
let realm: OwnRealm;
let follower: Follower;
beforeAll(async () => {
  realm = await createOwnRealm();
  const sidecar = realm.sidecar();
  const notes = { read: async () => undefined, write: async () => {} };
  const outcomes = { inc: () => {} };
  follower = followLinksAtOnce({ ...sidecar, logs: openLogs(sidecar.admin), notes, outcomes, interval: 200 });
});
afterAll(async () => {
  await follower?.stop();
  await realm?.remove();
});

async function waiting(): Promise<string> {
  const { id } = await createUser(realm.console, { password: null });
  await putRecord(realm.console, id, { status: 'sent', signIn: 'idp:oficina' });
  return id;
}
const markOf = async (id: string) => (await realm.console.users.findOne({ id }))?.attributes?.['invitation.idp'];

test('another address than the username, given in the console: linked by a mail alone', async () => {
  const { console } = realm;
  await console.realms.update({ realm: console.realmName }, { registrationEmailAsUsername: false });
  const [moved, same] = [await waiting(), await waiting()];
  const changed = async (id: string, change: object) =>
    console.users.update({ id }, { ...(await console.users.findOne({ id })), ...change });
  await changed(same, { firstName: 'Otra' });
  await changed(moved, { email: uniqueEmail('eva') });
  await until('the mark to go', async () => (await markOf(moved))?.[0] === '@mailbox', { timeout: 20_000 });
  await until('all to be looked at', async () => follower.waiting() === 0);
  expect(await markOf(same)).toEqual(['oficina']);
});
