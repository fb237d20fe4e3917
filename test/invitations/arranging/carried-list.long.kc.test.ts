import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../../../src/authority/actor.ts';
import { createArrangedList } from '../../../src/invitations/arranging/arranged-list.ts';
import { createCarriedList } from '../../../src/invitations/arranging/carried-list.ts';
import { offeredTo } from '../../../src/invitations/carried/offered.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { createInvitationList, type InvitationList } from '../../../src/invitations/listing/list.ts';
import { noteFill } from '../../../src/invitations/record/findable-state.ts';
import { type Companies, createCompanies } from '../../authority/support.ts';
import { anAdmin } from '../../support/actors.ts';
import { invitePerson } from '../../support/invite.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';

/** The list by group and by app: nobody finds by it what they may not see. */
let own: Companies;
const ids: Record<string, string> = {};
const sent: Record<string, string> = {};
const NIGHT = '/noche';
const APP = { clientId: 'almacén', rootUrl: 'http://localhost:4567', baseUrl: '/', redirectUris: ['http://localhost:4567/*'] };

beforeAll(async () => {
  own = await createCompanies();
  const attributes = { 'invitation.assignable': ['company-admin'] };
  for (const name of ['noche', 'día']) ids[`/${name}`] = (await own.console.groups.create({ name, attributes })).id;
  await own.console.clients.create({ ...APP, attributes: { 'invitation.app': 'true' } });
  const invited = async (name: string, actor: Actor, request: object) => {
    sent[name] = (await invite(own.sidecar, { email: uniqueEmail(), firstName: 'Nora', ...request }, { actor })).id;
  };
  await invited('night', anAdmin, { groups: [NIGHT] });
  await invited('both', anAdmin, { groups: [NIGHT, '/día'], app: APP.clientId });
  await invited('day', anAdmin, { groups: ['/día'] });
  await invited('app', anAdmin, { app: APP.clientId });
  await invited('ofMar', own.mar, { organization: 'mar', groups: [NIGHT] });
  await invited('ofSierra', own.sierra, { organization: 'sierra', groups: [NIGHT] });
  // Given by an administrator of the realm: the company is not told the groups.
  await invited('untold', own.mar, { organization: 'mar' });
  await amend(own.sidecar, anAdmin, sent.untold ?? '', { groups: [NIGHT] });
});
afterAll(() => own?.realm.remove());

const listOf = (): InvitationList => {
  const parts = own.realm.sidecar();
  return createArrangedList(createCarriedList(createInvitationList(parts), parts), parts, 'Europe/Madrid');
};
/** Names of those found, page by page of two. */
async function found({ reach }: Actor, query: object): Promise<string[]> {
  const list = listOf();
  const items: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list.page(reach, { max: 2, ...query, first: 0, cursor });
    items.push(...page.items.map(({ id }) => Object.keys(sent).find((name) => sent[name] === id) ?? id));
    if (!page.next) return items.sort();
    cursor = page.next;
  }
}

test.each([false, true])('finds by group and by app (everything findable: %s)', async (complete) => {
  await noteFill(own.sidecar.admin, { status: 0, first: 0, completedAt: complete ? Date.now() : undefined });
  const everybodys = ['both', 'night', 'ofMar', 'ofSierra', 'untold'];
  expect(await found(anAdmin, { group: NIGHT })).toEqual(everybodys);
  // Pages without anybody are passed over.
  expect(await found(anAdmin, { group: '/día', app: APP.clientId, max: 1 })).toEqual(['both']);
  expect(await found(anAdmin, { app: APP.clientId })).toEqual(['app', 'both']);
  expect(await found(anAdmin, { group: '/nobody' })).toEqual([]);
  // Dots must not lead elsewhere in Keycloak: to its first page, or to a user.
  for (const path of ['/..', '/../../../..', '/./noche', `/../users/${sent.night}`])
    expect([path, await found(anAdmin, { group: path })]).toEqual([path, []]);
  expect(await found(anAdmin, { group: NIGHT, search: 'nora' })).toEqual(everybodys);
  expect(await found(anAdmin, { group: NIGHT, search: 'nora', max: 1 })).toEqual(everybodys);
  expect(await found(anAdmin, { group: NIGHT, sort: 'name' })).toEqual(everybodys);
  expect(await found(anAdmin, { group: NIGHT, organization: 'sierra' })).toEqual(['ofSierra']);
  expect(await found(anAdmin, { group: NIGHT, inviter: own.sierra.userId })).toEqual(['ofSierra']);
  expect(await found(own.mar, { group: NIGHT })).toEqual(['ofMar']);
});

test('a group keeps its invitations when it is renamed, and those of one that is gone are found by its path', async () => {
  await noteFill(own.sidecar.admin, { status: 0, first: 0, completedAt: Date.now() });
  const group = { ...(await own.console.groups.findOne({ id: ids['/día'] ?? '' })), name: 'mañana' };
  await own.console.groups.update({ id: ids['/día'] ?? '' }, group);
  expect(await found(anAdmin, { group: '/mañana' })).toEqual(['both', 'day']);
  await own.console.groups.del({ id: ids['/día'] ?? '' });
  expect(await found(anAdmin, { group: '/día' })).toEqual(['both', 'day']);
});

test('forms offer the apps of the setting that are such, and to administrators of the realm alone', async () => {
  const config = { invitationApps: ['nobody', APP.clientId] };
  const offered = (actor: Actor) => offeredTo({ ...own.sidecar, config }, actor);
  expect(await offered(anAdmin)).toEqual({ groups: [NIGHT], apps: [{ clientId: APP.clientId, name: APP.clientId }] });
  expect(await offered(own.mar)).toEqual({ groups: [NIGHT], apps: [] });
});

test('API, page and export take both filters', async () => {
  const admin = realmAdmin();
  const name = `turno-${randomUUID().slice(0, 8)}`;
  const { id } = await admin.groups.create({ name, attributes: { 'invitation.assignable': ['admin'] } });
  const { invitation } = await invitePerson({ groups: [`/${name}`] });
  const boss = await createPerson({ roles: ['admin'] });
  const bearer = { Authorization: `Bearer ${await userToken(boss.email)}` };
  const query = `group=${encodeURIComponent(`/${name}`)}`;
  const { body } = await sidecar().get(`/api/v1/invitations?${query}`).set(bearer).expect(200);
  expect(body).toMatchObject({ items: [{ id: invitation.id }], total: 1 });
  const unknown = await sidecar().get('/api/v1/invitations?app=nobody').set(bearer).expect(400);
  expect(unknown.body.errors).toMatchObject([{ field: 'app' }]);
  const file = await sidecar().get(`/api/v1/invitations/export.csv?${query}`).set(bearer).expect(200);
  expect(file.text.trim().split('\n')).toHaveLength(2);
  const cookie = { Cookie: await sessionCookie(boss), 'Accept-Language': 'es' };
  const page = (await sidecar().get(`/admin?${query}`).set(cookie).expect(200)).text;
  expect(page).toContain(invitation.email);
  expect(page).toContain(`value="/${name}"`);
  await admin.groups.del({ id });
});
