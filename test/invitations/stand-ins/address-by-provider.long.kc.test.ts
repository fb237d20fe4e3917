import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { companySignInRequirement } from '../../../src/configure/company-sign-in/company-sign-in.ts';
import { vouchingProvidersRequirement } from '../../../src/configure/vouching-providers.ts';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { invite as inviteByAdmin } from '../../../src/invitations/commands/invite.ts';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { MOVES } from '../../../src/invitations/record/life-cycle.ts';
import { addressHash } from '../../../src/invitations/record/mailed-address.ts';
import { markUser } from '../../../src/invitations/record/status-changes.ts';
import { writeRecord } from '../../../src/invitations/record/store.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { changeUser } from '../../../src/keycloak/realm/users.ts';
import { VOUCHING_ATTRIBUTE } from '../../../src/keycloak/rights/vouching-providers.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { type CompanyProvider, colleague, providerBrowser, readyCompany } from '../../support/company-provider.ts';
import { testEnvironment } from '../../support/environment.ts';
import { mailsTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';

/** Whoever runs the provider of one company has accounts made with addresses of another: those are not asked to join it. */
const BACK = 'https://portal.example.test/';
let realm: OwnRealm;
let sidecar: OwnSidecar;
let provider: CompanyProvider;
let mar: Organization;

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  const { clients, organizations } = realm.console;
  await clients.create({ clientId: 'portal', publicClient: true, redirectUris: [BACK] });
  provider = await readyCompany(realm.console);
  const domains = [{ name: 'mar.test', verified: true }];
  const { id } = await organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains });
  mar = { id, alias: 'mar', name: 'Mar' };
  await anew();
});
afterAll(async () => {
  await realm?.remove();
  await provider?.remove();
});

const ofMar = () => uniqueEmail('olga', 'mar.test');
const links = (email: string) => realm.console.organizations.listInvitations({ orgId: mar.id, email });
const invite = async (email: string) =>
  (await inviteOnce(sidecar, { actor: companyAdmin(mar) }, { email, organization: 'mar' }, undefined)).invitation;

async function signIn(username: string, password: string): Promise<void> {
  const browser = providerBrowser();
  const query = new URLSearchParams({ client_id: 'portal', response_type: 'code', scope: 'openid', redirect_uri: BACK });
  const address = `${testEnvironment().keycloakUrl}/realms/${realm.console.realmName}/protocol/openid-connect/auth?${query}`;
  await browser.signIn(await browser.open(`${address}&kc_idp_hint=${provider.alias}`), username, password);
}

/** An account that Keycloak makes at somebody's first sign-in by the provider, which calls the address verified. */
async function comesByProvider(email: string, emailVerified = false): Promise<string> {
  const { password } = await colleague(provider, email, { firstName: 'Eva', lastName: 'Vil' });
  await signIn(email, password);
  const [account] = await realm.console.users.find({ email, exact: true });
  expect(account).toMatchObject({ firstName: 'Eva', emailVerified });
  return account?.id ?? '';
}

/** As an administrator links somebody in the console. */
const link = (id: string, alias = provider.alias) =>
  realm.console.users.addToFederatedIdentity({
    id,
    federatedIdentityId: alias,
    federatedIdentity: { identityProvider: alias, userId: id, userName: id },
  });
/** Another provider, of no company. */
async function another(alias: string, trustEmail: boolean): Promise<void> {
  const { identityProviders } = realm.console;
  const {
    internalId: _,
    organizationId: __,
    ...like
  } = (await identityProviders.findOne({ alias: provider.alias })) as Record<string, unknown>;
  await identityProviders.create({ ...like, alias, trustEmail, config: { syncMode: 'IMPORT' } });
}

const invitations = new Map<string, string>();
const asked = async (email: string) => {
  const { id, status } = await invite(email);
  invitations.set(email, id);
  return { status, links: (await links(email)).length, mails: (await mailsTo(email)).length };
};
/** The same invitation, once more. */
const askedAgain = async (email: string) => (await resend(sidecar, anAdmin, invitations.get(email) ?? '')).status;
const ASKED = { status: 'sent', links: 1, mails: 1 };
const NOT_ASKED = { status: 'failed', links: 0, mails: 0 };

