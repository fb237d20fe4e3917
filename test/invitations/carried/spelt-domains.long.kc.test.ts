import { domainToASCII } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { companySignInRequirement } from '../../../src/configure/company-sign-in/company-sign-in.ts';
import { configure } from '../../../src/configure/configure.ts';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { createExclusions } from '../../../src/invitations/console-users/exclusions.ts';
import { loadConfig } from '../../../src/settings/config.ts';
import { type CompanyProvider, colleague, companyProvider, wanderer } from '../../support/company-provider.ts';
import { testEnvironment } from '../../support/environment.ts';
import { invitationNow, invitePerson } from '../../support/invite.ts';
import { createPerson } from '../../support/people.ts';
import { createUser, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';

/**
 * A domain with letters beyond ASCII has two spellings, `bücher.test` and `xn--bcher-kva.test`. Keycloak (26.7) keeps the one that it was given and compares
 * letter by letter; whoever is invited by the other one belongs to the company all the same.
 */

const admin = realmAdmin();
/** Companies whose domains are written down in this spelling, each with the other one. */
let spelt: Record<'letters' | 'ascii', { company: CompanyProvider; own: string; other: string }>;
beforeAll(async () => {
  const [letters, ascii] = [await companyProvider(admin), await companyProvider(admin)];
  const named = (company: CompanyProvider) => {
    const domain = `bücher-${company.domain}`;
    return { letters: domain, ascii: domainToASCII(domain) };
  };
  spelt = {
    letters: { company: letters, own: named(letters).letters, other: named(letters).ascii },
    ascii: { company: ascii, own: named(ascii).ascii, other: named(ascii).letters },
  };
  for (const { company, own } of Object.values(spelt)) await giveDomain(company, `*.${own}`);
  const only = [letters.alias, ascii.alias];
  await configure([companySignInRequirement(admin, CLIENT_ID, only)], { apply: true, recommended: false, log: () => {} });
});
afterAll(async () => {
  for (const { company } of Object.values(spelt ?? {})) await company.remove();
});

async function giveDomain({ alias, organizationId: id }: CompanyProvider, name: string): Promise<void> {
  const organization = await admin.organizations.findOne({ id });
  await admin.organizations.updateById({ id }, { ...organization, domains: [{ name, verified: true }] });
  const provider = await admin.identityProviders.findOne({ alias });
  await admin.identityProviders.update({ alias }, { ...provider, config: { ...provider?.config, 'kc.org.domain': name } });
}

test.each(['letters', 'ascii'] as const)(
  'whose company has the domain in %s, and they the other spelling, comes in by its provider',
  async (which) => {
    const { company, own, other } = spelt[which];
    for (const domain of [own, other, `madrid.${other}`]) {
      const email = uniqueEmail('ana', domain);
      const { invitation, mail, key } = await invitePerson({ email });
      expect(invitation).toMatchObject({ email, signIn: `idp:${company.alias}` });
      expect(`${mail.html} ${mail.text}`).not.toMatch(/contraseña/i);
      const person = await colleague(company, email);
      const browser = wanderer();
      const page = await browser.open(`${testEnvironment().sidecarUrl}/activar?key=${key}`);
      const atCompany = await browser.send(page, { firstName: 'Ana' });
      expect(atCompany.url).toContain(`/realms/${company.alias}/`);
      await browser.send(atCompany, { username: email, password: person.password });
      expect((await invitationNow(invitation.id)).status).toBe('activated');
    }
  },
);

test.each(['letters', 'ascii'] as const)(
  'whose company has the domain in %s, and writes their address in the other spelling than the invitation: a page says so, and nobody gets a second account',
  async (which) => {
    const { company, own, other } = spelt[which];
    const email = uniqueEmail('ana', own);
    const elsewhere = email.replace(own, other);
    const { key, invitation } = await invitePerson({ email });
    const person = await colleague(company, elsewhere);
    const browser = wanderer();
    const page = await browser.open(`${testEnvironment().sidecarUrl}/activar?key=${key}`);
    const atCompany = await browser.send(page, { firstName: 'Ana' });
    const said = await browser.send(atCompany, { username: elsewhere, password: person.password });
    expect(said.page.heading).toBe('Su empresa escribe su dirección de otra forma');
    expect(said.page.$('main').text()).toContain(elsewhere);
    expect(await admin.users.find({ email: elsewhere, exact: true })).toEqual([]);
    expect(await admin.users.listFederatedIdentities({ id: invitation.id })).toEqual([]);
  },
);

test('its company admin may name the provider for both spellings, and for no domain that only looks like it', async () => {
  const { company, other } = spelt.letters;
  const { email } = await createPerson({ roles: ['company-admin'], companies: [company.organization] });
  const token = await userToken(email);
  const invite = async (domain: string) =>
    sidecar()
      .post('/api/v1/invitations')
      .set('Authorization', `Bearer ${token}`)
      .send({ email: uniqueEmail('ana', domain), organization: company.organization, signIn: `idp:${company.alias}` });
  expect((await invite(other)).status).toBe(201);
  expect((await invite(`bucher-${company.domain}`)).status).toBe(400);
});

test('INVITE_EXCEPT_ORGANIZATIONS and INVITE_EXCEPT_DOMAINS leave out both spellings', async () => {
  const { company, own, other } = spelt.letters;
  const { id } = await createUser(admin);
  const isLeftOut = (settings: Record<string, string>, domain: string) => {
    const { inviteExcept } = loadConfig({
      ...{ KEYCLOAK_URL: testEnvironment().keycloakUrl, KEYCLOAK_CLIENT_SECRET: 'x', SESSION_SECRET: 'x'.repeat(32) },
      ...settings,
    });
    return createExclusions(admin, inviteExcept).user({ id, email: `ana@${domain}` });
  };
  for (const domain of [own, other]) {
    expect(await isLeftOut({ INVITE_EXCEPT_ORGANIZATIONS: company.organization }, domain)).toBe(true);
    expect(await isLeftOut({ INVITE_EXCEPT_DOMAINS: own }, domain)).toBe(true);
    expect(await isLeftOut({ INVITE_EXCEPT_DOMAINS: other }, domain)).toBe(true);
  }
  expect(await isLeftOut({ INVITE_EXCEPT_DOMAINS: own, INVITE_EXCEPT_ORGANIZATIONS: company.organization }, 'bucher.test')).toBe(
    false,
  );
});
