import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readActionToken } from '../../src/keycloak/ride/action-token.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from './browser.ts';
import { testEnvironment } from './environment.ts';
import { keyOf } from './invite.ts';
import { mailsTo, mailTo } from './mail.ts';
import { createUser, realmAdmin, uniqueEmail } from './realm.ts';
import { sidecar } from './sidecar.ts';

/** What all other suites rely on: that a helper which finds nothing says so, and one that finds something found the right thing. */
describe('mails', () => {
  const admin = realmAdmin();

  test('are found by address, newest last, read from their source', async () => {
    const { id, email } = await createUser(admin);
    expect(await mailsTo(email)).toEqual([]);
    await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PASSWORD'] });
    const first = await mailTo(email);
    expect(first.raw).toContain('multipart/alternative');
    expect(first.html).toContain('<style');
    expect(first.text).toContain('Elegir contraseña:');
    expect(readActionToken(keyOf(first))).toMatchObject({ userId: id, requiredActions: ['UPDATE_PASSWORD'] });

    await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PASSWORD'] });
    const second = await mailTo(email, { count: 2 });
    expect(second.link).not.toBe(first.link);
  });

  test('that do not come are missed by name', async () => {
    const address = uniqueEmail('nadie');
    await expect(mailTo(address, { timeout: 300 })).rejects.toThrow(`mail 1 to ${address}`);
  });
});

describe('the browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('sees faults for people with disabilities, whatever the page allows scripts to do', async () => {
    const page = await browser.visit({ device: 'desktop' });
    await page.goto(`${testEnvironment().sidecarUrl}/healthz`);
    await page.setContent('<!doctype html><html lang="es"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>');
    await expect(expectNoAxeViolations(page)).rejects.toThrow('image-alt');
    await expectNoAxeViolations(page, { except: { 'image-alt': 'this test breaks it on purpose' } });
  });

  test('can be one without JavaScript', async () => {
    const page = await browser.visit({ javaScript: false });
    await page.setContent('<noscript>sin</noscript><script>document.body.textContent = "con"</script>');
    expect(await page.textContent('body')).toContain('sin');
  });
});

test('the sidecar of the ground is the built one, ready', async () => {
  await sidecar().get('/readyz').expect(200);
});
