import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { buildAssets } from '../../src/build/assets/assets.ts';
import { parsePasswordPolicy } from '../../src/keycloak/password/password-policy.ts';
import { readBrand } from '../../src/settings/brand.ts';
import type { ActivateModel } from '../../src/views/models/models.ts';
import { passwordChecklist, passwordWords } from '../../src/views/present/password-words.ts';
import { createViews } from '../../src/views/render.ts';
import { expectNoAxeViolations, openBrowser, type TestBrowser } from '../support/browser.ts';

/** The activation page as a real browser runs it, under our own content policy; what becomes of the form is for other suites. */
const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'";
const TYPES: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

const brand = readBrand();
const rules = parsePasswordPolicy(
  'length(8) and maxLength(20) and upperCase(1) and digits(1) and notEmail and regexPattern([^ ]*) and passwordHistory(3)',
);
const model: ActivateModel = {
  key: 'e30.e30.c2ln',
  email: 'ana.ruiz@sol.test',
  username: 'ana.ruiz@sol.test',
  signsInByUsername: false,
  signInName: 'ana.ruiz@sol.test',
  groups: [
    {
      name: '',
      fields: [
        {
          name: 'firstName',
          label: 'Nombre',
          type: 'text',
          required: true,
          readOnly: false,
          multivalued: false,
          values: [''],
          options: [],
          errors: [],
        },
      ],
    },
  ],
  rules: passwordChecklist(rules, 'es'),
  passwordWords: passwordWords('es'),
  personalWords: ['Amperecloud'],
  passwordErrors: [],
  errors: [],
};

