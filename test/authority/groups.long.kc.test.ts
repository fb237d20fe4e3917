import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Actor } from '../../src/authority/actor.ts';
import { assignableGroups } from '../../src/authority/assignable-groups.ts';
import { wronglyGiven, wronglyGivenToMany } from '../../src/authority/groups-given.ts';
import { missingOf } from '../../src/invitations/carried/missing.ts';
import { amend } from '../../src/invitations/commands/amend.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { readInvitation } from '../../src/invitations/record/store.ts';
import { noteJoined } from '../../src/invitations/stand-ins/company-join.ts';
import { openBulk } from '../../src/wiring.ts';
import { anAdmin } from '../support/actors.ts';
import { testEnvironment } from '../support/environment.ts';
import { adminToken, FILLED, GOOD_PASSWORD, invitePerson, openActivation } from '../support/invite.ts';
import { startSwitch } from '../support/keycloak-switch.ts';
import { createUser, realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { sidecar as shared } from '../support/sidecar.ts';
import { type Companies, createCompanies } from './support.ts';

/** Which groups an invitation may give, and to whom they belong afterwards. */
let own: Companies;
const ids: Record<string, string> = {};
const FORBIDDEN = [
  '/unmarked',
  '/nobody',
  '/realm-admin',
  '/realm-admin/below',
  '/composite',
  '/app-role',
  '/sidecar-role',
  '/one|two',
  // Forms and files do not give these back as they are.
  '/end ',
  '/li\nne',
  `/${'l'.repeat(250)}`.repeat(5),
];
const OF_ADMINS = '/dirección';
const OF_COMPANIES = '/personal/noche';

beforeAll(async () => {
  own = await createCompanies();
  const { console } = own;
  const mark = (value: string) => ({ attributes: { 'invitation.assignable': [value] } });
  const make = async (name: string, options: object = {}) => {
    ids[`/${name}`] = (await console.groups.create({ name, ...options })).id;
    return ids[`/${name}`] ?? '';
  };
  const clientRole = async (id: string, clientId: string, roleName: string) => {
    const [client] = await console.clients.find({ clientId });
    const clientUniqueId = client?.id ?? '';
    const role = await console.clients.findRole({ id: clientUniqueId, roleName });
    await console.groups.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: roleName }] });
  };
  await make('unmarked');
  // A file would read it as two.
  await make('one|two', mark('company-admin'));
  await make('end ', mark('company-admin'));
  await make('li\nne', mark('company-admin'));
  let deep = await make('l'.repeat(250));
  for (const _ of ['two', 'three', 'four'])
    deep = (await console.groups.createChildGroup({ id: deep }, { name: 'l'.repeat(250) })).id ?? '';
  await console.groups.createChildGroup({ id: deep }, { name: 'l'.repeat(250), ...mark('company-admin') });
  await make('dirección', mark('admin'));
  const staff = await make('personal');
  const night = await console.groups.createChildGroup({ id: staff }, { name: 'noche', ...mark('company-admin') });
  ids[OF_COMPANIES] = night.id ?? '';
  const ruling = await make('realm-admin', mark('admin'));
  await console.groups.createChildGroup({ id: ruling }, { name: 'below', ...mark('company-admin') });
  await clientRole(ruling, 'realm-management', 'realm-admin');
  await clientRole(await make('sidecar-role', mark('admin')), 'activation-sidecar', 'admin');
  await console.clients.create({ clientId: 'crm' });
  const [crm] = await console.clients.find({ clientId: 'crm' });
  await console.clients.createRole({ id: crm?.id ?? '', name: 'seller' });
  await clientRole(await make('app-role', mark('admin')), 'crm', 'seller');
  await console.roles.create({ name: 'boss' });
  const boss = await console.roles.findOneByName({ name: 'boss' });
  const viewer = await console.roles.findOneByName({ name: 'offline_access' });
  await console.roles.createComposite({ roleId: boss?.id ?? '' }, [{ id: viewer?.id ?? '', name: 'offline_access' }]);
  const composite = await make('composite', mark('admin'));
  await console.groups.addRealmRoleMappings({ id: composite, roles: [{ id: boss?.id ?? '', name: 'boss' }] });
});
afterAll(() => own?.realm.remove());

