/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { press, visitAs } from '../../support/admin-browser.ts';
import { openBrowser, type TestBrowser, type VisitorOptions } from '../../support/browser.ts';
import { testEnvironment } from '../../support/environment.ts';
import { adminToken, FILLED, invitationNow, invitePerson } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createPerson, type Person } from '../../support/people.ts';
import { realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';
import { imported } from '../import/api.ts';

/** The list as a tool of every day: what it shows, what is done from it, and the way to a person and back. */
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

const visit = (person: Person, path: string, options: VisitorOptions = { javaScript: false, device: 'desktop' }) =>
  visitAs(browser, person, path, options);

/** A surname that nobody else in the realm has. */
const surname = () => `Z${crypto.randomUUID().replaceAll(/[^a-f]/g, '')}quis`;

/** All addresses of a list, from page to page as a person goes through it. */
async function walk(page: Page, path: string): Promise<string[]> {
  const found: string[] = [];
  await page.goto(`${sidecarUrl}${path}`);
  for (let more = true; more; ) {
    found.push(...(await page.locator('.person__address').allInnerTexts()));
    more = (await page.locator('a[rel=next]').count()) > 0;
    if (more) await press(page, 'a[rel=next]');
  }
  return found;
}

describe('rows are true', () => {
  test('after an import of 60, an activation and a revocation the next look shows it, whatever was counted before', async () => {
    const page = await visit(admin, '/admin?status=sent&max=100');
    await walk(page, '/admin?status=sent&max=100');
    const name = surname();
    const addresses = Array.from({ length: 60 }, () => uniqueEmail());
    const csv = `correo,nombre,apellidos\n${addresses.map((address) => `${address},Ana,${name}`).join('\n')}\n`;
    expect(await imported(csv, await adminToken())).toMatchObject({ created: 60, sent: 60 });
    const sent = await walk(page, '/admin?status=sent&max=100');
    expect(addresses.filter((address) => !sent.includes(address))).toEqual([]);

    await page.goto(`${sidecarUrl}/admin?search=${name}&max=100`);
    expect(await page.locator('tbody tr').count()).toBe(60);
    expect(await page.innerText('.list-line')).toContain('60');
    await page.goto(`${sidecarUrl}/admin?search=${name}&max=50`);
    expect(await weightOf(await visit(admin, `/admin?search=${name}&max=50`, { device: 'desktop' }))).toBeLessThan(40_000);
    expect(await page.locator('tbody tr').count()).toBe(50);
    await press(page, 'a[rel=next]');
    expect(await page.locator('tbody tr').count()).toBe(10);
    await press(page, 'a:has-text("Primera página")');
    expect(await page.locator('tbody tr').count()).toBe(50);

    const [first = '', second = ''] = addresses;
    await activate((await mailTo(first)).link);
    await page.goto(`${sidecarUrl}/admin?status=activated&search=${encodeURIComponent(first)}`);
    expect(await page.locator('.person__address').allInnerTexts()).toEqual([first]);
    await page.goto(`${sidecarUrl}/admin?search=${encodeURIComponent(second)}`);
    await page.click('.menu summary');
    await press(page, '.menu a:has-text("Anular")');
    await press(page, 'text=Anular la invitación');
    await page.goto(`${sidecarUrl}/admin?status=revoked&search=${name}`);
    expect(await page.locator('.person__address').allInnerTexts()).toEqual([second]);
    expect(await page.locator('.table__expiry').innerText()).toContain('—');
  });
});

async function activate(link: string): Promise<void> {
  const page = await browser.visit({ device: 'desktop' });
  await page.goto(link);
  await page.fill('[name="firstName"]', FILLED.firstName);
  await page.fill('[name="lastName"]', FILLED.lastName);
  await page.fill('#password', FILLED.password);
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith('/activar')),
    page.click('form button[type=submit]:visible'),
  ]);
}

/** Bytes over the wire for a page and all that it loads, headers included. */
async function weightOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.reload({ waitUntil: 'networkidle' });
  return bytes;
}

