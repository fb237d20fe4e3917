import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { load } from './support/html.ts';
import { adminToken } from './support/invite.ts';
import { uniqueEmail } from './support/realm.ts';
import { type OwnProcess, startOwnProcess } from './support/sidecar-process.ts';
import { until } from './support/wait.ts';

/** What people type or paste in the wrong place is in no line of the log: addresses, passwords, keys. */
let own: OwnProcess;
let token: string;
beforeAll(async () => {
  own = await startOwnProcess();
  token = await adminToken();
});
afterAll(() => own?.stop());

const KEY = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln';
const api = (method: 'get' | 'post' | 'delete', path: string, body?: object) =>
  supertest(own.url)[method](`/api/v1${path}`).set('Authorization', `Bearer ${token}`).send(body);

/** Not of the looks at readiness, one of which may end after the process was found ready. */
const isOfRequest = (line: string) => (line.includes('"request"') && !line.includes('"/readyz"')) || line.includes('"audit"');

/** The lines of the request itself and of its audit, which are written when the answer has left. */
async function linesAfter(act: () => PromiseLike<unknown>, lines: number): Promise<string> {
  const before = (await own.log()).length;
  await act();
  return until('its lines', async () => {
    const said = (await own.log()).slice(before);
    return said.split('\n').filter(isOfRequest).length >= lines && said;
  });
}

test.each([
  ['two addresses', 'uno.alfa@secreto.test, dos.beta@secreto.test'],
  ['an address with its name', 'Dos Beta <dos.beta@secreto.test>'],
  ['an address with a wide sign', 'dos.beta＠secreto.test'],
  ['a password', 'dos.beta-Secreto-1234!'],
  ['a key', KEY],
])('%s where one address belongs', async (_what, email) => {
  const line = await linesAfter(() => api('post', '/invitations', { email }).expect(400), 2);
  expect(line).toContain('"command":"invite"');
  expect(line).not.toMatch(/dos\.beta|eyJ/);
});

test.each([
  ['an address', 'dos.beta@secreto.test'],
  ['a key', KEY],
])('%s in the place of a company', async (_what, organization) => {
  const line = await linesAfter(() => api('post', '/invitations', { email: uniqueEmail(), organization }).expect(400), 2);
  expect(line).not.toMatch(/dos\.beta|eyJ/);
});

test.each([
  ['an address', 'dos.beta@secreto.test'],
  ['an encoded address', 'dos.beta%40secreto.test'],
  ['a key', KEY],
])('%s in the path', async (_what, id) => {
  const line = await linesAfter(() => api('delete', `/invitations/${id}`).expect(404), 2);
  expect(line).toContain('"command":"revoke"');
  expect(line).toContain('"path":"/api/v1/invitations/');
  expect(line).not.toMatch(/dos\.beta|eyJ/);
  expect(await linesAfter(() => api('get', `/invitations/${id}/x`).expect(404), 1)).not.toMatch(/dos\.beta|eyJ/);
});

test('two addresses at /reenviar', async () => {
  const browser = supertest.agent(own.url);
  const csrf = load((await browser.get('/reenviar')).text).value('_csrf');
  const email = 'uno.alfa@secreto.test dos.beta@secreto.test';
  const line = await linesAfter(() => browser.post('/reenviar').type('form').send({ _csrf: csrf, email }), 2);
  expect(line).toContain('"command":"request-link"');
  expect(line).not.toContain('dos.beta');
});
