import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { PAGES } from '../../src/common/addresses.ts';
import { freePort, LOOPBACK } from '../../src/dev/machine/ports.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { invitationOf } from '../../src/invitations/record/invitation.ts';
import { hasProvenAddress } from '../../src/invitations/stand-ins/proven-address.ts';
import { pageOf } from '../configure/company-realm.ts';
import { A_PASSKEY, credentials, follow } from '../configure/forgotten-password.ts';
import { runCli } from '../configure/support.ts';
import { anAdmin } from '../support/actors.ts';
import { type Directory, type DirectoryPerson, federate, startDirectory } from '../support/directory.ts';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { FILLED, GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../support/own-realm.ts';
import { sessionCookie } from '../support/people.ts';
import { uniqueEmail } from '../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';
import { statusOf } from '../support/status-of.ts';
import { until } from '../support/wait.ts';

/** A realm whose people come from an LDAP directory, in each mode in which Keycloak can federate one (docs/directories.md). */
let realm: OwnRealm;
let sidecar: OwnSidecar;
let directory: Directory;
let pages: OwnProcess;
let component: string;

const PEOPLE: DirectoryPerson[] = ['readonly', 'uncopied', 'ana trusted', 'passkey'].map((name) => {
  return { uid: name, mail: uniqueEmail('directory'), cn: 'Ana', sn: 'Prado', userPassword: 'of-the-directory' };
});

beforeAll(async () => {
  [realm, directory] = await Promise.all([createOwnRealm(), startDirectory(PEOPLE)]);
  // People of a directory have names of their own.
  await realm.console.realms.update({ realm: realm.console.realmName }, { registrationEmailAsUsername: false });
  await realm.console.clients.create({ clientId: 'portal', publicClient: true, directAccessGrantsEnabled: true });
  sidecar = realm.sidecar();
  const { keycloak } = sidecar.config;
  pages = await startOwnProcess({ KEYCLOAK_REALM: keycloak.realm, KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret });
});
afterEach(() => realm.console.components.del({ id: component }));
afterAll(async () => {
  await pages?.stop();
  await realm?.remove();
  await directory?.stop();
});

async function open(settings: Parameters<typeof federate>[2]): Promise<void> {
  component = await federate(directory, realm.console, settings);
}

async function setDirectory(settings: Record<string, string>): Promise<void> {
  const found = await realm.console.components.findOne({ id: component });
  const changed = Object.entries(settings).map(([name, value]) => [name, [value]]);
  const config = { ...found?.config, ...Object.fromEntries(changed) };
  await realm.console.components.update({ id: component }, { ...found, config });
}

async function personOf(uid: string): Promise<{ id: string; email: string }> {
  const [user] = await realm.console.users.find({ username: uid, exact: true });
  return { id: user?.id ?? '', email: user?.email ?? '' };
}

/** What an administrator has the console send: a link that names no invitation. */
async function mailFromConsole({ id, email }: { id: string; email: string }): Promise<string> {
  const { publicUrl, keycloak } = sidecar.config;
  const actions = ['UPDATE_PASSWORD', 'UPDATE_PROFILE'];
  const [clientId, redirectUri] = [keycloak.clientId, `${publicUrl}/activada`];
  await realm.console.users.executeActionsEmail({ id, actions, clientId, redirectUri });
  return keyOf(await mailTo(email));
}

/** A link in a browser of its own: the page that it opens, and what sending the form gives. */
async function browser(key: string) {
  const agent = supertest.agent(pages.url);
  const answer = await agent.get('/activar').query({ key });
  const page = load(answer.text);
  const fields = { _csrf: page.value('_csrf'), key, ...FILLED };
  return { status: answer.status, page, submit: () => agent.post('/activar').type('form').send(fields) };
}

const isReadOnly = (page: ReturnType<typeof load>, name: string) => page.$(`[name="${name}"]`).attr('readonly') !== undefined;
const BY_DIRECTORY = 'Su contraseña está en el directorio de su empresa';

async function expectSentenceInsteadOfForm(key: string): Promise<void> {
  const { status, page, submit } = await browser(key);
  expect([status, page.heading]).toEqual([200, BY_DIRECTORY]);
  expect(page.text).toContain('quien administra ese directorio');
  expect([page.value('firstName'), isReadOnly(page, 'firstName'), isReadOnly(page, 'lastName')]).toEqual(['Ana', true, true]);
  expect(page.$('input[type="password"], button[data-submit]')).toHaveLength(0);
  const sent = await submit();
  expect([sent.status, load(sent.text).heading]).toEqual([409, BY_DIRECTORY]);
}

test('whose directory is read only is told who can change the password, and sees what is kept of them', async () => {
  await open({ editMode: 'READ_ONLY' });
  await expectSentenceInsteadOfForm(await mailFromConsole(await personOf('readonly')));
});

test.each([
  ['READ_ONLY', {}, false],
  ['UNSYNCED', {}, true],
  // No link is to prove an address here.
  ['WRITABLE', { importEnabled: 'false' }, true],
] as const)('whoever is signed in is led to a new password only if Keycloak can store it: %s %j', async (editMode, more, can) => {
  await open({ editMode, ...more });
  const { id } = await personOf('readonly');
  const cookie = await sessionCookie({ id, roles: [] });
  const get = (path: string) => supertest(pages.url).get(path).set({ cookie, 'accept-language': 'es' });
  const main = load((await get(PAGES.profile).expect(200)).text).$('main');
  expect(main.find(`a[href="${PAGES.profilePassword}"]`)).toHaveLength(can ? 1 : 0);
  expect(main.text().includes('siempre que quiera')).toBe(can);
  expect(main.text().includes('está en el directorio de su empresa')).toBe(!can);
  expect(main.text().includes('quien administra ese directorio')).toBe(!can);
  // Password managers, too, lead here.
  await get(PAGES.wellKnownPassword)
    .expect(302)
    .expect('location', new RegExp(`${PAGES.profilePassword}$`));
  await get(PAGES.profilePassword)
    .expect(303)
    .expect('location', can ? /kc_action=UPDATE_PASSWORD/ : /^\/perfil$/);
});

test.each([
  ['READ_ONLY', true],
  ['UNSYNCED', false],
] as const)(
  'an unverified address counts, where people may change theirs, only if their directory is read only: %s',
  async (editMode, counts) => {
    const { users } = realm.console;
    const profile = await users.getProfile();
    const byThemselves = { permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] } };
    const attributes = profile.attributes?.map((one) => ({ ...one, ...(one.name === 'email' && byThemselves) })) ?? [];
    await users.updateProfile({ ...profile, attributes });
    await open({ editMode });
    const { id } = await personOf('readonly');
    const person = await users.findOne({ id });
    const isRefused = await users.update({ id }, { ...person, email: uniqueEmail() }).then(
      () => false,
      () => true,
    );
    expect(isRefused).toBe(counts);
    expect([person?.emailVerified, await hasProvenAddress(sidecar.admin, person ?? {})]).toEqual([false, counts]);
    await users.updateProfile(profile);
  },
);

