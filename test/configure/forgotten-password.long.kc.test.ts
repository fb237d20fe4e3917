import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CompanyProvider, colleague, companyProvider } from '../support/company-provider.ts';
import { uniqueEmail } from '../support/realm.ts';
import { type CompanyRealm, createCompanyRealm, pageOf } from './company-realm.ts';
import {
  account,
  accountWithPasskey,
  ask,
  COPY,
  credentials,
  follow,
  giveUpPasskeys,
  NONE,
  reset,
} from './forgotten-password.ts';

/** “Forgot password?” in a realm with company sign-in, and without passkeys. */

let realm: CompanyRealm;
let company: CompanyProvider;

const NEW_PASSWORD = 'Otra-Laguna-7-verde';

let untouched: Awaited<ReturnType<typeof reset>>;
beforeAll(async () => {
  realm = await createCompanyRealm();
  await giveUpPasskeys(realm);
  company = await companyProvider(realm.console);
  await realm.configure('--apply', '--recommended');
  untouched = await reset(realm);
  expect((await realm.configure('--apply', '--company-sign-in')).stderr).toBe('');
});
afterAll(async () => {
  await realm?.remove();
  await company?.remove();
});

test('is shown first, made once, and made again when somebody has weakened it', async () => {
  expect((await realm.console.realms.findOne({ realm: realm.console.realmName }))?.resetCredentialsFlow).toBe(COPY);
  expect((await realm.configure('--check')).code).toBe(0);
  const { authenticationManagement: flows } = realm.console;
  const denies = (await flows.getExecutions({ flow: COPY })).find(({ providerId }) => providerId === 'deny-access-authenticator');
  await flows.updateExecution({ flow: COPY }, { ...denies, requirement: 'DISABLED' });
  const check = await realm.configure('--check');
  expect([check.code, check.stdout]).toEqual([1, expect.stringContaining(`the flow “${COPY}”`)]);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await realm.configure('--check')).code).toBe(0);
  // As the copies of earlier versions are.
  const passkey = (await flows.getExecutions({ flow: COPY })).find(({ displayName }) =>
    displayName?.includes(' - has a passkey'),
  );
  await flows.delExecution({ id: passkey?.id ?? '' });
  expect((await realm.configure('--check')).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await realm.configure('--check')).code).toBe(0);
});

test.each(['idp', 'passkey'])('gives no password to who was invited without one (%s)', async (way) => {
  const email = uniqueEmail('ana', company.domain);
  const { id } = await account(realm, email, way === 'idp' ? `idp:${company.alias}` : way, null);
  const { page } = await follow(realm, email);
  expect([page.leadsTo, page.page.$('main').text()]).toEqual([undefined, expect.stringContaining(NONE)]);
  expect(await credentials(realm, id)).toEqual([]);
});

test('gives none to a colleague who has a passkey as well', async () => {
  const email = uniqueEmail('ana', company.domain);
  const id = await accountWithPasskey(realm, email, `idp:${company.alias}`);
  expect((await follow(realm, email)).page.page.$('main').text()).toContain(NONE);
  expect(await credentials(realm, id)).toEqual(['webauthn-passwordless']);
});

test('lets whoever has a password set it anew, also one that came beside the company', async () => {
  for (const signIn of [undefined, 'password', `idp:${company.alias}`]) {
    const email = uniqueEmail('ana', company.domain);
    const { id } = await account(realm, email, signIn, 'Vieja-Laguna-3-azul');
    const { send, page } = await follow(realm, email);
    expect([signIn, pageOf(page)]).toEqual([signIn, 'login-update-password']);
    await send(page, { 'password-new': NEW_PASSWORD, 'password-confirm': NEW_PASSWORD });
    expect(await credentials(realm, id)).toEqual(['password']);
  }
});

test('gives a first one to who was invited to a password, as before', async () => {
  const email = uniqueEmail('ana');
  await account(realm, email, 'password', null);
  expect(pageOf((await follow(realm, email)).page)).toBe('login-update-password');
});

test('gives one to who was invited by a provider by which nobody signs in any more', async () => {
  const email = uniqueEmail('ana', company.domain);
  await account(realm, email, 'idp:gone', null);
  expect(pageOf((await follow(realm, email)).page)).toBe('login-update-password');
});

test('shows the same page for each address', async () => {
  const withoutOne = uniqueEmail('ana', company.domain);
  await account(realm, withoutOne, `idp:${company.alias}`, null);
  const withOne = uniqueEmail('ana');
  await account(realm, withOne, undefined, 'Vieja-Laguna-3-azul');
  const pages = [];
  for (const email of [withoutOne, withOne, uniqueEmail('nobody')]) {
    const { told } = await ask(realm, email);
    // The sign-in page's challenge for passkeys is another each time.
    const words = told.page.$('main').clone();
    words.find('script').remove();
    pages.push([told.status, told.leadsTo, words.text().replaceAll(email, 'X')]);
  }
  expect(pages[0]).toEqual(pages[2]);
  expect(pages[1]).toEqual(pages[2]);
});