let dir: string;
let assets: Record<string, string>;
let server: Server;
let browser: TestBrowser;
let origin: string;
let requested: string[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'password-form-'));
  await buildAssets({ brand, outDir: dir });
  assets = JSON.parse(await readFile(join(dir, 'public', 'manifest.json'), 'utf8'));
  const views = createViews({ brand, assets, publicUrl: 'https://acceso.test', supportEmail: 'ayuda@acceso.test' });
  const draw = (faulty: boolean) =>
    views.render(
      'activate',
      { locale: 'es', path: '/activar', csrfToken: 'token' },
      faulty ? { ...model, passwordErrors: ['Añada a la contraseña un número.'] } : model,
    );
  server = createServer(async (req, res) => {
    const path = (req.url ?? '').replace(/\?.*/, '');
    requested.push(`${req.method} ${path}`);
    if (req.method === 'POST') {
      // Slow, so that there is time for a second click.
      setTimeout(() => res.end('<p>sent</p>'), 500);
    } else if (path.startsWith('/assets/')) {
      const content = await readFile(join(dir, 'public', path.replace('/assets/', '')));
      res.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(content);
    } else {
      res.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
      res.end(draw(path === '/faulty'));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(dir, { recursive: true, force: true });
});

beforeEach(() => {
  requested = [];
});

/** A fresh visitor on the page; whatever the browser complains of fails the test. */
async function open(path = '/activar', device: 'phone' | 'desktop' = 'phone'): Promise<Page> {
  const page = await browser.visit({ device });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${origin}${path}`);
  return page;
}
const complaints: string[] = [];
afterEach(() => expect(complaints.splice(0)).toEqual([]));

const states = (page: Page): Promise<Record<string, string>> =>
  page
    .locator('[data-rule]')
    .evaluateAll((items) => Object.fromEntries(items.map(({ dataset }) => [dataset.rule, dataset.state]))) as never;
const workers = () => requested.filter((request) => request.includes('strength-worker'));

test('each rule is ticked off while the person types, and open again when the field is emptied', async () => {
  const page = await open();
  const open_ = { length: 'unknown', maxLength: 'unknown', upperCase: 'unknown', digits: 'unknown', notEmail: 'unknown' };
  expect(await states(page)).toEqual({ ...open_, regexPattern: 'unknown', passwordHistory: 'unknown' });
  await page.locator('[data-password]').pressSequentially('Abc 1');
  const met = {
    maxLength: 'met',
    upperCase: 'met',
    digits: 'met',
    notEmail: 'met',
    regexPattern: 'unknown',
    passwordHistory: 'unknown',
  };
  expect(await states(page)).toEqual({ ...met, length: 'unknown' });
  // What is missing is no fault before the person has left the field.
  await page.locator('[name="firstName"]').focus();
  expect(await states(page)).toEqual({ ...met, length: 'unmet' });
  expect(await page.locator('[data-rule="digits"]').innerText()).toMatch(/Al menos un número\s*\(cumplido\)/);
  await page.locator('[data-password]').fill('ANA.RUIZ@sol.test');
  expect((await states(page)).notEmail).toBe('unmet');
  await page.locator('[data-password]').fill('');
  expect(new Set(Object.values(await states(page)))).toEqual(new Set(['unknown']));
});

test('the page tells one thing that makes a password weak, and one that helps', async () => {
  const page = await open();
  await page.locator('[data-password]').pressSequentially('qwerty');
  const feedback = page.locator('[data-meter-feedback]', { hasText: /\S/ });
  await feedback.waitFor();
  const words = passwordWords('es');
  const told = await feedback.innerText();
  const toldOf = (sentences: object) => Object.values(sentences).filter((sentence: string) => told.includes(sentence));
  expect([toldOf(words.warnings).length, toldOf(words.suggestions).length]).toEqual([1, 1]);
});

test('nobody is told how weak a password is of which they have typed the beginning only', async () => {
  const page = await open();
  await page.locator('[data-password]').pressSequentially('qwe');
  await page.locator('[data-meter]:visible').waitFor();
  const told = () =>
    page
      .locator('[data-meter]')
      .evaluate((meter) => [(meter as HTMLElement).dataset.score, (meter as HTMLElement).innerText.trim()]);
  expect(await told()).toEqual(['', '']);
  // Nor when the field is left: words that appear then would move the button away from under the click that left it.
  await page.locator('[name="firstName"]').focus();
  await page.locator('.checklist__item[data-state="unmet"]').first().waitFor();
  expect(await told()).toEqual(['', '']);
  await page.locator('[data-password]').pressSequentially('qwe');
  await page.locator('[data-meter-label]', { hasText: 'muy baja' }).waitFor();
  expect((await told())[0]).toBe('0');
});

test('the button that shows the password is part of its field', async () => {
  const page = await open('/activar', 'desktop');
  await page.locator('[data-password]').pressSequentially('abc');
  await page.locator('.password__toggle').click();
  expect(Object.values(await states(page))).not.toContain('unmet');
});

test('the strength worker is fetched with the first key of the password, and not before', async () => {
  const page = await open();
  await page.fill('[name="firstName"]', 'Ana');
  expect(workers()).toEqual([]);
  expect(await page.locator('[data-meter]').isVisible()).toBe(false);
  await page.locator('[data-password]').pressSequentially('q');
  await page.locator('[data-meter]:visible').waitFor();
  await page.locator('[data-password]').pressSequentially('werty');
  await page.locator('[data-meter-feedback]', { hasText: 'más usadas' }).waitFor();
  expect(workers()).toHaveLength(1);
});

test('the worker is 250 KB at most as it travels, and the script itself small', async () => {
  const page = await open();
  await page.fill('[data-password]', 'x');
  await page.locator('[data-meter]:visible').waitFor();
  const travelling = async (path: string) =>
    brotliCompressSync(await readFile(join(dir, 'public', path.replace(/.*\/assets\//, '')))).length;
  expect(await travelling(workers()[0] ?? '')).toBeLessThan(250_000);
  expect(await travelling(`/assets/${assets['activate.js']}`)).toBeLessThan(6_000);
});

test('what the person is called, the brand and the address make a password weak', async () => {
  const page = await open();
  const score = async (password: string) => {
    await page.fill('[data-password]', '');
    await page.fill('[data-password]', password);
    await page.locator('[data-meter]:visible').waitFor();
    await page.waitForFunction(() => document.querySelector('[data-password-status]')?.textContent?.includes('Seguridad'));
    return Number(await page.locator('[data-meter]').getAttribute('data-score'));
  };
  const before = await score('Zubiaurre-9');
  await page.fill('[name="firstName"]', 'Zubiaurre');
  expect(await score('Zubiaurre-9')).toBeLessThan(before);
  expect(await score('Amperecloud1')).toBeLessThan(2);
  expect(await score('ana.ruiz')).toBe(0);
  expect(await score('tranvía verde 42 murciélagos')).toBe(4);
  expect(await page.locator('[data-meter-label]').innerText()).toBe('Seguridad de la contraseña: muy alta.');
});

test('progress and strength are said aloud once the typing pauses', async () => {
  const page = await open();
  await page.locator('[data-password]').pressSequentially('Abcdefgh', { delay: 30 });
  const status = page.locator('[data-password-status]');
  expect(await status.textContent()).toBe('');
  await status.filter({ hasText: /^Requisitos cumplidos: 4 de 5\. Seguridad de la contraseña: \S/ }).waitFor();
});

test('the page never stands still: no piece of work on its thread takes 50 ms', async () => {
  const page = await open('/activar', 'desktop');
  const chromium = page.context().browser();
  await chromium?.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
  await page.locator('[data-password]').pressSequentially('Correct4@Horse-4$8(3{&6#9!1|705+2Zz');
  await page.locator('[data-meter]:visible').waitFor();
  const trace = JSON.parse(String(await chromium?.stopTracing()));
  const threads = new Map<string, string>();
  for (const { name, pid, tid, args } of trace.traceEvents) if (name === 'thread_name') threads.set(`${pid}/${tid}`, args.name);
  // Processor time, not the clock's: the machine of the tests has other work as well.
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid, tdur }: { name: string; pid: number; tid: number; tdur?: number }) =>
      tdur !== undefined && /RunTask$/.test(name) && threads.get(`${pid}/${tid}`) === 'CrRendererMain',
  );
  expect(tasks.length).toBeGreaterThan(30);
  expect(Math.max(...tasks.map(({ tdur }: { tdur: number }) => tdur / 1000))).toBeLessThan(50);
});

test('what was typed can be shown, and is a password again when it is sent', async () => {
  const page = await open();
  const input = page.locator('[data-password]');
  await input.fill('Secreto-1');
  const toggle = page.locator('.password__toggle');
  expect(await toggle.getAttribute('aria-label')).toBe('Mostrar la contraseña');
  await toggle.click();
  expect(await input.getAttribute('type')).toBe('text');
  expect(await toggle.innerText()).toBe('Ocultar');
  const typeWhenSent = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.addEventListener('submit', () => resolve(document.querySelector<HTMLInputElement>('[data-password]')?.type));
      }),
  );
  await page.locator('form[data-activation] [type="submit"]').click();
  expect(await typeWhenSent).toBe('password');
});

test('nothing moves under the button while it is being pressed', async () => {
  const page = await open();
  await page.fill('[name="firstName"]', 'Ana');
  await page.locator('[data-password]').pressSequentially('Abc 1');
  // Its arrival, some time after the last letter, moves the button as well: nobody presses yet.
  await page.locator('[data-meter]:visible').waitFor();
  const before = await states(page);
  const button = page.locator('button[type="submit"]').last();
  await button.hover();
  await page.mouse.down();
  // The press has taken the focus out of the field, which judges it.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('submit');
  expect(await states(page)).toEqual(before);
  await page.mouse.up();
  await page.getByText('sent').waitFor();
});

test('a double click sends the form once', async () => {
  const page = await open();
  await page.fill('[data-password]', 'Secreto-1');
  await page.locator('form[data-activation] [type="submit"]').dblclick();
  await page.getByText('sent').waitFor();
  expect(requested.filter((request) => request === 'POST /activar')).toHaveLength(1);
});

test('caps lock is pointed out while it is on', async () => {
  const page = await open();
  const hint = page.locator('[data-caps-lock]');
  const press = (modifierCapsLock: boolean) =>
    page.locator('[data-password]').evaluate((input, on) => {
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: on }));
    }, modifierCapsLock);
  await press(true);
  expect(await hint.isVisible()).toBe(true);
  await press(false);
  expect(await hint.isVisible()).toBe(false);
});

test('when the page comes back with faults, the summary has the focus', async () => {
  const page = await open('/faulty');
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-error-summary'))).toBe(true);
});

test('with everything on the page, axe finds nothing', async () => {
  const page = await open();
  await page.fill('[data-password]', 'abc');
  await page.locator('[data-meter]:visible').waitFor();
  await expectNoAxeViolations(page);
});

test('without JavaScript there are no buttons that do nothing, and the password is asked for twice', async () => {
  const page = await browser.visit({ javaScript: false });
  await page.goto(`${origin}/activar`);
  expect(await page.locator('.password__toggle').count()).toBe(0);
  expect(await page.locator('input[type="password"]:visible').count()).toBe(2);
});
