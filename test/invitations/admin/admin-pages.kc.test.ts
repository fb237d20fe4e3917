import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { press, visitAs } from '../../support/admin-browser.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser, type VisitorOptions } from '../../support/browser.ts';
import { testEnvironment } from '../../support/environment.ts';
import { load } from '../../support/html.ts';
import { invitationNow, invitePerson } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { companyId, createPerson, type Person, sessionCookie } from '../../support/people.ts';
import { realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';

/** The life of an invitation on the pages of `/admin`, as an admin lives it: without JavaScript unless said otherwise. */
const { sidecarUrl } = testEnvironment();
let browser: TestBrowser;
let admin: Person;
let ofSol: Person;
beforeAll(async () => {
  browser = await openBrowser();
  admin = await createPerson({ roles: ['admin'] });
  ofSol = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
});
afterAll(() => browser?.close());

const visit = (person: Person, path: string, options: VisitorOptions = { javaScript: false }) =>
  visitAs(browser, person, path, options);

const alert = (page: Page) => page.innerText('.alert');
const heading = (page: Page) => page.innerText('h1');

describe('an admin without JavaScript', () => {
  test('invites, corrects the address, sends again and revokes, and reads what happened', async () => {
    const [wrong, right] = [uniqueEmail(), uniqueEmail()];
    const page = await visit(admin, '/admin');
    await press(page, 'text=Invitar a una persona');
    await page.fill('#email', wrong);
    await page.selectOption('#organization', 'sol');
    await press(page, 'text=Enviar la invitación');
    expect(await alert(page)).toContain(wrong);

    await press(page, 'text=Corregir los datos');
    await page.fill('#email', right);
    await page.fill('#firstName', 'Noa');
    await press(page, 'text=Guardar los cambios');
    expect(await alert(page)).toContain(`otro correo a ${right}`);
    expect(await heading(page)).toBe('Noa');
    await mailTo(right);

    await press(page, 'text=Enviar otro correo');
    expect(await alert(page)).toContain(`otro correo a ${right}. Los enlaces anteriores ya no sirven.`);
    await mailTo(right, { count: 2 });

    await press(page, 'text=Anular');
    expect(await heading(page)).toBe('¿Anular esta invitación?');
    await press(page, 'text=Conservar la invitación');
    expect(await page.innerText('.badge')).toBe('Enviada');
    await press(page, 'text=Anular');
    await press(page, 'text=Anular la invitación');
    expect(await alert(page)).toContain('Hemos anulado la invitación');
    expect(await page.innerText('.badge')).toBe('Anulada');

    const history = await page.locator('.history__item > span:first-child').allInnerTexts();
    expect(history[0]).toBe('Invitación anulada');
    expect(history.at(-1)).toBe('Invitación creada por Marta Ruiz');
    expect(history.filter((line) => line === 'Correo enviado')).toHaveLength(3);
  });

  test('saves a correction that changes nothing, and the history tells of none', async () => {
    const { invitation } = await invitePerson({ firstName: 'Noa', lastName: 'Castro' });
    const page = await visit(admin, `/admin/invitaciones/${invitation.id}`);
    const lines = () => page.locator('.history__item > span:first-child').allInnerTexts();
    const before = await lines();
    await press(page, 'text=Corregir los datos');
    await press(page, 'text=Guardar los cambios');
    expect(await alert(page)).toContain('No había nada que guardar');
    expect(await lines()).toEqual(before);
    await press(page, 'text=Corregir los datos');
    await page.fill('#lastName', 'Castro Rey');
    await press(page, 'text=Guardar los cambios');
    expect(await alert(page)).toContain('Hemos guardado');
    expect((await lines())[0]).toMatch(/^Datos corregidos/);
  });

  test('sends one mail however often the button is pressed', async () => {
    const { invitation } = await invitePerson();
    const path = `/admin/invitaciones/${invitation.id}`;
    const session = await sessionCookie(admin);
    const page = await sidecar().get(path).set('Cookie', session);
    const csrf = [page.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);
    const form = load(page.text);
    const fields = { _csrf: form.value('_csrf'), clave: form.value('clave') };
    const send = () =>
      sidecar()
        .post(`${path}/reenviar`)
        .set('Cookie', [session, ...csrf].join('; '))
        .type('form')
        .send(fields);
    for (let i = 0; i < 2; i++) expect((await send()).status).toBe(303);
    await mailTo(invitation.email, { count: 2 });
    expect((await invitationNow(invitation.id)).sends).toBe(2);
    expect(await mailsTo(invitation.email, 2)).toHaveLength(2);
  });

  test('finds a person by words and by the reference, and is told how many there are', async () => {
    const { invitation } = await invitePerson({ firstName: 'Aitana', lastName: 'Zubiría' });
    const page = await visit(admin, `/admin/invitaciones/${invitation.id}`);
    const reference = await page.innerText('#reference');
    expect(await page.content()).not.toContain('key=');
    for (const search of [reference, 'ubir itana', invitation.email.slice(0, 12)]) {
      await page.goto(`${sidecarUrl}/admin`);
      await page.fill('#search', search);
      await press(page, '.finder__go');
      expect(await page.innerText('tbody')).toContain(invitation.email);
    }
    expect(await page.innerText('.list-line')).toContain('1');
    await page.fill('#search', 'nadie-con-este-nombre');
    await press(page, '.finder__go');
    expect(await page.innerText('.empty')).toContain('Quitar filtros');
  });

  test('keeps what was typed when something is wrong', async () => {
    const { invitation } = await invitePerson();
    const page = await visit(admin, `/admin/invitaciones/${invitation.id}/corregir`);
    await page.fill('#email', 'sin-arroba');
    await page.fill('#lastName', 'Ruiz');
    await press(page, 'text=Guardar los cambios');
    expect(await page.inputValue('#email')).toBe('sin-arroba');
    expect(await page.inputValue('#lastName')).toBe('Ruiz');
    expect(await page.innerText('#email-error')).toContain('correo electrónico');
    expect(await page.title()).toMatch(/^Revise los datos/);
  });
});

test('a company admin of one company sees no column and no choice of companies, and nobody else’s people', async () => {
  const { invitation } = await invitePerson({ organization: 'sol' });
  const { invitation: foreign } = await invitePerson({ organization: 'luna' });
  const page = await visit(ofSol, `/admin?search=${encodeURIComponent(invitation.email)}`);
  expect(await page.innerText('thead')).not.toContain('Empresa');
  expect(await page.locator('#organization').count()).toBe(0);
  expect(await page.innerText('tbody')).toContain(invitation.email);
  await page.goto(`${sidecarUrl}/admin?search=${foreign.id}`);
  expect(await page.innerText('main')).not.toContain(foreign.email);
  await page.goto(`${sidecarUrl}/admin/invitaciones/nueva`);
  await page.fill('#email', foreign.email);
  await press(page, 'text=Enviar la invitación');
  // Asked to join: the page is that of any invitation.
  expect(await alert(page)).toContain(foreign.email);
  expect(page.url()).toMatch(/\/admin\/invitaciones\/[\da-f-]{36}$/);
  expect((await realmAdmin().organizations.listMembers({ orgId: await companyId('sol'), search: foreign.email })).length).toBe(0);
});

test('another mail to an account that is not the company’s alone promises no end of earlier links, which go on', async () => {
  const { invitation, mail } = await invitePerson({ organization: 'sol' });
  const page = await visit(ofSol, `/admin/invitaciones/${invitation.id}`);
  await press(page, 'text=Enviar otro correo');
  expect(await alert(page)).toContain(`otro correo a ${invitation.email}.`);
  expect(await alert(page)).not.toContain('anteriores');
  await mailTo(invitation.email, { count: 2 });
  await page.goto(mail.link);
  expect(await heading(page)).toBe('Active su cuenta');
});

test('a company admin of one company invites into it by a form without a company', async () => {
  const email = uniqueEmail();
  const session = await sessionCookie(ofSol);
  const page = await sidecar().get('/admin/invitaciones/nueva').set('Cookie', session).expect(200);
  const csrf = [page.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);
  const sent = await sidecar()
    .post('/admin/invitaciones')
    .set('Cookie', [session, ...csrf].join('; '))
    .type('form')
    .send({ _csrf: load(page.text).value('_csrf'), email, firstName: 'Noa', lastName: 'Ruiz', locale: 'es' });
  expect([sent.status, sent.headers.location]).toEqual([303, expect.stringMatching(/^\/admin\/invitaciones\//)]);
  const members = await realmAdmin().organizations.listMembers({ orgId: await companyId('sol'), search: email });
  expect(members.map((member) => member.email)).toEqual([email]);
  await mailTo(email);
});

test('a person of the company who was never invited has no page here', async () => {
  const page = await visit(ofSol, `/admin/invitaciones/${ofSol.id}`);
  expect(await page.innerText('h1')).not.toContain(ofSol.email);
});

describe.each(['es-ES', 'en-GB'])('in %s', (locale) => {
  test('the pages are clean for everybody, on a phone in the dark and on a desktop', async () => {
    const { invitation } = await invitePerson({ organization: 'sol' });
    const one = `/admin/invitaciones/${invitation.id}`;
    const paths = ['/admin', '/admin/invitaciones/nueva', one, `${one}/corregir`, `${one}/revocar`];
    for (const options of [{ device: 'phone', dark: true }, { device: 'desktop' }] as const) {
      const page = await visit(admin, paths[0] ?? '', { ...options, locale });
      for (const path of paths) {
        await page.goto(`${sidecarUrl}${path}`);
        await expectNoAxeViolations(page);
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      }
    }
  });
});

test('with JavaScript the reference can be copied, and never a link', async () => {
  const { invitation } = await invitePerson();
  const page = await visit(admin, `/admin/invitaciones/${invitation.id}`, { device: 'desktop' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.click('[data-copy]');
  await page.waitForSelector('[data-copy]:has-text("Copiada")');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(invitation.id);
});
