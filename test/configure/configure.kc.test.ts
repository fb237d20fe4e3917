import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { readinessChecks } from '../../src/keycloak/checks/readiness.ts';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { FILLED, GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { adminRest, uniqueEmail } from '../support/realm.ts';
import { ADMIN_CLIENT, createTestClients, TEST_CLIENT } from '../support/realm-setup.ts';
import { createScimClient, scimPerson } from '../support/scim.ts';
import { startOwnProcess } from '../support/sidecar-process.ts';
import { until } from '../support/wait.ts';
import { type BareRealm, createBareRealm, LANGUAGES, sidecarAccount, sidecarParts } from './support.ts';

const { keycloakUrl, sidecarUrl } = testEnvironment();

/** A token of the realm for a client of its own, or for a person. */
async function tokenOf(realm: BareRealm, client: typeof TEST_CLIENT, grant: Record<string, string>): Promise<string | undefined> {
  const response = await fetch(`${keycloakUrl}/realms/${realm.name}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: client.clientId, client_secret: client.secret, ...grant }),
  });
  return ((await response.json()) as { access_token?: string }).access_token;
}

async function withoutMapper(console: BareRealm['console'], mapper: string): Promise<void> {
  const { client } = await sidecarAccount(console);
  const mapperId = client.protocolMappers?.find(({ name }) => name === mapper)?.id ?? '';
  await console.clients.delProtocolMapper({ id: client.id, mapperId });
}

const needed = (lines: string[]) => lines.filter((line) => /^[+~] /.test(line) && !line.endsWith('(recommended)'));

describe('a realm that has never seen the sidecar', () => {
  let realm: BareRealm;
  beforeAll(async () => {
    realm = await createBareRealm();
  });
  afterAll(() => realm?.remove());

  test('is told what it lacks, and --check changes nothing', async () => {
    const before = await realm.snapshot();
    const { code, lines, stderr } = await realm.configure(['--check']);
    expect([code, stderr]).toEqual([1, '']);
    expect(needed(lines)).toEqual(
      expect.arrayContaining([
        '~ languages: internationalization is off; on, with en, es',
        '~ organizations: organizations are off',
        '~ e-mail theme: Keycloak’s own, not amperecloud',
        '~ admin events: off: users created in the console or by other clients are not invited',
        '~ user events: off: who sets a password on Keycloak’s own pages is noticed late',
        '+ user profile: attribute invitation.batch is missing',
        '+ client activation-sidecar: missing',
        '+ client roles: company-admin is missing',
        '+ scope of the client: realm-management view-events is missing',
        '+ roles of the service account: realm-management manage-users is missing',
      ]),
    );
    expect(lines).toContain('= themes');
    expect(await realm.snapshot()).toEqual(before);
  });

  test('a sidecar that starts there points to the command', async () => {
    const checks = readinessChecks(sidecarParts(realm));
    await expect(checks.serviceAccount()).rejects.toThrow('npm run configure -- --check');
    await expect(checks.theme()).rejects.toThrow('npm run configure -- --check');
  });

  test('is ready after --apply: everything is done, a second time nothing is left', async () => {
    const checked = await realm.configure(['--check']);
    const applied = await realm.configure(['--apply']);
    expect([applied.code, applied.stderr]).toEqual([0, '']);
    expect(applied.lines.filter((line) => line.endsWith(' → done'))).toEqual(
      needed(checked.lines).map((line) => `${line} → done`),
    );

    const after = await realm.snapshot();
    const again = await realm.configure(['--apply']);
    expect([again.code, needed(again.lines)]).toEqual([0, []]);
    expect(again.stdout).toContain('The realm is ready: nothing to do.');
    expect((await realm.configure(['--check'])).code).toBe(0);
    expect(await realm.snapshot()).toEqual(after);
    expect(await (await sidecarAccount(realm.console)).roles()).toEqual([
      'manage-organizations',
      'manage-users',
      'view-events',
      'view-realm',
    ]);
  });

  test('is not called ready while it has no mail server, which nobody but its owner knows', async () => {
    const { console, name } = realm;
    const settings = await console.realms.findOne({ realm: name });
    await console.realms.update({ realm: name }, { ...settings, smtpServer: {} });
    try {
      for (const option of ['--check', '--apply']) {
        const { code, lines, stdout } = await realm.configure([option]);
        expect([code, lines]).toEqual([1, expect.arrayContaining([expect.stringMatching(/^! mail server: the realm has none/)])]);
        expect(stdout).toContain('1 thing left to you');
        expect(stdout).not.toContain('The realm is ready');
      }
    } finally {
      await console.realms.update({ realm: name }, { ...settings });
    }
  });

  test('a sidecar is ready there, and one invitation becomes an account that can sign in', async () => {
    await createTestClients(realm.console, CLIENT_ID);
    const own = await startOwnProcess({ ROLE: 'all', KEYCLOAK_REALM: realm.name, KEYCLOAK_CLIENT_SECRET: realm.clientSecret });
    try {
      const { body: ready } = await supertest(own.url).get('/readyz').expect(200);
      const { theme, ...checks } = ready.checks;
      expect(new Set(Object.values(checks))).toEqual(new Set(['ok']));
      // The realm's own login theme is only recommended.
      expect(theme).toContain('--recommended');

      const email = uniqueEmail();
      const { body: invitation } = await supertest(own.url)
        .post('/api/v1/invitations')
        .set('Authorization', `Bearer ${await tokenOf(realm, ADMIN_CLIENT, { grant_type: 'client_credentials' })}`)
        .send({ email })
        .expect(201);
      expect(invitation).toMatchObject({ email, status: 'sent' });
      const mail = await mailTo(email);
      expect(mail.subject).toBe('Activación de cuenta Amperecloud');

      const [browser, key] = [supertest.agent(own.url), keyOf(mail)];
      const page = load((await browser.get('/activar').query({ key }).expect(200)).text);
      expect(page.heading).toBe('Active su cuenta');
      await browser
        .post('/activar')
        .type('form')
        .send({ _csrf: page.value('_csrf'), key, ...FILLED })
        .expect(303);
      const grant = { grant_type: 'password', username: email, password: GOOD_PASSWORD };
      expect(await tokenOf(realm, TEST_CLIENT, grant)).toBeDefined();
      const user = await until('the status', async () => {
        const read = await realm.console.users.findOne({ id: invitation.id });
        return read?.attributes?.['invitation.status']?.[0] === 'activated' && read;
      });
      expect(user).toMatchObject({ firstName: FILLED.firstName, requiredActions: [] });
    } finally {
      await own.stop();
    }
  });
});

/** Changes the sidecar's client as its owner may in the console. */
async function set({ console }: BareRealm, change: object, attributes: Record<string, string> = {}): Promise<void> {
  const { client } = await sidecarAccount(console);
  await console.clients.update({ id: client.id }, { ...client, ...change, attributes: { ...client.attributes, ...attributes } });
}

/** Settings of the client with which Keycloak signs nobody in, or gives its service account no token. */
const HINDRANCES: Record<string, string> = {
  'require.pushed.authorization.requests is true: the sidecar pushes no requests': 'true',
  'request.object.required is request or request_uri: the sidecar sends no request objects': 'request or request_uri',
  'use.refresh.tokens is false: sessions need refresh tokens': 'false',
  'dpop.bound.access.tokens is true: the sidecar sends no DPoP proofs': 'true',
  'tls.client.certificate.bound.access.tokens is true: the sidecar has no client certificate': 'true',
  'exclude.issuer.from.auth.response is true: an answer that does not name its issuer is refused': 'true',
  'id.token.encrypted.response.alg is RSA-OAEP: the sidecar has no key to read them with': 'RSA-OAEP',
  'id.token.encrypted.response.enc is A256GCM: the sidecar has no key to read them with': 'A256GCM',
  'access.token.signed.response.alg is HS512: only Keycloak can check such a signature': 'HS512',
};

/** What an owner of the realm may take away by accident, and how the command says it. */
const LOSSES: [line: string, breakIt: (realm: BareRealm) => Promise<unknown>][] = [
  [
    `+ client activation-sidecar: redirect URI ${sidecarUrl}/entrar/retorno is missing`,
    async ({ console }) => {
      const { client } = await sidecarAccount(console);
      await console.clients.update({ id: client.id }, { ...client, redirectUris: [`${sidecarUrl}/activada*`] });
    },
  ],
  [
    `+ client activation-sidecar: post-logout URI ${sidecarUrl}/salir is missing`,
    async ({ console }) => {
      const { client } = await sidecarAccount(console);
      const attributes = { ...client.attributes, 'post.logout.redirect.uris': 'https://their.test/*' };
      await console.clients.update({ id: client.id }, { ...client, attributes });
    },
  ],
  [
    '~ client activation-sidecar: pkce.code.challenge.method is not set, not S256',
    async ({ console }) => {
      const { client } = await sidecarAccount(console);
      const attributes = { ...client.attributes, 'pkce.code.challenge.method': '' };
      await console.clients.update({ id: client.id }, { ...client, attributes });
    },
  ],
  ...Object.entries(HINDRANCES).map(([words, value]): (typeof LOSSES)[number] => [
    `~ client activation-sidecar: ${words}`,
    (realm) => set(realm, {}, { [words.split(' ')[0] ?? '']: value }),
  ]),
  ['~ client activation-sidecar: bearerOnly is true, not false', (realm) => set(realm, { bearerOnly: true })],
  [
    '~ client activation-sidecar: its "not before" lies ahead, so its tokens do not count yet',
    (realm) => set(realm, { notBefore: Math.floor(Date.now() / 1000) + 3600 }),
  ],
  ['+ client activation-sidecar: mapper "own audience" is missing', ({ console }) => withoutMapper(console, 'own audience')],
  ['+ client activation-sidecar: mapper "own roles" is missing', ({ console }) => withoutMapper(console, 'own roles')],
  [
    '+ roles of the service account: activation-sidecar self-check is missing',
    async ({ console }) => {
      const { client, userId } = await sidecarAccount(console);
      const role = await console.clients.findRole({ id: client.id, roleName: 'self-check' });
      const roles = [{ id: role?.id ?? '', name: 'self-check' }];
      await console.users.delClientRoleMappings({ id: userId, clientUniqueId: client.id, roles });
    },
  ],
  [
    '~ client activation-sidecar: its secret is another one than KEYCLOAK_CLIENT_SECRET',
    async ({ console }) => {
      const { client } = await sidecarAccount(console);
      await console.clients.generateNewClientSecret({ id: client.id });
    },
  ],
  [
    '+ client activation-sidecar: default client scope basic is missing',
    async ({ console }) => {
      const { client } = await sidecarAccount(console);
      const scope = (await console.clientScopes.find()).find(({ name }) => name === 'basic');
      await console.clients.delDefaultClientScope({ id: client.id, clientScopeId: scope?.id ?? '' });
      await console.clients.addOptionalClientScope({ id: client.id, clientScopeId: scope?.id ?? '' });
    },
  ],
  [
    '+ client roles: company-admin is missing',
    async ({ console }) => {
      const { client } = await sidecarAccount(console);
      await console.clients.delRole({ id: client.id, roleName: 'company-admin' });
    },
  ],
  [
    '+ roles of the service account: realm-management manage-users is missing',
    async ({ console }) => {
      const account = await sidecarAccount(console);
      await console.users.delClientRoleMappings(await account.role('manage-users'));
    },
  ],
  [
    '+ scope of the client: realm-management view-realm is missing',
    async ({ console }) => {
      const { client, managementId, role } = await sidecarAccount(console);
      const { roles } = await role('view-realm');
      await console.clients.delClientScopeMappings({ id: client.id, client: managementId }, roles);
    },
  ],
  [
    '~ admin events: off: users created in the console or by other clients are not invited',
    ({ console, name }) => console.realms.update({ realm: name }, { adminEventsEnabled: false }),
  ],
  [
    '~ user events: kept for 600 seconds, not 2592000',
    ({ console, name }) => console.realms.update({ realm: name }, { eventsExpiration: 600 }),
  ],
  [
    '+ user events: UPDATE_PASSWORD, UPDATE_CREDENTIAL, RESET_PASSWORD, FEDERATED_IDENTITY_LINK not saved',
    ({ console, name }) => console.realms.update({ realm: name }, { enabledEventTypes: ['LOGIN'] }),
  ],
  ['+ languages: es is missing', ({ console, name }) => console.realms.update({ realm: name }, { supportedLocales: ['en'] })],
  [
    '~ required actions: UPDATE_PASSWORD is off',
    async ({ console }) => {
      const alias = 'UPDATE_PASSWORD';
      const action = await console.authenticationManagement.getRequiredActionForAlias({ alias });
      await console.authenticationManagement.updateRequiredAction({ alias }, { ...action, enabled: false });
    },
  ],
  [
    '+ required actions: UPDATE_PROFILE is missing',
    ({ console }) => console.authenticationManagement.deleteRequiredAction({ alias: 'UPDATE_PROFILE' }),
  ],
  [
    '~ user profile: attribute invitation.by: other permissions',
    async ({ console }) => {
      const profile = await console.users.getProfile();
      const seen = { view: ['admin', 'user'], edit: ['admin', 'user'] };
      const attributes = profile.attributes?.map((one) => (one.name === 'invitation.by' ? { ...one, permissions: seen } : one));
      await console.users.updateProfile({ ...profile, attributes: attributes ?? [] });
    },
  ],
  [
    '~ user profile: attribute invitation.error: no annotations, so that Keycloak answers 500 over SCIM',
    async ({ console }) => {
      const { attributes = [], ...profile } = await console.users.getProfile();
      const without = attributes.map((one) => {
        const { annotations, ...rest } = one;
        return one.name === 'invitation.error' ? rest : one;
      });
      await console.users.updateProfile({ ...profile, attributes: without });
    },
  ],
];

describe('a realm that is ready', () => {
  let realm: BareRealm;
  beforeAll(async () => {
    realm = await createBareRealm();
    expect((await realm.configure(['--apply'])).code).toBe(0);
  });
  afterAll(() => realm?.remove());

  test('and then loses things is told of each of them, and each is mended', async () => {
    const before = await realm.snapshot();
    for (const [, breakIt] of LOSSES) await breakIt(realm);
    const lines = LOSSES.map(([line]) => line).toSorted();

    const checked = await realm.configure(['--check']);
    expect([checked.code, needed(checked.lines).toSorted()]).toEqual([1, lines]);
    const applied = await realm.configure(['--apply']);
    const done = applied.lines.filter((line) => line.endsWith(' → done')).toSorted();
    expect([applied.code, done]).toEqual([0, lines.map((line) => `${line} → done`).toSorted()]);
    expect((await realm.configure(['--check'])).code).toBe(0);

    const after = await realm.snapshot();
    expect(after.profile).toEqual(before.profile);
    expect(after.realm?.attributes).toEqual(before.realm?.attributes);
    const client = ({ clients }: typeof after) => sorted(clients.find(({ clientId }) => clientId === CLIENT_ID));
    expect(client(after)).toMatchObject({ redirectUris: [`${sidecarUrl}/activada*`, `${sidecarUrl}/entrar/retorno`] });
    expect(client(after)).toMatchObject({
      attributes: { 'post.logout.redirect.uris': `https://their.test/*##${sidecarUrl}/salir` },
    });
  });

  test('but whose client policies keep people out, or the service account, is not called ready', async () => {
    const put = async (path: string, body: object) =>
      expect((await adminRest('PUT', `/client-policies/${path}`, body, realm.name)).status).toBeLessThan(300);
    const executors = [
      { executor: 'secure-request-object', configuration: {} },
      { executor: 'secure-client-authenticator', configuration: { 'allowed-client-authenticators': ['client-jwt'] } },
    ];
    await put('profiles', { profiles: [{ name: 'strict', executors }] });
    const conditions = [{ condition: 'any-client', configuration: {} }];
    await put('policies', { policies: [{ name: 'strict', enabled: true, conditions, profiles: ['strict'] }] });
    try {
      const { code, lines } = await realm.configure(['--check']);
      const told = lines.filter((line) => line.startsWith('! client activation-sidecar: '));
      expect([code, told]).toEqual([
        1,
        [
          expect.stringMatching(/people cannot sign in: .* policies$/),
          expect.stringMatching(/gets no token \(Keycloak says.* policies$/),
        ],
      ]);
    } finally {
      await put('policies', { policies: [] });
    }
    expect((await realm.configure(['--check'])).code).toBe(0);
  });

  test('more rights and addresses than needed are only taken away when told so', async () => {
    const { console } = realm;
    const account = await sidecarAccount(console);
    await console.users.addClientRoleMappings(await account.role('realm-admin'));
    const redirectUris = [...(account.client.redirectUris ?? []), 'https://old.test/*'];
    await console.clients.update({ id: account.client.id }, { ...account.client, redirectUris });
    const surplus = [
      '- client activation-sidecar: redirect URI https://old.test/* is not needed',
      '- roles of the service account: realm-management realm-admin is more than the sidecar needs',
    ];

    const applied = await realm.configure(['--apply']);
    expect(applied.code).toBe(0);
    expect(applied.lines).toEqual(expect.arrayContaining(surplus.map((line) => `${line} (recommended)`)));
    expect(await account.roles()).toContain('realm-admin');

    expect((await realm.configure(['--check', '--recommended'])).code).toBe(1);
    const all = await realm.configure(['--apply', '--recommended']);
    expect(all.lines).toEqual(expect.arrayContaining(surplus.map((line) => `${line} → done`)));
    expect(await account.roles()).not.toContain('realm-admin');
    expect((await realm.configure(['--check', '--recommended'])).code).toBe(0);
    const settings = await console.realms.findOne({ realm: realm.name });
    expect(settings).toMatchObject({ loginTheme: 'amperecloud', defaultLocale: 'es' });
    expect(settings?.supportedLocales?.toSorted()).toEqual(LANGUAGES.toSorted());
  });

  test('takes people over SCIM, and is told which attribute of its own keeps it from that', async () => {
    const scim = await createScimClient(realm.console);
    const take = () => scim.send('POST', '/Users', scimPerson(uniqueEmail('scim')));
    expect((await take()).status).toBe(201);
    const { attributes = [], ...profile } = await realm.console.users.getProfile();
    const own = { name: 'cups', permissions: { view: ['admin'], edit: ['admin'] } };
    await realm.console.users.updateProfile({ ...profile, attributes: [...attributes, own] });
    expect((await take()).status).toBe(500);
    const advice = '~ SCIM: no annotations at cups, so that Keycloak answers 500 over SCIM; empty ones will do';
    expect((await realm.configure(['--check'])).lines).toContain(`${advice} (recommended)`);
    expect((await realm.configure(['--apply', '--recommended'])).lines).toContain(`${advice} → done`);
    expect((await take()).status).toBe(201);
  });
});

