import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { fetchKeycloak } from '../../src/dev/keycloak/keycloak.ts';
import { findJava } from '../../src/dev/machine/tools.ts';
import { testEnvironment } from '../support/environment.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { uniqueEmail } from '../support/realm.ts';

/** The lines of docs/deployment.md that make the first administrators, run as they stand there, by somebody whose home cannot be written. */
const { keycloakUrl, consoleAdmin: shared } = testEnvironment();
const PASSWORD = 'Of-the-first-administrators-1';
const [bootstrap, maria, ana] = ['bootstrap', 'maria', 'ana'].map((name) => uniqueEmail(name)) as [string, string, string];
const master = consoleAdmin({ url: keycloakUrl, realm: 'master', ...shared });
let realm: OwnRealm;
let dir: string;

beforeAll(async () => {
  [realm, dir] = await Promise.all([createOwnRealm(), mkdtemp(join(tmpdir(), 'administrators-'))]);
  await writeFile(join(dir, 'password'), `${PASSWORD}\n`);
  const credentials = [{ type: 'password', value: PASSWORD }];
  const { id } = await master.users.create({ username: bootstrap, enabled: true, credentials });
  const { id: role = '', name = '' } = (await master.roles.findOneByName({ name: 'admin' })) ?? {};
  await master.users.addRealmRoleMappings({ id, roles: [{ id: role, name }] });
});
afterAll(async () => {
  for (const username of [bootstrap, maria])
    for (const { id = '' } of await master.users.find({ username, exact: true })) await master.users.del({ id });
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

test('they make two, who can do what they are for, and delete the one of the first start', async () => {
  const text = await readFile(join(ROOT, 'docs', 'deployment.md'), 'utf8');
  const [, section = ''] = /\n### The first administrators\n(.*?)\n### /s.exec(text) ?? [];
  const lines = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block).join('');
  const home = await fetchKeycloak({ dataDir: join(ROOT, '.data', 'test'), env: process.env, log: () => {} });
  const here: [RegExp, string][] = [
    // First: the checkout itself may lie there.
    [/\/tmp\//g, `${dir}/`],
    [/\/opt\/keycloak/g, home],
    [/\/run\/secrets\/keycloak_admin_password/g, join(dir, 'password')],
    [/http:\/\/localhost:8080/g, keycloakUrl],
    [/-r amperecloud/g, `-r ${realm.console.realmName}`],
    [/ana@example\.com/g, ana],
    [/\bmaria\b/g, maria],
    [/(--user |username=)admin\b/g, `$1${bootstrap}`],
    // What is asked for is typed.
    [/^(.*) # asks for it$/gm, `KC_CLI_PASSWORD=${PASSWORD} $1`],
  ];
  const script = here.reduce((before, [of, by]) => {
    expect(before).toMatch(of);
    return before.replace(of, by);
  }, lines);
  const env = {
    PATH: process.env.PATH,
    JAVA: await findJava(process.env),
    KC_OPTS: '-Duser.home=/proc/none -XX:TieredStopAtLevel=1',
  };
  await promisify(execFile)('bash', ['-euc', script], { env });

  expect(await master.users.find({ username: bootstrap, exact: true })).toEqual([]);
  const hers = consoleAdmin({ url: keycloakUrl, realm: realm.console.realmName, username: maria, password: PASSWORD });
  const [account] = await hers.users.find({ email: ana, exact: true });
  const [client] = await hers.clients.find({ clientId: CLIENT_ID });
  const roles = await hers.users.listClientRoleMappings({ id: account?.id ?? '', clientUniqueId: client?.id ?? '' });
  expect(roles.map(({ name }) => name)).toEqual(['admin']);
});
