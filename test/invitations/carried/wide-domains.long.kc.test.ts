import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { companySignInRequirement } from '../../../src/configure/company-sign-in/company-sign-in.ts';
import { configure } from '../../../src/configure/configure.ts';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { type CompanyProvider, colleague, companyProvider, wanderer } from '../../support/company-provider.ts';
import { testEnvironment } from '../../support/environment.ts';
import { invitationNow, invitePerson } from '../../support/invite.ts';
import { createPerson } from '../../support/people.ts';
import { realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';

/** A company that has a domain and all below it (`oficina.test` and `*.oficina.test`, Keycloak 26.7), and a provider that leaves some of them out. */

const admin = realmAdmin();
let company: CompanyProvider;
const left = () => `fuera.${company.domain}`;
beforeAll(async () => {
  company = await companyProvider(admin);
  const { alias, domain, organizationId: id } = company;
  const wide = `*.${domain}`;
  const organization = await admin.organizations.findOne({ id });
  const domains = [domain, wide].map((name) => ({ name, verified: true }));
  await admin.organizations.updateById({ id }, { ...organization, domains });
  const provider = await admin.identityProviders.findOne({ alias });
  const config = { ...provider?.config, 'kc.org.domain': wide, 'kc.org.excluded.domains': `otra.test, ${left()}` };
  await admin.identityProviders.update({ alias }, { ...provider, config });
  await configure([companySignInRequirement(admin, CLIENT_ID, [alias])], { apply: true, recommended: false, log: () => {} });
});
afterAll(async () => {
  await company?.remove();
});

test.each([
  ['the domain itself', ''],
  ['one below it', 'madrid.'],
  ['one far below it', 'a.b.c.'],
])('whoever has an address of %s is invited by the provider, and comes in by it', async (_which, below) => {
  const email = uniqueEmail('ana', `${below}${company.domain}`);
  const { invitation, key } = await invitePerson({ email });
  expect(invitation).toMatchObject({ signIn: `idp:${company.alias}` });
  const person = await colleague(company, email);
  const browser = wanderer();
  const page = await browser.open(`${testEnvironment().sidecarUrl}/activar?key=${key}`);
  const atCompany = await browser.send(page, { firstName: 'Ana' });
  expect(atCompany.url).toContain(`/realms/${company.alias}/`);
  await browser.send(atCompany, { username: email, password: person.password });
  expect((await invitationNow(invitation.id)).status).toBe('activated');
});

test('whom the provider leaves out, and whoever has another domain that ends alike, is invited with a password', async () => {
  for (const domain of [left(), `x${company.domain}`])
    expect((await invitePerson({ email: uniqueEmail('ana', domain) })).invitation).toMatchObject({ signIn: 'password' });
});

test('its company admin may name the provider for those alone whom it signs in', async () => {
  const { email } = await createPerson({ roles: ['company-admin'], companies: [company.organization] });
  const token = await userToken(email);
  const invite = async (domain: string) =>
    sidecar()
      .post('/api/v1/invitations')
      .set('Authorization', `Bearer ${token}`)
      .send({ email: uniqueEmail('ana', domain), organization: company.organization, signIn: `idp:${company.alias}` });
  expect((await invite(`madrid.${company.domain}`)).status).toBe(201);
  expect((await invite(left())).status).toBe(400);
  expect((await invite(`x${company.domain}`)).status).toBe(400);
});

test('a provider to which nobody is led, because `*.` counts in place of its domain, is told by `configure`', async () => {
  const { alias, domain } = company;
  const looked = async () => (await companySignInRequirement(admin, CLIENT_ID, [alias]).look()).map(({ text }) => text);
  const told = expect.stringContaining(`are of *.${domain} of its organization`);
  expect(await looked()).not.toContainEqual(told);
  const provider = await admin.identityProviders.findOne({ alias });
  const config = { ...provider?.config, 'kc.org.domain': domain };
  await admin.identityProviders.update({ alias }, { ...provider, config });
  try {
    expect(await looked()).toContainEqual(told);
  } finally {
    await admin.identityProviders.update({ alias }, { ...provider });
  }
});
