import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CompanyProvider, colleague, companyProvider, providerBrowser } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import type { Html } from '../support/html.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { ownToken } from '../support/own-token.ts';
import { createUser, uniqueEmail } from '../support/realm.ts';
import { runCli } from './support.ts';

jest.setTimeout(240_000);

/** `configure --company-sign-in`, and what it holds against everybody who would like somebody else's account. */

let realm: OwnRealm;
let company: CompanyProvider;
let other: CompanyProvider;
const BACK = 'https://portal.example.test/';

function configure(...args: string[]) {
  const { keycloakUrl, sidecarUrl, consoleAdmin: account } = testEnvironment();
  return runCli(args, {
    KEYCLOAK_URL: keycloakUrl,
    KEYCLOAK_REALM: realm.console.realmName,
    KEYCLOAK_ADMIN_USERNAME: account.username,
    KEYCLOAK_ADMIN_PASSWORD: account.password,
    PUBLIC_URL: sidecarUrl,
  });
}
const settings = async () => {
  const { console } = realm;
  return {
    providers: await console.identityProviders.find(),
    mappers: await console.identityProviders.findMappers({ alias: company.alias }),
    flows: (await console.authenticationManagement.getFlows()).map(({ alias }) => alias).toSorted(),
    organization: await console.organizations.findOne({ id: company.organizationId }),
  };
};

let untouched: Awaited<ReturnType<typeof settings>>;
beforeAll(async () => {
  realm = await createOwnRealm();
  [company, other] = [await companyProvider(realm.console), await companyProvider(realm.console)];
  await realm.console.clients.create({
    clientId: 'portal',
    publicClient: true,
    directAccessGrantsEnabled: true,
    redirectUris: [BACK],
  });
  await configure('--apply', '--recommended');
  untouched = await settings();
  expect((await configure('--apply', '--company-sign-in')).stderr).toBe('');
});
afterAll(async () => {
  await realm?.remove();
  await company?.remove();
  await other?.remove();
});

describe('configure', () => {
  test('shows each change first, changes nothing twice, and looks again without being told to', async () => {
    const again = await configure('--apply', '--company-sign-in');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('nothing to do')]);
    const provider = await realm.console.identityProviders.findOne({ alias: company.alias });
    const config = { ...provider?.config, syncMode: 'FORCE', filteredByClaim: 'false' };
    await realm.console.identityProviders.update({ alias: company.alias }, { ...provider, config });
    const check = await configure('--check');
    expect([check.code, check.lines.join('\n')]).toEqual([1, expect.stringMatching(/syncMode IMPORT/)]);
    expect(check.stdout).toContain('filteredByClaim true');
    expect((await configure('--apply')).code).toBe(0);
    expect((await realm.console.identityProviders.findOne({ alias: company.alias }))?.config).toMatchObject({
      syncMode: 'IMPORT',
      filteredByClaim: 'true',
    });
  });

  test('means only the provider that it is told, and leaves others as they are', async () => {
    const [ours, theirs] = [company.alias, other.alias];
    const readyOf = async (one: CompanyProvider) =>
      (await realm.console.organizations.findOne({ id: one.organizationId })).attributes?.['invitation.idp'];
    expect((await configure('--apply', '--company-sign-in', '--remove', '--provider', theirs)).code).toBe(0);
    expect([await readyOf(company), await readyOf(other)]).toEqual([[`${ours} ${company.domain}`], undefined]);
    expect((await configure('--check', '--company-sign-in', '--provider', ours)).code).toBe(0);
    expect((await configure('--check')).code).toBe(0);
    expect((await configure('--check', '--company-sign-in')).stdout).toContain(theirs);
    expect((await configure('--apply', '--company-sign-in', '--provider', theirs)).code).toBe(0);
    expect(await readyOf(other)).toEqual([`${theirs} ${other.domain}`]);
  });

  test('names a SAML provider, which does not say whether an address is verified, and leaves it alone', async () => {
    const saml = await companyProvider(realm.console, 'saml');
    const { alias, organizationId: id } = saml;
    const before = await realm.console.identityProviders.findOne({ alias });
    const { stdout } = await configure('--apply', '--company-sign-in', '--provider', alias);
    expect(stdout).toContain(`${alias} is no OpenID provider (saml)`);
    expect(await realm.console.identityProviders.findOne({ alias })).toEqual(before);
    expect((await realm.console.organizations.findOne({ id })).attributes?.['invitation.idp']).toBeUndefined();
    await saml.remove();
  });

  test('makes a flow anew that somebody has weakened', async () => {
    const { authenticationManagement: flows } = realm.console;
    const flow = `activation-sidecar - first sign-in by ${company.alias}`;
    const steps = await flows.getExecutions({ flow });
    const mail = steps.find(({ providerId }) => providerId === 'idp-email-verification');
    await flows.updateExecution({ flow }, { ...mail, requirement: 'DISABLED' });
    expect((await configure('--check')).stdout).toContain('its flow of first sign-ins is another');
    expect((await configure('--apply')).code).toBe(0);
    expect((await configure('--check')).code).toBe(0);
    const provider = await realm.console.identityProviders.findOne({ alias: company.alias });
    expect(provider?.firstBrokerLoginFlowAlias).toBe(flow);
  });
});

