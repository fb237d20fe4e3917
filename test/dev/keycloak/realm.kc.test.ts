import { describe, expect, test } from '@jest/globals';
import { createDemoData, DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../../src/dev/keycloak/demo.ts';
import { REALM } from '../../../src/dev/keycloak/fixed-names.ts';
import { followSettings } from '../../../src/dev/keycloak/realm.ts';
import { LOCALES } from '../../../src/settings/brand.ts';
import { testEnvironment } from '../../support/environment.ts';
import { canSignIn, createUser, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';

const admin = realmAdmin();
const { keycloakUrl, realm, clientId, clientSecret, sidecarUrl } = testEnvironment();

interface AccountAnswer {
  attributes?: Record<string, string[]>;
  userProfileMetadata: { attributes: { name: string }[] };
}

const claims = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

async function serviceAccountToken(secret = clientSecret): Promise<string | undefined> {
  const response = await fetch(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
  });
  return ((await response.json()) as { access_token?: string }).access_token;
}

describe('the imported realm', () => {
  test('lets the sidecar in with its secret only, and gives it four rights and no more', async () => {
    expect(await serviceAccountToken('${KEYCLOAK_CLIENT_SECRET}')).toBeUndefined();
    const { aud, resource_access } = claims((await serviceAccountToken()) ?? '');
    expect([aud].flat()).toContain(clientId);
    expect(Object.keys(resource_access).toSorted()).toEqual([clientId, 'realm-management']);
    expect(resource_access[clientId].roles).toEqual(['self-check']);
    expect(resource_access['realm-management'].roles).toEqual(
      expect.arrayContaining(['manage-users', 'manage-organizations', 'view-events', 'view-realm']),
    );
    expect(resource_access['realm-management'].roles).not.toContain('realm-admin');
  });

  test('speaks our languages, Spanish first, and keeps the rules that the guide promises', async () => {
    const settings = await admin.realms.findOne({ realm });
    expect(settings).toMatchObject({ defaultLocale: 'es', internationalizationEnabled: true, organizationsEnabled: true });
    expect(settings?.supportedLocales?.toSorted()).toEqual(LOCALES.toSorted());
    expect(settings?.passwordPolicy).toContain('length(8)');
    expect(settings).toMatchObject({
      adminEventsEnabled: true,
      adminEventsDetailsEnabled: false,
      actionTokenGeneratedByAdminLifespan: 604_800,
    });
  });

  test('leaves dynamic client registration under its policies', async () => {
    const policies = await admin.components.find({
      type: 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy',
    });
    expect(policies.map(({ providerId }) => providerId)).toEqual(expect.arrayContaining(['trusted-hosts', 'max-clients']));
  });

  test('keeps invitations where only admins see them', async () => {
    const { id, email, password } = await createUser(admin, {
      attributes: { 'invitation.id': ['one'], 'invitation.status': ['sent'] },
    });
    const found = await admin.users.find({ q: 'invitation.id:one', exact: true });
    expect(found.map((user) => user.id)).toContain(id);

    const token = await userToken(email, password);
    const account = await fetch(`${keycloakUrl}/realms/${realm}/account/?userProfileMetadata=true`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
    const { attributes = {}, userProfileMetadata } = (await account.json()) as AccountAnswer;
    expect(userProfileMetadata.attributes.map(({ name }) => name)).toEqual([
      'locale',
      'username',
      'email',
      'firstName',
      'lastName',
      'phone',
    ]);
    expect(Object.keys(attributes)).toEqual([]);
  });

  test('lets an admin invite with an address alone', async () => {
    const email = uniqueEmail();
    const { id } = await admin.users.create({ email, username: email, enabled: false });
    expect((await admin.users.findOne({ id }))?.firstName).toBeUndefined();
  });
});

describe('the demo data', () => {
  test('are there, can sign in and know their role and company', async () => {
    for (const { email, role, company } of DEMO_ACCOUNTS) {
      expect(claims(await userToken(email)).resource_access[clientId].roles).toContain(role);
      const [user] = await admin.users.find({ email, exact: true });
      const companies = await admin.organizations.memberOrganizations({ userId: user?.id ?? '' });
      expect(companies.map(({ alias }) => alias)).toEqual(company ? [company] : []);
    }
  });

  test('are made once, however often the start runs', async () => {
    // Other suites make users of this realm meanwhile.
    const accounts = async () =>
      (await Promise.all(DEMO_ACCOUNTS.map(({ email }) => admin.users.find({ email })))).flat().map(({ id }) => id);
    const before = await accounts();
    expect(before).toHaveLength(DEMO_ACCOUNTS.length);
    await createDemoData(admin);
    expect(await accounts()).toEqual(before);
    expect(await canSignIn('admin@amperecloud.test', DEMO_PASSWORD)).toBe(true);
  });
});

test('a later start with other addresses takes the clients along', async () => {
  const now = { KEYCLOAK_CLIENT_SECRET: clientSecret, PUBLIC_URL: sidecarUrl, PLATFORM_URL: 'http://localhost:4999' };
  const smtp = { SMTP_PORT: new URL(testEnvironment().smtpUrl).port };
  await followSettings(admin, REALM, { ...now, ...smtp });
  const [platform] = await admin.clients.find({ clientId: 'amperecloud-platform' });
  expect(platform?.redirectUris).toEqual(['http://localhost:4999/*']);
  expect(platform?.attributes?.['post.logout.redirect.uris']).toBe('http://localhost:4999/*');
  expect(platform?.enabled).toBe(true);
  const [sidecar] = await admin.clients.find({ clientId });
  expect(sidecar).toMatchObject({ enabled: true, secret: clientSecret, baseUrl: `${sidecarUrl}/` });
});
