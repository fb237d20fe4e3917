import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Actor, WORKER } from '../../../src/authority/actor.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { inviteExisting } from '../../../src/invitations/commands/invite-existing.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { endAccessInTime } from '../../../src/invitations/following/access-ends.ts';
import { endAccess } from '../../../src/invitations/following/end-access.ts';
import { ACCESS_ENDED, invitationOf } from '../../../src/invitations/record/invitation.ts';
import { noteJoined } from '../../../src/invitations/stand-ins/company-join.ts';
import { messageOf } from '../../../src/invitations/webhooks/message.ts';
import { serviceAccountNotes } from '../../../src/keycloak/realm/service-account.ts';
import { type Companies, createCompanies } from '../../authority/support.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { keycloakVisitor } from '../../support/keycloak-visitor.ts';
import { mailTo } from '../../support/mail.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** The last day of what an invitation gave: what ends with it, and what stays. */
const LAST_DAY = '2099-06-30';
const DAY_AFTER = '2099-07-01';
const PASSWORD = 'Faro-8-nube-Lima';
const { keycloakUrl } = testEnvironment();

let own: Companies;
let line: Switch;
let crew = { id: '', path: '/crew' };
let other = { id: '', path: '/other' };

beforeAll(async () => {
  [own, line] = [await createCompanies(), await startSwitch(keycloakUrl)];
  const make = async (name: string, attributes = {}) => ({
    id: (await own.console.groups.create({ name, attributes })).id,
    path: `/${name}`,
  });
  crew = await make('crew', { 'invitation.assignable': ['company-admin'] });
  other = await make('other');
});
afterAll(async () => {
  await line?.stop();
  await own?.realm.remove();
});

async function invited(by: Actor = own.mar): Promise<string> {
  const request = { email: uniqueEmail(), organization: 'mar', groups: [crew.path], accessUntil: LAST_DAY };
  return (await invite(own.sidecar, request, { actor: by })).id;
}

/** The person has activated it: Keycloak stores a password, and no admin takes part. */
async function activated(by?: Actor): Promise<string> {
  const id = await invited(by);
  const { admin } = own.sidecar;
  await admin.users.resetPassword({ id, credential: { type: 'password', value: PASSWORD, temporary: false } });
  await putRecord(admin, id, { status: 'activated' }, { requiredActions: [] });
  return id;
}

const end = (id: string, today = DAY_AFTER) => endAccess(own.sidecar.admin, id, today);

async function stateOf(id: string) {
  const { console } = own;
  const user = await console.users.findOne({ id });
  const [groups, companies] = [await console.users.listGroups({ id }), await companiesOf(id)];
  const invitation = user && invitationOf(user);
  return {
    enabled: user?.enabled,
    status: invitation?.status,
    groups: groups.map(({ path }) => path),
    companies,
    told: invitation?.history.filter(({ reason }) => reason === ACCESS_ENDED).length,
    due: invitation?.accessDue,
  };
}

async function accept(link: string): Promise<void> {
  const browser = keycloakVisitor();
  const { page } = await browser.get(link);
  await browser.get(String(page.$('a.button--primary, #kc-info-message a').attr('href')));
}

async function companiesOf(id: string): Promise<string[]> {
  const { text } = await own.console.call('GET', `/organizations/members/${id}/organizations`);
  return (JSON.parse(text) as { alias: string }[]).map(({ alias }) => alias);
}

const ENDED = { enabled: true, status: 'activated', groups: [], companies: [], told: 1, due: undefined };

test('ends membership, groups and account of whom nobody else has touched, once, and tells it', async () => {
  const id = await activated();
  expect(await end(id, LAST_DAY)).toBe('none');
  expect(await end(id)).toBe('ended');
  expect(await stateOf(id)).toEqual({ ...ENDED, enabled: false });
  await own.console.organizations.addMember({ orgId: own.companyIds.mar, userId: id });
  expect(await end(id)).toBe('none');
  expect(await stateOf(id)).toEqual({ ...ENDED, enabled: false, companies: ['mar'] });
  const invitation = invitationOf((await own.console.users.findOne({ id })) ?? {});
  const step = invitation?.history.at(-1);
  if (!invitation || !step) throw new Error('there is no invitation');
  expect(messageOf(invitation, step, 'mar').payload).toMatchObject({
    type: 'invitation.access_ended',
    data: { status: 'activated', accessUntil: LAST_DAY, organization: 'mar' },
  });
  await expect(amend(own.sidecar, anAdmin, id, { accessUntil: '2100-01-01' })).rejects.toMatchObject({
    fields: [{ field: 'accessUntil', key: 'field.access_ended' }],
  });
});

