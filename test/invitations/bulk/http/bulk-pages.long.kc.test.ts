import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { press, visitAs } from '../../../support/admin-browser.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../../../support/browser.ts';
import { invitationNow, invitePerson } from '../../../support/invite.ts';
import { createPerson, type Person } from '../../../support/people.ts';

/** On the list: one command for all that match, with a count and a question first. */
let browser: TestBrowser;
let admin: Person;
beforeAll(async () => {
  [browser, admin] = [await openBrowser(), await createPerson({ roles: ['admin'] })];
});
afterAll(() => browser?.close());

test.each([
  ['without JavaScript, on a phone', { javaScript: false, device: 'phone' }],
  ['with JavaScript, on a desktop in the dark', { device: 'desktop', dark: true }],
] as const)('all that match are extended, then revoked, %s; the way back leads to the same list', async (_how, options) => {
  const lastName = `Zr${[...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
  const people = [await invitePerson({ lastName }), await invitePerson({ lastName })];
  const page = await visitAs(browser, admin, `/admin?search=${lastName}&max=50`, options);
  // axe is a script.
  const isClean = async () => ('javaScript' in options ? undefined : expectNoAxeViolations(page));
  const bar = 'form.bulk:not(#selection)';
  await press(page, `${bar} >> text=Ampliar el plazo`);
  expect(await page.innerText('h1')).toBe('¿Ampliar el plazo de 2 personas?');
  await isClean();
  await page.selectOption('#lifespanHours', '720');
  await press(page, 'main button:has-text("Enviar 2 correos")');
  await page.waitForSelector('h1:has-text("La tarea ha terminado")', { timeout: 60_000 });
  await isClean();
  for (const { invitation } of people) {
    const { sends, expiresAt, sentAt } = await invitationNow(invitation.id);
    expect([sends, Math.round((Date.parse(expiresAt ?? '') - Date.parse(sentAt ?? '')) / 3_600_000)]).toEqual([2, 720]);
  }

  await press(page, 'text=Ver las invitaciones');
  expect(page.url()).toContain(`search=${lastName}`);
  expect(page.url()).toContain('max=50');
  await press(page, `${bar} >> text=Anular`);
  expect(await page.innerText('h1')).toBe('¿Anular 2 invitaciones?');
  await press(page, 'main button:has-text("Anular 2 invitaciones")');
  await page.waitForSelector('h1:has-text("La tarea ha terminado")', { timeout: 60_000 });
  expect(await page.innerText('.definition--figures')).toMatch(/Invitaciones anuladas\s+2/);
  const statuses = people.map(async ({ invitation }) => (await invitationNow(invitation.id)).status);
  expect(await Promise.all(statuses)).toEqual(['revoked', 'revoked']);
});
