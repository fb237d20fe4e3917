import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePort } from '../../../src/dev/machine/ports.ts';
import { connectionCheck } from '../../../src/keycloak/checks/connection.ts';
import { createAuthority } from '../../support/certificates.ts';
import { type Edge, startEdge } from '../../support/edge.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';

/** What `/readyz` says, in one line, when the sidecar and Keycloak do not find each other. */
const { keycloakUrl, mailUrl } = testEnvironment();
const OUTSIDE = 'https://login.example.test';

let dir: string;
let realm: OwnRealm;
let tls: Edge;
let below: Edge;
let line: Switch;
beforeAll(async () => {
  [dir, realm] = await Promise.all([mkdtemp(join(tmpdir(), 'connection-')), createOwnRealm()]);
  const certificate = await (await createAuthority(dir)).certify('localhost');
  line = await startSwitch(keycloakUrl);
  tls = await startEdge({ certificate, target: keycloakUrl });
  below = await startEdge({ target: keycloakUrl, stripped: '/auth' });
});
afterAll(async () => {
  await Promise.all([line?.stop(), tls?.stop(), below?.stop(), realm?.remove()]);
  await rm(dir, { recursive: true, force: true });
});

/** The line for a sidecar with these settings; undefined when all is well. */
async function lineFor(settings: Record<string, string> = {}): Promise<string | undefined> {
  const { server, config } = realm.sidecar(settings);
  return connectionCheck(server, config.keycloak)().then(
    () => undefined,
    (error) => `${error.constructor.name}: ${error.message}`,
  );
}

async function change(change: { frontendUrl?: string; sslRequired?: string }): Promise<void> {
  const { sslRequired = 'external', frontendUrl = '' } = change;
  const name = realm.console.realmName;
  const { attributes } = (await realm.console.realms.findOne({ realm: name })) ?? {};
  await realm.console.realms.update({ realm: name }, { sslRequired, attributes: { ...attributes, frontendUrl } });
}

test('nothing, where all is well', async () => {
  expect(await lineFor()).toBeUndefined();
});

test('a port where nobody listens, and a name that nobody knows', async () => {
  const origin = `http://localhost:${await freePort()}`;
  expect(await lineFor({ KEYCLOAK_URL: origin })).toBe(
    `CheckError: nobody listens at ${origin}: is Keycloak up, and is this its port (KEYCLOAK_URL)?`,
  );
  expect(await lineFor({ KEYCLOAK_URL: 'http://keycloak.invalid:8080' })).toBe(
    'CheckError: the name keycloak.invalid of KEYCLOAK_URL is not known here',
  );
});

test('an authority that is not trusted', async () => {
  expect(await lineFor({ KEYCLOAK_URL: `https://localhost:${tls.port}` })).toMatch(
    /^CheckError: the certificate of localhost:\d+ comes from an authority that is not trusted here.* NODE_EXTRA_CA_CERTS$/,
  );
});

test('https where http is spoken, and the other way round', async () => {
  expect(await lineFor({ KEYCLOAK_URL: keycloakUrl.replace('http:', 'https:') })).toMatch(
    /^CheckError: localhost:\d+ does not speak TLS as we do: KEYCLOAK_URL says https, is this a port for http\?$/,
  );
  expect(await lineFor({ KEYCLOAK_URL: `http://localhost:${tls.port}` })).toMatch(
    /^CheckError: localhost:\d+ ends the connection: KEYCLOAK_URL says http, is this a port for https\?$/,
  );
});

test('/auth too much, and /auth forgotten', async () => {
  expect(await lineFor({ KEYCLOAK_URL: `${keycloakUrl}/auth` })).toBe(
    `CheckError: KEYCLOAK_URL has the wrong path: Keycloak answers at ${keycloakUrl}`,
  );
  const origin = `http://localhost:${below.port}`;
  expect(await lineFor({ KEYCLOAK_URL: origin })).toBe(
    `CheckError: KEYCLOAK_URL has the wrong path: Keycloak answers at ${origin}/auth`,
  );
});