test('an account that is anybody else’s, too, stays on, with all that others have given', async () => {
  const { console } = own;
  const shared = await activated();
  await console.organizations.addMember({ orgId: own.companyIds.sierra, userId: shared });
  const named = await activated();
  await console.users.update({ id: named }, { ...(await console.users.findOne({ id: named })), firstName: 'Ana' });
  const grouped = await activated();
  await console.users.addToGroup({ id: grouped, groupId: other.id });
  const ruling = await activated();
  const [management] = await console.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = management?.id ?? '';
  const role = await console.clients.findRole({ id: clientUniqueId, roleName: 'view-users' });
  await console.users.addClientRoleMappings({ id: ruling, clientUniqueId, roles: [{ id: role?.id ?? '', name: 'view-users' }] });
  for (const id of [shared, named, grouped, ruling]) expect(await end(id)).toBe('ended');
  expect(await stateOf(shared)).toEqual({ ...ENDED, companies: ['sierra'] });
  expect(await stateOf(grouped)).toEqual({ ...ENDED, groups: [other.path] });
  for (const id of [named, ruling]) expect(await stateOf(id)).toEqual(ENDED);
});

test('of an account that others have made, only what the invitation added ends', async () => {
  const { id, email } = await createUser(own.console, { password: null });
  await own.console.organizations.addMember({ orgId: own.companyIds.mar, userId: id });
  await inviteExisting(own.sidecar, WORKER, id);
  expect(invitationOf((await own.console.users.findOne({ id })) ?? {})?.email).toBe(email);
  await amend(own.sidecar, anAdmin, id, { groups: [crew.path], accessUntil: LAST_DAY });
  await putRecord(own.sidecar.admin, id, { status: 'activated' });
  expect(await end(id)).toBe('ended');
  expect(await stateOf(id)).toEqual({ ...ENDED, companies: ['mar'] });
});

test('an invitation that nobody activated ends, too; sent again only once its day is moved', async () => {
  const id = await invited();
  expect(await end(id)).toBe('ended');
  expect(await stateOf(id)).toEqual({ ...ENDED, enabled: false, status: 'revoked', companies: ['mar'] });
  await putRecord(own.sidecar.admin, id, { status: 'revoked', accessUntil: '2020-01-01' });
  await expect(resend(own.sidecar, anAdmin, id)).rejects.toMatchObject({ code: 'access_ended' });
  await amend(own.sidecar, anAdmin, id, { accessUntil: LAST_DAY });
  const again = await resend(own.sidecar, anAdmin, id);
  expect(await stateOf(again.id)).toMatchObject({ enabled: true, status: 'sent', groups: [crew.path], due: LAST_DAY });
});

test('what was revoked before ends without a word', async () => {
  const id = await invited();
  await revoke(own.sidecar, own.mar, id);
  expect(await end(id)).toBe('finished');
  expect(await stateOf(id)).toMatchObject({ enabled: false, status: 'revoked', told: 0, due: undefined });
});

test('a day is moved until it has come, also of somebody who is active, by whoever’s invitation it is', async () => {
  const id = await activated();
  const move = (actor: Actor, accessUntil: string) => amend(own.sidecar, actor, id, { accessUntil });
  expect(await move(own.mar, '2099-12-31')).toMatchObject({ status: 'activated', accessUntil: '2099-12-31' });
  expect(await end(id)).toBe('none');
  await expect(move(own.mar, '2020-01-01')).rejects.toMatchObject({ fields: [{ field: 'accessUntil', key: 'field.date_past' }] });
  await expect(move(own.sierra, LAST_DAY)).rejects.toMatchObject({ code: 'not_yours' });
  expect(await move(anAdmin, '')).toMatchObject({ accessUntil: undefined });
  await expect(move(own.mar, LAST_DAY)).rejects.toMatchObject({ code: 'not_yours' });
  expect(await end(id)).toBe('none');
});

test.each([
  ['after it was written down', 'DELETE', /organizations/],
  ['before the groups are taken', 'DELETE', /groups/],
  ['before all is noted as taken', 'PUT', /users\/[^/]+$/],
])('a worker that dies %s is made up for by the next one, and nothing is told twice', async (_when, method, path) => {
  const id = await activated();
  const cut = own.realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  if (method === 'PUT') line.doBeforeAnswer('DELETE', /groups/, async () => line.loseNext(method, path, 'request'));
  else line.loseNext(method, path, 'request');
  await expect(endAccess(cut.admin, id, DAY_AFTER)).rejects.toThrow();
  expect(await stateOf(id)).toMatchObject({ enabled: false, told: 1, due: LAST_DAY });
  expect(await end(id)).toBe('finished');
  expect(await stateOf(id)).toEqual({ ...ENDED, enabled: false });
});

