import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { startEdge } from '../support/edge.ts';
import { testEnvironment } from '../support/environment.ts';
import { startSwitch } from '../support/keycloak-switch.ts';
import { type BareRealm, createBareRealm } from './support.ts';

const { keycloakUrl, mailUrl } = testEnvironment();

describe('the administrator', () => {
  let realm: BareRealm;
  beforeAll(async () => {
    realm = await createBareRealm();
  });
  afterAll(() => realm?.remove());

  test('who has another password is told so in one line, without the password', async () => {
    const { code, stdout, stderr } = await realm.configure(['--apply'], { KEYCLOAK_ADMIN_PASSWORD: 'Not-this-one-7' });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^the administrator "admin" cannot sign in at \S+, realm master: Invalid user credentials\n$/);
    expect((await realm.console.clients.find({ clientId: CLIENT_ID })).length).toBe(0);
  });

  test('is told of a realm or a server that is not there', async () => {
    const nowhere = await realm.configure(['--check'], { KEYCLOAK_REALM: 'nowhere' });
    expect([nowhere.code, nowhere.stderr]).toEqual([2, `there is no realm nowhere at ${keycloakUrl} (KEYCLOAK_REALM)\n`]);
    const elsewhere = await realm.configure(['--check'], { KEYCLOAK_ADMIN_REALM: 'nowhere' });
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      2,
      `the administrator "admin" cannot sign in at ${keycloakUrl}, realm nowhere: Realm does not exist\n`,
    ]);
    const nobody = await realm.configure(['--check'], { KEYCLOAK_URL: 'http://localhost:9' });
    expect([nobody.code, nobody.stderr]).toEqual([
      2,
      'nobody listens at http://localhost:9: is Keycloak up, and is this its port (KEYCLOAK_URL)?\n',
    ]);
  });

  test('is told of a wrong path in one line, and where Keycloak answers, or where it was looked for', async () => {
    const below = await startEdge({ target: keycloakUrl, stripped: '/auth' });
    const origin = `http://localhost:${below.port}`;
    try {
      const places = [
        [`${keycloakUrl}/auth`, keycloakUrl],
        [`${keycloakUrl}/realms`, keycloakUrl],
        [`${keycloakUrl}/admin/realms`, keycloakUrl],
        [origin, `${origin}/auth`],
      ] as const;
      const told: unknown[] = [];
      for (const [url] of places) {
        const { code, stdout, stderr } = await realm.configure(['--check'], { KEYCLOAK_URL: url });
        told.push([code, stdout, stderr.replace(/status \d{3}/, 'status')]);
      }
      expect(told).toEqual(
        places.map(([url, right]) => [
          2,
          '',
          `KEYCLOAK_URL has the wrong path: ${url} gives no token (status), and Keycloak answers at ${right}\n`,
        ]),
      );
      const other = await realm.configure(['--check'], { KEYCLOAK_URL: mailUrl });
      expect([other.code, other.stderr]).toEqual([
        2,
        `no Keycloak with a realm master answers at ${mailUrl} (status 404), nor at ${mailUrl}/auth: is KEYCLOAK_URL right, with the path that Keycloak has (--http-relative-path), and KEYCLOAK_ADMIN_REALM?\n`,
      ]);
    } finally {
      await below.stop();
    }
  });

  test('may be a client of the realm alone; no secret is ever said', async () => {
    const secret = 'their-own-secret-of-an-administrator';
    const { console, name, clientSecret } = realm;
    const { id } = await console.clients.create({ clientId: 'their-admin', secret, serviceAccountsEnabled: true });
    const account = await console.clients.getServiceAccountUser({ id });
    const [management] = await console.clients.find({ clientId: 'realm-management' });
    const admin = await console.clients.findRole({ id: management?.id ?? '', roleName: 'realm-admin' });
    const env = {
      KEYCLOAK_ADMIN_REALM: name,
      KEYCLOAK_ADMIN_PASSWORD: '',
      KEYCLOAK_ADMIN_CLIENT_ID: 'their-admin',
      KEYCLOAK_ADMIN_CLIENT_SECRET: secret,
    };
    const refused = await realm.configure(['--check'], env);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      'the realm cannot be read: 403 the administrator lacks the right: it needs the role realm-admin\n',
    ]);
    await console.users.addClientRoleMappings({
      id: account.id ?? '',
      clientUniqueId: management?.id ?? '',
      roles: [{ id: admin?.id ?? '', name: 'realm-admin' }],
    });
    const runs = [
      await realm.configure(['--check'], env),
      await realm.configure(['--apply'], env),
      await realm.configure(['--check'], env),
    ];
    expect(runs.map(({ code }) => code)).toEqual([1, 0, 0]);
    const said = runs.map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const word of [secret, clientSecret]) expect(said).not.toContain(word);
  });

  test('without KEYCLOAK_CLIENT_SECRET Keycloak makes a secret, and the command says where it is', async () => {
    const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
    if (client?.id) await realm.console.clients.del({ id: client.id });
    const { code, stdout } = await realm.configure(['--apply'], { KEYCLOAK_CLIENT_SECRET: '' });
    const [made] = await realm.console.clients.find({ clientId: CLIENT_ID });
    expect(code).toBe(0);
    expect(made?.secret).toMatch(/^\w{24,}$/);
    expect(stdout).toContain('Clients → activation-sidecar → Credentials');
    expect(stdout).not.toContain(made?.secret);
    expect((await realm.configure(['--check'], { KEYCLOAK_CLIENT_SECRET: '' })).code).toBe(0);
  });

  test('is told in one line that Keycloak broke off, and the next run finishes the work', async () => {
    const keycloak = await startSwitch(keycloakUrl);
    const fresh = await createBareRealm();
    try {
      keycloak.loseNext('PUT', /\/users\/profile/, 'request');
      const { code, stderr } = await fresh.configure(['--apply'], { KEYCLOAK_URL: keycloak.url });
      expect([code, stderr]).toEqual([2, 'Keycloak does not answer any more: run the command again, what is done stays done\n']);
      expect(keycloak.hasLost).toBe(true);
      expect((await fresh.configure(['--apply'])).code).toBe(0);
      expect((await fresh.configure(['--check'])).code).toBe(0);
    } finally {
      await fresh.remove();
      await keycloak.stop();
    }
  });
});
