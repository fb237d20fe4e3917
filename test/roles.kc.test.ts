import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DIST, ROOT } from '../src/common/paths.ts';
import { freePort } from '../src/dev/machine/ports.ts';
import { type Supervised, supervise } from '../src/dev/machine/supervised-process.ts';
import { testEnvironment } from './support/environment.ts';
import { mailsTo, mailTo } from './support/mail.ts';
import { createOwnRealm, type OwnRealm } from './support/own-realm.ts';
import { createUser } from './support/realm.ts';
import { statusOf } from './support/status-of.ts';
import { until } from './support/wait.ts';

const WAIT = { timeout: 60_000 };

let realm: OwnRealm;
let dir: string;
const running: Supervised[] = [];
beforeAll(async () => {
  realm = await createOwnRealm();
  dir = await mkdtemp(join(tmpdir(), 'roles-test-'));
});
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await realm.remove();
  await rm(dir, { recursive: true, force: true });
});

/** The built sidecar as a process of its own, in one role. */
async function start(role: 'web' | 'worker'): Promise<string> {
  const port = await freePort();
  const { keycloak, sessionSecrets, publicUrl } = realm.sidecar().config;
  const process_ = await supervise({
    command: process.execPath,
    args: [join(DIST, 'server', 'main.js')],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      ROLE: role,
      PUBLIC_URL: publicUrl,
      KEYCLOAK_URL: testEnvironment().keycloakUrl,
      KEYCLOAK_REALM: keycloak.realm,
      KEYCLOAK_CLIENT_SECRET: keycloak.clientSecret,
      SESSION_SECRET: sessionSecrets.join(' '),
      IMPORT_DIR: join(dir, role),
    },
    cwd: ROOT,
    logFile: join(dir, `${role}.log`),
  });
  running.push(process_);
  const url = `http://localhost:${port}`;
  await until(`the ${role} process`, async () => (await fetch(`${url}/readyz`).catch(() => undefined))?.ok, WAIT);
  return url;
}

/** What `/readyz` looks at in every role. */
const COMMON = [
  'accountHistory',
  'companies',
  'keycloak',
  'records',
  'redirectUris',
  'requiredActions',
  'serviceAccount',
  'userProfile',
];

test('ROLE=web shows pages and works at nothing in the background; ROLE=worker works and shows none', async () => {
  const web = await start('web');
  const { email } = await createUser(realm.console, { password: null });
  const checksOf = async (url: string) => Object.keys((await (await fetch(`${url}/readyz`)).json()).checks).sort();
  expect(await checksOf(web)).toEqual([...COMMON, 'signIn', 'theme'].sort());
  expect(await statusOf(`${web}/ayuda`)).toBe(200);
  expect(await (await fetch(`${web}/metrics`)).text()).not.toContain('worker_lag_seconds');
  expect(await mailsTo(email)).toEqual([]);

  const worker = await start('worker');
  await mailTo(email, WAIT);
  expect(await checksOf(worker)).toEqual([...COMMON, 'adminEvents', 'userEvents'].sort());
  expect(await statusOf(`${worker}/healthz`)).toBe(200);
  expect(await (await fetch(`${worker}/metrics`)).text()).toContain('worker_lag_seconds{job="watcher"}');
  const page = await fetch(`${worker}/activar`);
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
});