test('a day that is moved while the worker looks counts', async () => {
  const id = await activated();
  const late = own.realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  line.doBeforeAnswer('GET', new RegExp(`users/${id}/credentials`), () =>
    amend(own.sidecar, anAdmin, id, { accessUntil: '2100-01-01' }),
  );
  expect(await endAccess(late.admin, id, DAY_AFTER)).toBe('none');
  expect(await stateOf(id)).toMatchObject({ enabled: true, groups: [crew.path], companies: ['mar'], told: 0 });
});

test('of somebody who has an account elsewhere, only what joining gave ends, and the account stays', async () => {
  const joins = async ({ accepts }: { accepts: boolean }) => {
    const { id: account, email } = await createUser(own.console);
    await own.console.users.addToGroup({ id: account, groupId: other.id });
    if (!accepts) await own.console.users.addToGroup({ id: account, groupId: crew.id });
    const request = { email, organization: 'mar', groups: [crew.path], accessUntil: LAST_DAY };
    const { id } = await invite(own.sidecar, request, { actor: own.mar });
    if (accepts) await accept((await mailTo(email)).link);
    else await own.console.organizations.addMember({ orgId: own.companyIds.mar, userId: account });
    await until('the person to have joined', () => noteJoined(own.sidecar.admin, { id, address: email }));
    return { account, id };
  };
  const accepted = await joins({ accepts: true });
  expect(await stateOf(accepted.account)).toMatchObject({ groups: [crew.path, other.path], companies: ['mar'] });
  const added = await joins({ accepts: false });
  for (const { id } of [accepted, added]) {
    expect(await end(id)).toBe('ended');
    expect(await companiesOf(id)).toEqual([]);
    expect(await end(id)).toBe('later');
    await putRecord(own.sidecar.admin, id, { status: 'activated', accessEndedAt: new Date(Date.now() - 120_000) });
    expect(await end(id)).toBe('finished');
    expect(await own.console.users.findOne({ id })).toBeNull();
  }
  expect(await stateOf(accepted.account)).toMatchObject({ enabled: true, groups: [other.path], companies: [] });
  expect(await stateOf(added.account)).toMatchObject({ enabled: true, groups: [crew.path, other.path], companies: ['mar'] });
});

test('the worker finds whose day is over, and notes the days that are done', async () => {
  const [due, early] = [await activated(), await activated()];
  await amend(own.sidecar, anAdmin, early, { accessUntil: DAY_AFTER });
  const notes = serviceAccountNotes(own.sidecar.admin);
  const outcomes: string[] = [];
  const at = new Date(`${DAY_AFTER}T12:00:00Z`);
  const job = endAccessInTime(
    {
      ...own.sidecar,
      notes,
      outcomes: { inc: (labels) => void outcomes.push(String((labels as { outcome: string }).outcome)) },
      duty: { term: () => 'ours', during: async (act) => act().then(() => true) },
    },
    { pause: 200, now: () => at },
  );
  await until('the day to be done', async () => (await notes.read('accessEnds')) === LAST_DAY, { timeout: 30_000 });
  await job.stop();
  expect(outcomes).toContain('access_ended');
  expect(await stateOf(due)).toEqual({ ...ENDED, enabled: false });
  expect(await stateOf(early)).toMatchObject({ enabled: true, companies: ['mar'], told: 0 });
});

test('people of whom Keycloak takes no write keep nobody else waiting', async () => {
  const { users } = own.console;
  const [stuck, due] = [await activated(), await activated()];
  await users.update({ id: stuck }, { ...(await users.findOne({ id: stuck })), firstName: 'Ana' });
  const profile = await users.getProfile();
  const attributes = profile.attributes?.map((one) =>
    one.name === 'firstName' ? { ...one, validations: { pattern: { pattern: '^Z.*$' } } } : one,
  );
  await users.updateProfile({ ...profile, attributes } as never);
  const notes = serviceAccountNotes(own.sidecar.admin);
  await notes.write('accessEnds', '2099-06-29');
  const duty = { term: () => 'ours', during: async (act: () => Promise<unknown>) => act().then(() => true) } as const;
  const deps = { ...own.sidecar, notes, outcomes: { inc: () => {} }, duty };
  // Each page is full, and the first one stays so.
  const job = endAccessInTime(deps, { pause: 200, page: 1, now: () => new Date(`${DAY_AFTER}T12:00:00Z`) });
  try {
    await until('the day to be done', async () => (await notes.read('accessEnds')) === LAST_DAY, { timeout: 60_000 });
  } finally {
    await job.stop();
    await users.updateProfile(profile);
  }
  expect(await stateOf(due)).toEqual({ ...ENDED, enabled: false });
  expect(await stateOf(stuck)).toMatchObject({ enabled: true, groups: [], companies: [], due: LAST_DAY });
});