/** What `configure` says of providers whose word makes addresses of others an account's own. */
const said = () => vouchingProvidersRequirement(realm.console).look();
const applied = async () => {
  for (const { mend } of await said()) await mend?.();
  return said();
};
/** As if `configure` had been run for the first time. */
const anew = async () => {
  const { realms, realmName } = realm.console;
  const { attributes, ...now } = (await realms.findOne({ realm: realmName })) ?? {};
  await realms.update({ realm: realmName }, { ...now, attributes: { ...attributes, [VOUCHING_ATTRIBUTE]: '{}' } });
  await applied();
};
afterEach(anew);

describe('an account that came by a provider', () => {
  test('is not asked to join the company of its address', async () => {
    const email = ofMar();
    await comesByProvider(email);
    expect(await asked(email)).toEqual(NOT_ASKED);
  });

  test('is asked to join another one once its address is verified', async () => {
    const email = uniqueEmail('ana', provider.domain);
    const id = await comesByProvider(email);
    const invitation = await invite(email);
    expect(invitation.status).toBe('failed');
    expect([await links(email), await mailsTo(email)]).toEqual([[], []]);
    const account = await realm.console.users.findOne({ id });
    await realm.console.users.update({ id }, { ...account, emailVerified: true });
    expect((await resend(sidecar, anAdmin, invitation.id)).status).toBe('sent');
    expect(await links(email)).toHaveLength(1);
  });

  test('neither once it is linked with none any more, and has a password', async () => {
    const email = ofMar();
    const id = await comesByProvider(email);
    await realm.console.users.resetPassword({ id, credential: { type: 'password', value: 'Faro-8-nube-Lima' } });
    await realm.console.users.delFromFederatedIdentity({ id, federatedIdentityId: provider.alias });
    expect(await asked(email)).toEqual(NOT_ASKED);
  });
});

const verified = async (id: string) =>
  realm.console.users.update({ id }, { ...(await realm.console.users.findOne({ id })), emailVerified: true });