describe('filters, order and page', () => {
  test('are kept on the way to a person and back, through everything that is done there', async () => {
    const name = surname();
    const { invitation } = await invitePerson({ firstName: 'Bea', lastName: name });
    await invitePerson({ firstName: 'Abel', lastName: name });
    const page = await visit(admin, '/admin');
    await page.fill('#search', name);
    await page.click('.finder__more summary');
    await page.selectOption('#sort', 'name');
    await press(page, '.finder__panel button');
    const people = () => page.locator('.person__name').allInnerTexts();
    expect(await people()).toEqual([`Abel ${name}`, `Bea ${name}`]);
    const isBack = async () => {
      expect(await page.inputValue('#search')).toBe(name);
      expect(await page.locator('th[aria-sort=ascending]').innerText()).toContain('Persona');
    };
    await press(page, `a.person:has-text("Bea ${name}")`);
    await press(page, 'text=Enviar otro correo');
    await press(page, 'text=Corregir los datos');
    await page.fill('#firstName', 'Zoe');
    await press(page, 'text=Guardar los cambios');
    await press(page, '.back');
    await isBack();
    expect(await people()).toEqual([`Abel ${name}`, `Zoe ${name}`]);
    await page.locator('.menu summary').nth(1).click();
    await press(page, '.menu button:has-text("Enviar otro correo") >> visible=true');
    expect(await page.innerText('.alert')).toContain(invitation.email);
    await isBack();
    expect((await invitationNow(invitation.id)).sends).toBe(3);
    await press(page, `a.person:has-text("Zoe ${name}")`);
    await press(page, 'text=Anular');
    await press(page, 'text=Anular la invitación');
    await press(page, '.back');
    await isBack();
  });

  test('are kept on the way to a form or a file and back', async () => {
    const name = surname();
    const { invitation } = await invitePerson({ lastName: name });
    const page = await visit(admin, `/admin?search=${name}&sort=name`);
    const back = async () => {
      await press(page, '.back');
      expect(new URL(page.url()).search).toBe(`?search=${name}&sort=name`);
    };
    await press(page, 'a:has-text("Importar")');
    await back();
    await press(page, 'a:has-text("Importar")');
    await page.setInputFiles('#file', {
      name: 'a.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`correo\n${invitation.email}\n`),
    });
    await press(page, '.detail form button[type=submit]');
    await page.waitForURL('**/admin/importar/**');
    await back();
    await press(page, 'a:has-text("Invitar a una persona")');
    await page.fill('#email', uniqueEmail());
    await press(page, 'text=Enviar la invitación');
    await press(page, '.alert a');
    await back();
  });

  test('an inviter is a filter that Keycloak finds, told to nobody who may not know them', async () => {
    const [name, inviter] = [surname(), await createPerson({ roles: ['admin'] })];
    await invitePerson({ lastName: name });
    const form = await visit(inviter, '/admin/invitaciones/nueva');
    const email = uniqueEmail();
    await form.fill('#email', email);
    await form.fill('#lastName', name);
    await form.selectOption('#organization', 'sol');
    await press(form, 'text=Enviar la invitación');

    const page = await visit(admin, `/admin?search=${name}`);
    expect(await page.locator('tbody tr').count()).toBe(2);
    await press(page, `tr:has-text("${email}") a.quiet`);
    expect(await page.locator('.person__address').allInnerTexts()).toEqual([email]);
    await page.goto(`${sidecarUrl}/admin?inviter=${inviter.id}`);
    expect(await page.locator('.person__address').allInnerTexts()).toEqual([email]);
    expect(await page.locator('.tabs').innerText()).toContain('1');
    const answer = await sidecar()
      .get('/api/v1/invitations')
      .query({ inviter: inviter.id, sort: '-sent' })
      .set('Authorization', `Bearer ${await adminToken()}`)
      .expect(200);
    expect(answer.body).toMatchObject({ total: 1, totalIs: 'exact', items: [{ email }] });

    // The person is of their company; that an admin of everything has invited them is not for its admins.
    const theirs = await visit(ofSol, `/admin?search=${name}`);
    expect(await theirs.locator('.person__address').allInnerTexts()).toEqual([email]);
    expect(await theirs.locator('a.quiet').count()).toBe(0);
    expect(await theirs.locator('tbody td.table__more').first().innerText()).toBe('Otra persona');
    await theirs.goto(`${sidecarUrl}/admin?inviter=${inviter.id}`);
    expect(await theirs.locator('tbody tr').count()).toBe(0);
    expect(await theirs.locator('#inviter option:checked').textContent()).toBe('Otra persona');
    expect(await theirs.content()).not.toContain('Marta Ruiz');
  });

  test('groups and apps are chosen by name, and what is gone stays chosen until it is taken away', async () => {
    const console = realmAdmin();
    const name = `turno-${crypto.randomUUID().slice(0, 8)}`;
    const { id } = await console.groups.create({ name, attributes: { 'invitation.assignable': ['company-admin'] } });
    const client = {
      ...{ clientId: name, name: `Portal de ${name}`, rootUrl: 'http://localhost:4567', baseUrl: '/' },
      ...{ redirectUris: ['http://localhost:4567/*'], attributes: { 'invitation.app': 'true' } },
    };
    const app = await console.clients.create(client);
    const last = surname();
    const { invitation } = await invitePerson({ lastName: last, groups: [`/${name}`], app: name });
    await invitePerson({ lastName: last });
    const page = await visit(admin, `/admin?search=${last}`);
    await page.click('.finder__more summary');
    for (const choice of [
      { id: '#group', label: `/${name}` },
      { id: '#app', label: client.name },
    ]) {
      await page.selectOption(choice.id, { label: choice.label });
      await press(page, '.finder__panel button');
      expect(await page.locator('.person__address').allInnerTexts()).toEqual([invitation.email]);
      await page.click('.finder__more summary');
      expect(await page.locator(`${choice.id} option:checked`).innerText()).toBe(choice.label);
    }
    await console.groups.del({ id });
    await console.clients.del({ id: app.id });
    await page.goto(`${sidecarUrl}/admin?search=${surname()}&group=/${name}&app=no-hay`);
    expect(await page.inputValue('#group')).toBe(`/${name}`);
    expect(await page.getAttribute('#app', 'aria-invalid')).toBe('true');
  });

  test('a day without mails has no rows, and dates are told as people tell them, with the exact one beside', async () => {
    const name = surname();
    await invitePerson({ lastName: name });
    const page = await visit(admin, `/admin?search=${name}&sentUntil=2020-01-01`);
    expect(await page.innerText('.empty')).toContain('Quitar filtros');
    await page.goto(`${sidecarUrl}/admin?search=${name}&sentFrom=2020-01-01`);
    const date = page.locator('.table__date time').first();
    expect(await date.innerText()).toMatch(/^hoy, \d\d:\d\d\s+\(.+ de 20\d\d.+\)$/);
    expect(await date.getAttribute('title')).toMatch(/ de 20\d\d/);
    // Days in the wrong order are told at their field, and kept.
    await page.goto(`${sidecarUrl}/admin?search=${name}&sentFrom=2026-05-02&sentUntil=2026-05-01`);
    expect(await page.innerText('.empty')).toContain('El último día no puede ser anterior al primero.');
    expect(await page.getAttribute('#sentUntil', 'aria-invalid')).toBe('true');
    expect([await page.inputValue('#sentFrom'), await page.inputValue('#search')]).toEqual(['2026-05-02', name]);
    for (const [query, field] of [
      ['sentFrom=2026-05-02&sentUntil=2026-05-01', 'sentUntil'],
      ['sentFrom=mayo', 'sentFrom'],
      ['status=nix', 'status'],
      ['group=/no/hay', 'group'],
      ['app=no-hay', 'app'],
    ]) {
      const { body } = await sidecar()
        .get(`/api/v1/invitations?${query}`)
        .set('Authorization', `Bearer ${await adminToken()}`)
        .expect(400);
      expect([query, body.errors[0].field]).toEqual([query, field]);
    }
  });

  test('order and place are taken as far as they can be read; a place where nobody is leads to the first page', async () => {
    const { invitation } = await invitePerson();
    const page = await visit(admin, '/admin?sort=x&max=7&inviter=&sentFrom=&cursor=no&first=-1');
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
    await page.goto(`${sidecarUrl}/admin?status=sent&cursor=3.9999`);
    expect(new URL(page.url()).search).toBe('?status=sent');
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
    await page.goto(`${sidecarUrl}/admin?search=${invitation.email}&cursor=n50`);
    expect(await page.locator('.person__address').allInnerTexts()).toEqual([invitation.email]);
  });

  test('a search says that it has looked for whole words, and leads to those who bear it in longer ones', async () => {
    const name = surname();
    const [whole, longer] = [
      (await invitePerson({ lastName: name })).invitation.email,
      (await invitePerson({ lastName: `${name}ada` })).invitation.email,
    ];
    const found = async () => (await page.locator('.person__address').allInnerTexts()).sort();
    const page = await visit(admin, `/admin?search=${name}&sort=name`);
    // Until the worker has read a new realm once, parts of words are looked for.
    await until('whole words to be looked for', async () => (await found()).length === 1 || void (await page.reload()), {
      timeout: 90_000,
    });
    expect(await found()).toEqual([whole]);
    await press(page, '.list-line >> text=Buscar también partes de palabras');
    expect(await found()).toEqual([whole, longer].sort());
    expect(await page.locator('.list-line >> text=partes de palabras').count()).toBe(0);
    await page.goto(`${sidecarUrl}/admin?search=${name}ad`);
    expect(await found()).toEqual([longer]);
    expect(await page.locator('.list-line >> text=partes de palabras').count()).toBe(0);
  });

  test('a filter that cannot be read is told and shows nobody, and no command goes to all instead', async () => {
    await invitePerson();
    const page = await visit(admin, '/admin');
    const csrf = await page.inputValue('#selection [name=_csrf]');
    expect(await page.getAttribute('#search', 'maxlength')).toBe('255');
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    for (const [field, value] of [
      ['search', 'a'.repeat(300)],
      ['sentFrom', '2026-13-40'],
      ['sentUntil', '28/11/2020'],
      ['organization', 'bogus'],
      ['status', 'bogus'],
    ] as const) {
      await page.goto(`${sidecarUrl}/admin?${new URLSearchParams({ [field]: value, first: '25' })}`);
      // A status is chosen by a link, not in a field: its fault stands in the empty place alone, by its name.
      const fault =
        field === 'status' ? page.locator('.empty .field__error', { hasText: 'Estado:' }) : page.locator(`#${field}-error`);
      expect([field, await fault.count(), await page.locator('tbody tr, .bulk').count()]).toEqual([field, 1, 0]);
      // What cannot be searched for stays in its field, to be corrected.
      expect(await page.inputValue('#search')).toBe(field === 'search' ? value : '');
    }
    await sidecar()
      .post('/admin/tareas')
      .query({ lista: 'sentFrom=2026-13-40' })
      .set('Cookie', cookie)
      .type('form')
      .send({ orden: 'revoke', _csrf: csrf })
      .expect(400);
  });
});

