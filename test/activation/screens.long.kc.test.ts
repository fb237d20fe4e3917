/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Html, load } from '../support/html.ts';
import { GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { type KeycloakPage, type KeycloakVisitor, keycloakVisitor } from '../support/keycloak-visitor.ts';
import { mailTo } from '../support/mail.ts';
import { codeOf, setDefaultActions, signInAddress } from '../support/more-asked.ts';
import { createOwnForms, type OwnForm, type OwnForms } from '../support/own-form.ts';
import { until } from '../support/wait.ts';

/** How many screens a person has to act on, from the mail until they are signed in: here, and on Keycloak's own pages. */

let forms: OwnForms;
let browser: TestBrowser;
beforeAll(async () => {
  [forms, browser] = await Promise.all([createOwnForms({}, { signsIn: true }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await forms?.remove();
});

const ALL = ['TERMS_AND_CONDITIONS', 'CONFIGURE_TOTP', 'CONFIGURE_RECOVERY_AUTHN_CODES'];
const PASSKEY = 'webauthn-register';

const ROWS: [string, string[], string[], number][] = [
  ['nothing but details and password', [], ['ours', 'login'], 6],
  ['terms', ['TERMS_AND_CONDITIONS'], ['ours', 'login'], 7],
  ['one-time codes', ['CONFIGURE_TOTP'], ['ours', 'login'], 8],
  ['recovery codes', ['CONFIGURE_RECOVERY_AUTHN_CODES'], ['ours', 'our codes', 'login'], 7],
  ['a passkey beside the password', [PASSKEY], ['ours', 'login', PASSKEY], 7],
  ['all of it', [...ALL, PASSKEY], ['ours', 'our codes', 'login', PASSKEY], 11],
];

test.each(ROWS)('%s', async (_, actions, ours, stock) => {
  await setDefaultActions(forms.realm, ...actions);
  await untilKnown(actions);
  const here = await onOurPages(await forms.open({ mailed: actions.filter((action) => action !== PASSKEY) }));
  const there = await onKeycloaks(await forms.open({ mailed: actions }));
  expect(here).toEqual(ours);
  expect([there.length, there]).toEqual([stock, expect.anything()]);
});

/** The sidecar asks now and then what the realm asks for. */
async function untilKnown(actions: string[]): Promise<void> {
  const form = await forms.open();
  await until('what the realm asks for', async () => {
    const { $ } = await form.page();
    return (
      $('#terms').length === Number(actions.includes('TERMS_AND_CONDITIONS')) &&
      $('#totp').length === Number(actions.includes('CONFIGURE_TOTP'))
    );
  });
}

/** A code is good once: the sign-in takes the one that the app shows next. */
const NEXT = 30;

async function onOurPages(form: OwnForm): Promise<string[]> {
  const page = await browser.visit();
  await page.goto(form.url);
  const shown = load(await page.content());
  const hasApp = shown.$('a[href^="otpauth:"]').length > 0;
  await page.fill('#password', GOOD_PASSWORD);
  if (hasApp) await page.fill('#totp', codeOf(shown));
  if (await page.locator('#terms').count()) await page.check('#terms');
  const screens = ['ours'];
  await leave(page, page.locator('form [type="submit"].button--primary').click());
  for (;;) {
    const name = await waitingPage(page);
    if (name === 'signed in') break;
    if (screens.at(-1) === name) throw new Error(`${name} has not taken the answer: ${await page.innerText('main')}`);
    screens.push(name);
    if (name === PASSKEY) break;
    if (name === 'our codes') await page.check('[name="codes"]');
    if (name === 'login') {
      await page.fill('#password', GOOD_PASSWORD);
      if (hasApp) await page.fill('#code-too', codeOf(shown, NEXT));
    }
    await leave(page, page.locator('form .button--primary').first().click());
  }
  await page.context().close();
  return screens;
}

/** Does what leads to another page. */
async function leave(page: Page, act: Promise<void>): Promise<void> {
  await page.evaluate(() => {
    document.body.dataset.left = 'true';
  });
  await act;
}

/** The next page that waits for the person: none that has sent itself. */
async function waitingPage(page: Page): Promise<string> {
  const found = await page.waitForFunction(() => {
    if (document.readyState !== 'complete' || document.body.dataset.left || document.querySelector('form[data-sent]')) return '';
    const state = document.getElementById('keycloak-state')?.textContent;
    if (state) return String(JSON.parse(state).page);
    if (document.querySelector('[data-codes]')) return 'our codes';
    return location.pathname === '/perfil' ? 'signed in' : document.querySelector('#password') ? 'ours' : '';
  });
  return found.jsonValue();
}

async function onKeycloaks(form: OwnForm): Promise<string[]> {
  const { server } = forms.realm.sidecar();
  const visitor = keycloakVisitor();
  const key = keyOf(await mailTo(form.email));
  const secrets: string[] = [];
  const first = await visitor.get(`${server.issuer}/login-actions/action-token?${new URLSearchParams({ key })}`);
  const screens = await actOn(visitor, first, form, secrets);
  // The last page of Keycloak's leads to the app, and there to its sign-in.
  if (screens.at(-1) === PASSKEY) {
    const isAll = secrets.length > 0;
    return [...screens, ...(isAll ? ['recovery codes'] : []), 'its end', 'app', 'login', ...(isAll ? ['login-otp'] : [])];
  }
  const signIn = new URL(signInAddress(forms.realm));
  signIn.searchParams.set('redirect_uri', `${forms.url}/entrar/retorno`);
  signIn.searchParams.set('login_hint', form.email);
  return [...screens, 'app', ...(await actOn(visitor, await visitor.get(signIn.href), form, secrets))];
}

/** Acts on one page after the other, until one leads away or is the passkey's, for which a browser is needed. @param secrets gets those of apps. */
async function actOn(visitor: KeycloakVisitor, first: KeycloakPage, { email }: OwnForm, secrets: string[]): Promise<string[]> {
  const seen: string[] = [];
  let current = first;
  while (current.leadsTo === undefined) {
    const { page } = current;
    const name = nameOf(page);
    if (seen.at(-1) === name && name !== 'info') throw new Error(`${name} has not taken the answer: ${page.text.slice(0, 300)}`);
    seen.push(name);
    if (name === 'info') {
      const next = page.$('a.button--primary').attr('href') ?? '';
      if (!next.includes('/login-actions/')) return seen;
      current = await visitor.get(next);
      continue;
    }
    if (name === PASSKEY) return seen;
    const sent = page.$('form[method="post"]').first();
    const hidden = sent
      .find('input[type="hidden"]')
      .toArray()
      .map((input) => [input.attribs.name ?? '', input.attribs.value ?? '']);
    const form = { ...Object.fromEntries(hidden), ...answerTo(name, page, email, secrets) };
    current = await visitor.post(sent.attr('action') ?? '', form);
  }
  return seen;
}

function answerTo(name: string, page: Html, email: string, secrets: string[]): Record<string, string> {
  switch (name) {
    case 'login-update-profile':
      return { firstName: 'Ana', lastName: 'Prado', email };
    case 'login-update-password':
      return { 'password-new': GOOD_PASSWORD, 'password-confirm': GOOD_PASSWORD };
    case 'login-config-totp':
      secrets.push(page.value('totpSecret'));
      return { totp: new TOTP({ secret: Secret.fromLatin1(page.value('totpSecret')) }).generate() };
    case 'login':
      return { username: email, password: GOOD_PASSWORD };
    case 'login-otp':
      return {
        otp: new TOTP({ secret: Secret.fromLatin1(secrets[0] ?? '') }).generate({ timestamp: Date.now() + NEXT * 1000 }),
      };
    default:
      return {};
  }
}

function nameOf(page: Html): string {
  const state = page.$('#keycloak-state').html();
  if (!state) throw new Error(`no page of our theme: ${page.text.slice(0, 300)}`);
  return JSON.parse(state).page;
}
