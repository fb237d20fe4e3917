import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VOUCHING_ATTRIBUTE } from '../../src/keycloak/rights/vouching-providers.ts';
import { type CompanyProvider, colleague, companyProvider } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { ownToken } from '../support/own-token.ts';
import { uniqueEmail, withSharedAddresses } from '../support/realm.ts';
import { BACK, type CompanyRealm, createCompanyRealm, MAILBOX, pageOf } from './company-realm.ts';

/** `configure --company-sign-in`, and what it holds against everybody who would like somebody else's account. */

let realm: CompanyRealm;
let company: CompanyProvider;
let other: CompanyProvider;

const settings = async () => {
  const { console } = realm;
  // What `configure` has once seen of providers stays written down.
  const { [VOUCHING_ATTRIBUTE]: _, ...attributes } =
    (await console.realms.findOne({ realm: console.realmName }))?.attributes ?? {};
  return {
    providers: await console.identityProviders.find(),
    mappers: await console.identityProviders.findMappers({ alias: company.alias }),
    scopes: (await console.clientScopes.find()).map(({ name }) => name).toSorted(),
    attributes,
    flows: (await console.authenticationManagement.getFlows()).map(({ alias }) => alias).toSorted(),
    organization: await console.organizations.findOne({ id: company.organizationId }),
  };
};

let untouched: Awaited<ReturnType<typeof settings>>;
beforeAll(async () => {
  realm = await createCompanyRealm();
  [company, other] = [await companyProvider(realm.console), await companyProvider(realm.console)];
  await realm.configure('--apply', '--recommended');
  untouched = await settings();
  expect((await realm.configure('--apply', '--company-sign-in')).stderr).toBe('');
});
afterAll(async () => {
  await realm?.remove();
  await company?.remove();
  await other?.remove();
});

describe('configure', () => {
  test('shows each change first, changes nothing twice, and looks again without being told to', async () => {
    const again = await realm.configure('--apply', '--company-sign-in');
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('nothing to do')]);
    const provider = await realm.console.identityProviders.findOne({ alias: company.alias });
    const config = { ...provider?.config, syncMode: 'FORCE', filteredByClaim: 'false' };
    await realm.console.identityProviders.update({ alias: company.alias }, { ...provider, config });
    const check = await realm.configure('--check');
    expect([check.code, check.lines.join('\n')]).toEqual([1, expect.stringMatching(/syncMode IMPORT/)]);
    expect(check.stdout).toContain('filteredByClaim true');
    expect((await realm.configure('--apply')).code).toBe(0);
    expect((await realm.console.identityProviders.findOne({ alias: company.alias }))?.config).toMatchObject({
      syncMode: 'IMPORT',
      filteredByClaim: 'true',
    });
  });

  test('means only the provider that it is told, and leaves others as they are', async () => {
    const [ours, theirs] = [company.alias, other.alias];
    const readyOf = async (one: CompanyProvider) =>
      (await realm.console.organizations.findOne({ id: one.organizationId })).attributes?.['invitation.idp'];
    expect((await realm.configure('--apply', '--company-sign-in', '--remove', '--provider', theirs)).code).toBe(0);
    expect([await readyOf(company), await readyOf(other)]).toEqual([[`${ours} ${company.domain}`], undefined]);
    expect((await realm.configure('--check', '--company-sign-in', '--provider', ours)).code).toBe(0);
    expect((await realm.configure('--check')).code).toBe(0);
    expect((await realm.configure('--check', '--company-sign-in')).stdout).toContain(theirs);
    expect((await realm.configure('--apply', '--company-sign-in', '--provider', theirs)).code).toBe(0);
    expect(await readyOf(other)).toEqual([`${theirs} ${other.domain}`]);
  });

  test('says where nothing leads to a provider: the step of the browser flow is off', async () => {
    const { authenticationManagement: flows } = realm.console;
    const steps = await flows.getExecutions({ flow: 'browser' });
    const redirector = steps.find(({ providerId }) => providerId === 'identity-provider-redirector');
    await flows.updateExecution({ flow: 'browser' }, { ...redirector, requirement: 'DISABLED' });
    const check = await realm.configure('--check');
    expect([check.code, check.stdout]).toEqual([1, expect.stringContaining('has no Identity Provider Redirector that is on')]);
    await flows.updateExecution({ flow: 'browser' }, { ...redirector });
    expect((await realm.configure('--check')).code).toBe(0);
  });

  test('warns where Keycloak does not look for an account by its address', async () => {
    expect((await realm.configure('--check')).stdout).not.toContain('Duplicate emails');
    await withSharedAddresses(realm.console, async () => {
      expect((await realm.configure('--check')).stdout).toContain('several accounts have one address (Duplicate emails)');
    });
  });

  test('makes a flow anew that somebody has weakened', async () => {
    const { authenticationManagement: flows } = realm.console;
    const flow = `activation-sidecar - first sign-in by ${company.alias}`;
    const steps = await flows.getExecutions({ flow });
    const mail = steps.find(({ providerId }) => providerId === 'idp-email-verification');
    await flows.updateExecution({ flow }, { ...mail, requirement: 'DISABLED' });
    expect((await realm.configure('--check')).stdout).toContain('its flow of first sign-ins is another');
    expect((await realm.configure('--apply')).code).toBe(0);
    expect((await realm.configure('--check')).code).toBe(0);
    const provider = await realm.console.identityProviders.findOne({ alias: company.alias });
    expect(provider?.firstBrokerLoginFlowAlias).toBe(flow);
  });
});

