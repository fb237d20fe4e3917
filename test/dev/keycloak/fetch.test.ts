import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ROOT } from '../../../src/common/paths.ts';
import { fetchKeycloak } from '../../../src/dev/keycloak/keycloak.ts';
import { KEYCLOAK_VERSIONS, NEWEST } from '../../../src/dev/keycloak/versions.ts';

/** Fetching goes wrong in ways that a working network does not show: a Maven of our own plays them. */
let dir: string;
let dataDir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sidecar-fetch-'));
  dataDir = join(dir, 'data');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function fetchWithMaven(script: string, signal?: AbortSignal, version?: string): Promise<string> {
  const bin = join(dir, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'mvn'), `#!/bin/sh\n[ "$1" = --version ] && echo "Apache Maven 3.9.9" && exit 0\n${script}\n`);
  await chmod(join(bin, 'mvn'), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH}`, KEYCLOAK_VERSION: version };
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
  const zip = `keycloak-quarkus-dist-${NEWEST}.zip`;
  const fetching = fetchWithMaven(`echo forged > ${zip}; mkdir -p keycloak-${NEWEST}/bin`);
  await expect(fetching).rejects.toThrow(
    /^Keycloak's archive is not the expected one: SHA-256 [0-9a-f]{64} instead of [0-9a-f]{64}$/,
  );
  await expectNothingLeft();
});

test('each Keycloak that is supported has a checksum of its own', async () => {
  const checksums = new Set<string>();
  for (const version of KEYCLOAK_VERSIONS) {
    const forged = `echo forged > keycloak-quarkus-dist-${version}.zip; mkdir -p keycloak-${version}/bin`;
    const refusal = await fetchWithMaven(forged, undefined, version).catch((error: Error) => error.message);
    checksums.add(/instead of ([0-9a-f]{64})$/.exec(refusal)?.[1] ?? refusal);
    await rm(join(dir, 'bin'), { recursive: true });
  }
  expect(checksums.size).toBe(KEYCLOAK_VERSIONS.length);
});

test.each(['26.0.8', '26.8.0', 'latest'])(
  'a Keycloak on which nothing was tested, %s, is not fetched, and the line names those that are',
  async (version) => {
    await expect(fetchWithMaven('exit 1', undefined, version)).rejects.toThrow(
      `KEYCLOAK_VERSION is ${version} and must be one of 26.7.5, 26.6.4, 26.4.7, on which this product is tested`,
    );
  },
);

test.each(['support/preflight.ts', 'support/keep-ground.ts', 'cluster/main.ts'])(
  'nor do tests begin on it (%s): one line',
  (script) => {
    const run = spawnSync('npx', ['tsx', `test/${script}`], {
      cwd: ROOT,
      env: { ...process.env, KEYCLOAK_VERSION: '25' },
      encoding: 'utf8',
    });
    expect([run.status, run.stderr]).toEqual([
      1,
      'KEYCLOAK_VERSION is 25 and must be one of 26.7.5, 26.6.4, 26.4.7, on which this product is tested\n',
    ]);
  },
);

test.each([
  ['while Maven runs', () => AbortSignal.timeout(300)],
  ['before Maven runs', () => AbortSignal.abort()],
])('a fetch that is interrupted %s ends Maven and leaves no half', async (_, interrupted) => {
  await expect(fetchWithMaven('sleep 60', interrupted())).rejects.toThrow();
  await expectNothingLeft();
});

test('what is there is not fetched again, and needs no Maven', async () => {
  const home = join(dataDir, `keycloak-${NEWEST}`);
  await mkdir(home, { recursive: true });
  expect(await fetchKeycloak({ dataDir, env: { PATH: '/nonexistent' }, log: () => {} })).toBe(home);
});

test('what a killed fetch left behind is swept away', async () => {
  await mkdir(join(dataDir, '.fetch-4194999'), { recursive: true });
  await expect(fetchWithMaven('exit 1')).rejects.toThrow('status 1');
  await expectNothingLeft();
});
