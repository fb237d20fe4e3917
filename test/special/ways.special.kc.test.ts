import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { colleague, readyCompany, wanderer } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { invitePerson, untilStatus } from '../support/invite.ts';
import { realmAdmin, uniqueEmail } from '../support/realm.ts';
import { usePasskey, virtualPasskey } from '../support/virtual-passkey.ts';

/** The ways in without a password, on every Keycloak that is supported. */

const admin = realmAdmin();
const { sidecarUrl } = testEnvironment();
const credentialsOf = async (id: string) => (await admin.users.getCredentials({ id })).map(({ type }) => type);

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test.each(['oidc', 'saml'] as const)('by the company’s own account (%s): linked, and without a credential', async (kind) => {
  const company = await readyCompany(admin, kind, kind === 'saml' ? 'trusted' : undefined);
  try {
    const email = uniqueEmail('ana', company.domain);
    const { password } = await colleague(company, email);
    const { key, invitation } = await invitePerson({ email });
    const person = wanderer();
    const atCompany = await person.send(await person.open(`${sidecarUrl}/activar?key=${key}`), { lastName: 'Prado Ruiz' });
    expect(atCompany.url).toContain(`/realms/${company.alias}/`);
    const arrived = await person.send(atCompany, { username: email, password });
    expect([arrived.status, new URL(arrived.url).origin]).toEqual([200, sidecarUrl]);
    const links = await admin.users.listFederatedIdentities({ id: invitation.id });
    expect(links.map(({ identityProvider }) => identityProvider)).toEqual([company.alias]);
    expect(await credentialsOf(invitation.id)).toEqual([]);
    expect(await admin.users.findOne({ id: invitation.id })).toMatchObject({ lastName: 'Prado Ruiz', username: email });
    await untilStatus(invitation.id, 'activated');
  } finally {
    await company.remove();
  }
});

test('by a passkey that our page makes, which is all that is asked for afterwards', async () => {
  const { invitation, mail } = await invitePerson({ signIn: 'passkey' });
  const page = await browser.visit();
  const device = await virtualPasskey(page);
  await page.goto(mail.link);
  await page.fill('[name="lastName"]', 'Prado Ruiz');
  await page.keyboard.press('Enter');
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  expect([await device.count(), await credentialsOf(invitation.id)]).toEqual([1, ['webauthn-passwordless']]);
  await usePasskey(page, `${sidecarUrl}/perfil`);
  expect(await page.textContent('h1')).toContain('Prado Ruiz');
  await untilStatus(invitation.id, 'activated');
});
