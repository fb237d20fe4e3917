import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import { supervise } from '../../src/dev/machine/supervised-process.ts';
import { testEnvironment } from '../support/environment.ts';
import { statusOf } from '../support/status-of.ts';
import { until } from '../support/wait.ts';

/** There is no Docker engine where the tests run: what the Dockerfile copies into the sidecar's image is put into a folder, and run there. */
let folder: string;
let image: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'image-'));
  image = join(folder, 'app');
  const dockerfile = await readFile(join(ROOT, 'Dockerfile'), 'utf8');
  const [build = '', ...others] = dockerfile.split(/^FROM .*\n/m).slice(1);
  const sidecar = others.at(-1) ?? '';
  const built = join(folder, 'build');
  await cp(join(ROOT, 'dist'), join(built, 'dist'), { recursive: true });
  for (const [, paths = ''] of build.matchAll(/^RUN rm -r (.*)$/gm)) {
    for (const path of paths.split(' ')) await rm(join(built, path), { recursive: true });
  }
  for (const [, line = ''] of sidecar.matchAll(/^COPY (.*)$/gm)) {
    const paths = line.split(' ').filter((word) => !word.startsWith('--'));
    const target = paths.pop() ?? '';
    for (const path of paths.map((one) => one.replace(/^\/app\//, ''))) {
      // Packages stay where they are; the list of them is made by npm while the image is built.
      if (path === 'node_modules' || path === 'sbom.cdx.json') continue;
      const to = /\/$/.test(target) ? join(image, target, basename(path)) : join(image, target);
      await cp(join(path.startsWith('dist/') ? built : ROOT, path), to, { recursive: true });
    }
  }
  await symlink(join(ROOT, 'node_modules'), join(image, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (env: Record<string, string>, ...args: string[]) =>
  supervise({
    command: process.execPath,
    args,
    env: { PATH: process.env.PATH, HOME: folder, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    cwd: image,
    logFile: join(folder, 'log'),
  });

test('the image holds what runs, and neither the embedded Keycloak nor the build', async () => {
  expect((await readdir(join(image, 'dist'))).sort()).toEqual(['brand.json', 'public', 'server']);
  const server = await readdir(join(image, 'dist', 'server'));
  expect(server).toEqual(expect.arrayContaining(['main.js', 'configure-cli.js', 'invite-cli.js']));
  expect(server).not.toEqual(expect.arrayContaining(['dev']));
  expect(server).not.toEqual(expect.arrayContaining(['build']));
});

test('nothing in it needs a package that is only for development', async () => {
  const { devDependencies = {} } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const files = (await readdir(join(image, 'dist', 'server'), { recursive: true })).filter((name) => name.endsWith('.js'));
  expect(files.length).toBeGreaterThan(100);
  const needed = new Set<string>();
  for (const file of files) {
    const code = await readFile(join(image, 'dist', 'server', file), 'utf8');
    for (const [, name = ''] of code.matchAll(/\bfrom '((?:@[^/']+\/)?[^./'][^/']*)/g)) needed.add(name);
  }
  expect(needed).toContain('express');
  expect([...needed].filter((name) => name in devDependencies)).toEqual([]);
});

test('the sidecar runs from it', async () => {
  const { keycloakUrl, clientSecret, sessionSecret, smtpUrl, sidecarUrl } = testEnvironment();
  const port = await freePort();
  const sidecar = await run(
    {
      PORT: String(port),
      // The address that the realm knows: /readyz asks whether it does.
      PUBLIC_URL: sidecarUrl,
      KEYCLOAK_URL: keycloakUrl,
      KEYCLOAK_CLIENT_SECRET: clientSecret,
      SESSION_SECRET: sessionSecret,
      SMTP_URL: smtpUrl,
      ROLE: 'web',
    },
    'dist/server/main.js',
  );
  try {
    await until('the sidecar of the image', async () => {
      const answer = await fetch(`http://localhost:${port}/readyz`).catch(() => undefined);
      return answer?.ok;
    });
    const page = await (await fetch(`http://localhost:${port}/ayuda`)).text();
    const [script] = /\/assets\/[^"]+\.css/.exec(page) ?? [];
    expect(await statusOf(`http://localhost:${port}${script}`)).toBe(200);
  } finally {
    await sidecar.stop();
  }
});

test.each(['main.js', 'invite-cli.js'])('%s without KEYCLOAK_URL says so, and starts no Keycloak of its own', async (entry) => {
  const args = entry === 'main.js' ? [] : ['people.csv'];
  const sidecar = await run({}, `dist/server/${entry}`, ...args);
  expect(await sidecar.exited).toBe(1);
  const said = (await sidecar.output()).join('\n');
  expect(said).toContain('The configuration has faults:');
  expect(said).toMatch(/KEYCLOAK_URL .*missing/);
});