describe('several at once', () => {
  test('are named, sent again once however often the form is sent, and each refusal is told', async () => {
    const name = surname();
    const [open, also, active] = [
      await invitePerson({ firstName: 'Uno', lastName: name }),
      await invitePerson({ firstName: 'Dos', lastName: name }),
      await invitePerson({ firstName: 'Tres', lastName: name }),
    ];
    const page = await visit(admin, `/admin?search=${name}`);
    for (const box of await page.locator('td input[name=id]').all()) await box.check();
    await press(page, '.bulk button[value=resend]');
    expect(await page.innerText('h1')).toContain('3 personas');
    await activate(active.mail.link);
    await press(page, 'text=Enviar 3 correos');
    expect(await page.innerText('h1')).toBe('Se han enviado 2 correos');
    expect(await page.innerText('.alert--error')).toMatch(new RegExp(`Tres ${name}|Ana Prado`));
    expect(await page.innerText('.alert--error')).toContain('ya está activa');
    await mailTo(open.invitation.email, { count: 2 });
    await mailTo(also.invitation.email, { count: 2 });
    const isResult = async () => {
      expect(await page.innerText('h1')).toBe('Se han enviado 2 correos');
      expect(await page.innerText('.alert--error')).toContain('ya está activa');
    };
    // No form is sent again, and no address of a person stands in that of the page.
    expect((await page.reload())?.request().method()).toBe('GET');
    await isResult();
    expect(page.url()).not.toMatch(/@|%40/);
    await press(page, '.card .alert--error a');
    await page.goBack();
    await isResult();
    await page.goBack();
    expect(await page.innerText('h1')).toContain('3 personas');
    await page.goForward();
    await isResult();
    for (const { invitation } of [open, also]) {
      expect((await invitationNow(invitation.id)).sends).toBe(2);
      expect(await mailsTo(invitation.email, 2)).toHaveLength(2);
    }
    const result = page.url();
    await press(page, '.card .button-row > a.button');
    expect(await page.inputValue('#search')).toBe(name);
    const others = await visit(ofSol, '/admin');
    await others.goto(result);
    expect(new URL(others.url()).pathname).toBe('/admin');
  });

  test('a company admin reaches only their own, whatever the form says, and no form of another site does anything', async () => {
    const { invitation: own } = await invitePerson({ organization: 'sol' });
    const { invitation: foreign } = await invitePerson({ organization: 'luna' });
    const page = await visit(ofSol, `/admin?search=${own.email}`);
    const csrf = await page.inputValue('#selection [name=_csrf]');
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const send = (path: string, body: object) =>
      sidecar().post(path).redirects(1).set('Cookie', cookie).set('Accept-Language', 'es').type('form').send(body);
    const command = { id: [own.id, foreign.id], orden: 'revoke' };
    const asked = await send('/admin/seleccion', { ...command, _csrf: csrf });
    expect(asked.text).toContain(own.email);
    expect(asked.text).not.toContain(foreign.email);
    expect((await send('/admin/seleccion/confirmada', { ...command, clave: 'k' })).status).toBe(403);
    expect((await invitationNow(own.id)).status).toBe('sent');
    const done = await send('/admin/seleccion/confirmada', { ...command, clave: 'k', _csrf: csrf });
    expect(done.text).toContain('Se ha anulado una invitación');
    expect(done.text).not.toContain(foreign.email);
    expect((await invitationNow(foreign.id)).status).toBe('sent');
    expect((await send('/admin/seleccion', { orden: 'revoke', _csrf: csrf })).status).toBe(400);
  });

  test('each of those chosen is done, or told: one that is gone, one that can be none, and more than a page has', async () => {
    const { invitation } = await invitePerson();
    const page = await visit(admin, `/admin?search=${invitation.email}`);
    const csrf = await page.inputValue('#selection [name=_csrf]');
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const send = (path: string, id: string[]) =>
      sidecar()
        .post(path)
        .redirects(1)
        .set('Cookie', cookie)
        .set('Accept-Language', 'es')
        .type('form')
        .send({ id, orden: 'revoke', clave: crypto.randomUUID(), _csrf: csrf });
    const others = ['../count', crypto.randomUUID()];
    const asked = await send('/admin/seleccion', [invitation.id, ...others]);
    expect(asked.text).toContain(invitation.email);
    expect(asked.text).toContain('2 de las invitaciones elegidas ya no están');
    const tooMany = Array.from({ length: 101 }, () => crypto.randomUUID());
    for (const path of ['/admin/seleccion', '/admin/seleccion/confirmada']) {
      expect((await send(path, tooMany)).status).toBe(400);
      expect((await send(path, [])).status).toBe(400);
    }
    const done = await send('/admin/seleccion/confirmada', [invitation.id, ...others]);
    expect(done.text).toContain('Se ha anulado una invitación');
    for (const id of others) expect(done.text).toContain(`${id}</a>: No encontramos lo que busca`);
  });
});