const asked = (actor: Actor, groups: string[], email = uniqueEmail()) =>
  invite(own.sidecar, { email, groups, ...(actor.reach.all ? {} : { organization: 'mar' }) }, { actor });
const groupsOf = async (id: string) => (await own.console.users.listGroups({ id })).map(({ path }) => path).sort();

test('whoever invites is offered what is marked for them and gives no rights', async () => {
  const offered = async (actor: Actor) => (await assignableGroups(own.sidecar.admin, actor)).map(({ path }) => path);
  expect(await offered(anAdmin)).toEqual([OF_ADMINS, OF_COMPANIES]);
  expect(await offered(own.mar)).toEqual([OF_COMPANIES]);
});

test('however many are marked, all are offered, whatever is not offered stands among them, and kept by a later mail', async () => {
  const { groups } = own.console;
  const mark = { attributes: { 'invitation.assignable': ['admin'] } };
  const many = Array.from({ length: 120 }, (_, number) => `many-${String(number).padStart(3, '0')}`);
  const made: string[] = [];
  for (const name of ['Ventas/Norte', ...many]) made.push((await groups.create({ name, ...mark })).id);
  const offered = (await assignableGroups(own.sidecar.admin, anAdmin)).map(({ path }) => path);
  expect(offered).toEqual(expect.arrayContaining(many.map((name) => `/${name}`)));
  expect(offered).not.toContain('/Ventas/Norte');
  const { id } = await asked(anAdmin, ['/many-119']);
  await resend(own.sidecar, anAdmin, id);
  expect(await groupsOf(id)).toEqual(['/many-119']);
  for (const group of made) await groups.del({ id: group });
});

test.each(FORBIDDEN.map((path) => [JSON.stringify(path.slice(0, 20)), path]))(
  '%s is refused at the field with the same sentence as one that does not exist, and nobody is made',
  async (_begins, path) => {
    for (const actor of [anAdmin, own.mar]) {
      const email = uniqueEmail();
      const fields = [{ field: 'groups', key: 'field.group_unknown', params: { group: path } }];
      await expect(asked(actor, [OF_COMPANIES, path], email)).rejects.toMatchObject({ code: 'invalid_request', fields });
      expect(await own.console.users.find({ email, exact: true })).toEqual([]);
    }
  },
);

test('a company admin cannot give what is for administrators of the realm', async () => {
  await expect(asked(own.mar, [OF_ADMINS])).rejects.toMatchObject({ code: 'invalid_request' });
  expect(await groupsOf((await asked(anAdmin, [OF_ADMINS, OF_COMPANIES])).id)).toEqual([OF_ADMINS, OF_COMPANIES]);
});

test('what a company has given is its own, and no longer once it may not give it, or somebody else gave more', async () => {
  const ours = (await asked(own.mar, [OF_COMPANIES])).id;
  expect(await own.outcomes(own.mar, ours)).toMatchObject({ amend: 'done', move: 'done' });

  const more = (await asked(own.mar, [OF_COMPANIES])).id;
  await own.console.users.addToGroup({ id: more, groupId: ids[OF_ADMINS] ?? '' });
  expect(await own.outcomes(own.mar, more)).toMatchObject({ amend: 'not_yours', move: 'not_yours' });

  const withdrawn = (await asked(own.mar, [OF_COMPANIES])).id;
  const group = await own.console.groups.findOne({ id: ids[OF_COMPANIES] ?? '' });
  const attributes = { 'invitation.assignable': ['admin'] };
  await own.console.groups.update({ id: ids[OF_COMPANIES] ?? '' }, { ...group, attributes });
  expect(await own.outcomes(own.mar, withdrawn)).toMatchObject({ amend: 'not_yours', move: 'not_yours' });
  await own.console.groups.update({ id: ids[OF_COMPANIES] ?? '' }, { ...group });
});

