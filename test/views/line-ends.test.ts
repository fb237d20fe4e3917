import { load } from 'cheerio';
import { type DrawnSample, pageSamples } from '../../src/build/page-samples/page-samples.ts';
import { unbroken } from '../../src/i18n/unbroken.ts';

/** Where lines may end, and that each fault is told once and with its field's name: what reading the pages on a phone has shown. */
const ASSETS = new Proxy({}, { get: (_, name) => String(name), has: () => true }) as Record<string, string>;
const samples: DrawnSample[] = pageSamples(ASSETS);
const drawn = (name: string) => samples.find((sample) => sample.name === `${name}.es`)?.html ?? '';

test.each([
  ['Langue des pages et des e-mails', 'Langue des pages et des e\u2011mails'],
  ['Ihre Aktivierungs-E-Mail.', 'Ihre Aktivierungs-E\u2011Mail.'],
  ['ana@e-mail.test e-mail@sol.test https://e-mail.test/e-mail', 'ana@e-mail.test e-mail@sol.test https://e-mail.test/e-mail'],
])('"%s" does not end a line within the word', (text, expected) => expect(unbroken(text)).toBe(expected));

test('no sentence of a page has an "e-mail" in which a line could end', () => {
  const texts = samples.flatMap(({ name, html }) => {
    if (!/e-mail/i.test(html)) return [];
    const page = load(html);
    // What is copied into a file or typed stays as it is.
    page('script, style, pre, code, textarea, option, [lang=en], .definition dd').remove();
    const words = page('body').text().split(/\s+/);
    // Not those of an address.
    return words.filter((word) => /^[^@/.]*\be-mail[^@/]*$/i.test(word)).map((word) => `${name}: ${word}`);
  });
  expect(texts.filter((text) => !text.startsWith('api-docs'))).toEqual([]);
});

test('no dot begins a line: it keeps to the name before it', () => {
  const names = samples.flatMap(({ html }) =>
    [...html.matchAll(/<span class="options__names">([^<]*)/g)].map(([, text]) => text),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((text) => text?.includes(' ·'))).toEqual([]);
});

test('what cannot be changed is not called optional', () => {
  expect(drawn('activate-directory')).toContain('readonly');
  expect(drawn('activate-directory')).not.toContain('field__optional');
});

test('while a file is only checked, nothing is said to be sent', () => {
  expect(drawn('admin-import-checking')).toContain('la comprobación sigue');
  expect(drawn('admin-import-checking')).not.toContain('el envío sigue');
});

test('filters that cannot be read are not called a search without result', () => {
  expect(drawn('admin-list-unreadable')).not.toContain('Ninguna invitación coincide');
  expect(drawn('admin-list-no-match')).toContain('Ninguna invitación coincide');
});

test('no row of links leaves a dot at the end of a line', () => {
  expect(samples.length).toBeGreaterThan(100);
  expect(samples.filter(({ html }) => /<\/a>\s*·/.test(html)).map(({ name }) => name)).toEqual([]);
});

test("a group's path breaks after a slash", () => {
  const page = drawn('admin-detail-missing');
  for (const part of [
    '<div>/<wbr>clientes/<wbr>',
    '«/<wbr>clientes/<wbr>',
    'https://<wbr>instalaciones.example/<wbr>bienvenida<wbr>?',
  ])
    expect(page).toContain(part);
  const faults = drawn('admin-new-groups-errors').split('No puede dar el grupo «').slice(1);
  expect(faults).toHaveLength(2);
  for (const fault of faults) expect(fault.startsWith('/<wbr>clientes/<wbr>')).toBe(true);
});

/** What a page says in its own language: Keycloak's words about a fault are English everywhere. */
function ownWords(html: string): string {
  const page = load(html);
  page('body [lang=en]').remove();
  return page('body').text();
}

test('no colon of a French page stands right behind a word', () => {
  const texts = samples
    .filter(({ name }) => name.endsWith('.fr') && !name.startsWith('api-docs'))
    .flatMap(({ name, html }) =>
      ownWords(html)
        .split('\n')
        .map((text) => `${name}: ${text.trim()}`),
    );
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.filter((text) => /[\p{L}»)]:(?=\s|$)/u.test(text.slice(text.indexOf(':') + 1)))).toEqual([]);
});

test('the fault of a password begins with the name of its field', () => {
  expect(drawn('activate-password-left')).toContain('<a href="#password">Contraseña: ');
});

test('what cannot be searched for stays in its field, under which its fault is told', () => {
  const html = drawn('admin-list-unreadable');
  const typed = /<input class="input" id="search"[^>]* value="([^"]*)"/.exec(html)?.[1] ?? '';
  const most = Number(/id="search-error"><p[^>]*>[^<]*?(\d+)/.exec(html)?.[1]);
  expect(most).toBe(255);
  expect(typed.length).toBeGreaterThan(most);
});

test('an address of ours breaks before a dot or behind its scheme, not within a name', () => {
  expect(drawn('help')).toContain('https://<wbr>acceso<wbr>.amperecloud<wbr>.test');
  expect(load(drawn('help'))('body').text()).toContain('https://acceso.amperecloud.test.');
  const after = samples.flatMap(({ html }) => [...html.matchAll(/class="whole">.*?<\/span>(.)/gs)].map(([, sign]) => sign));
  expect(after.length).toBeGreaterThan(8);
  expect(after.filter((sign) => /[.,;:!?)»]/.test(sign ?? ''))).toEqual([]);
});

test('the fault of a status in the list is told once, and names the status', () => {
  const told = [...drawn('admin-list-unreadable').matchAll(/<p class="field__error">([^<]+)/g)].map(([, text]) => text);
  expect(told.filter((text) => text?.includes('Elija una de las opciones'))).toEqual([expect.stringMatching(/^Estado: /)]);
});
