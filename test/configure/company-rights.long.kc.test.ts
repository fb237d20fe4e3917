import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { type CompanyProvider, colleague, readyCompany } from '../support/company-provider.ts';
import { type TestUser, uniqueEmail } from '../support/realm.ts';
import { type CompanyRealm, createCompanyRealm, MAILBOX, pageOf } from './company-realm.ts';

/** Whoever runs a company's provider, and the accounts that wait for somebody by it and have rights by then, in whichever way they came. */
let realm: CompanyRealm;
let company: CompanyProvider;
let clients: Record<'management' | 'own' | 'app', string>;
beforeAll(async () => {
  realm = await createCompanyRealm();
  company = await readyCompany(realm.console);
  const idOf = async (clientId: string) => (await realm.console.clients.find({ clientId }))[0]?.id ?? '';
  const app = await realm.console.clients.create({ clientId: 'erp' });
  clients = { management: await idOf('realm-management'), own: await idOf(CLIENT_ID), app: app.id };
  for (const name of ['user', 'chief']) await realm.console.clients.createRole({ id: app.id, name });
  await contain(await roleOf('app', 'chief'), await roleOf('management', 'manage-users'));
});
afterAll(async () => {
  await company?.remove();
  await realm?.remove();
});

type Role = { id: string; name: string };
async function roleOf(client: keyof typeof clients, roleName: string): Promise<Role> {
  const role = await realm.console.clients.findRole({ id: clients[client], roleName });
  return { id: role?.id ?? '', name: roleName };
}
const contain = ({ id }: Role, ...roles: Role[]) => realm.console.roles.createComposite({ roleId: id }, roles);
const give = ({ id }: TestUser, client: keyof typeof clients, role: Role) =>
  realm.console.users.addClientRoleMappings({ id, clientUniqueId: clients[client], roles: [role] });
async function realmRole(name: string, ...contained: Role[]): Promise<Role> {
  await realm.console.roles.create({ name });
  const role = { id: (await realm.console.roles.findOneByName({ name }))?.id ?? '', name };
  if (contained.length > 0) await contain(role, ...contained);
  return role;
}
async function groupWith(name: string, client?: keyof typeof clients, ...roles: Role[]): Promise<string> {
  const { id } = await realm.console.groups.create({ name });
  if (client) await realm.console.groups.addClientRoleMappings({ id, clientUniqueId: clients[client], roles });
  return id;
}
const join = ({ id }: TestUser, groupId: string) => realm.console.users.addToGroup({ id, groupId });

/** An account that bears the mark of an open invitation by the company's provider. */
const waiting = () => realm.account(uniqueEmail('jefa', company.domain), company.alias);
const arrives = async ({ email }: TestUser) => (await realm.signIn(await colleague(company, email), email, company)).page;

const RIGHTS: [string, (person: TestUser) => Promise<unknown>][] = [
  ['a role of the realm’s management', async (person) => give(person, 'management', await roleOf('management', 'realm-admin'))],
  ['one that lets them look alone', async (person) => give(person, 'management', await roleOf('management', 'view-users'))],
  ['a role of the sidecar', async (person) => give(person, 'own', await roleOf('own', 'company-admin'))],
  ['an app’s role that contains one', async (person) => give(person, 'app', await roleOf('app', 'chief'))],
  [
    'a role of the realm that contains one',
    async ({ id }) => {
      const roles = [await realmRole('jefatura', await roleOf('management', 'manage-users'))];
      await realm.console.users.addRealmRoleMappings({ id, roles });
    },
  ],
  ['a group', async (person) => join(person, await groupWith('mandan', 'management', await roleOf('management', 'realm-admin')))],
  [
    'a group below one, which gets it after they have come in',
    async (person) => {
      const above = await groupWith('arriba');
      const below = await realm.console.groups.createChildGroup({ id: above }, { name: 'abajo' });
      await join(person, below.id ?? '');
      const roles = [await roleOf('management', 'impersonation')];
      await realm.console.groups.addClientRoleMappings({ id: above, clientUniqueId: clients.management, roles });
    },
  ],
  [
    'a role, and Keycloak’s log is cleared and switched off',
    async (person) => {
      await give(person, 'management', await roleOf('management', 'realm-admin'));
      const { realms, realmName } = realm.console;
      await realms.clearAdminEvents({ realm: realmName });
      await realms.update({ realm: realmName }, { adminEventsEnabled: false });
    },
  ],
];
test.each(RIGHTS)('an account with rights is linked by its mailbox alone: %s', async (_, getRights) => {
  const person = await waiting();
  await getRights(person);
  const page = await arrives(person);
  expect([pageOf({ page: page.page }), await realm.links(person.id)]).toEqual([MAILBOX, 0]);
});