test('nobody gets a group that has the same path, or one that got rights while the account was made', async () => {
  const { groups } = own.console;
  const { id: top = '' } = await groups.create({ name: 'a/b', attributes: { 'invitation.assignable': ['company-admin'] } });
  const { id: parent = '' } = await groups.create({ name: 'a' });
  const { id: child = '' } = await groups.createChildGroup({ id: parent }, { name: 'b' });
  const email = uniqueEmail();
  await expect(asked(own.mar, ['/a/b'], email)).rejects.toMatchObject({ code: 'invalid_request' });
  // What Keycloak has given is looked at by id, before the mail.
  expect(await wronglyGiven(own.sidecar.admin, own.mar, await withGroup(child), [{ id: top, path: '/a/b' }])).toBe('/a/b');
  const good = ids[OF_COMPANIES] ?? '';
  const account = await withGroup(good);
  const given = [{ id: good, path: OF_COMPANIES }];
  expect(await wronglyGiven(own.sidecar.admin, own.mar, account, given)).toBeUndefined();
  const { attributes, ...group } = (await groups.findOne({ id: good })) ?? {};
  await groups.update({ id: good }, { ...group, name: group.name ?? '', attributes: {} });
  expect(await wronglyGiven(own.sidecar.admin, own.mar, account, given)).toBe(OF_COMPANIES);
  await groups.update({ id: good }, { ...group, name: group.name ?? '', attributes: attributes ?? {} });
  for (const id of [top, parent]) await groups.del({ id });
  expect(await own.console.users.find({ email })).toEqual([]);
});

test('of many accounts that are made at once, each that has another group is found, and all once their group may not be given', async () => {
  const { groups, users } = own.console;
  const good = ids[OF_COMPANIES] ?? '';
  const accounts = await Promise.all(Array.from({ length: 4 }, () => withGroup(good)));
  const look = () =>
    Promise.all(accounts.map((id) => wronglyGivenToMany(own.sidecar.admin, own.mar, id, [{ id: good, path: OF_COMPANIES }])));
  expect(await look()).toEqual([undefined, undefined, undefined, undefined]);
  const other = { id: accounts[3] ?? '', groupId: ids['/unmarked'] ?? '' };
  await users.addToGroup(other);
  expect(await look()).toEqual([undefined, undefined, undefined, '/unmarked']);
  await users.delFromGroup(other);
  const { attributes, ...group } = (await groups.findOne({ id: good })) ?? {};
  await groups.update({ id: good }, { ...group, name: group.name ?? '', attributes: {} });
  expect(await look()).toEqual(accounts.map(() => OF_COMPANIES));
  await groups.update({ id: good }, { ...group, name: group.name ?? '', attributes: attributes ?? {} });
});

test('rows of a file whose group gets rights while their accounts are made leave no account and get no mail', async () => {
  const { keycloakUrl } = testEnvironment();
  const line = await startSwitch(keycloakUrl);
  const { imports } = await openBulk(own.realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl }));
  const { groups, clients } = own.console;
  const name = `while-${Date.now()}`;
  const { id: groupId } = await groups.create({ name, attributes: { 'invitation.assignable': ['admin'] } });
  const [management] = await clients.find({ clientId: 'realm-management' });
  const clientUniqueId = management?.id ?? '';
  const role = await clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  const roles = [{ id: role?.id ?? '', name: 'realm-admin' }];
  // Given once: Keycloak refuses some of several that give the same at once, and the answer would be lost.
  let given: Promise<void> | undefined;
  line.doBeforeEachAnswer('POST', /\/users$/, () => {
    given ??= groups.addClientRoleMappings({ id: groupId, clientUniqueId, roles });
    return given;
  });
  const addresses = Array.from({ length: 6 }, () => uniqueEmail());
  const csv = ['correo,grupos', ...addresses.map((email) => `${email},/${name}`), ''].join('\n');
  const { id } = await imports.start(Readable.from([Buffer.from(csv)]), { actor: anAdmin, dryRun: false });
  await imports.ended(id);
  expect(await imports.view(id, anAdmin)).toMatchObject({ state: 'done', sent: 0, failed: addresses.length });
  await line.stop();
  expect(await groups.listMembers({ id: groupId })).toEqual([]);
  for (const email of addresses) expect(await own.console.users.find({ email, exact: true })).toEqual([]);
  expect(line.requests.filter((request) => request.includes('execute-actions-email'))).toEqual([]);
  await groups.del({ id: groupId });
});

async function withGroup(groupId: string): Promise<string> {
  const { id } = await createUser(own.console);
  await own.console.users.addToGroup({ id, groupId });
  return id;
}

