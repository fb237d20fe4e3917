import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';
import { freePort, LOOPBACK } from '../../src/dev/machine/ports.ts';

/** `npm start` on a machine where something is missing or in the way: one clear line, a status other than zero, nothing left behind. */
let dataDir: string;
let ports: Record<string, string>;
beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'sidecar-start-')), 'data');
  const names = ['PORT', 'KEYCLOAK_PORT', 'MAIL_SMTP_PORT', 'MAIL_WEB_PORT'];
  ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())])));
});
afterAll(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

function start(env: Record<string, string | undefined>): Promise<{ code: number | undefined; stdout: string; stderr: string }> {
  const args = ['--import', import.meta.resolve('tsx'), join(ROOT, 'src', 'main.ts')];
  return new Promise((resolve) => {
    const settings = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, ...ports, ...env };
    const child = execFile(
      process.execPath,
      args,
      { env: settings as NodeJS.ProcessEnv, timeout: 50_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? undefined, stdout, stderr }),
    );
  });
}

test('without Java', async () => {
  const { code, stdout, stderr } = await start({ PATH: '/nonexistent' });
  expect(stderr).toMatch(/^Java is missing: install a JDK 17 or newer .*\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(existsSync(dataDir)).toBe(false);
});

test('with a port that is taken', async () => {
  const server = createServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { code, stderr } = await start({ MAIL_SMTP_PORT: String(port) });
  server.close();
  expect(stderr).toBe(`port ${port} is taken: end what listens there or set MAIL_SMTP_PORT to a free port\n`);
  expect(code).toBe(1);
});

test('with settings that cannot be', async () => {
  const { code, stderr } = await start({ KEYCLOAK_PORT: 'eight', PUBLIC_URL: 'here', BRAND_FILE: '/nowhere.json' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    'The configuration has faults:',
    '  PUBLIC_URL must be an http(s) address',
    '  KEYCLOAK_PORT must be a port number',
    '  BRAND_FILE cannot be read (ENOENT)',
  ]);
  expect(code).toBe(1);
});
