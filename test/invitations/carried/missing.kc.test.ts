import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILLED, invitePerson, openActivation } from '../../support/invite.ts';
import { createPerson, type Person, sessionCookie } from '../../support/people.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/** Groups and apps that are gone by the time of activation: the person gets in, and whoever administers sees what is missing. */
const admin = realmAdmin();
const tag = randomUUID().slice(0, 8);
const clientId = `missing-${tag}`;
const [kept, gone] = [`kept-${tag}`, `gone-${tag}`];
const ids: string[] = [];
let boss: Person;
let gestora: Person;

beforeAll(async () => {
  const attributes = { 'invitation.assignable': ['company-admin'] };
  for (const name of [kept, gone]) ids.push((await admin.groups.create({ name, attributes })).id);
  boss = await createPerson({ roles: ['admin'] });
  gestora = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
});
afterAll(async () => {
  await admin.groups.del({ id: ids[0] ?? '' });
  await removeApp();
});

const newApp = async () => {
  const urls = { rootUrl: 'http://localhost:4567', baseUrl: '/inicio', redirectUris: ['http://localhost:4567/*'] };
  await admin.clients.create({ clientId, name: 'Almacén', ...urls, attributes: { 'invitation.app': 'true' } });
};
const removeApp = async () => {
  for (const { id = '' } of await admin.clients.find({ clientId })) await admin.clients.del({ id });
};
const read = async (person: Person, id: string) => {
  const headers = { Authorization: `Bearer ${await userToken(person.email)}`, 'Accept-Language': 'en' };
  return (await sidecar().get(`/api/v1/invitations/${id}`).set(headers).expect(200)).body;
};
const page = async (id: string) => {
  const cookie = await sessionCookie(boss);
  const answer = await sidecar().get(`/admin/invitaciones/${id}`).set({ Cookie: cookie, 'Accept-Language': 'es' }).expect(200);
  // A path may break after each slash.
  return answer.text.replaceAll('<wbr>', '');
};
const invitedBy = async (person: Person, body: object) => {
  const headers = { Authorization: `Bearer ${await userToken(person.email)}` };
  const answer = await sidecar().post('/api/v1/invitations').set(headers).send(body).expect(201);
  return answer.body as { id: string; missing?: object[] };
};

test('a group that is gone is told at once, and keeps nobody out; a client that is gone leads where everybody goes', async () => {
  await newApp();
  const { invitation, key } = await invitePerson({ groups: [`/${kept}`, `/${gone}`], app: clientId, target: '/hola' });
  expect(await read(boss, invitation.id)).not.toHaveProperty('missing');
  const whole = await page(invitation.id);
  for (const text of [`/${kept}`, `/${gone}`, 'Almacén', 'http://localhost:4567/hola']) expect(whole).toContain(text);
  expect(whole).not.toContain('Falta algo');

  const account = await createUser(admin);
  const company = { organization: 'sol', groups: [`/${kept}`, `/${gone}`] };
  const ofCompany = [
    await invitedBy(gestora, { email: uniqueEmail(), ...company }),
    await invitedBy(gestora, { email: account.email, ...company }),
  ];
  await admin.groups.del({ id: ids[1] ?? '' });
  await removeApp();

  const message = (group: string) => expect.stringContaining(group);
  const group = { field: 'groups', code: 'group_missing', message: message(`/${gone}`) };
  // An app that was looked up a moment ago is asked for again after ten seconds.
  await until('the app is seen to be gone', async () => {
    const { missing } = await read(boss, invitation.id);
    return missing?.length === 2 && missing;
  });
  expect((await read(boss, invitation.id)).missing).toEqual([
    group,
    { field: 'app', code: 'app_missing', message: message('Almacén') },
  ]);
  expect(await page(invitation.id)).toContain('Falta algo');
  // The company is told the same of a new account and of one elsewhere.
  for (const { id } of ofCompany) expect((await read(gestora, id)).missing).toEqual([group]);

  const { submit } = await openActivation(key);
  const { headers } = await submit(FILLED).expect(303);
  expect(headers.location).not.toContain('4567');
  await until('it is written down', async () => (await read(boss, invitation.id)).status === 'activated');
  const history = await page(invitation.id);
  expect(history).toContain(`con los grupos /${kept}, /${gone}`);
  expect(history).toContain('en la aplicación Almacén');
  expect(history).toContain('Falta algo');
});

test('a group that somebody has taken the person out of is missing, too; of a revoked invitation nothing is', async () => {
  const { invitation } = await invitePerson({ groups: [`/${kept}`] });
  await admin.users.delFromGroup({ id: invitation.id, groupId: ids[0] ?? '' });
  expect((await read(boss, invitation.id)).missing).toMatchObject([{ code: 'group_missing' }]);
  const headers = { Authorization: `Bearer ${await userToken(boss.email)}` };
  await sidecar().delete(`/api/v1/invitations/${invitation.id}`).set(headers).expect(200);
  expect(await read(boss, invitation.id)).not.toHaveProperty('missing');
});

test('what the last day of an access has taken back is not missing', async () => {
  const { invitation } = await invitePerson({ groups: [`/${kept}`] });
  await admin.users.delFromGroup({ id: invitation.id, groupId: ids[0] ?? '' });
  await putRecord(admin, invitation.id, { status: 'activated' });
  expect((await read(boss, invitation.id)).missing).toMatchObject([{ code: 'group_missing' }]);
  await putRecord(admin, invitation.id, { status: 'activated', accessUntil: '2026-01-01', accessEndedAt: new Date() });
  expect(await read(boss, invitation.id)).not.toHaveProperty('missing');
});