test('the path of a realm, or of all realms: nobody is told that the realm is missing', async () => {
  for (const path of ['/realms', `/realms/${realm.console.realmName}`, '/admin', '/auth/realms'])
    expect(await lineFor({ KEYCLOAK_URL: keycloakUrl + path })).toBe(
      `CheckError: KEYCLOAK_URL has the wrong path: Keycloak answers at ${keycloakUrl}`,
    );
});

test('a realm that is not there, somebody else who answers, and a proxy that leads elsewhere', async () => {
  expect(await lineFor({ KEYCLOAK_REALM: 'nowhere' })).toBe('CheckError: Keycloak has no realm nowhere (KEYCLOAK_REALM)');
  expect(await lineFor({ KEYCLOAK_URL: mailUrl })).toMatch(
    /^CheckError: no Keycloak answers at http:\/\/\S+ \(status \d+\): is KEYCLOAK_URL right/,
  );
  const proxy = createServer((_, res) => res.writeHead(301, { location: `${OUTSIDE}/?from=here` }).end()).listen(0, 'localhost');
  await once(proxy, 'listening');
  const url = `http://localhost:${(proxy.address() as AddressInfo).port}`;
  expect(await lineFor({ KEYCLOAK_URL: url })).toBe(
    `CheckError: ${url} leads on to ${OUTSIDE}/: KEYCLOAK_URL must be the address where Keycloak itself answers`,
  );
  proxy.close();
});

test('a Keycloak, or a proxy before it, that cannot answer for the moment', async () => {
  for (const status of [429, 500, 502, 503]) {
    line.cut(status);
    expect(await lineFor({ KEYCLOAK_URL: line.url })).toBe(
      `CheckError: Keycloak, or a proxy before it, is away or overloaded: status ${status} at ${line.url}`,
    );
  }
  line.restore();
  expect(await lineFor({ KEYCLOAK_URL: `${line.url}/auth` })).toBe(
    `CheckError: KEYCLOAK_URL has the wrong path: Keycloak answers at ${line.url}`,
  );
});

test('another issuer than that of the public address: why, and what mends it', async () => {
  const path = `realms/${realm.console.realmName}`;
  const KEYCLOAK_PUBLIC_URL = OUTSIDE;
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toBe(
    `CheckError: the realm’s issuer is ${keycloakUrl}/${path}, and not ${OUTSIDE}/${path}: Keycloak takes its name from the request, so start it with --hostname=${OUTSIDE}`,
  );
  await change({ frontendUrl: 'http://login.example.test' });
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toMatch(
    /: Keycloak takes people to come over http, so start it with --hostname=https:/,
  );
  await change({ frontendUrl: `${OUTSIDE}/auth` });
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toMatch(/: the path differs, so set KEYCLOAK_PUBLIC_URL to its address/);
  await change({ frontendUrl: 'https://sso.example.test' });
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toMatch(/: set KEYCLOAK_PUBLIC_URL to its address, or --hostname/);
  await change({ frontendUrl: 'https://Login.Example.test' });
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toMatch(/: it is spelled otherwise, so set KEYCLOAK_PUBLIC_URL/);
  for (const frontendUrl of [OUTSIDE, `${OUTSIDE}:443`]) {
    await change({ frontendUrl });
    expect(await lineFor({ KEYCLOAK_PUBLIC_URL: `${OUTSIDE}:443` })).toBeUndefined();
  }
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toBeUndefined();
});

test('a realm that wants https of a Keycloak that knows itself by http', async () => {
  await change({ sslRequired: 'all' });
  expect(await lineFor()).toMatch(
    /^CheckError: the realm wants https \(sslRequired\), and Keycloak takes its public address for http/,
  );
  await change({});
});

test('a public address over http, from which Keycloak turns people away who come from outside', async () => {
  const KEYCLOAK_PUBLIC_URL = 'http://login.example.test';
  await change({ frontendUrl: KEYCLOAK_PUBLIC_URL });
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toMatch(/^CheckWarning: the realm wants https of whoever comes from outside/);
  await change({ frontendUrl: KEYCLOAK_PUBLIC_URL, sslRequired: 'none' });
  expect(await lineFor({ KEYCLOAK_PUBLIC_URL })).toBeUndefined();
});
