import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { LOCALES } from '../../src/settings/brand.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { readyCompany } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import { GOOD_PASSWORD, invitePerson } from '../support/invite.ts';
import { codeOf, putInOrder, setDefaultActions } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { credentialTypes, realmAdmin, uniqueEmail } from '../support/realm.ts';

/** What a person on a phone with a slow connection has to wait for, as the browser itself counts it: compressed, with headers. */
const { sidecarUrl } = testEnvironment();

let browser: TestBrowser;
let forms: OwnForms;
beforeAll(async () => {
  [browser, forms] = await Promise.all([openBrowser(), createOwnForms()]);
});
afterAll(async () => {
  await browser?.close();
  await forms?.remove();
});

interface Answer {
  url: string;
  bytes: number;
}

/** What comes over the wire from now on, each redirect by itself; not what the browser still has. */
async function watchTraffic(page: Page): Promise<() => Answer[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  const answers: (Answer & { id: string })[] = [];
  const kept = new Set<string>();
  const note = (id: string, url: string) => answers.push({ id, url: url.replace(/\?.*/, ''), bytes: 0 });
  const weigh = (id: string, bytes: number) => {
    const answer = answers.findLast((each) => each.id === id);
    if (answer) answer.bytes = bytes;
  };
  cdp.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    if (redirectResponse) weigh(requestId, redirectResponse.encodedDataLength);
    note(requestId, request.url);
  });
  cdp.on('Network.requestServedFromCache', ({ requestId }) => kept.add(requestId));
  cdp.on('Network.responseReceived', ({ requestId, response }) => response.fromDiskCache && kept.add(requestId));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => weigh(requestId, encodedDataLength));
  return () => answers.filter(({ id }) => !kept.has(id)).map(({ url, bytes }) => ({ url, bytes }));
}

/** Without the worker that estimates passwords (password-form.kc.test.ts has its limit): the browser fetches it beside the page, and nobody waits for it. */
const total = (answers: Answer[]) =>
  answers.filter(({ url }) => !url.includes('strength-worker')).reduce((sum, { bytes }) => sum + bytes, 0);

test('the page that makes a passkey weighs 25 kB in 6 requests', async () => {
  const { mail } = await invitePerson({ signIn: 'passkey' });
  const page = await browser.visit();
  const traffic = await watchTraffic(page);
  await page.goto(mail.link, { waitUntil: 'networkidle' });
  expect(traffic().length).toBeLessThanOrEqual(6);
  expect(total(traffic())).toBeLessThanOrEqual(25_000);
});

test('the page that leads to the company’s own sign-in weighs 25 kB in 6 requests', async () => {
  const company = await readyCompany(realmAdmin());
  try {
    const { mail } = await invitePerson({ email: uniqueEmail('ana', company.domain) });
    const page = await browser.visit();
    const traffic = await watchTraffic(page);
    await page.goto(mail.link, { waitUntil: 'networkidle' });
    expect(await page.getByRole('button', { name: 'Continuar con mi empresa' }).count()).toBe(1);
    expect(traffic().length).toBeLessThanOrEqual(6);
    expect(total(traffic())).toBeLessThanOrEqual(25_000);
  } finally {
    await company.remove();
  }
});

test('the activation page weighs 20 kB in 4 requests, and the way from the mail into the account 70 kB in 18', async () => {
  const { mail } = await invitePerson({ firstName: 'Ana' });
  const page = await browser.visit();
  const traffic = await watchTraffic(page);
  await page.goto(mail.link, { waitUntil: 'networkidle' });
  const first = traffic();

  await page.fill('[name="lastName"]', 'Prado');
  await page.fill('#password', GOOD_PASSWORD);
  await page.getByRole('button', { name: 'Crear' }).click();
  await page.waitForURL(/protocol\/openid-connect\/auth/);
  await page.fill('#password', GOOD_PASSWORD);
  await page.click('#kc-login');
  await page.waitForURL(`${sidecarUrl}/perfil`, { waitUntil: 'networkidle' });
  const all = traffic();
  expect(first.length).toBeLessThanOrEqual(4);
  expect(total(first)).toBeLessThanOrEqual(20_000);
  expect(all.length).toBeLessThanOrEqual(18);
  expect(total(all)).toBeLessThanOrEqual(70_000);
});

test('the activation page weighs no more in any language: it brings the person’s own alone', async () => {
  const mails = await Promise.all(LOCALES.map((locale) => invitePerson({ firstName: 'Ana', locale })));
  const weighed: [string, boolean][] = [];
  for (const [i, { mail }] of mails.entries()) {
    const page = await browser.visit();
    const traffic = await watchTraffic(page);
    await page.goto(mail.link, { waitUntil: 'networkidle' });
    expect(await page.getAttribute('html', 'lang')).toBe(LOCALES[i]);
    weighed.push([
      `${LOCALES[i]}: ${total(traffic())} bytes in ${traffic().length}`,
      total(traffic()) <= 20_000 && traffic().length <= 4,
    ]);
    await page.close();
  }
  expect(weighed.filter(([, isLight]) => !isLight)).toEqual([]);
});

test.each([
  ['terms', ['TERMS_AND_CONDITIONS']],
  ['one-time codes', ['CONFIGURE_TOTP']],
  ['recovery codes', ['CONFIGURE_RECOVERY_AUTHN_CODES']],
  ['a passkey beside the password', ['webauthn-register']],
])('the pages of a realm that asks for %s weigh 25 kB in 6 requests each', async (_, actions) => {
  await setDefaultActions(forms.realm, ...actions);
  const form = await forms.open({ mailed: actions.filter((action) => action !== 'webauthn-register') });
  const page = await browser.visit();
  const traffic = await watchTraffic(page);
  await page.goto(form.url, { waitUntil: 'networkidle' });
  const screens = [traffic()];
  await page.fill('#password', GOOD_PASSWORD);
  if (await page.locator('#totp').count()) await page.fill('#totp', codeOf(load(await page.content())));
  if (await page.locator('#terms').count()) await page.check('#terms');
  const before = traffic().length;
  if (actions.includes('CONFIGURE_RECOVERY_AUTHN_CODES')) {
    await page.getByRole('button', { name: 'Crear' }).click();
    await page.getByRole('button', { name: 'Copiar' }).waitFor();
    await page.waitForLoadState('networkidle');
    screens.push(traffic().slice(before));
  }
  for (const answers of screens) {
    expect(answers.length).toBeLessThanOrEqual(6);
    expect(total(answers)).toBeLessThanOrEqual(25_000);
  }
});

test('where recovery codes come first, their page asks for nothing else, and weighs 25 kB in 6 requests', async () => {
  const codes = 'CONFIGURE_RECOVERY_AUTHN_CODES';
  await setDefaultActions(forms.realm, codes);
  await putInOrder(forms.realm, codes);
  const form = await forms.open({ mailed: [codes] });
  const page = await browser.visit();
  await page.goto(form.url, { waitUntil: 'networkidle' });
  await page.fill('#password', GOOD_PASSWORD);
  const traffic = await watchTraffic(page);
  await page.getByRole('button', { name: 'Crear' }).click();
  await page.getByRole('button', { name: 'Copiar' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(traffic().length).toBeLessThanOrEqual(6);
  expect(total(traffic())).toBeLessThanOrEqual(25_000);
  expect(await page.locator('#password, [name="firstName"]').count()).toBe(0);
  await page.check('#codes');
  await page.locator('form [type="submit"].button--primary').click();
  await page.waitForURL(/\/entrar|openid-connect/);
  expect(await credentialTypes(forms.realm.console, form.id)).toEqual(['password', 'recovery-authn-codes']);
});
