import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DIST, ROOT } from '../src/common/paths.ts';
import { CLIENT_ID } from '../src/dev/keycloak/fixed-names.ts';
import { freePort } from '../src/dev/machine/ports.ts';
import { supervise } from '../src/dev/machine/supervised-process.ts';
import { testEnvironment } from './support/environment.ts';
import { until } from './support/wait.ts';

/** What `/readyz` of a process says where one setting is wrong: what is wrong, once, and nothing that leads elsewhere. */
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'one-fault-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What its checks say that is more than that all is well. */
async function saidWith(settings: Record<string, string>): Promise<Record<string, string>> {
  const { keycloakUrl, clientSecret, sessionSecret, sidecarUrl } = testEnvironment();
  const port = String(await freePort());
  const sidecar = await supervise({
    command: process.execPath,
    args: [join(DIST, 'server', 'main.js')],
    env: {
      PATH: process.env.PATH,
      PORT: port,
      ROLE: 'web',
      PUBLIC_URL: sidecarUrl,
      KEYCLOAK_URL: keycloakUrl,
      KEYCLOAK_CLIENT_SECRET: clientSecret,
      SESSION_SECRET: sessionSecret,
      IMPORT_DIR: join(dir, port),
      ...settings,
    },
    cwd: ROOT,
    logFile: join(dir, `${port}.log`),
  });
  try {
    let said: Record<string, string> = {};
    await until('an answer', async () => {
      const answer = await fetch(`http://localhost:${port}/readyz`).catch(() => undefined);
      said = answer ? ((await answer.json()) as { checks: Record<string, string> }).checks : {};
      return answer?.status === 503;
    });
    return Object.fromEntries(Object.entries(said).filter(([, words]) => words !== 'ok'));
  } finally {
    await sidecar.stop();
  }
}

const after = (check: string) => `what \`${check}\` says must be mended first`;
const FIRST = after('keycloak');
/** Checks that need a token of the service account; the last two are the worker's. */
const WITH_TOKEN = ['companies', 'userProfile', 'requiredActions', 'accountHistory', 'records', 'userEvents', 'adminEvents'];
const all = (names: readonly string[], words: string) => Object.fromEntries(names.map((name) => [name, words]));

test('another public address than Keycloak’s: the sign-in does not blame KEYCLOAK_URL', async () => {
  const said = await saidWith({ KEYCLOAK_PUBLIC_URL: 'https://login.example.test' });
  expect(said).toEqual({
    keycloak: expect.stringContaining('start it with --hostname=https://login.example.test'),
    signIn: FIRST,
  });
});

test('a realm that there is not, and a path too much: nobody is sent to look at redirect URIs, theme and secret', async () => {
  for (const [settings, words] of [
    [{ KEYCLOAK_REALM: 'nowhere' }, 'Keycloak has no realm nowhere (KEYCLOAK_REALM)'],
    [{ KEYCLOAK_URL: `${testEnvironment().keycloakUrl}/auth` }, 'KEYCLOAK_URL has the wrong path'],
  ] as const) {
    const { keycloak, ...others } = await saidWith({ ROLE: 'all', ...settings });
    expect(keycloak).toContain(words);
    expect(others).toEqual(all(['serviceAccount', 'redirectUris', 'theme', 'signIn', ...WITH_TOKEN], FIRST));
  }
});

test('a client that there is not, and a wrong secret: whatever needs a token points to the service account, and says nothing of its own', async () => {
  const pointing = all(['signIn', ...WITH_TOKEN], after('serviceAccount'));
  const noToken = (client: string) => expect.stringContaining(`the service account of ${client} gets no token`);
  expect(await saidWith({ ROLE: 'all', KEYCLOAK_CLIENT_SECRET: 'not-the-one-that-it-has' })).toEqual({
    serviceAccount: noToken(CLIENT_ID),
    ...pointing,
  });
  expect(await saidWith({ ROLE: 'all', KEYCLOAK_CLIENT_ID: 'nobody' })).toEqual({
    serviceAccount: noToken('nobody'),
    redirectUris: expect.stringContaining('the realm has no such client as KEYCLOAK_CLIENT_ID'),
    ...pointing,
  });
});