test('leaves the link to the company, by which people sign in afterwards', async () => {
  const email = uniqueEmail('ana', company.domain);
  const { id } = await realm.account(email, company.alias);
  const person = await colleague(company, email);
  await realm.signIn(person, email, company);
  const user = await realm.console.users.findOne({ id });
  await realm.console.users.update(
    { id },
    { ...user, attributes: { ...user?.attributes, 'invitation.signIn': [`idp:${company.alias}`] } },
  );
  expect((await follow(realm, email)).page.page.$('main').text()).toContain(NONE);
  expect([await realm.links(id), await credentials(realm, id)]).toEqual([1, []]);
  expect((await realm.signIn(person, email, company)).page.leadsTo).toContain('portal.example.test');
});

test('a flow of the realm’s own is copied as it is by then, and followed again after --remove', async () => {
  const { authenticationManagement: flows, realms, realmName } = realm.console;
  await flows.copyFlow({ flow: 'reset credentials', newName: 'house' });
  await realms.update({ realm: realmName }, { resetCredentialsFlow: 'house' });
  expect((await realm.configure('--check')).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await reset(realm)).resetCredentialsFlow).toBe('activation-sidecar - forgotten password - house');
  // Its owner changes it: the copy follows.
  const otp = (await flows.getExecutions({ flow: 'house' })).find(({ providerId }) => providerId === 'reset-otp');
  await flows.updateExecution({ flow: 'house' }, { ...otp, requirement: 'DISABLED' });
  expect((await realm.configure('--check')).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await realm.configure('--check')).code).toBe(0);
  // Where they want no passwords by it at all, it needs no copy.
  const setPassword = async (requirement: string) => {
    const password = (await flows.getExecutions({ flow: 'house' })).find(({ providerId }) => providerId === 'reset-password');
    await flows.updateExecution({ flow: 'house' }, { ...password, requirement });
  };
  await setPassword('DISABLED');
  expect((await realm.configure('--check')).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  const { resetCredentialsFlow, flows: known } = await reset(realm);
  expect([resetCredentialsFlow, known.filter((alias) => alias?.includes('forgotten password'))]).toEqual(['house', []]);
  expect((await realm.configure('--check')).code).toBe(0);
  await setPassword('REQUIRED');
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await reset(realm)).resetCredentialsFlow).toBe('activation-sidecar - forgotten password - house');
  // One behind whose mail nothing can stand is told, and followed as it is.
  const mail = (await flows.getExecutions({ flow: 'house' })).find(({ providerId }) => providerId === 'reset-credential-email');
  await flows.delExecution({ id: mail?.id ?? '' });
  expect((await realm.configure('--check')).code).toBe(1);
  const told = await realm.configure('--apply');
  expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('the flow “house” stays as it is')]);
  expect((await reset(realm)).resetCredentialsFlow).toBe('house');
  await realms.update({ realm: realmName }, { resetCredentialsFlow: 'reset credentials' });
  await flows.deleteFlow({ flowId: (await flows.getFlows()).find(({ alias }) => alias === 'house')?.id ?? '' });
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await reset(realm)).resetCredentialsFlow).toBe(COPY);
});

test('a flow of the realm’s own that is renamed stays the realm’s; one that is deleted is told; one whose name is too long is left', async () => {
  const { authenticationManagement: flows, realms, realmName } = realm.console;
  const house = async (name: string) => (await flows.getFlows()).find(({ alias }) => alias === name);
  await flows.copyFlow({ flow: 'reset credentials', newName: 'house' });
  await realms.update({ realm: realmName }, { resetCredentialsFlow: 'house' });
  expect((await realm.configure('--apply')).code).toBe(0);
  const made = await house('house');
  await flows.updateFlow({ flowId: made?.id ?? '' }, { ...made, alias: 'home' });
  const renamed = await realm.configure('--apply');
  expect([renamed.code, renamed.stdout]).toEqual([0, expect.stringContaining('a copy of “home”')]);
  const { resetCredentialsFlow, flows: all } = await reset(realm);
  const copies = all.filter((alias) => alias?.includes('forgotten password'));
  expect([resetCredentialsFlow, copies]).toEqual(['activation-sidecar - forgotten password - home', [resetCredentialsFlow]]);
  expect((await realm.configure('--check')).code).toBe(0);
  await flows.deleteFlow({ flowId: made?.id ?? '' });
  const gone = await realm.configure('--apply');
  expect([gone.code, gone.stdout]).toEqual([0, expect.stringContaining('“home”, is gone: it goes back to “reset credentials”')]);
  expect((await reset(realm)).resetCredentialsFlow).toBe(COPY);

  const long = 'a'.repeat(200);
  await flows.copyFlow({ flow: 'reset credentials', newName: long });
  await realms.update({ realm: realmName }, { resetCredentialsFlow: long });
  const left = await realm.configure('--apply');
  expect([left.code, left.stdout]).toEqual([
    0,
    expect.stringContaining('its name and the longest of a flow within it have more than 160 characters'),
  ]);
  expect((await reset(realm)).resetCredentialsFlow).toBe(long);
  await realms.update({ realm: realmName }, { resetCredentialsFlow: 'reset credentials' });
  await flows.deleteFlow({ flowId: (await house(long))?.id ?? '' });
  expect((await realm.configure('--apply')).code).toBe(0);
});

