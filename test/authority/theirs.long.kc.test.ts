import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { anAdmin } from '../support/actors.ts';
import { uniqueEmail } from '../support/realm.ts';
import { ACTIVE, ALL, type Companies, createCompanies, NOT_THEIRS } from './support.ts';

/** To see an account is not to control it: what a company admin's command does depends on whose the account is. */
let own: Companies;

beforeAll(async () => {
  own = await createCompanies();
});

afterAll(() => own?.realm.remove());

const user = async (id: string) => (await own.console.users.findOne({ id })) ?? {};
const clientRole = async (clientId: string, roleName: string) => {
  const [client] = await own.console.clients.find({ clientId });
  const clientUniqueId = client?.id ?? '';
  const { id = '', name = '' } = (await own.console.clients.findRole({ id: clientUniqueId, roleName })) ?? {};
  return { clientUniqueId, role: { id, name } };
};
const giveRole = async (id: string, clientId: string, roleName: string) => {
  const { clientUniqueId, role } = await clientRole(clientId, roleName);
  await own.console.users.addClientRoleMappings({ id, clientUniqueId, roles: [role] });
};
const inGroup = async (id: string, clientId: string, roleName: string, below = false) => {
  const { clientUniqueId, role } = await clientRole(clientId, roleName);
  const { id: group } = await own.console.groups.create({ name: uniqueEmail('group') });
  await own.console.groups.addClientRoleMappings({ id: group, clientUniqueId, roles: [role] });
  const groupId = below ? (await own.console.groups.createChildGroup({ id: group }, { name: uniqueEmail('below') })).id : group;
  await own.console.users.addToGroup({ id, groupId });
};
const inComposite = async (id: string) => {
  const { clientUniqueId, role } = await clientRole('realm-management', 'realm-admin');
  const name = uniqueEmail('role');
  await own.console.roles.create({ name });
  const boss = await own.console.roles.findOneByName({ name });
  await own.console.roles.createComposite({ roleId: boss?.id ?? '' }, [
    { ...role, clientRole: true, containerId: clientUniqueId } as never,
  ]);
  await own.console.users.addRealmRoleMappings({ id, roles: [{ id: boss?.id ?? '', name }] });
};
const join = (id: string, company: 'mar' | 'sierra') =>
  own.console.organizations.addMember({ orgId: own.companyIds[company], userId: id });
const consoleUser = async () => {
  const email = uniqueEmail();
  const { id } = await own.console.users.create({ username: email, email, enabled: true });
  return id;
};

test('an ordinary invitation is the company’s own: corrected, moved, sent again and revoked', async () => {
  const id = await own.invited();
  expect(await own.outcomes(own.mar, id)).toEqual(ALL);
  expect(await user(id)).toMatchObject({ enabled: false });
  const again = await resend(own.sidecar, own.mar, id);
  expect(again).toMatchObject({ status: 'sent' });
  expect(await user(again.id)).toMatchObject({ enabled: true });
});

describe('an account that somebody has given rights is nobody’s but Keycloak’s console’s', () => {
  test.each<[string, (id: string) => Promise<unknown>]>([
    ['realm-admin', (id) => giveRole(id, 'realm-management', 'realm-admin')],
    ['manage-users', (id) => giveRole(id, 'realm-management', 'manage-users')],
    ['the sidecar’s admin', (id) => giveRole(id, 'activation-sidecar', 'admin')],
    ['realm-admin in a group', (id) => inGroup(id, 'realm-management', 'realm-admin')],
    ['realm-admin in a group above', (id) => inGroup(id, 'realm-management', 'realm-admin', true)],
    ['realm-admin in a composite role', inComposite],
  ])('%s', async (_what, give) => {
    const id = await own.invited();
    await give(id);
    const before = await user(id);
    expect(await own.outcomes(anAdmin, id)).toEqual({ ...NOT_THEIRS, revoke: 'not_yours' });
    expect(await own.outcomes(own.mar, id)).toEqual(NOT_THEIRS);
    const { email, enabled, requiredActions } = await user(id);
    expect({ email, enabled, requiredActions }).toEqual({
      email: before.email,
      enabled: before.enabled,
      requiredActions: before.requiredActions,
    });
  });
});

describe('an account that is not wholly the company’s own', () => {
  test.each<[string, () => Promise<string>]>([
    [
      'made in the console',
      async () => {
        const id = await consoleUser();
        await join(id, 'mar');
        return adopted(id);
      },
    ],
    [
      'a member of another company, too',
      async () => {
        const id = await own.invited();
        await join(id, 'sierra');
        return id;
      },
    ],
    [
      'touched in the console',
      async () => {
        const id = await own.invited();
        await own.console.users.update({ id }, { ...(await user(id)), firstName: 'Eva' });
        return id;
      },
    ],
    [
      'touched by a platform admin through us',
      async () => {
        const id = await own.invited();
        await resend(own.sidecar, anAdmin, id);
        return id;
      },
    ],
    [
      'in a group that somebody has put them into',
      async () => {
        const id = await own.invited();
        const { id: groupId } = await own.console.groups.create({ name: uniqueEmail('plain') });
        await own.console.users.addToGroup({ id, groupId });
        return id;
      },
    ],
  ])('%s: mailed again and let go, and nothing else', async (_what, make) => {
    const id = await make();
    const before = await user(id);
    expect(await own.outcomes(own.mar, id)).toEqual(NOT_THEIRS);
    const after = await user(id);
    expect(after).toMatchObject({ email: before.email, enabled: true, requiredActions: before.requiredActions });
    expect(after.attributes).toMatchObject({ 'invitation.by': before.attributes?.['invitation.by'] });
    const life = (one: typeof after) => new Date(one.attributes?.['invitation.expiresAt']?.[0] ?? 0).getTime();
    expect(life(after)).toBeGreaterThanOrEqual(life(before));
    const companies = await own.console.organizations.memberOrganizations({ userId: id });
    expect(companies.map(({ alias }) => alias)).not.toContain('mar');
  });
});

test('who was invited, revoked, and given a password in the console is active, whatever our status says', async () => {
  const id = await own.invited();
  await revoke(own.sidecar, own.mar, id);
  await own.console.users.update({ id }, { ...(await user(id)), enabled: true, requiredActions: [] });
  await own.console.users.resetPassword({ id, credential: { type: 'password', value: 'Faro-8-nube-Lima', temporary: false } });
  expect(await own.outcomes(own.mar, id)).toEqual(ACTIVE);
  expect(await own.outcomes(anAdmin, id)).toEqual(ACTIVE);
});

test('what a realm admin has disabled stays so: by a company admin it is only left, by an admin not mailed', async () => {
  const id = await own.invited();
  await own.console.users.update({ id }, { ...(await user(id)), enabled: false });
  const refused = { amend: 'account_disabled', move: 'account_disabled', resend: 'account_disabled', revoke: 'left' };
  expect(await own.outcomes(own.mar, id)).toEqual(refused);
  expect(await own.outcomes(anAdmin, id)).toEqual({ ...refused, amend: 'done', revoke: 'done' });
  // Nor is it ours since it was revoked: it was off before.
  expect(await own.outcomes(anAdmin, id)).toEqual({ ...refused, amend: 'done', revoke: 'done' });
  expect((await user(id)).enabled).toBe(false);
});

async function adopted(id: string): Promise<string> {
  const { inviteExisting } = await import('../../src/invitations/commands/invite-existing.ts');
  const { WORKER } = await import('../../src/authority/actor.ts');
  await inviteExisting(own.sidecar, WORKER, id);
  return id;
}
