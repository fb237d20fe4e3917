import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { adminToken, invitePerson } from '../support/invite.ts';
import { type OwnProcess, startOwnProcess } from '../support/sidecar-process.ts';

/** A small generator with a seed, so that a failure can be repeated (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A sidecar of its own: the shared one would go on answering 429 to other suites. */
let own: OwnProcess;
beforeAll(async () => {
  own = await startOwnProcess({ LOG_LEVEL: 'warn' });
});
afterAll(() => own.stop());

const COUNT = 10_000;
const AT_ONCE = 16;

test(`${COUNT} malformed keys and bodies get 4xx, never 5xx`, async () => {
  const { key } = await invitePerson();
  const token = await adminToken();
  const next = random(20_261_122);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const junk = (length: number) => Array.from({ length }, () => String.fromCharCode(Math.floor(next() * 0x2fff))).join('');
  const broken = () =>
    pick([
      () => junk(1 + Math.floor(next() * 60)),
      () => key.slice(0, Math.floor(next() * (key.length - 1))),
      () => key.replace(/\./g, pick(['', '..', '%ZZ', '\u0000'])),
      () => `${key.split('.')[0]}.${Buffer.from(junk(20)).toString('base64url')}.x`,
      () => 'a'.repeat(9000),
    ])();
  const text = (content: unknown) => encodeURIComponent(String(content));
  const json = () =>
    pick([
      '{',
      '[]',
      'null',
      '1',
      '"x"',
      '{"email":{}}',
      '{"email":["a"]}',
      `{"email":${JSON.stringify(junk(30))}}`,
      '{"__proto__":{"a":1}}',
    ]);

  const requests: (() => [string, RequestInit])[] = [
    () => ['/activar?key[]=a&key=', {}],
    () => ['/activar', form(`password=x&key=${text(broken())}`)],
    () => ['/activar', form(`${text(junk(10))}=${text(junk(10))}&password=${text(junk(5))}`)],
    () => ['/reenviar', form(`key=${text(broken())}`)],
    () => ['/soporte', form(`email=${text(junk(8))}&topic=${text(junk(3))}`)],
    () => ['/api/v1/invitations', api('POST', json())],
    () => [`/api/v1/invitations/${text(junk(5))}`, api('GET')],
    () => [`/api/v1/invitations?max=${text(junk(2))}&status=${text(junk(3))}`, api('GET')],
  ];
  // Each of these asks Keycloak whether a forged key is good: fewer of them, or the test would be about Keycloak.
  const asking = () => [`/activar?key=${text(broken())}`, {}] as [string, RequestInit];

  function form(body: string): RequestInit {
    return { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
  function api(method: string, body?: string): RequestInit {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return { method, headers, ...(body === undefined ? {} : { body }) };
  }

  const bad: string[] = [];
  let left = COUNT;
  const worker = async () => {
    while (left-- > 0) {
      const [path, init] = left % 20 === 0 ? asking() : pick(requests)();
      const response = await fetch(own.url + path, { redirect: 'manual', ...init });
      await response.arrayBuffer();
      if (response.status < 400 || response.status >= 500)
        bad.push(`${response.status} ${init.method ?? 'GET'} ${path} ${init.body ?? ''}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(bad).toEqual([]);
});

test('bodies that are too large are refused as such', async () => {
  const body = `password=x&key=${'k'.repeat(200_000)}`;
  const response = await fetch(`${own.url}/activar`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(response.status).toBe(413);
});
