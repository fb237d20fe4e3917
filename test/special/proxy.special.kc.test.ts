import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../../src/common/paths.ts';
import { consoleAdmin } from '../../src/dev/keycloak/console-admin.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import { type Supervised, supervise } from '../../src/dev/machine/supervised-process.ts';
import { type Certificate, createAuthority } from '../support/certificates.ts';
import { testEnvironment } from '../support/environment.ts';
import { until } from '../support/wait.ts';

/** What the proxy of compose.production.yml lets through: nginx itself, with its very configuration, in front of the Keycloak and the sidecar of all suites. */
const { keycloakUrl, sidecarUrl, realm, consoleAdmin: account } = testEnvironment();
const NAMES = { LOGIN_HOST: 'login.example.test', START_HOST: 'start.example.test', KEYCLOAK_REALM: realm };

interface Proxy {
  tls: number;
  plain: number;
  server: Supervised;
}
let dir: string;
let certificate: Certificate;
let authority: Buffer;
let closed: Proxy;
let open: Proxy;

/** @param adminNetwork from where administration may be reached; requests of this test come from 127.0.0.1. */
async function startProxy(adminNetwork: string): Promise<Proxy> {
  const [tls, plain, health] = [await freePort(), await freePort(), await freePort()];
  const home = await mkdtemp(join(dir, 'nginx-'));
  const template = await readFile(join(ROOT, 'deploy', 'nginx', 'sidecar.conf.template'), 'utf8');
  const values: Record<string, string> = { ...NAMES, ADMIN_NETWORK: adminNetwork };
  const here = (url: string) => `http://127.0.0.1:${new URL(url).port}`;
  // What the image's entrypoint does; and ports, files and names of the containers, which are others here.
  const site = template
    .replace(/\$\{([A-Z_]+)\}/g, (_, name: string) => values[name] ?? '')
    .replaceAll('listen 8443', `listen 127.0.0.1:${tls}`)
    .replaceAll('listen 8080', `listen 127.0.0.1:${plain}`)
    .replaceAll('127.0.0.1:8081', `127.0.0.1:${health}`)
    .replaceAll('/run/secrets/tls_certificate', certificate.certFile)
    .replaceAll('/run/secrets/tls_key', certificate.keyFile)
    .replaceAll('http://web:3000', here(sidecarUrl))
    .replaceAll('http://keycloak:8080', here(keycloakUrl));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home}/${name};`);
  await writeFile(join(home, 'site.conf'), site);
  const main = [
    process.getuid?.() === 0 ? 'user root;' : '',
    `daemon off; pid ${home}/pid; error_log stderr;`,
    `events {} http { access_log off; ${temporary.join(' ')} include ${home}/site.conf; }`,
  ];
  await writeFile(join(home, 'nginx.conf'), main.join('\n'));
  const args = ['-e', 'stderr', '-p', home, '-c', join(home, 'nginx.conf')];
  const server = await supervise({
    command: 'nginx',
    args,
    env: { PATH: `${process.env.PATH}:/usr/sbin` },
    logFile: join(home, 'log'),
  });
  await until('nginx', async () => {
    if (!server.running) throw new Error(`nginx has ended: ${(await server.output()).join('\n')}`);
    return fetch(`http://127.0.0.1:${health}/`).then(
      ({ status }) => status === 204,
      () => false,
    );
  });
  return { tls, plain, server };
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}
/** The path goes out as it stands: `fetch` would tidy it up. */
function ask(proxy: Proxy, host: string, path: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: proxy.tls, servername: host, ca: authority, path, method };
    const length: Record<string, string> = body ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const call = request({ ...options, headers: { host, ...length, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    call.once('error', reject);
    call.end(body);
  });
}
const { LOGIN_HOST, START_HOST } = NAMES;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'proxy-'));
  const own = await createAuthority(dir);
  certificate = await own.certify(LOGIN_HOST, START_HOST);
  authority = await readFile(own.file);
  [closed, open] = [await startProxy('10.255.255.0/24'), await startProxy('127.0.0.1/32')];
});
afterAll(async () => {
  await Promise.all([closed, open].map((proxy) => proxy?.server.stop()));
  await rm(dir, { recursive: true, force: true });
});