test('several runs at once end well, and so does one after a run that was cut off', async () => {
  const { authenticationManagement: flows } = realm.console;
  const run = () => realm.configure('--apply', '--company-sign-in');
  expect((await realm.configure('--apply', '--company-sign-in', '--remove')).code).toBe(0);
  const runs = await Promise.all([run(), run(), run()]);
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));
  const { resetCredentialsFlow, flows: known } = await reset(realm);
  expect([resetCredentialsFlow, known.filter((alias) => alias?.startsWith('unfinished'))]).toEqual([COPY, []]);
  expect((await realm.configure('--check')).code).toBe(0);
  // Keycloak lists no flow whose parent is gone, and gives its name to no other.
  const own = [COPY, `activation-sidecar - first sign-in by ${company.alias}`];
  const steps = await Promise.all(own.map((flow) => flows.getExecutions({ flow })));
  const within = steps
    .flat()
    .flatMap(({ displayName }) => (own.some((flow) => displayName?.startsWith(`${flow} - `)) ? (displayName ?? []) : []));
  expect(within.length).toBeGreaterThan(3);
  expect((await realm.configure('--apply', '--company-sign-in', '--remove')).code).toBe(0);
  const about = { type: 'basic-flow', provider: 'registration-page-form', description: '' };
  const { id = '' } = await flows.createFlow({ alias: 'elsewhere', providerId: 'basic-flow', topLevel: true, builtIn: false });
  for (const alias of within) await flows.addFlowToFlow({ flow: 'elsewhere', alias, ...about });
  // A run was at work on the first of these long ago, and may be at work on the second.
  const unfinished = [Date.now() - 11 * 60_000, Date.now()].map((time) => `unfinished ${time} - ${COPY} 1a2b3c4d`);
  for (const alias of unfinished) await flows.createFlow({ alias, providerId: 'basic-flow', topLevel: true, builtIn: false });
  const after = await run();
  const left = (await flows.getFlows()).filter(({ alias }) => alias?.startsWith('unfinished'));
  expect(left.map(({ alias }) => alias)).toEqual(unfinished.slice(1));
  await flows.deleteFlow({ flowId: left[0]?.id ?? '' });
  expect([after.code, after.stderr, (await reset(realm)).resetCredentialsFlow]).toEqual([0, '', COPY]);
  await flows.deleteFlow({ flowId: id });
});

test('people at an app with sign-in pages of its own are told in words', async () => {
  const { clients } = realm.console;
  const [portal] = await clients.find({ clientId: 'portal' });
  const worn = async (login_theme: string) => {
    await clients.update({ id: portal?.id ?? '' }, { ...portal, attributes: { ...portal?.attributes, login_theme } });
    expect((await realm.configure('--apply')).code).toBe(0);
  };
  await worn('keycloak.v2');
  const email = uniqueEmail('ana', company.domain);
  await account(realm, email, `idp:${company.alias}`, null);
  expect((await follow(realm, email)).page.page.$('body').text()).toContain(NONE);
  await worn('');
});

test('--remove puts everything back', async () => {
  const shown = await realm.configure('--check', '--company-sign-in', '--remove');
  expect(shown.stdout).toContain('“Forgot password?” follows “reset credentials”, without our copy');
  expect((await realm.configure('--apply', '--company-sign-in', '--remove')).code).toBe(0);
  expect(await reset(realm)).toEqual(untouched);
  expect((await realm.configure('--check', '--company-sign-in', '--remove')).code).toBe(0);
});

test('a copy that nobody needs any more is taken away, also where the last provider was deleted in Keycloak', async () => {
  expect((await realm.configure('--apply', '--company-sign-in')).code).toBe(0);
  await realm.console.identityProviders.del({ alias: company.alias });
  expect((await realm.configure('--check')).code).toBe(1);
  await realm.configure('--apply');
  expect((await reset(realm)).resetCredentialsFlow).toBe('reset credentials');
  expect((await realm.configure('--check')).code).toBe(0);
});
