import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { companySignInRequirement } from '../../../src/configure/company-sign-in/company-sign-in.ts';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
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
});
afterAll(async () => {
  await realm?.remove();
  await provider?.remove();
});

const ofMar = () => uniqueEmail('olga', 'mar.test');
const links = (email: string) => realm.console.organizations.listInvitations({ orgId: mar.id, email });
const invite = async (email: string) =>
  (await inviteOnce(sidecar, { actor: companyAdmin(mar) }, { email, organization: 'mar' }, undefined)).invitation;

/** An account that Keycloak makes at somebody's first sign-in by the provider, which calls the address verified. */
async function comesByProvider(email: string): Promise<string> {
  const { password } = await colleague(provider, email, { firstName: 'Eva', lastName: 'Vil' });
  const browser = providerBrowser();
  const query = new URLSearchParams({ client_id: 'portal', response_type: 'code', scope: 'openid', redirect_uri: BACK });
  const address = `${testEnvironment().keycloakUrl}/realms/${realm.console.realmName}/protocol/openid-connect/auth?${query}`;
  await browser.signIn(await browser.open(`${address}&kc_idp_hint=${provider.alias}`), email, password);
  const [account] = await realm.console.users.find({ email, exact: true });
  expect(account).toMatchObject({ firstName: 'Eva', emailVerified: false });
  return account?.id ?? '';
}

/** As an administrator links somebody in the console. */
const link = (id: string) =>
  realm.console.users.addToFederatedIdentity({
    id,
    federatedIdentityId: provider.alias,
    federatedIdentity: { identityProvider: provider.alias, userId: id, userName: id },
  });

const asked = async (email: string) => {
  const { status } = await invite(email);
  return { status, links: (await links(email)).length, mails: (await mailsTo(email)).length };
};
const ASKED = { status: 'sent', links: 1, mails: 1 };
const NOT_ASKED = { status: 'failed', links: 0, mails: 0 };

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

test('an account that an administrator has made and linked needs no proof', async () => {
  const { id, email } = await createUser(realm.console);
  await link(id);
  expect(await asked(email)).toEqual(ASKED);
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