describe('at the first sign-in by the provider', () => {
  /** An account of the realm; with a mark, that of an open invitation. */
  async function account(email: string, mark?: string) {
    const attributes = mark === undefined ? {} : { 'invitation.idp': [mark] };
    return createUser(realm.console, { email, attributes, ...(mark !== undefined && { password: null }) });
  }
  async function signIn(person: { password: string }, username: string, at = company) {
    const browser = providerBrowser();
    const query = new URLSearchParams({ client_id: 'portal', response_type: 'code', scope: 'openid', redirect_uri: BACK });
    const start = `${testEnvironment().keycloakUrl}/realms/${realm.console.realmName}/protocol/openid-connect/auth?${query}&kc_idp_hint=${at.alias}`;
    return { browser, page: await browser.signIn(await browser.open(start), username, person.password) };
  }
  /** Keycloak waits for the mailbox of the account's owner. */
  const MAILBOX = 'login-idp-link-email';
  const pageOf = ({ page }: { page: Html }) => (JSON.parse(page.$('#keycloak-state').text()) as { page: string }).page;
  const links = async (id: string) => (await realm.console.users.listFederatedIdentities({ id })).length;
  const mine = () => uniqueEmail('ana', company.domain);

  test('an invited account with the verified address is linked at once, without a mail, and keeps its names', async () => {
    const email = mine();
    const { id } = await account(email, company.alias);
    const person = await colleague(company, email, { username: uniqueEmail('a'), firstName: 'Otra' });
    const { page } = await signIn(person, email);
    expect(page.leadsTo).toContain(BACK);
    expect(await links(id)).toBe(1);
    expect(await realm.console.users.findOne({ id })).toMatchObject({ username: email, email, firstName: 'Marta' });
    expect(await mailsTo(email)).toHaveLength(0);
    expect(await realm.console.users.getCredentials({ id })).toEqual([]);
  });

  test('nobody gets in with an address that the provider has not verified', async () => {
    const email = mine();
    const { id } = await account(email, company.alias);
    const thief = await colleague(company, email, { verified: false });
    const { page } = await signIn(thief, email);
    expect([page.leadsTo, page.page.heading, await links(id)]).toEqual([undefined, 'No hemos podido continuar', 0]);
  });

  test('an account without the mark is not linked before its mailbox has said so', async () => {
    const email = mine();
    const { id } = await account(email);
    const thief = await colleague(company, email);
    const { browser, page } = await signIn(thief, email);
    expect([pageOf(page), await links(id)]).toEqual([MAILBOX, 0]);
    // Its owner, in the mailbox.
    await browser.open((await mailTo(email)).link);
    expect(await links(id)).toBe(1);
  });

  test('an account with the mark of another company’s provider is not linked either', async () => {
    const email = uniqueEmail('jefa', other.domain);
    const { id } = await account(email, other.alias);
    const thief = await colleague(company, email);
    const { page } = await signIn(thief, email);
    expect([pageOf(page), await links(id)]).toEqual([MAILBOX, 0]);
  });

  test('an administrator of the realm is no different', async () => {
    const email = uniqueEmail('admin');
    const { id } = await account(email);
    const { console } = realm;
    const [management] = await console.clients.find({ clientId: 'realm-management' });
    const clientUniqueId = management?.id ?? '';
    const role = await console.clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
    await console.users.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: 'realm-admin' }] });
    const thief = await colleague(company, email);
    const { page } = await signIn(thief, email);
    expect([pageOf(page), await links(id)]).toEqual([MAILBOX, 0]);
  });

  test('a username chosen at the provider is nobody’s address', async () => {
    // Where people do not sign in with their address, Keycloak also looks for the account by the provider's username.
    await realm.console.realms.update({ realm: realm.console.realmName }, { registrationEmailAsUsername: false });
    const email = mine();
    const { id } = await account(email, company.alias);
    const own = mine();
    const thief = await colleague(company, own, { username: email });
    const { page } = await signIn(thief, own);
    expect(await links(id)).toBe(0);
    // They have come in as themselves.
    expect(page.leadsTo).toContain(BACK);
    await realm.console.realms.update({ realm: realm.console.realmName }, { registrationEmailAsUsername: true });
  });

  test('a later change of name or address at the provider renames nobody here', async () => {
    const email = mine();
    const { id } = await account(email, company.alias);
    const person = await colleague(company, email);
    await signIn(person, email);
    const boss = mine();
    const { id: theirs } = await account(boss);
    await company.staff.users.update({ id: person.id }, { email: boss, username: boss, emailVerified: true, firstName: 'Eva' });
    await signIn(person, boss);
    expect(await realm.console.users.findOne({ id })).toMatchObject({ username: email, email, firstName: 'Marta' });
    expect(await links(theirs)).toBe(0);
  });

  test('people cannot give themselves the mark', async () => {
    const { attributes } = await realm.console.users.getProfile();
    for (const name of ['invitation.idp', 'invitation.signIn'])
      expect(attributes?.find((one) => one.name === name)?.permissions).toEqual({ edit: ['admin'], view: ['admin'] });
    const { id, email, password } = await account(mine());
    const { realmName } = realm.console;
    const asked = { grant_type: 'password', username: email, password, scope: 'openid' };
    const token = await ownToken(realmName, asked, { clientId: 'portal', secret: '' });
    const change = (more: object) =>
      fetch(`${testEnvironment().keycloakUrl}/realms/${realmName}/account`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ username: email, email, firstName: 'Eva', lastName: 'Ruiz', ...more }),
      });
    expect((await change({})).status).toBe(204);
    await change({ attributes: { 'invitation.idp': [company.alias] } });
    const user = await realm.console.users.findOne({ id });
    expect([user?.firstName, user?.attributes?.['invitation.idp']]).toEqual(['Eva', undefined]);
  });

  test('whom nobody has invited gets an account of their own, as before', async () => {
    const email = mine();
    const { page } = await signIn(await colleague(company, email), email);
    expect(page.leadsTo).toContain(BACK);
    const [made] = await realm.console.users.find({ email });
    expect(await links(made?.id ?? '')).toBe(1);
  });
});

test('--remove shows what goes, and leaves everything as it was', async () => {
  const shown = await configure('--check', '--company-sign-in', '--remove');
  expect([shown.code, shown.stdout]).toEqual([1, expect.stringContaining(company.alias)]);
  const removed = await configure('--apply', '--company-sign-in', '--remove');
  expect([removed.code, removed.stderr]).toEqual([0, '']);
  expect(await settings()).toEqual(untouched);
  expect((await configure('--check', '--company-sign-in', '--remove')).code).toBe(0);
});
