/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addressOf, PAGES } from '../../../src/common/addresses.ts';
import { press, visitAs } from '../../support/admin-browser.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser, type VisitorOptions } from '../../support/browser.ts';
import { invitePerson } from '../../support/invite.ts';
import { createPerson, type Person } from '../../support/people.ts';
import { realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** Groups in the forms: what somebody may give, found among many with a keyboard alone, and chosen without a script. */
const admin = realmAdmin();
/** Without a digit, as a number is looked for beside it. */
const tag = randomUUID()
  .slice(0, 6)
  .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '');
const ids: Record<string, string> = {};
const OF_COMPANIES = `/empresa ${tag}`;
const nth = (n: number) => `/Península Straße ${tag} ${n}`;
let browser: TestBrowser;
let boss: Person;
let gestora: Person;

const make = async (path: string, mark: string) => {
  ids[path] = (await admin.groups.create({ name: path.slice(1), attributes: { 'invitation.assignable': [mark] } })).id;
};
beforeAll(async () => {
  browser = await openBrowser();
  for (let n = 1; n <= 9; n += 1) await make(nth(n), 'admin');
  await make(OF_COMPANIES, 'company-admin');
  boss = await createPerson({ roles: ['admin'] });
  gestora = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
});
afterAll(async () => {
  await browser?.close();
  for (const id of Object.values(ids)) await admin.groups.del({ id }).catch(() => {});
});

const visit = (person: Person, path: string, options: VisitorOptions) => visitAs(browser, person, path, options);
const groupsOf = async (email: string) => {
  const [user] = await admin.users.find({ email, exact: true });
  return (await admin.users.listGroups({ id: user?.id ?? '' })).map(({ path }) => path).sort();
};
const boxes = (page: Page) =>
  page.locator('#group-choices input').evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));

test('with a keyboard alone, on a phone, somebody finds one among many; what was chosen comes back with a refusal', async () => {
  const page = await visit(boss, PAGES.newInvitation, { javaScript: true, device: 'phone' });
  const email = uniqueEmail();
  await page.fill('#email', email);
  // Folded up, with what is inside beside its name: the form is one screen.
  expect(await page.isVisible('#find-group')).toBe(false);
  await page.focus('.options > summary');
  expect(await page.locator('.options > summary').innerText()).toMatch(/^Más opciones\s+Grupos\s· .*Último día de acceso$/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('find-group');
  await page.keyboard.type(`peninsula strasse ${tag} 7`);
  const shown = () => page.locator('#group-choices label:visible').allInnerTexts();
  await until('the one that is looked for', async () => (await shown()).join() === nth(7));
  expect(await page.locator('[data-found]').innerText()).toBe('Grupos que se muestran: 1. Elegidos: 0.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.locator('[data-found]').innerText()).toBe('Grupos que se muestran: 1. Elegidos: 1.');
  await expectNoAxeViolations(page);

  await admin.groups.del({ id: ids[nth(7)] ?? '' });
  await press(page, 'main button[type=submit]');
  expect(await page.locator('#groups-error').innerText()).toContain(nth(7));
  expect(await page.inputValue('#email')).toBe(email);
  expect(await page.isChecked(`input[value="${nth(7)}"]`)).toBe(true);
  await expectNoAxeViolations(page);
  await page.uncheck(`input[value="${nth(7)}"]`);
  await page.fill('#find-group', nth(3));
  await page.check(`input[value="${nth(3)}"]`);
  await press(page, 'main button[type=submit]');
  expect(await groupsOf(email)).toEqual([nth(3)]);
});

test('a company admin is offered what is marked for them, without a script, and no app', async () => {
  const page = await visit(gestora, PAGES.newInvitation, { javaScript: false, device: 'desktop' });
  const offered = await boxes(page);
  expect(offered).toContain(OF_COMPANIES);
  expect(offered).not.toContain(nth(1));
  expect(await page.locator('#app, #target').count()).toBe(0);
  const email = uniqueEmail();
  await page.fill('#email', email);
  await page.click('.options > summary');
  await page.check(`input[value="${OF_COMPANIES}"]`);
  await press(page, 'main button[type=submit]');
  expect(await groupsOf(email)).toEqual([OF_COMPANIES]);
});

test('a correction shows what the invitation gives, and changes what was changed alone', async () => {
  const { invitation } = await invitePerson({ groups: [nth(1), OF_COMPANIES] });
  const page = await visit(boss, addressOf('amendInvitation', invitation.id), { javaScript: false, device: 'desktop' });
  expect(await page.isChecked(`input[value="${nth(1)}"]`)).toBe(true);
  await page.uncheck(`input[value="${nth(1)}"]`);
  await page.check(`input[value="${nth(2)}"]`);
  await press(page, 'main button[type=submit]');
  expect(await groupsOf(invitation.email)).toEqual([nth(2), OF_COMPANIES].sort());

  // A group that may no longer be given stays as it is, if nobody touches it.
  const id = ids[OF_COMPANIES] ?? '';
  const { attributes: _, ...group } = (await admin.groups.findOne({ id })) ?? {};
  await admin.groups.update({ id }, { ...group, attributes: {} });
  await page.goto(page.url().replace(/\/?$/, '/corregir'));
  await page.fill('#lastName', 'Corregida');
  await press(page, 'main button[type=submit]');
  expect(await groupsOf(invitation.email)).toEqual([nth(2), OF_COMPANIES].sort());
  expect((await admin.users.findOne({ id: invitation.id }))?.lastName).toBe('Corregida');
});

test('a file gives those of the form to whoever its rows give none', async () => {
  const page = await visit(boss, PAGES.imports, { javaScript: true, device: 'desktop' });
  const email = uniqueEmail();
  await page.click('.options > summary');
  // Few groups have no search.
  const finder = page.locator('#find-group');
  if (await finder.isVisible()) await finder.fill(tag);
  await page.check(`input[value="${nth(4)}"]`);
  await page.check(`input[value="${nth(5)}"]`);
  await page.setInputFiles('#file', { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(`correo\n${email}\n`) });
  await press(page, 'main button[type=submit]');
  await page.getByRole('button', { name: /^(Invitar|Enviar|Empezar)/ }).click();
  expect(
    await until('the account', async () => (await admin.users.find({ email, exact: true })).length > 0 && groupsOf(email)),
  ).toEqual([nth(4), nth(5)]);
});

test('a word is taken as it was typed, and none is cut to fit', async () => {
  const word = '👩🏽‍💻'.repeat(500);
  for (const [typed, isTaken] of [
    [word, true],
    [`${word}a`, false],
    ['a'.repeat(2100), false],
  ] as const) {
    const page = await visit(boss, PAGES.newInvitation, { javaScript: false, device: 'desktop' });
    const email = uniqueEmail();
    await page.fill('#email', email);
    if (!(await page.isVisible('#message'))) await page.click('.options > summary');
    await page.fill('#message', typed);
    await press(page, 'main button[type=submit]');
    const [user] = await admin.users.find({ email, exact: true });
    expect([user?.attributes?.['invitation.message']?.[0] === typed, user === undefined]).toEqual([isTaken, !isTaken]);
    if (!isTaken) expect(await page.inputValue('#message')).toBe(typed);
  }
});
