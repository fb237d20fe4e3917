import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fetchKeycloak, KEYCLOAK_VERSION } from '../../../src/dev/keycloak/keycloak.ts';

/** Fetching goes wrong in ways that a working network does not show: a Maven of our own plays them. */
let dir: string;
let dataDir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sidecar-fetch-'));
  dataDir = join(dir, 'data');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function fetchWithMaven(script: string, signal?: AbortSignal): Promise<string> {
  const bin = join(dir, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'mvn'), `#!/bin/sh\n[ "$1" = --version ] && echo "Apache Maven 3.9.9" && exit 0\n${script}\n`);
  await chmod(join(bin, 'mvn'), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}` };
  return fetchKeycloak({ dataDir, env, log: () => {}, ...(signal ? { signal } : {}) });
}

/** Neither Keycloak nor a half of it: only Maven's log may stay. */
async function expectNothingLeft(): Promise<void> {
  expect((await readdir(dataDir)).filter((name) => name !== 'maven.log')).toEqual([]);
}

test('what Maven complains about is passed on', async () => {
  const fetching = fetchWithMaven('echo "[ERROR] Unknown host repo.example.test"; exit 1');
  await expect(fetching).rejects.toThrow(/^Maven could not fetch Keycloak .*maven\.log\): Unknown host repo\.example\.test$/);
  await expectNothingLeft();
});

test('an archive that is not the pinned one is refused', async () => {
  const zip = `keycloak-quarkus-dist-${KEYCLOAK_VERSION}.zip`;
  const fetching = fetchWithMaven(`echo forged > ${zip}; mkdir -p keycloak-${KEYCLOAK_VERSION}/bin`);
  await expect(fetching).rejects.toThrow(
    /^Keycloak's archive is not the expected one: SHA-256 [0-9a-f]{64} instead of [0-9a-f]{64}$/,
  );
  await expectNothingLeft();
});

test('an interrupted fetch ends Maven and leaves no half', async () => {
  const fetching = fetchWithMaven('sleep 60', AbortSignal.timeout(300));
  await expect(fetching).rejects.toThrow();
  await expectNothingLeft();
});

test('what is there is not fetched again, and needs no Maven', async () => {
  const home = join(dataDir, `keycloak-${KEYCLOAK_VERSION}`);
  await mkdir(home, { recursive: true });
  expect(await fetchKeycloak({ dataDir, env: { PATH: '/nonexistent' }, log: () => {} })).toBe(home);
});

test('what a killed fetch left behind is swept away', async () => {
  await mkdir(join(dataDir, '.fetch-4194999'), { recursive: true });
  await expect(fetchWithMaven('exit 1')).rejects.toThrow('status 1');
  await expectNothingLeft();
});
