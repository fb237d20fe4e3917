import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rulingClients, withoutRulingClients } from '../../../src/configure/company-sign-in/ruling.ts';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { followLinksAtOnce } from '../../../src/invitations/following/links-at-once.ts';
import type { Follower } from '../../../src/jobs/follow-log.ts';
import { openLogs } from '../../../src/keycloak/realm/events.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** Accounts that wait for somebody by a company's provider, and are given roles, groups or another address meanwhile. */
let realm: OwnRealm;
let follower: Follower;
beforeAll(async () => {
  realm = await createOwnRealm();
  const { console } = realm;
  for (const { mend } of await rulingClients(console, CLIENT_ID)) await mend?.();
  expect(await rulingClients(console, CLIENT_ID)).toEqual([]);
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

/** Gives a role of a client, which may be made for it. */
async function giveRoleOf(clientId: string, roleName: string, id: string): Promise<void> {
  const { clients, users } = realm.console;
  const [client] = await clients.find({ clientId });
  const clientUniqueId = client?.id ?? (await clients.create({ clientId })).id;
  const role =
    (await clients.findRole({ id: clientUniqueId, roleName }).catch(() => undefined)) ??
    (await clients
      .createRole({ id: clientUniqueId, name: roleName })
      .then(() => clients.findRole({ id: clientUniqueId, roleName })));
  const roles = [{ id: role?.id ?? '', name: roleName }];
  // Two who read a role at once can break Keycloak's cache of it (26.7.5: 500, a NullPointerException in `CachedRole.getComposites`).
  await until('the role to be given', () =>
    users.addClientRoleMappings({ id, clientUniqueId, roles }).then(
      () => true,
      () => false,
    ),
  );
}
async function groupOf(name: string, clientId?: string, roleName = ''): Promise<string> {
  const { clients, groups } = realm.console;
  const { id } = await groups.create({ name });
  if (clientId === undefined) return id;
  const [client] = await clients.find({ clientId });
  const role = await clients.findRole({ id: client?.id ?? '', roleName });
  await groups.addClientRoleMappings({ id, clientUniqueId: client?.id ?? '', roles: [{ id: role?.id ?? '', name: roleName }] });
  return id;
}

test('rights over the realm or the sidecar, or a group that gives them: linked by a mail alone', async () => {
  const [direct, company, grouped] = [await waiting(), await waiting(), await waiting()];
  expect(await markOf(direct)).toEqual(['oficina']);
  await giveRoleOf('realm-management', 'view-users', direct);
  await giveRoleOf(CLIENT_ID, 'company-admin', company);
  await realm.console.users.addToGroup({ id: grouped, groupId: await groupOf('mandan', 'realm-management', 'realm-admin') });
  for (const id of [direct, company, grouped])
    await until('the mark to go', async () => (await markOf(id))?.[0] === '@mailbox', { timeout: 20_000 });
});

test('a role of an app where configure has not said which clients give rights: linked by a mail alone', async () => {
  const { console } = realm;
  const { attributes } = (await console.realms.findOne({ realm: console.realmName })) ?? {};
  for (const { mend } of await withoutRulingClients(console)) await mend?.();
  const id = await waiting();
  await giveRoleOf('erp', 'user', id);
  await until('the mark to go', async () => (await markOf(id))?.[0] === '@mailbox', { timeout: 20_000 });
  await console.realms.update({ realm: console.realmName }, { attributes: attributes ?? {} });
});

test('a role of an app, a plain role of the realm, a group without roles: linked at once', async () => {
  const [app, plain, grouped, last] = [await waiting(), await waiting(), await waiting(), await waiting()];
  await giveRoleOf('crm', 'user', app);
  const { roles, users } = realm.console;
  await roles.create({ name: 'personal' });
  const role = await roles.findOneByName({ name: 'personal' });
  await users.addRealmRoleMappings({ id: plain, roles: [{ id: role?.id ?? '', name: 'personal' }] });
  await users.addToGroup({ id: grouped, groupId: await groupOf('noche') });
  // What comes last is handled last, or nearly.
  await giveRoleOf('realm-management', 'realm-admin', last);
  await until('all to be looked at', async () => (await markOf(last))?.[0] === '@mailbox' && follower.waiting() === 0);
  for (const id of [app, plain, grouped]) expect(await markOf(id)).toEqual(['oficina']);
});

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