describe('at the first sign-in by the provider', () => {
  const account = (email: string, mark?: string) => realm.account(email, mark);
  const links = (id: string) => realm.links(id);
  const signIn = (person: { password: string }, username: string) => realm.signIn(person, username, company);
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

describe('where somebody comes by the link of an invitation', () => {
  const ARRIVAL = 'openid invitation-arrival';
  const mine = () => uniqueEmail('ana', company.domain);
  beforeAll(async () => {
    const { clients, clientScopes } = realm.console;
    const [client] = await clients.find({ clientId: 'portal' });
    const scope = (await clientScopes.find()).find(({ name }) => name === 'invitation-arrival');
    await clients.addOptionalClientScope({ id: client?.id ?? '', clientScopeId: scope?.id ?? '' });
  });

  async function expectNobodyElse() {
    const own = mine();
    const { page } = await realm.signIn(await colleague(company, own), own, company, ARRIVAL);
    expect([page.leadsTo, page.page.$('main').text()]).toEqual([undefined, expect.stringContaining(own)]);
    expect(await realm.console.users.find({ email: own })).toEqual([]);
    for (const [mark, status] of [[company.alias, 'sent'], []] as const) {
      const theirs = mine();
      const account = await realm.account(theirs, mark, status);
      const refused = await realm.signIn(await colleague(company, theirs), theirs, company, ARRIVAL);
      expect(refused.page.page.$('main').text()).toContain('La invitación es de otra persona');
      expect([await realm.links(account.id), (await mailsTo(theirs)).length]).toEqual([0, 0]);
    }
    const email = mine();
    const { id } = await realm.account(email, company.alias);
    expect((await realm.signIn(await colleague(company, email), email, company, ARRIVAL)).page.leadsTo).toContain(BACK);
    expect(await realm.links(id)).toBe(1);
  }

  test('nobody gets an account but they', () => expectNobodyElse());

  test('likewise where the realm’s owner has accounts made for nobody', async () => {
    const { authenticationManagement: flows } = realm.console;
    const flow = `activation-sidecar - first sign-in by ${company.alias}`;
    const steps = await flows.getExecutions({ flow });
    const creates = steps.find(({ providerId }) => providerId === 'idp-create-user-if-unique');
    const detects = steps.findLast(({ providerId }) => providerId === 'idp-detect-existing-broker-user');
    await flows.updateExecution({ flow }, { ...creates, requirement: 'DISABLED' });
    await flows.updateExecution({ flow }, { ...detects, requirement: 'REQUIRED' });
    expect((await realm.configure('--check')).stdout).toContain('looks twice for whoever comes by a link');
    expect((await realm.configure('--apply')).code).toBe(0);
    expect((await realm.configure('--check')).code).toBe(0);
    await expectNobodyElse();
    // As an earlier version has made it: it is made anew, and still makes none.
    const link = steps.find(({ displayName }) => displayName?.includes(' - by the link of an invitation'));
    await flows.delExecution({ id: link?.id ?? '' });
    expect((await realm.configure('--check')).code).toBe(1);
    expect((await realm.configure('--apply')).code).toBe(0);
    expect((await realm.configure('--check')).code).toBe(0);
    await expectNobodyElse();
    const made = await flows.getExecutions({ flow });
    const [now] = made.filter(({ providerId }) => providerId === creates?.providerId);
    const last = made.findLast(({ providerId }) => providerId === detects?.providerId);
    expect([now?.requirement, last?.requirement]).toEqual(['DISABLED', 'REQUIRED']);
    await flows.updateExecution({ flow }, { ...now, requirement: 'ALTERNATIVE' });
    await flows.updateExecution({ flow }, { ...last, requirement: 'DISABLED' });
    expect((await realm.configure('--apply')).code).toBe(0);
    await expectNobodyElse();
  });
});

test('an open invitation of a domain that went to another company is linked by a mail alone', async () => {
  const { console } = realm;
  const moved = `movida-${company.domain}`;
  const domainsOf = async ({ organizationId: id, domain }: CompanyProvider, ...more: string[]) => {
    const domains = [domain, ...more].map((name) => ({ name, verified: true }));
    await console.organizations.updateById({ id }, { ...(await console.organizations.findOne({ id })), domains });
  };
  await domainsOf(company, moved);
  const [stays, member, goes] = [uniqueEmail('ana', company.domain), uniqueEmail('socia'), uniqueEmail('ana', moved)];
  const people = { stays: await realm.account(stays, company.alias), member: await realm.account(member, company.alias) };
  await console.organizations.addMember({ orgId: company.organizationId, userId: people.member.id });
  const { id } = await realm.account(goes, company.alias);
  await console.organizations.addMember({ orgId: company.organizationId, userId: id });
  expect((await realm.configure('--check')).stdout).not.toContain('not its company’s any more');
  await domainsOf(company);
  await domainsOf(other, moved);

  const check = await realm.configure('--check');
  expect([check.code, check.stdout]).toEqual([1, expect.stringContaining(`1 open invitation(s) of addresses that are not`)]);
  expect(check.stdout).toContain(moved);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect((await realm.configure('--check')).code).toBe(0);
  const { page } = await realm.signIn(await colleague(company, goes), goes, company);
  expect([pageOf(page), await realm.links(id)]).toEqual([MAILBOX, 0]);
  for (const [email, one] of [
    [stays, people.stays],
    [member, people.member],
  ] as const) {
    await realm.signIn(await colleague(company, email), email, company);
    expect(await realm.links(one.id)).toBe(1);
  }
  await domainsOf(other);
});

test.each(['unlinked', 'deleted'])('a provider whose organization is %s links nobody any more, and is set back', async (how) => {
  const { console } = realm;
  const lone = await companyProvider(console);
  await realm.configure('--apply', '--company-sign-in', '--provider', lone.alias);
  const flow = async () => (await console.authenticationManagement.getFlows()).some(({ alias }) => alias?.endsWith(lone.alias));
  expect(await flow()).toBe(true);
  const orgId = lone.organizationId;
  if (how === 'deleted') await console.organizations.delById({ id: orgId });
  else await console.organizations.unLinkIdp({ orgId, alias: lone.alias });

  const check = await realm.configure('--check');
  expect([check.code, check.stdout]).toEqual([1, expect.stringContaining(`${lone.alias} is of no organization any more`)]);
  expect((await realm.configure('--check', '--company-sign-in', '--remove', '--provider', lone.alias)).code).toBe(1);
  expect((await realm.configure('--apply')).code).toBe(0);
  expect(await flow()).toBe(false);
  const provider = await console.identityProviders.findOne({ alias: lone.alias });
  expect(Object.keys(provider?.config ?? {}).filter((name) => name.startsWith('invitation.'))).toEqual([]);
  expect(await console.identityProviders.findMappers({ alias: lone.alias })).toEqual([]);
  const again = await realm.configure('--check');
  expect([again.code, again.stdout]).toEqual([0, expect.not.stringContaining(lone.alias)]);

  const email = `marked@${lone.domain}`;
  const invited = await realm.account(email, lone.alias);
  const { page } = await realm.signIn(await colleague(lone, email), email, lone);
  expect([pageOf(page), await realm.links(invited.id)]).toEqual(['login-idp-link-confirm', 0]);
  await lone.remove();
});

test.each([[[]], [['--remove']]])('a provider that is not there is told, with %p too, and counts as not done', async (more) => {
  const run = await realm.configure('--apply', '--company-sign-in', ...more, '--provider', 'nobody');
  expect([run.code, run.stdout]).toEqual([1, expect.stringContaining('nobody is none of the organizations’ identity providers')]);
  expect(run.stdout).not.toContain('no organization has');
});

test('--remove shows what goes, and leaves everything as it was', async () => {
  const shown = await realm.configure('--check', '--company-sign-in', '--remove');
  expect([shown.code, shown.stdout]).toEqual([1, expect.stringContaining(company.alias)]);
  const removed = await realm.configure('--apply', '--company-sign-in', '--remove');
  expect([removed.code, removed.stderr]).toEqual([0, '']);
  expect(await settings()).toEqual(untouched);
  expect((await realm.configure('--check', '--company-sign-in', '--remove')).code).toBe(0);
});