test('a company admin who may only end the membership takes no group that somebody else gave', async () => {
  const { id } = await invite(
    own.sidecar,
    { email: uniqueEmail(), groups: [OF_ADMINS], organization: 'mar' },
    { actor: anAdmin },
  );
  expect(await revoke(own.sidecar, own.mar, id)).toMatchObject({ ended: 'membership' });
  expect(await groupsOf(id)).toEqual([OF_ADMINS]);
});

test('where a group may no longer be given, an account elsewhere and a new one answer the same', async () => {
  const person = await createUser(own.console);
  const [standIn, fresh] = [(await asked(own.mar, [OF_COMPANIES], person.email)).id, (await asked(own.mar, [OF_COMPANIES])).id];
  const group = await own.console.groups.findOne({ id: ids[OF_COMPANIES] ?? '' });
  const change = (attributes: object) => own.console.groups.update({ id: ids[OF_COMPANIES] ?? '' }, { ...group, ...attributes });
  await change({ attributes: { 'invitation.assignable': ['admin'] } });
  const answers = [];
  for (const id of [standIn, fresh])
    answers.push(
      await amend(own.sidecar, own.mar, id, { lastName: 'Otro' }).then(
        () => 'done',
        ({ code }) => code,
      ),
    );
  await change({});
  expect(answers).toEqual(['not_yours', 'not_yours']);
});

test('a revocation takes back what the invitation gave and nothing else; sent again, it gives it again', async () => {
  const { id } = await asked(anAdmin, [OF_ADMINS]);
  await own.console.users.addToGroup({ id, groupId: ids['/unmarked'] ?? '' });
  await revoke(own.sidecar, anAdmin, id);
  expect(await groupsOf(id)).toEqual(['/unmarked']);

  const again = (await asked(own.mar, [OF_COMPANIES])).id;
  await revoke(own.sidecar, own.mar, again);
  expect(await groupsOf(again)).toEqual([]);
  const sent = await resend(own.sidecar, own.mar, again);
  expect(await groupsOf(sent.id)).toEqual([OF_COMPANIES]);
});

test('a group that gets rights while its people wait is theirs no longer with the next mail, and can be taken back by who gave it', async () => {
  const { groups, clients } = own.console;
  const name = `later-${Date.now()}`;
  const { id: groupId } = await groups.create({ name, attributes: { 'invitation.assignable': ['company-admin'] } });
  const invited = async (actor: Actor) => (await asked(actor, [`/${name}`])).id;
  const [mailed, left, revoked, amended] = [
    await invited(own.mar),
    await invited(own.mar),
    await invited(anAdmin),
    await invited(anAdmin),
  ];
  const [management] = await clients.find({ clientId: 'realm-management' });
  const clientUniqueId = management?.id ?? '';
  const role = await clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  await groups.addClientRoleMappings({ id: groupId, clientUniqueId, roles: [{ id: role?.id ?? '', name: 'realm-admin' }] });

  expect(await revoke(own.sidecar, own.mar, left)).toMatchObject({ ended: 'membership' });
  expect(await groupsOf(left)).toEqual([]);
  await resend(own.sidecar, own.mar, mailed);
  expect(await revoke(own.sidecar, anAdmin, revoked)).toMatchObject({ ended: 'account' });
  expect((await amend(own.sidecar, anAdmin, amended, { lastName: 'Vega' })).lastName).toBe('Vega');
  expect([await groupsOf(revoked), await groupsOf(amended)]).toEqual([[], []]);
  expect(await groupsOf(mailed)).toEqual([]);
  const missing = await missingOf(own.sidecar, anAdmin.reach, await readInvitation(own.sidecar.admin, mailed));
  expect(missing).toEqual([expect.objectContaining({ field: 'groups', params: { group: `/${name}` } })]);
  await groups.del({ id: groupId });
});

