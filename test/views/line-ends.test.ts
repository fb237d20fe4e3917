import { load } from 'cheerio';
import { type DrawnSample, pageSamples } from '../../src/build/page-samples/page-samples.ts';
import { unbroken } from '../../src/views/helpers.ts';

/** Where lines may end, and that each fault is told once and with its field's name: what reading the pages on a phone has shown. */
const ASSETS = new Proxy({}, { get: (_, name) => String(name), has: () => true }) as Record<string, string>;
const samples: DrawnSample[] = pageSamples(ASSETS);
const drawn = (name: string) => samples.find((sample) => sample.name === `${name}.es`)?.html ?? '';

test.each([
  ['Langue des pages et des e-mails', 'Langue des pages et des e\u2011mails'],
  ['Ihre Aktivierungs-E-Mail.', 'Ihre Aktivierungs-E\u2011Mail.'],
  ['ana@e-mail.test e-mail@sol.test https://e-mail.test/e-mail', 'ana@e-mail.test e-mail@sol.test https://e-mail.test/e-mail'],
])('"%s" does not end a line within the word', (text, expected) => expect(unbroken(text)).toBe(expected));

test('no row of links leaves a dot at the end of a line', () => {
  expect(samples.length).toBeGreaterThan(100);
  expect(samples.filter(({ html }) => /<\/a>\s*·/.test(html)).map(({ name }) => name)).toEqual([]);
});

test("a group's path breaks after a slash", () => {
  expect(drawn('admin-detail-missing')).toContain('<div>/<wbr>clientes/<wbr>');
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
  expect(drawn('help').replaceAll('<wbr>', '')).toContain('https://acceso.amperecloud.test.');
});

test('the fault of a status in the list is told once, and names the status', () => {
  const told = [...drawn('admin-list-unreadable').matchAll(/<p class="field__error">([^<]+)/g)].map(([, text]) => text);
  expect(told.filter((text) => text?.includes('Elija una de las opciones'))).toEqual([expect.stringMatching(/^Estado: /)]);
});