test('so is one of a partial import', async () => {
  const { console } = realm;
  const email = uniqueEmail('jefa', company.domain);
  const attributes = { 'invitation.idp': [company.alias], 'invitation.status': ['opened'] };
  const users = [{ username: email, email, enabled: true, attributes, clientRoles: { 'realm-management': ['realm-admin'] } }];
  await console.realms.partialImport({ realm: console.realmName, rep: { ifResourceExists: 'FAIL', users } });
  const [user] = await console.users.find({ email, exact: true });
  const page = await arrives({ id: user?.id ?? '', email, password: '' });
  expect([pageOf({ page: page.page }), await realm.links(user?.id ?? '')]).toEqual([MAILBOX, 0]);
});

test('others are linked at once: without anything, with a role of an app or of the realm, in a group without roles', async () => {
  const [plain, app, named, grouped] = [await waiting(), await waiting(), await waiting(), await waiting()];
  await give(app, 'app', await roleOf('app', 'user'));
  await realm.console.users.addRealmRoleMappings({ id: named.id, roles: [await realmRole('personal')] });
  await join(grouped, await groupWith('noche'));
  for (const person of [plain, app, named, grouped]) {
    expect((await arrives(person)).leadsTo).toContain('portal.example.test');
    expect(await realm.links(person.id)).toBe(1);
  }
});

test('a role that is new in the realm is told, whatever it is called, and so is one that is gone', async () => {
  const { clients: api } = realm.console;
  const name = 'auditor: área/2.1';
  await api.createRole({ id: clients.own, name });
  const check = () => realm.configure('--check');
  expect(await check()).toMatchObject({ code: 1, stdout: expect.stringContaining('its flow of first sign-ins is another') });
  expect((await realm.configure('--apply')).code).toBe(0);
  const person = await waiting();
  await give(person, 'own', await roleOf('own', name));
  expect(pageOf({ page: (await arrives(person)).page })).toBe(MAILBOX);
  await api.delRole({ id: clients.own, roleName: name });
  // Until then nobody is linked at once.
  const other = await waiting();
  expect(pageOf({ page: (await arrives(other)).page })).toBe(MAILBOX);
  expect((await check()).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await arrives(await waiting())).leadsTo).toContain('portal.example.test');
});

test('a role that Keycloak takes for another client’s, or finds not at all, is told, and everybody confirms by their mailbox', async () => {
  const { clients: api } = realm.console;
  const other = await api.create({ clientId: `${CLIENT_ID}.extra` });
  await api.createRole({ id: other.id, name: 'boss' });
  const dotted = `a${'.b'.repeat(30)}`;
  for (const name of ['extra.boss', dotted]) {
    await api.createRole({ id: clients.own, name });
    const applied = await realm.configure('--apply');
    expect([applied.code, applied.lines.filter((line) => line.includes(`“${name}”`))]).toEqual([
      0,
      [expect.stringMatching(/^! .*“activation-sidecar”.*rename it/)],
    ]);
    expect((await realm.configure('--check')).code).toBe(0);
    const person = await waiting();
    await give(person, 'own', await roleOf('own', name));
    expect([name, pageOf({ page: (await arrives(person)).page })]).toEqual([name, MAILBOX]);
    await api.delRole({ id: clients.own, roleName: name });
  }
  await api.del({ id: other.id });
  expect((await realm.configure('--check')).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await arrives(await waiting())).leadsTo).toContain('portal.example.test');
});

test('a mark of a group is none, and a condition that is made to look there is told', async () => {
  const { authenticationManagement: flows, groups } = realm.console;
  const attributes = { 'invitation.idp': [company.alias], 'invitation.status': ['opened'] };
  const { id: group } = await groups.create({ name: 'marcados', attributes });
  const person = await realm.account(uniqueEmail('ana', company.domain));
  await join(person, group);
  expect(pageOf({ page: (await arrives(person)).page })).toBe(MAILBOX);
  const steps = await flows.getExecutions({ flow: `activation-sidecar - first sign-in by ${company.alias}` });
  const ofAttribute = steps.filter(({ providerId }) => providerId === 'conditional-user-attribute');
  expect(ofAttribute.length).toBeGreaterThan(0);
  for (const { authenticationConfig: id = '' } of ofAttribute) {
    const one = await flows.getConfig({ id });
    await flows.updateConfig({ ...one, config: { ...one.config, include_group_attributes: 'true' } });
    expect((await realm.configure('--check')).code).toBe(1);
    await flows.updateConfig(one);
    expect((await realm.configure('--check')).code).toBe(0);
  }
});

test('a condition whose role somebody has changed by hand is told, and the flow made anew', async () => {
  const { authenticationManagement: flows } = realm.console;
  const steps = await flows.getExecutions({ flow: `activation-sidecar - first sign-in by ${company.alias}` });
  const configs = await Promise.all(
    steps.flatMap(({ authenticationConfig: id }) => (id === undefined ? [] : [flows.getConfig({ id })])),
  );
  for (const one of configs)
    if (one.config?.condUserRole) await flows.updateConfig({ ...one, config: { condUserRole: 'nadie', negate: 'true' } });
  expect((await realm.configure('--check')).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  const person = await waiting();
  await give(person, 'management', await roleOf('management', 'manage-users'));
  expect(pageOf({ page: (await arrives(person)).page })).toBe(MAILBOX);
});
