import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT } from '../src/common/paths.ts';

/** `npm run invite` with a path or settings that are wrong: a line that says so, before Keycloak is asked for anything. */
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'invite-cli-'));
  // As an embedded start leaves them.
  const secret = 'x'.repeat(64);
  await writeFile(join(dir, 'secrets.json'), JSON.stringify({ clientSecret: secret, sessionSecret: secret }));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function invite(file: string, env: Record<string, string> = {}): Promise<{ code: number | null; stderr: string }> {
  const args = ['--import', import.meta.resolve('tsx'), join(ROOT, 'src', 'invite-cli.ts'), file, '--dry-run'];
  const settings = { PATH: process.env.PATH, LANG: 'es_ES', DATA_DIR: dir, IMPORT_DIR: join(dir, 'imports'), ...env };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env: settings }, (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode, stderr }),
    );
  });
}

test('a file that is not there, and a folder', async () => {
  const missing = join(dir, 'nadie.csv');
  expect(await invite(missing)).toEqual({ code: 1, stderr: `El archivo «${missing}» no existe. Compruebe la ruta.\n` });
  expect(await invite(dir)).toEqual({ code: 1, stderr: `«${dir}» es una carpeta. Indique un archivo CSV.\n` });
});

test('an empty KEYCLOAK_URL is the embedded Keycloak’s, as it is for the sidecar', async () => {
  const { stderr } = await invite(dir, { KEYCLOAK_URL: '', KEYCLOAK_CLIENT_SECRET: '' });
  expect(stderr).toContain('es una carpeta');
});
