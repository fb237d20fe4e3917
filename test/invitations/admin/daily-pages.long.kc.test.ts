import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { press, visitAs } from '../../support/admin-browser.ts';
import { openBrowser, type TestBrowser } from '../../support/browser.ts';
import { testEnvironment } from '../../support/environment.ts';
import { invitationNow, invitePerson } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { createPerson, type Person, sessionCookie } from '../../support/people.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';

/** What saves time every day on the pages of one invitation, of a new one and of a file; without JavaScript. */
const { sidecarUrl } = testEnvironment();
let browser: TestBrowser;
let admin: Person;
let ofSol: Person;
beforeAll(async () => {
  browser = await openBrowser();
  [admin, ofSol] = [
    await createPerson({ roles: ['admin'] }),
    await createPerson({ roles: ['company-admin'], companies: ['sol'] }),
  ];
});
afterAll(() => browser?.close());

const visit = (path: string, device: 'phone' | 'desktop' = 'desktop') =>
  visitAs(browser, admin, path, { javaScript: false, device });
const top = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0;
const left = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())?.x ?? 0;

test('whoever invites several people keeps company, language and validity, and types the person only', async () => {
  const email = uniqueEmail();
  const page = await visit('/admin/invitaciones/nueva');
  expect(await page.locator('#lifespanHours option').allInnerTexts()).toEqual([
    '1 día',
    '3 días',
    '7 días, lo habitual',
    '30 días',
  ]);
  expect(await page.inputValue('#lifespanHours')).toBe('');
  await page.fill('#email', email);
  await page.selectOption('#organization', 'sol');
  await page.selectOption('#locale', 'en');
  await page.selectOption('#lifespanHours', '72');
  await press(page, 'text=Enviar la invitación');
  const { expiresAt, sentAt } = await invitationNow(page.url().split('/').at(-1) ?? '');
  expect((Date.parse(expiresAt ?? '') - Date.parse(sentAt ?? '')) / 3_600_000).toBeCloseTo(72);
  await mailTo(email);

  await press(page, 'text=Invitar a otra persona');
  const values = ['email', 'firstName', 'organization', 'locale', 'lifespanHours'].map((name) => page.inputValue(`#${name}`));
  expect(await Promise.all(values)).toEqual(['', '', 'sol', 'en', '72']);
});

test('where somebody has the address already, the way leads to them, also from a correction', async () => {
  const { invitation } = await invitePerson({ firstName: 'Nuria' });
  const page = await visit('/admin/invitaciones/nueva');
  await page.fill('#email', ` ${invitation.email.toUpperCase()} `);
  await press(page, 'text=Enviar la invitación');
  await press(page, 'text=Ver la invitación: Nuria');
  expect(page.url()).toContain(invitation.id);
  const { invitation: other } = await invitePerson();
  await page.goto(`${sidecarUrl}/admin/invitaciones/${other.id}/corregir`);
  await page.fill('#email', invitation.email);
  await press(page, 'text=Guardar los cambios');
  await press(page, 'text=Ver la invitación: Nuria');
  expect(page.url()).toContain(invitation.id);
  // An account that was never invited has no page to lead to.
  await page.goto(`${sidecarUrl}/admin/invitaciones/nueva`);
  await page.fill('#email', admin.email);
  await press(page, 'text=Enviar la invitación');
  expect(await page.innerText('.error-summary')).toContain('Ya existe una cuenta');
  expect(await page.locator('text=Ver la invitación').count()).toBe(0);
});

test('a choice that is no longer possible falls back to the usual one', async () => {
  const page = await visit('/admin/invitaciones/nueva?lifespanHours=99999&locale=xx&organization=nadie');
  const values = ['organization', 'locale', 'lifespanHours'].map((name) => page.inputValue(`#${name}`));
  expect(await Promise.all(values)).toEqual(['', 'es', '']);
  expect(await page.locator('#lifespanHours option').count()).toBe(4);
});

test('the list leads to the documentation of the API', async () => {
  const page = await visit('/admin');
  await press(page, 'main >> text=API');
  expect(await page.innerText('h1')).toContain('API');
});

test('one invitation: what can be done beside its name, and what happened beside its facts; one below the other on a phone', async () => {
  const { invitation } = await invitePerson();
  const path = `/admin/invitaciones/${invitation.id}`;
  const wide = await visit(path);
  expect(await left(wide, '.history')).toBeGreaterThan((await left(wide, '.definition')) + 400);
  expect(await top(wide, '.history')).toBeLessThan((await top(wide, '.definition')) + 20);
  expect(await top(wide, 'text=Anular')).toBeLessThan((await top(wide, 'h1')) + 40);
  await wide.setViewportSize({ width: 1280, height: 800 });
  expect(await wide.evaluate('document.documentElement.scrollHeight')).toBe(800);
  const narrow = await visit(path, 'phone');
  expect(await top(narrow, '.history')).toBeGreaterThan(await top(narrow, '#reference'));
  expect(await narrow.innerText('.history__item:first-child')).toMatch(/^Correo enviado\n+hoy, \d\d:\d\d · \d+ \p{L}+ 20\d\d/u);
});

test.each([
  [
    'es',
    'plantilla-invitaciones.csv',
    '\ufeffcorreo;nombre;apellidos;idioma;empresa\r\n',
    '\ufeffcorreo;nombre;apellidos;idioma\r\n',
  ],
  [
    'en',
    'invitations-template.csv',
    '\ufeffe-mail,first name,last name,language,company\r\n',
    '\ufeffe-mail,first name,last name,language\r\n',
  ],
])(
  'a template in the language of the page (%s), without the company where there is no choice',
  async (lang, name, ofAdmin, ofCompany) => {
    for (const [person, text] of [
      [admin, ofAdmin],
      [ofSol, ofCompany],
    ] as const) {
      const answer = await sidecar()
        .get(`/admin/importar/plantilla.csv?lang=${lang}`)
        .set('Cookie', await sessionCookie(person));
      expect([answer.status, answer.text]).toEqual([200, text]);
      expect(answer.headers['content-disposition']).toBe(`attachment; filename=${name}`);
    }
  },
);

test('a file made of the template is one that can be imported', async () => {
  const page = await visit('/admin/importar');
  const template = await page.request.get(`${sidecarUrl}${await page.getAttribute('text=Descargar una plantilla', 'href')}`);
  const text = `${await template.text()}${uniqueEmail()};Ana;García López;es;sol\r\n`;
  await page.setInputFiles('#file', { name: 'personas.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await press(page, 'text=Comprobar el archivo');
  // Without a script the page loads itself again until the check has ended.
  await page.waitForSelector('text=Una persona recibirá una invitación.');
});