describe('with JavaScript', () => {
  test('a stroke searches unless somebody is typing or has turned it off, and the number of those chosen is told', async () => {
    await invitePerson();
    const page = await visit(admin, '/admin', { device: 'desktop' });
    const isInSearch = () => page.evaluate<boolean>("document.activeElement?.id === 'search'");
    expect(await page.innerText('[data-shortcut]')).toContain('para buscar');
    await page.keyboard.press('/');
    expect(await isInSearch()).toBe(true);
    await page.keyboard.type('a/b');
    expect(await page.inputValue('#search')).toBe('a/b');
    await page.fill('#search', '');
    await page.click('[data-shortcut] button');
    await page.keyboard.press('/');
    expect(await isInSearch()).toBe(false);

    expect(await page.locator('#selection').isVisible()).toBe(false);
    await page.locator('td input[name=id]').first().check();
    expect(await page.innerText('#selection .bulk__count')).toBe('Una invitación elegida');
    await page.check('[data-select-all]');
    expect(await page.innerText('#selection .bulk__count')).toMatch(/^\d+ invitaciones elegidas$/);
    await page.locator('.menu summary').first().click();
    await page.keyboard.press('Escape');
    expect(await page.locator('.menu[open]').count()).toBe(0);
  });

  test('a range is chosen with Shift, by pointer and keyboard, and Enter on a box leads to what can be done with it', async () => {
    const name = surname();
    for (let i = 0; i < 5; i++) await invitePerson({ firstName: `P${i} ${'Larguísimo '.repeat(9)}`, lastName: name });
    const page = await visit(admin, `/admin?search=${name}`, { device: 'desktop' });
    const boxes = page.locator('td input[name=id]');
    const chosen = () => boxes.evaluateAll((all) => all.flatMap((box, i) => ((box as HTMLInputElement).checked ? [i] : [])));
    await boxes.nth(1).click();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    expect(await chosen()).toEqual([1, 2, 3]);
    await page.locator('[data-select-all]').check();
    await page.locator('[data-select-all]').uncheck();
    await boxes.nth(0).focus();
    await page.keyboard.press('Space');
    await boxes.nth(2).focus();
    await page.keyboard.press('Shift+Space');
    expect(await chosen()).toEqual([0, 1, 2]);
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement?.textContent')).toBe('Enviar otro correo');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/seleccion**');
    expect(await page.innerText('h1')).toContain('3 personas');
    // The way back to the question needs no form to be sent again.
    await press(page, 'text=Cancelar');
    await page.goBack();
    expect(await page.innerText('h1')).toContain('3 personas');
    await page.goBack();
    // However long a name is: two lines a row.
    const heights = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThanOrEqual(60);
  });

  test.each([true, false])(
    'a menu hides nothing that the focus has gone on to, with a script (%s) or without',
    async (javaScript) => {
      await invitePerson();
      const page = await visit(admin, '/admin?max=25', { javaScript, device: 'desktop' });
      for (const menu of ['.menu', '.language']) {
        const list = page.locator(`${menu} ul`).first();
        await page.locator(`${menu} summary`).first().focus();
        await page.keyboard.press('Enter');
        expect(await list.isVisible()).toBe(true);
        const entries = await list.locator(':is(a, button):visible').count();
        for (let i = 0; i < entries; i++) await page.keyboard.press('Tab');
        expect(await list.isVisible()).toBe(true);
        await page.keyboard.press('Tab');
        expect(await list.isVisible()).toBe(false);
      }
    },
  );

  test('both bars have names and labels of their own, and the filters fit on the screen', async () => {
    await invitePerson();
    const page = await visit(admin, '/admin', { javaScript: false, device: 'desktop' });
    const labels = await page.locator('.bulk button').allInnerTexts();
    expect(new Set(labels).size).toBe(labels.length);
    expect(await page.locator('.list-skip a').getAttribute('href')).toBe('#selection');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.click('.finder__more summary');
    const bottom = await page.locator('.finder__panel').evaluate((panel) => panel.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThanOrEqual(800);
  });

  test('on a phone the first person is on the first screen, in three lines at most', async () => {
    // However long name and address are: a line each.
    const email = `${'ana-maria-'.repeat(5)}${crypto.randomUUID().slice(0, 6)}@energias-renovables.test`;
    await invitePerson({ email, firstName: `Ana ${'María '.repeat(8)}`, lastName: `Prado${'fernández'.repeat(8)}` });
    const page = await visit(admin, `/admin?search=${email}`, { device: 'phone' });
    const { top, bottom } = await page.evaluate(() => {
      const box = (document.querySelector('tbody tr') as HTMLElement).getBoundingClientRect();
      return { top: box.top, bottom: box.bottom };
    });
    expect(bottom).toBeLessThan(844);
    expect(bottom - top).toBeLessThan(100);
  });
});