test('a realm with settings, attributes, clients and events of its own keeps them', async () => {
  const realm = await createBareRealm({
    displayName: 'Energía Norte',
    internationalizationEnabled: true,
    supportedLocales: ['fr', 'en'],
    defaultLocale: 'fr',
    loginTheme: 'keycloak.v2',
    passwordPolicy: 'length(12) and passwordHistory(3)',
    adminEventsEnabled: true,
    adminEventsDetailsEnabled: true,
    eventsEnabled: true,
    eventsExpiration: 864_000,
    enabledEventTypes: ['LOGIN', 'LOGOUT'],
    attributes: { 'of.their.own': 'yes', adminEventsExpiration: '600' },
    clients: [{ clientId: 'their-platform', publicClient: true, redirectUris: ['https://their.test/*'] }],
    users: [{ username: 'vera', email: 'vera@their.test', enabled: true, attributes: { cups: ['ES1'] } }],
    localizationTexts: { es: { 'profile.attributes.invitation.by': 'Quién invita' } },
  });
  try {
    const own = { name: 'cups', displayName: 'CUPS', group: 'energy', permissions: { view: ['admin'], edit: ['admin'] } };
    const profile = await realm.console.users.getProfile();
    await realm.console.users.updateProfile({
      ...profile,
      attributes: [own, ...(profile.attributes ?? [])],
      groups: [{ name: 'energy' }, ...(profile.groups ?? [])],
      unmanagedAttributePolicy: 'ADMIN_EDIT' as never,
    });
    const before = await realm.snapshot();
    expect((await realm.configure(['--apply'])).code).toBe(0);
    const after = await realm.snapshot();

    const types = ['FEDERATED_IDENTITY_LINK', 'LOGIN', 'LOGOUT', 'RESET_PASSWORD', 'UPDATE_CREDENTIAL', 'UPDATE_PASSWORD'];
    const { attributes: attributesBefore, ...settingsBefore } = before.realm ?? {};
    const { attributes: attributesAfter, ...settingsAfter } = after.realm ?? {};
    expect(sorted(settingsAfter)).toEqual(
      sorted({
        ...settingsBefore,
        organizationsEnabled: true,
        emailTheme: 'amperecloud',
        supportedLocales: ['fr', 'en', 'es'],
        enabledEventTypes: types,
      }),
    );
    // Keycloak also spells out some defaults, as it does whenever somebody saves the realm in the console.
    expect(attributesAfter).toMatchObject({ ...attributesBefore, adminEventsExpiration: '2592000' });
    expect(after.actions).toEqual(before.actions);
    expect(after.clients.filter(({ clientId }) => clientId !== CLIENT_ID)).toEqual(before.clients);
    const { attributes = [], groups = [], unmanagedAttributePolicy } = after.profile;
    expect(attributes.slice(0, before.profile.attributes?.length)).toEqual(before.profile.attributes);
    expect(groups.slice(0, before.profile.groups?.length)).toEqual(before.profile.groups);
    expect(unmanagedAttributePolicy).toBe('ADMIN_EDIT');
    expect(after.texts[0]).toMatchObject({ 'profile.attributes.invitation.by': 'Quién invita' });
    const [user] = await realm.console.users.find({ username: 'vera', exact: true });
    expect(user?.attributes).toMatchObject({ cups: ['ES1'] });
  } finally {
    await realm.remove();
  }
});

/** Keycloak gives lists of languages and event types in any order. */
function sorted(realm: object | undefined): unknown {
  return JSON.parse(JSON.stringify(realm), (_key, value) => (Array.isArray(value) ? value.toSorted() : value));
}