describe('of Keycloak', () => {
  test.each([
    '/admin',
    '/admin/',
    '/admin/master/console/',
    `/admin/realms/${realm}/users`,
    '/realms/master',
    '/realms/master/protocol/openid-connect/token',
    '//realms//master/account',
    `/realms/${realm}/../master/account`,
    `/realms/${realm}/%2e%2e/master/account`,
    '/realms/%6daster/account',
    '/%61dmin/realms',
  ])('%s is closed to whoever is not of the network of administrators', async (path) => {
    expect((await ask(closed, LOGIN_HOST, path)).status).toBe(403);
  });

  test.each(['/', '/health', '/health/ready', '/metrics', '/realms', '/realms/another/account', `/realms/${realm}x/account`])(
    '%s is nowhere, for everybody',
    async (path) => {
      for (const proxy of [closed, open]) expect((await ask(proxy, LOGIN_HOST, path)).status).toBe(404);
    },
  );

  test('administrators reach its console from their network', async () => {
    expect((await ask(open, LOGIN_HOST, '/admin/master/console/')).status).toBe(200);
    expect((await ask(open, LOGIN_HOST, '/realms/master/.well-known/openid-configuration')).status).toBe(200);
  });

  test('what people and applications of the realm need is open, under its public address', async () => {
    const { status, text } = await ask(closed, LOGIN_HOST, `/realms/${realm}/.well-known/openid-configuration`);
    expect([status, JSON.parse(text).issuer]).toEqual([200, `https://${LOGIN_HOST}/realms/${realm}`]);
    const page = await ask(closed, LOGIN_HOST, `/realms/${realm}/login-actions/action-token?key=none`);
    const style = /\/resources\/[^"]+\.css/.exec(page.text)?.[0] ?? '';
    expect((await ask(closed, LOGIN_HOST, style)).status).toBe(200);
  });

  test('nobody can claim to come from somewhere else', async () => {
    const body = new URLSearchParams({
      grant_type: 'password',
      client_id: 'admin-cli',
      username: 'nobody',
      password: 'x',
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': '203.0.113.66' };
    const since = Date.now();
    const token = `/realms/${realm}/protocol/openid-connect/token`;
    expect((await ask(closed, LOGIN_HOST, token, { method: 'POST', headers, body })).status).toBe(400);
    const admin = consoleAdmin({ url: keycloakUrl, realm, ...account });
    const event = await until('the event', async () => {
      const events = await admin.realms.findEvents({ realm, type: 'LOGIN_ERROR' as never, client: 'admin-cli', max: 20 });
      return events.find(({ time = 0 }) => time >= since);
    });
    expect(event.ipAddress).toBe('127.0.0.1');
  });
});

describe('of the sidecar', () => {
  test('pages are open', async () => {
    expect((await ask(closed, START_HOST, '/ayuda')).status).toBe(200);
  });

  test('the file of an import may be large, nothing else', async () => {
    const body = Buffer.alloc(3 * 2 ** 20, 'x');
    const headers = { 'content-type': 'text/csv' };
    expect((await ask(closed, START_HOST, '/api/v1/imports', { method: 'POST', headers, body })).status).toBe(401);
    expect((await ask(closed, START_HOST, '/api/v1/invitations', { method: 'POST', headers, body })).status).toBe(413);
  });
});

test('another name is nobody’s, and http leads to https', async () => {
  await expect(ask(closed, 'other.example.test', '/')).rejects.toThrow();
  // `fetch` would set another Host.
  const location = await new Promise<string | undefined>((resolve, reject) => {
    const headers = { host: START_HOST };
    get({ host: '127.0.0.1', port: closed.plain, path: '/activar?key=x', headers }, (answer) => {
      answer.resume();
      resolve(`${answer.statusCode} ${answer.headers.location}`);
    }).once('error', reject);
  });
  expect(location).toBe(`308 https://${START_HOST}/activar?key=x`);
});