test('a correction gives what it adds, takes back what the invitation gave, and leaves what others gave', async () => {
  const { id } = await asked(anAdmin, [OF_ADMINS]);
  await own.console.users.addToGroup({ id, groupId: ids['/unmarked'] ?? '' });
  const correct = (groups: string[], actor: Actor = anAdmin) => amend(own.sidecar, actor, id, { groups });
  expect((await correct([OF_COMPANIES])).groups.map(({ path }) => path)).toEqual([OF_COMPANIES]);
  expect(await groupsOf(id)).toEqual([OF_COMPANIES, '/unmarked']);
  await expect(correct(['/realm-admin'])).rejects.toMatchObject({ code: 'invalid_request' });
  await correct([]);
  expect(await groupsOf(id)).toEqual(['/unmarked']);

  const ours = (await asked(own.mar, [])).id;
  await expect(amend(own.sidecar, own.mar, ours, { groups: [OF_ADMINS] })).rejects.toMatchObject({ code: 'invalid_request' });
  await amend(own.sidecar, own.mar, ours, { groups: [OF_COMPANIES] });
  expect(await groupsOf(ours)).toEqual([OF_COMPANIES]);
  // Still their own.
  expect(await own.outcomes(own.mar, ours)).toMatchObject({ amend: 'done' });
});

test('somebody who has an account elsewhere gets them when they join, and not before', async () => {
  const person = await createUser(own.console);
  const { id } = await asked(own.mar, [OF_COMPANIES], person.email);
  expect([await groupsOf(id), await groupsOf(person.id)]).toEqual([[], []]);
  await own.console.organizations.addMember({ orgId: own.companyIds.mar, userId: person.id });
  await noteJoined(own.sidecar.admin, { id, address: person.email });
  expect(await groupsOf(person.id)).toEqual([OF_COMPANIES]);
});

test('rows of a file name theirs between bars, or take those of the import', async () => {
  const { imports } = await openBulk(own.sidecar);
  const [a = '', b = '', c = ''] = [uniqueEmail(), uniqueEmail(), uniqueEmail()];
  const csv = ['correo,grupos', `${a},${OF_ADMINS}|${OF_COMPANIES}`, `${b},`, `${c},/realm-admin`, ''].join('\n');
  const upload = () => Readable.from([Buffer.from(csv)]);
  const { id } = await imports.start(upload(), { actor: anAdmin, dryRun: false, groups: [OF_COMPANIES] });
  await imports.ended(id);
  const byAddress = async (email: string) => (await own.console.users.find({ email, exact: true }))[0]?.id;
  expect(await groupsOf((await byAddress(a)) ?? '')).toEqual([OF_ADMINS, OF_COMPANIES]);
  expect(await groupsOf((await byAddress(b)) ?? '')).toEqual([OF_COMPANIES]);
  expect(await byAddress(c)).toBeUndefined();
  const faults: string[] = [];
  for await (const { column, message } of await imports.report(id, anAdmin, 'es'))
    if (message) faults.push(`${column}: ${message}`);
  expect(faults).toEqual(['grupos: No puede dar el grupo «/realm-admin»: no existe o no se puede asignar al invitar.']);
  const refused = imports.start(upload(), { actor: anAdmin, dryRun: true, groups: ['/nobody'] });
  await expect(refused).rejects.toMatchObject({ code: 'invalid_request' });
});

test('the first token after activation holds the group’s role; a group that is gone by then costs nobody their access', async () => {
  const admin = realmAdmin();
  const attributes = { 'invitation.assignable': ['admin'] };
  const [role, name, gone] = [`r-${Date.now()}`, `g-${Date.now()}`, `x-${Date.now()}`];
  await admin.roles.create({ name: role });
  const groupId = (await admin.groups.create({ name, attributes })).id;
  const goneId = (await admin.groups.create({ name: gone, attributes })).id;
  const { id = '' } = (await admin.roles.findOneByName({ name: role })) ?? {};
  await admin.groups.addRealmRoleMappings({ id: groupId, roles: [{ id, name: role }] });
  const { invitation, key } = await invitePerson({ groups: [`/${name}`, `/${gone}`] });
  expect(invitation).toMatchObject({ groups: [`/${name}`, `/${gone}`] });
  await admin.groups.del({ id: goneId });
  const { submit } = await openActivation(key);
  await submit(FILLED).expect(303);
  const claims = decodeJwt<{ realm_access?: { roles: string[] } }>(await userToken(invitation.email, GOOD_PASSWORD));
  expect(claims.realm_access?.roles).toContain(role);
  const headers = { Authorization: `Bearer ${await adminToken()}` };
  const { body } = await shared().get(`/api/v1/invitations/${invitation.id}`).set(headers).expect(200);
  expect(body.groups).toEqual([`/${name}`, `/${gone}`]);
  await admin.groups.del({ id: groupId });
  await admin.roles.delByName({ name: role });
});
