import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anAdmin } from '../support/actors.ts';
import { adminRest, uniqueEmail } from '../support/realm.ts';
import { ALL, type Companies, createCompanies, NOT_THEIRS } from './support.ts';

/** Ways to rights that Keycloak shows us in part only: what cannot be told counts as a right. */
let own: Companies;

beforeAll(async () => {
  own = await createCompanies();
});

afterAll(() => own?.realm.remove());

/** A role of some app, and with it realm-admin, if wished: Keycloak does not tell us which of the two it is. */
async function appRole({ rules }: { rules: boolean }) {
  const { console } = own;
  const { id: app } = await console.clients.create({ clientId: uniqueEmail('app') });
  await console.clients.createRole({ id: app, name: 'boss' });
  const boss = (await console.clients.findRole({ id: app, roleName: 'boss' })) ?? {};
  if (rules) {
    const [client] = await console.clients.find({ clientId: 'realm-management' });
    const containerId = client?.id ?? '';
    const role = await console.clients.findRole({ id: containerId, roleName: 'realm-admin' });
    await console.roles.createComposite({ roleId: boss.id ?? '' }, [{ ...role, clientRole: true, containerId } as never]);
  }
  return { clientUniqueId: app, roles: [{ id: boss.id ?? '', name: 'boss' }] };
}

async function groupWith(role: { rules: boolean }): Promise<string> {
  const { id } = await own.console.groups.create({ name: uniqueEmail('group') });
  await own.console.groups.addClientRoleMappings({ id, ...(await appRole(role)) });
  return id;
}

describe('a group that gives a role of an app, which may hold rights over the realm', () => {
  test('makes its members nobody’s but Keycloak’s console’s', async () => {
    const id = await own.invited(anAdmin);
    await own.console.users.addToGroup({ id, groupId: await groupWith({ rules: true }) });
    expect(await own.outcomes(anAdmin, id)).toEqual({ ...NOT_THEIRS, revoke: 'not_yours' });
  });

  test('also from above', async () => {
    const id = await own.invited(anAdmin);
    const above = await groupWith({ rules: true });
    const { id: groupId } = await own.console.groups.createChildGroup({ id: above }, { name: uniqueEmail('below') });
    await own.console.users.addToGroup({ id, groupId });
    expect(await own.outcomes(anAdmin, id)).toEqual({ ...NOT_THEIRS, revoke: 'not_yours' });
  });

  test('but not where everybody is a member: an ordinary invitation stays the company’s', async () => {
    const groupId = await groupWith({ rules: false });
    const { realmName: realm } = own.console;
    await own.console.realms.addDefaultGroup({ realm, id: groupId });
    try {
      const id = await own.invited();
      expect(await own.console.users.listGroups({ id })).toMatchObject([{ id: groupId }]);
      expect(await own.outcomes(own.mar, id)).toEqual(ALL);
    } finally {
      await own.console.realms.removeDefaultGroup({ realm, id: groupId });
    }
  });
});

test('whom somebody has put into a group of their company is not the company’s alone', async () => {
  const id = await own.invited();
  const { realmName } = own.console;
  const groups = `/organizations/${own.companyIds.mar}/groups`;
  const made = await adminRest('POST', groups, { name: uniqueEmail('group') }, realmName);
  const groupId = made.headers.get('location')?.split('/').at(-1);
  const joined = await adminRest('PUT', `${groups}/${groupId}/members/${id}`, undefined, realmName);
  expect([made.status, joined.status]).toEqual([201, 204]);
  expect(await own.outcomes(own.mar, id)).toEqual(NOT_THEIRS);
});