test('of whom Keycloak keeps no copy is told the same where Keycloak cannot carry its own link out', async () => {
  await open({ editMode: 'WRITABLE', importEnabled: 'false' });
  const person = await personOf('uncopied');
  expect(person.id).toMatch(/^f:/);
  await expectSentenceInsteadOfForm(await mailFromConsole(person));
});

test('of whom Keycloak keeps no copy sets a password by link where the directory’s addresses are trusted', async () => {
  await open({ editMode: 'WRITABLE', importEnabled: 'false', trustEmail: 'true' });
  const person = await personOf('ana trusted');
  const { page, submit } = await browser(await mailFromConsole(person));
  expect([page.heading, isReadOnly(page, 'firstName')]).toEqual(['Active su cuenta', false]);
  expect((await submit()).status).toBe(303);
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: 'portal',
    username: 'ana trusted',
    password: GOOD_PASSWORD,
  });
  const { url, realm: name } = sidecar.config.keycloak;
  expect(await statusOf(`${url}/realms/${name}/protocol/openid-connect/token`, { method: 'POST', body })).toBe(200);
});

test('whoever has a password there sets it anew by “Forgot password?”, also beside a passkey', async () => {
  const { keycloakUrl, sidecarUrl, consoleAdmin: account } = testEnvironment();
  const applied = await runCli(['--apply', '--passkeys', '--recommended'], {
    KEYCLOAK_URL: keycloakUrl,
    KEYCLOAK_REALM: realm.console.realmName,
    KEYCLOAK_ADMIN_USERNAME: account.username,
    KEYCLOAK_ADMIN_PASSWORD: account.password,
    PUBLIC_URL: sidecarUrl,
  });
  expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining('“Forgot password?”')]);
  await open({ editMode: 'WRITABLE' });
  const { users } = realm.console;
  const { id, email } = await personOf('passkey');
  const user = await users.findOne({ id });
  const attributes = { ...user?.attributes, 'invitation.signIn': ['passkey'] };
  await users.update({ id }, { ...user, attributes, credentials: [A_PASSKEY] });
  expect(await credentials(realm, id)).toEqual(['webauthn-passwordless', 'password']);
  expect(pageOf((await follow(realm, email)).page)).toBe('login-update-password');
});

