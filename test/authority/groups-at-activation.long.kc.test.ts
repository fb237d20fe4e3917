import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { createLogger } from '../../src/common/log.ts';
import { invitedUsers, verdictOf } from '../../src/invitations/activation-adapter.ts';
import { missingOf } from '../../src/invitations/carried/missing.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { giveGroups } from '../../src/invitations/record/groups.ts';
import { noteActive } from '../../src/invitations/record/status-changes.ts';
import { readInvitation } from '../../src/invitations/record/store.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { anAdmin } from '../support/actors.ts';
import { testEnvironment } from '../support/environment.ts';
import { adminToken, FILLED, GOOD_PASSWORD, invitePerson, openActivation } from '../support/invite.ts';
import { startSwitch } from '../support/keycloak-switch.ts';
import { createUser, realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { sidecar as shared } from '../support/sidecar.ts';
import { type Companies, createCompanies } from './support.ts';

/** A group that gets rights, or loses its mark, between invitation and activation: its person gets in, and does not get it. */
let own: Companies;
beforeAll(async () => {
  own = await createCompanies();
});
afterAll(() => own?.realm.remove());

const newGroup = async (console: KeycloakAdmin, mark = 'admin') => {
  const name = `g-${randomUUID().slice(0, 8)}`;
  const { id } = await console.groups.create({ name, attributes: { 'invitation.assignable': [mark] } });
  return { id, path: `/${name}` };
};
/** Makes whoever is in the group an administrator of the realm. */
async function giveRights({ groups, clients }: KeycloakAdmin, id: string): Promise<void> {
  const [management] = await clients.find({ clientId: 'realm-management' });
  const clientUniqueId = management?.id ?? '';
  const role = await clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  await groups.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: 'realm-admin' }] });
}
const groupsOf = async (console: KeycloakAdmin, id: string) =>
  (await console.users.listGroups({ id })).map(({ path }) => path).sort();
const invited = async (groups: string[], actor = anAdmin) => {
  const company = actor.reach.all ? {} : { organization: 'mar' };
  return (await invite(own.sidecar, { email: uniqueEmail(), groups, ...company }, { actor })).id;
};
const read = async (id: string) => (await own.console.users.findOne({ id })) ?? {};

test('the first token has none of its rights, the other group stays, and whoever administers sees what is missing', async () => {
  const admin = realmAdmin();
  const [kept, ruling, unmarked] = [await newGroup(admin), await newGroup(admin), await newGroup(admin)];
  const { invitation, key } = await invitePerson({ groups: [kept.path, ruling.path, unmarked.path] });
  const { submit } = await openActivation(key);
  await giveRights(admin, ruling.id);
  await admin.groups.update({ id: unmarked.id }, { name: unmarked.path.slice(1), attributes: {} });

  await submit(FILLED).expect(303);
  const claims = decodeJwt<{ resource_access?: object }>(await userToken(invitation.email, GOOD_PASSWORD));
  expect(claims.resource_access ?? {}).not.toHaveProperty('realm-management');
  expect(await groupsOf(admin, invitation.id)).toEqual([kept.path]);
  const headers = { Authorization: `Bearer ${await adminToken()}` };
  const { body } = await shared().get(`/api/v1/invitations/${invitation.id}`).set(headers).expect(200);
  expect(body.missing.map(({ message }: { message: string }) => message)).toEqual([
    expect.stringContaining(ruling.path),
    expect.stringContaining(unmarked.path),
  ]);
  for (const { id } of [kept, ruling, unmarked]) await admin.groups.del({ id });
});

test('whom a company has invited gets in, too: a key is held back for what others gave, not for what the invitation gave', async () => {
  const [group, others] = [await newGroup(own.console, 'company-admin'), await newGroup(own.console)];
  const [id, alsoByOthers] = [await invited([group.path], own.mar), await invited([group.path], own.mar)];
  await own.console.users.addToGroup({ id: alsoByOthers, groupId: others.id });
  for (const one of [group, others]) await giveRights(own.console, one.id);
  const verdict = async (user: string) => {
    const now = await read(user);
    return verdictOf(own.sidecar.admin, now, now.attributes?.['invitation.id']?.[0]);
  };
  expect(await verdict(id)).toBe('current');
  expect(await groupsOf(own.console, id)).toEqual([]);
  const missing = await missingOf(own.sidecar, anAdmin.reach, await readInvitation(own.sidecar.admin, id));
  expect(missing).toMatchObject([{ field: 'groups', params: { group: group.path } }]);
  expect(await verdict(alsoByOthers)).toBe('held_back');
});

test('what gets rights while the password is stored is taken right after; so it is of whoever got in without our page', async () => {
  const group = await newGroup(own.console);
  const [onPage, elsewhere, byOthers] = [await invited([group.path]), await invited([group.path]), await invited([])];
  await own.console.users.addToGroup({ id: byOthers, groupId: group.id });
  await giveRights(own.console, group.id);
  const credential = { type: 'password', value: GOOD_PASSWORD, temporary: false };
  for (const id of [onPage, elsewhere, byOthers]) await own.console.users.resetPassword({ id, credential });

  const activations = invitedUsers(own.sidecar.admin, createLogger('silent'));
  activations.markActivated(onPage, { invitationId: undefined, user: await read(onPage) });
  await activations.settled();
  for (const id of [elsewhere, byOthers]) expect(await noteActive(own.sidecar.admin, await read(id))).toBe(true);

  expect(await groupsOf(own.console, onPage)).toEqual([]);
  expect(await groupsOf(own.console, elsewhere)).toEqual([]);
  expect(await groupsOf(own.console, byOthers)).toEqual([group.path]);
  for (const id of [onPage, elsewhere])
    expect(await readInvitation(own.sidecar.admin, id)).toMatchObject({ status: 'activated' });
});

test('what gets rights at the very moment at which it is given is taken back', async () => {
  const { keycloakUrl } = testEnvironment();
  const line = await startSwitch(keycloakUrl);
  const { admin } = own.realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  const group = await newGroup(own.console);
  const { id } = await createUser(own.console);
  line.doBeforeAnswer('PUT', /\/groups\/[^/]+$/, () => giveRights(own.console, group.id));
  await giveGroups(admin, id, [{ ...group, byAdmin: true }]);
  await line.stop();
  expect(line.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1);
  expect(await groupsOf(own.console, id)).toEqual([]);
});
