import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenApiDocument } from '../../../src/http/openapi/openapi.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../../support/browser.ts';
import { testEnvironment } from '../../support/environment.ts';
import { adminToken, invitePerson } from '../../support/invite.ts';
import { sidecar } from '../../support/sidecar.ts';

/** The documentation of the API. `npm run test:api` holds the API against it with schemathesis. */
let document: OpenApiDocument;
let browser: TestBrowser;
beforeAll(async () => {
  const answer = await sidecar().get('/api/openapi.json').expect(200).expect('Content-Type', /json/);
  document = answer.body;
  browser = await openBrowser();
});
afterAll(() => browser?.close());

interface Described {
  operationId: string;
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...(operation as unknown as Described) })),
  );

test('is OpenAPI 3.1, names the bearer token, and every reference leads somewhere', () => {
  expect(document).toMatchObject({ openapi: '3.1.1', security: [{ bearer: [] }] });
  const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(document.components.schemas).toHaveProperty(name);
  const ids = operations().map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('has every address of the API, each with its problems, and no other method is answered', async () => {
  const token = await adminToken();
  expect(Object.keys(document.paths)).toEqual([
    '/v1/invitations',
    '/v1/invitations/export.csv',
    '/v1/invitations/{id}',
    '/v1/invitations/{id}/resend',
    '/v1/invitations/bulk',
    '/v1/invitations/bulk/{id}',
    '/v1/invitations/bulk/{id}/confirm',
    '/v1/invitations/bulk/{id}/events',
    '/v1/invitations/bulk/{id}/report.csv',
    '/v1/imports',
    '/v1/imports/{id}',
    '/v1/imports/{id}/events',
    '/v1/imports/{id}/report.csv',
  ]);
  for (const { path, responses } of operations()) {
    for (const status of [401, 403, 429, 500, 502, 503]) expect(Object.keys(responses)).toContain(String(status));
    if (path.includes('{id}')) expect(responses).toHaveProperty('404');
  }
  const { invitation } = await invitePerson();
  for (const path of Object.keys(document.paths)) {
    const address = `/api${path.replace('{id}', invitation.id)}`;
    const answer = await sidecar().put(address).set('Authorization', `Bearer ${token}`).send({});
    expect([path, answer.status, answer.body.code]).toEqual([path, 405, 'method_not_allowed']);
    const documented = Object.keys(document.paths[path] ?? {}).map((method) => method.toUpperCase());
    // Whoever may GET may ask for the HEAD alone.
    if (documented.includes('GET')) documented.push('HEAD');
    expect(answer.headers.allow?.split(', ').sort()).toEqual(documented.sort());
  }
});

test('a missing token is told from a bad one, and OPTIONS names the methods', async () => {
  const address = '/api/v1/invitations';
  const missing = await sidecar().get(address).expect(401);
  expect(missing.headers['www-authenticate']).toBe('Bearer');
  const bad = await sidecar().get(address).set('Authorization', 'Bearer a.b.c').expect(401);
  expect(bad.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  const options = await sidecar()
    .options(address)
    .set('Authorization', `Bearer ${await adminToken()}`)
    .expect(204);
  expect(options.headers.allow).toBe('GET, HEAD, POST');
});

describe('the page', () => {
  test.each(['phone', 'desktop'] as const)('shows every address and hides nothing from anybody, on a %s', async (device) => {
    const page = await browser.visit({ device });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${testEnvironment().sidecarUrl}/api/docs`);
    await page.evaluate(
      'for (const one of document.querySelectorAll("details")) { one.removeAttribute("name"); one.open = true }',
    );
    const text = await page.innerText('main');
    for (const { operationId, path } of operations()) {
      expect(text).toContain(path);
      expect(await page.isVisible(`#${operationId} form`)).toBe(true);
    }
    await expectNoAxeViolations(page);
    expect(complaints).toEqual([]);
  });

  test('can be read without JavaScript', async () => {
    const page = await browser.visit({ javaScript: false });
    await page.goto(`${testEnvironment().sidecarUrl}/api/docs`);
    expect(await page.isVisible('#invite summary')).toBe(true);
    expect(await page.isVisible('#invite form')).toBe(false);
  });

  test('sends a request with the token that is typed in', async () => {
    const { invitation } = await invitePerson();
    const page = await browser.visit({ device: 'desktop' });
    await page.goto(`${testEnvironment().sidecarUrl}/api/docs#getInvitation`);
    await page.fill('#getInvitation-id', invitation.id);
    await page.click('#getInvitation button');
    await page.waitForSelector('#getInvitation [data-api-status]:has-text("401")');
    await page.fill('#api-token', await adminToken());
    await page.click('#getInvitation button');
    await page.waitForSelector('#getInvitation [data-api-status]:has-text("200")');
    expect(await page.innerText('#getInvitation [data-api-answer]')).toContain(invitation.email);
  });
});