test('while the directory does not answer every door says so, and afterwards the link is as good as ever', async () => {
  await open({ editMode: 'WRITABLE', syncRegistrations: 'true' });
  const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  const key = keyOf(await mailTo(email));
  const link = await browser(key);
  await setDirectory({ connectionUrl: `ldap://${LOOPBACK}:${await freePort()}` });
  const away = { code: 'directory_unavailable', status: 503, params: { directory: 'directory' } };
  const answers = [await link.submit(), await supertest(pages.url).get('/activar').query({ key })];
  expect(answers.map(({ status, text }) => [status, load(text).heading])).toEqual([
    [503, 'El directorio de su empresa no responde en este momento'],
    [503, 'El directorio de su empresa no responde en este momento'],
  ]);
  await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject(away);
  await expect(revoke(sidecar, anAdmin, id)).rejects.toMatchObject(away);
  await expect(invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin })).rejects.toMatchObject(away);
  await setDirectory({ connectionUrl: directory.url });
  expect(await mailsTo(email, 1)).toHaveLength(1);
  expect((await (await browser(key)).submit()).status).toBe(303);
});

test.each([
  ['people are named by an attribute that is not their entry’s', { usernameLDAPAttribute: 'mail' }],
  ['they are to live where there is nothing', { usersDn: 'ou=nowhere,dc=example,dc=test' }],
  ['their entries are of a class that the directory does not know', { userObjectClasses: 'nonsense' }],
])('an invitation into a directory that is set up wrongly says which directory: %s', async (_, settings) => {
  await open({ editMode: 'WRITABLE', syncRegistrations: 'true', ...settings });
  const email = uniqueEmail();
  const fault = { code: 'directory_unavailable', params: { directory: 'directory' } };
  await expect(invite(sidecar, { email }, { actor: anAdmin })).rejects.toMatchObject(fault);
  expect(await realm.console.users.find({ email, exact: true })).toEqual([]);
});

test('an invitation that no directory has room for is refused, and no account is left', async () => {
  await open({ editMode: 'WRITABLE', importEnabled: 'false', syncRegistrations: 'true' });
  const email = uniqueEmail('nadie');
  await expect(invite(sidecar, { email }, { actor: anAdmin })).rejects.toMatchObject({ code: 'directory_keeps_nothing' });
  expect(await realm.console.users.find({ email, exact: true })).toEqual([]);
  expect(await mailsTo(email)).toEqual([]);
});

test('an invitation into a directory that Keycloak writes to can be revoked while it waits, and activated', async () => {
  await open({ editMode: 'WRITABLE', syncRegistrations: 'true' });
  const invited = async () => {
    const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    return { id, link: await browser(keyOf(await mailTo(email))), key: keyOf(await mailTo(email)) };
  };
  const [revoked, activated] = [await invited(), await invited()];
  expect((await realm.console.users.findOne({ id: revoked.id }))?.federationLink).toBe(component);
  expect(await revoke(sidecar, anAdmin, revoked.id)).toMatchObject({ status: 'revoked' });
  const after = await browser(revoked.key);
  expect([after.status, after.page.heading]).toEqual([403, 'La invitación se ha anulado']);

  expect((await activated.link.submit()).status).toBe(303);
  await until('the note', async () => {
    const user = await realm.console.users.findOne({ id: activated.id });
    return user && invitationOf(user)?.status === 'activated';
  });
  await expect(revoke(sidecar, anAdmin, activated.id)).rejects.toMatchObject({ code: 'already_active' });
});