describe('an account that an administrator has made, and that is linked with a provider', () => {
  test('is asked by an address that is verified, or that its invitation was mailed to', async () => {
    const [plain, proven] = [await createUser(realm.console), await createUser(realm.console)];
    await link(plain.id);
    await link(proven.id);
    await verified(proven.id);
    expect([await asked(plain.email), await asked(proven.email)]).toEqual([NOT_ASKED, ASKED]);
    const { id, email } = await inviteByAdmin(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    await link(id);
    expect(await asked(email)).toEqual({ ...ASKED, mails: 2 });
  });

  test('is asked by no address that the provider has given it since', async () => {
    const { identityProviders, users } = realm.console;
    const before = await identityProviders.findOne({ alias: provider.alias });
    await identityProviders.update({ alias: provider.alias }, { ...before, config: { ...before?.config, syncMode: 'FORCE' } });
    const [own, olga] = [uniqueEmail('eva', provider.domain), ofMar()];
    const { id } = await inviteByAdmin(sidecar, { email: own }, { actor: anAdmin });
    const there = await colleague(provider, own);
    const federatedIdentity = { identityProvider: provider.alias, userId: there.id, userName: own };
    await users.addToFederatedIdentity({ id, federatedIdentityId: provider.alias, federatedIdentity });
    const known = await provider.staff.users.findOne({ id: there.id });
    await provider.staff.users.update({ id: there.id }, { ...known, email: olga });
    await signIn(own, there.password);
    expect(await users.findOne({ id })).toMatchObject({ email: olga, emailVerified: false });
    expect(await asked(olga)).toEqual(NOT_ASKED);
    await identityProviders.update({ alias: provider.alias }, { ...before });
  });
});

const trusts = async (trustEmail: boolean) => {
  const { identityProviders } = realm.console;
  const { alias } = provider;
  await identityProviders.update({ alias }, { ...(await identityProviders.findOne({ alias })), trustEmail });
};

describe('a provider whose addresses Keycloak calls verified (Trust Email)', () => {
  test('is told by configure, and proves the addresses of its own company alone', async () => {
    await trusts(true);
    const warning = { level: 'warning', text: expect.stringContaining(`${provider.alias} has “Trust Email” on`) };
    expect(await said()).toMatchObject([warning, { level: 'needed', sign: '~' }]);
    expect(await applied()).toMatchObject([warning]);
    const [olga, ana] = [ofMar(), uniqueEmail('ana', provider.domain)];
    await comesByProvider(olga, true);
    await comesByProvider(ana, true);
    expect([await asked(olga), await asked(ana)]).toEqual([NOT_ASKED, ASKED]);
    // An invitation that was mailed there proves it, too.
    const { id, email } = await inviteByAdmin(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    await link(id);
    await verified(id);
    expect(await asked(email)).toEqual({ ...ASKED, mails: 2 });
    // What it has made verified stays so.
    await trusts(false);
    expect(await said()).toEqual([]);
    expect(await askedAgain(olga)).toBe('failed');
  });

  test('of no company, proves no address', async () => {
    const { identityProviders } = realm.console;
    const alias = `solo-${provider.alias}`;
    await another(alias, true);
    expect(await applied()).toMatchObject([{ level: 'warning', text: expect.stringContaining(alias) }]);
    const person = await createUser(realm.console);
    await verified(person.id);
    await link(person.id, alias);
    expect(await asked(person.email)).toEqual(NOT_ASKED);
    await identityProviders.del({ alias });
  });
});

test('what a provider has told counts neither once it is linked no more, whoever has unlinked it', async () => {
  const { identityProviders, users } = realm.console;
  const { alias } = provider;
  const before = await identityProviders.findOne({ alias });
  await identityProviders.update({ alias }, { ...before, config: { ...before?.config, syncMode: 'FORCE' } });
  expect(await applied()).toMatchObject([{ level: 'warning', text: expect.stringContaining('FORCE') }]);
  const [given, proven] = [await createUser(realm.console), await createUser(realm.console)];
  await verified(proven.id);
  expect([await asked(given.email), await asked(proven.email)]).toEqual([NOT_ASKED, NOT_ASKED]);
  // An address that an invitation was mailed to is the person's own all the same.
  const { email } = await inviteByAdmin(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  expect(await asked(email)).toEqual({ ...ASKED, mails: 2 });
  // It has written over them before: setting it right makes them nobody's own.
  await identityProviders.update({ alias }, { ...before });
  expect(await said()).toEqual([]);
  expect(await askedAgain(proven.email)).toBe('failed');
  expect(await users.findOne({ id: proven.id })).toMatchObject({ emailVerified: true });
});

test('what a provider has told counts neither once the account is linked with a harmless one instead', async () => {
  const { identityProviders, users } = realm.console;
  await another('fiado', true);
  await another('otro', false);
  await applied();
  const olga = await createUser(realm.console);
  await verified(olga.id);
  for (const alias of ['fiado', 'otro']) await link(olga.id, alias);
  await users.delFromFederatedIdentity({ id: olga.id, federatedIdentityId: 'fiado' });
  expect(await asked(olga.email)).toEqual(NOT_ASKED);
  for (const alias of ['fiado', 'otro']) await identityProviders.del({ alias });
});

test('nor while it was another company’s, whose provider is by now that of the address', async () => {
  const { identityProviders, organizations } = realm.console;
  const { alias } = provider;
  const before = await identityProviders.findOne({ alias });
  await trusts(true);
  await applied();
  const olga = ofMar();
  await comesByProvider(olga, true);
  const goes = async (from: string, to: string) => {
    await organizations.unLinkIdp({ orgId: from, alias });
    await organizations.linkIdp({ orgId: to, alias });
  };
  await goes(provider.organizationId, mar.id);
  await applied();
  expect(await asked(olga)).toEqual(NOT_ASKED);
  await goes(mar.id, provider.organizationId);
  // Unlinked, it has lost the domain that it names.
  await identityProviders.update({ alias }, { ...before });
});

test('of a provider that configure has not looked at, nothing is believed until it has', async () => {
  await another('nuevo', false);
  const person = await createUser(realm.console);
  await verified(person.id);
  await link(person.id, 'nuevo');
  expect(await asked(person.email)).toEqual(NOT_ASKED);
  expect(await said()).toMatchObject([{ level: 'needed', sign: '~' }]);
  expect(await applied()).toEqual([]);
  expect(await askedAgain(person.email)).toBe('sent');
  await realm.console.identityProviders.del({ alias: 'nuevo' });
});

test('what the attribute of an earlier version says is read as what may vouch for anybody, and written anew', async () => {
  const { realms, realmName } = realm.console;
  const { attributes, ...now } = (await realms.findOne({ realm: realmName })) ?? {};
  const earlier = JSON.stringify({ [provider.alias]: provider.organizationId });
  await realms.update({ realm: realmName }, { ...now, attributes: { ...attributes, [VOUCHING_ATTRIBUTE]: earlier } });
  const ana = await createUser(realm.console, { email: uniqueEmail('ana', provider.domain) });
  await verified(ana.id);
  expect(await asked(ana.email)).toEqual(NOT_ASKED);
  expect(await said()).toMatchObject([{ level: 'needed', sign: '~' }]);
  expect(await applied()).toEqual([]);
});

describe('an account that is invited by a company’s provider', () => {
  const byProvider = (email: string) =>
    inviteByAdmin(sidecar, { email, organization: provider.organization, signIn: `idp:${provider.alias}` }, { actor: anAdmin });
  /** Whoever runs the provider comes before the mail is opened. */
  async function takes(email: string): Promise<string> {
    const { id } = await byProvider(email);
    await signIn(email, (await colleague(provider, email)).password);
    expect(await realm.console.users.listFederatedIdentities({ id })).toHaveLength(1);
    return id;
  }

  test('is not asked by another company’s address, linked or not, before its mail’s link was used', async () => {
    const { users } = realm.console;
    const [linked, unlinked] = [ofMar(), ofMar()];
    await takes(linked);
    const id = await takes(unlinked);
    await users.resetPassword({ id, credential: { type: 'password', value: 'Faro-8-nube-Lima' } });
    await users.delFromFederatedIdentity({ id, federatedIdentityId: provider.alias });
    const mailed = { ...NOT_ASKED, mails: 1 };
    expect([await asked(linked), await asked(unlinked)]).toEqual([mailed, mailed]);
  });

  test('is asked by one of the provider’s own company, and by one whose owner has used the link', async () => {
    const [ana, olga] = [uniqueEmail('ana', provider.domain), ofMar()];
    await takes(ana);
    const { id } = await byProvider(olga);
    await markUser(realm.console, id, MOVES.open);
    await signIn(olga, (await colleague(provider, olga)).password);
    expect([await asked(ana), await asked(olga)]).toEqual([
      { ...ASKED, mails: 2 },
      { ...ASKED, mails: 2 },
    ]);
  });

  test('nor by one whose mail could not be sent, whatever its earlier link was used for', async () => {
    const { id } = await byProvider(uniqueEmail('eva', provider.domain));
    await markUser(realm.console, id, MOVES.open);
    const olga = ofMar();
    await changeUser(realm.console, id, ({ attributes }) => ({ email: olga, username: olga, attributes }));
    const mailedTo = addressHash(olga);
    await writeRecord(realm.console, id, { move: MOVES.resend, mailedTo });
    await writeRecord(realm.console, id, { move: MOVES.mailRefused, error: 'mail' });
    expect(await asked(olga)).toEqual(NOT_ASKED);
  });
});

test('of a realm whose providers configure has never looked at, nobody is asked by an address that is verified', async () => {
  const { realms, realmName } = realm.console;
  const { attributes, ...now } = (await realms.findOne({ realm: realmName })) ?? {};
  const { [VOUCHING_ATTRIBUTE]: _, ...others } = attributes ?? {};
  await realms.update({ realm: realmName }, { ...now, attributes: others });
  const [linked, plain] = [await createUser(realm.console), await createUser(realm.console)];
  await link(linked.id);
  for (const { id } of [linked, plain]) await verified(id);
  expect([await asked(linked.email), await asked(plain.email)]).toEqual([NOT_ASKED, NOT_ASKED]);
  expect(await said()).toMatchObject([{ level: 'needed', sign: '~' }]);
  expect(await applied()).toEqual([]);
});

describe('a provider whose mapper writes over addresses at each sign-in', () => {
  const warning = { level: 'warning', text: expect.stringMatching(/“address” writes over addresses at each sign-in \(\w+\)/) };
  const setsMode = async (syncMode: string) => {
    const { identityProviders } = realm.console;
    const now = await identityProviders.findOne({ alias: provider.alias });
    await identityProviders.update({ alias: provider.alias }, { ...now, config: { ...now?.config, syncMode } });
  };

  test.each([
    { mode: 'FORCE', config: { syncMode: 'FORCE' }, ofProvider: 'IMPORT' },
    { mode: 'none, as of old', config: {}, ofProvider: 'IMPORT' },
    { mode: 'that of the provider', config: { syncMode: 'INHERIT' }, ofProvider: 'LEGACY' },
  ])('proves the addresses of its own company alone: $mode', async ({ config, ofProvider }) => {
    const { identityProviders, users } = realm.console;
    const { alias } = provider;
    const identityProviderMapper = {
      name: 'address',
      identityProviderAlias: alias,
      identityProviderMapper: 'oidc-user-attribute-idp-mapper',
      config: { claim: 'email', 'user.attribute': 'email', ...config },
    };
    const { id: mapper } = await identityProviders.createMapper({ alias, identityProviderMapper });
    // Company sign-in would set the mode back of a provider that is on.
    if (ofProvider === 'LEGACY')
      await identityProviders.update({ alias }, { ...(await identityProviders.findOne({ alias })), enabled: false });
    await setsMode(ofProvider);
    expect(await said()).toMatchObject([warning, { level: 'needed', sign: '~' }]);
    expect(await applied()).toMatchObject([warning]);
    if (ofProvider === 'LEGACY')
      await identityProviders.update({ alias }, { ...(await identityProviders.findOne({ alias })), enabled: true });
    const [own, olga] = [uniqueEmail('eva', provider.domain), ofMar()];
    const { id } = await createUser(realm.console, { email: own });
    await verified(id);
    const there = await colleague(provider, own);
    const federatedIdentity = { identityProvider: alias, userId: there.id, userName: own };
    await users.addToFederatedIdentity({ id, federatedIdentityId: alias, federatedIdentity });
    const known = await provider.staff.users.findOne({ id: there.id });
    await provider.staff.users.update({ id: there.id }, { ...known, email: olga });
    await signIn(own, there.password);
    // Keycloak goes on calling it verified.
    expect(await users.findOne({ id })).toMatchObject({ email: olga, emailVerified: true });
    expect(await asked(olga)).toEqual(NOT_ASKED);
    await setsMode('IMPORT');
    await identityProviders.delMapper({ alias, id: mapper });
    expect(await said()).toEqual([]);
    expect(await askedAgain(olga)).toBe('failed');
  });
});

test('of whom the log tells nothing, whoever is linked with a provider is not asked, and others are', async () => {
  const [linked, plain] = [await createUser(realm.console), await createUser(realm.console)];
  await link(linked.id);
  await realm.console.realms.clearAdminEvents({ realm: realm.console.realmName });
  expect(await asked(plain.email)).toEqual(ASKED);
  expect(await asked(linked.email)).toEqual(NOT_ASKED);
});

test('configure says of which providers accounts are made with addresses of anybody, until none are made', async () => {
  const { authenticationManagement: flows } = realm.console;
  const flow = `${CLIENT_ID} - first sign-in by ${provider.alias}`;
  const said = async () => {
    const findings = await companySignInRequirement(realm.console, CLIENT_ID).look();
    return findings.filter(({ text }) => text.includes('addresses of other companies')).map(({ level, text }) => [level, text]);
  };
  expect(await said()).toEqual([['warning', expect.stringContaining(provider.alias)]]);
  const steps = await flows.getExecutions({ flow });
  const change = async (step: (typeof steps)[number] | undefined, requirement: string) =>
    flows.updateExecution({ flow }, { ...step, requirement });
  await change(
    steps.find(({ providerId }) => providerId === 'idp-create-user-if-unique'),
    'DISABLED',
  );
  await change(
    steps.findLast(({ providerId }) => providerId === 'idp-detect-existing-broker-user'),
    'REQUIRED',
  );
  expect(await said()).toEqual([]);
});
