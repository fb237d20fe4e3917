import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { endAccess } from '../../../src/invitations/following/end-access.ts';
import { createInvitationList } from '../../../src/invitations/listing/list.ts';
import { allOrganizations, organizationsOfMember } from '../../../src/keycloak/realm/organizations.ts';
import { sidecarAccount } from '../../configure/support.ts';
import { anAdmin } from '../../support/actors.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { uniqueEmail } from '../../support/realm.ts';

/** A service account that may not see organizations, as `configure` leaves it before Keycloak 26.7. */
let realm: OwnRealm;
let sidecar: OwnSidecar;
beforeAll(async () => {
  realm = await createOwnRealm();
  const account = await sidecarAccount(realm.console);
  for (const held of await account.roles())
    if (/^manage-(organizations|realm)$/.test(held)) await realm.console.users.delClientRoleMappings(await account.role(held));
  const { id } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  sidecar = realm.sidecar();
  await expect(sidecar.admin.organizations.findOne({ id })).rejects.toMatchObject({ answer: { status: 403 } });
});
afterAll(() => realm?.remove());

test('nobody belongs to a company, whichever way it is asked', async () => {
  const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  expect(await allOrganizations(sidecar.admin)).toEqual([]);
  expect(await organizationsOfMember(sidecar.admin, id)).toEqual([]);
  expect(await sidecar.lean.organizationsOf(id)).toEqual([]);
  const { items } = await createInvitationList(sidecar).page({ all: true }, { search: email, first: 0, max: 10 });
  expect(items.map((item) => item.id)).toEqual([id]);
});

test('an access ends at its last day: its groups, and the account that its invitation made', async () => {
  const groupId = (await realm.console.groups.create({ name: 'crew', attributes: { 'invitation.assignable': ['admin'] } })).id;
  const request = { email: uniqueEmail(), groups: ['/crew'], accessUntil: '2099-06-30' };
  const { id } = await invite(sidecar, request, { actor: anAdmin });
  expect((await realm.console.users.listGroups({ id })).map((group) => group.id)).toEqual([groupId]);
  expect(await endAccess(sidecar.admin, id, '2099-07-01')).toBe('ended');
  expect(await realm.console.users.listGroups({ id })).toEqual([]);
  expect(await realm.console.users.findOne({ id })).toMatchObject({ enabled: false });
});
