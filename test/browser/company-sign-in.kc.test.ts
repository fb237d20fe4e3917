/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectNoAxeViolations, openBrowser, type TestBrowser, type VisitorOptions } from '../support/browser.ts';
import { type CompanyProvider, colleague, readyCompany } from '../support/company-provider.ts';
import { testEnvironment } from '../support/environment.ts';
import { invitePerson, untilStatus } from '../support/invite.ts';
import { realmAdmin, uniqueEmail } from '../support/realm.ts';

/** Signing in first by the company's identity provider, in a real browser: which holds pages to their policies on the way. */

let browser: TestBrowser;
let company: CompanyProvider;
beforeAll(async () => {
  [browser, company] = await Promise.all([openBrowser(), readyCompany(realmAdmin())]);
});
afterAll(async () => {
  await browser?.close();
  await company?.remove();
});

const AT_COMPANY = () => new RegExp(`/realms/${company.alias}/`);
const arrived = (page: Page) => page.waitForURL(`${testEnvironment().sidecarUrl}/perfil`, { timeout: 60_000 });

/** On the page of the mail's link. */
async function opened(options: VisitorOptions) {
  const email = uniqueEmail('ana', company.domain);
  const [{ invitation, mail }, person] = [await invitePerson({ email, firstName: undefined }), await colleague(company, email)];
  const page = await browser.visit(options);
  return { page, person, id: invitation.id, open: () => page.goto(mail.link, { waitUntil: 'networkidle' }) };
}

test.each([
  ['in the light', false],
  ['in the dark', true],
])('by keyboard alone, on a phone, %s', async (_how, dark) => {
  const { page, person, id, open } = await opened({ dark });
  await open();
  await expectNoAxeViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.focus('[name="firstName"]');
  await page.keyboard.type('Ana');
  await page.keyboard.press('Enter');
  await page.waitForURL(AT_COMPANY(), { timeout: 60_000 });
  await page.focus('#username');
  await page.keyboard.type(person.email);
  await page.focus('#password');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await arrived(page);
  await untilStatus(id, 'activated');
});

test('without JavaScript', async () => {
  const { page, person, id, open } = await opened({ javaScript: false });
  await open();
  await page.fill('[name="firstName"]', 'Ana');
  await page.getByRole('button', { name: 'Continuar con mi empresa' }).click();
  await page.waitForURL(AT_COMPANY(), { timeout: 60_000 });
  await page.fill('#username', person.email);
  await page.fill('#password', person.password);
  await page.locator('[type="submit"]').first().click();
  await arrived(page);
  await untilStatus(id, 'activated');
});
