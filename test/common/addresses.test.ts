import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { addressOf, PAGES, resourceAddress } from '../../src/common/addresses.ts';
import { ROOT } from '../../src/common/paths.ts';

/** Addresses of pages stand in src/common/addresses.ts alone: what is written anywhere else goes astray when one is added or changed. */

const KNOWN: readonly string[] = Object.values(PAGES);
/** `activar`, `admin`, …: how each address of ours begins. */
const BEGINNINGS = [...new Set(KNOWN.map((address) => address.split('/')[1] ?? ''))].filter(Boolean);

const files = (folder: string, ending: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(ROOT, folder, file), 'utf8') }));

/** The same number of lines, without what nobody runs. */
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\{\{!--[\s\S]*?--\}\}/gm, (comment) => comment.replace(/[^\n]/g, ''));

/** Where a text, a regular expression or a template names an address of ours, as `file:line`. */
const literals = (named: RegExp, { file, text }: { file: string; text: string }) =>
  withoutComments(text)
    .split('\n')
    .flatMap((line, index) => (named.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []));

test('addresses that stand in mails, bookmarks and other people’s settings are what they were', () => {
  expect(PAGES).toMatchObject({
    activation: '/activar',
    activated: '/activada',
    newLink: '/reenviar',
    signIn: '/entrar',
    signInReturn: '/entrar/retorno',
    signOut: '/salir',
    profile: '/perfil',
    help: '/ayuda',
    support: '/soporte',
    feedback: '/comentarios',
    admin: '/admin',
    invitations: '/admin/invitaciones',
    imports: '/admin/importar',
    apiDocument: '/api/openapi.json',
    apiDocumentation: '/api/docs',
  });
  expect(new Set(KNOWN).size).toBe(KNOWN.length);
});

test('the page of one thing has its id, whatever signs are in it', () => {
  expect(addressOf('amendInvitation', 'f:1:$&#a%2F')).toBe('/admin/invitaciones/f:1:%24%26%23a%252F/corregir');
  expect(resourceAddress('imports', 'x')).toBe('/api/v1/imports/x');
});

describe('no address of a page stands anywhere else', () => {
  const begin = BEGINNINGS.join('|');

  test('in the code', () => {
    // In quotes, in a regular expression, or behind a part that is put in. Keycloak has an /admin, too, and the mail catcher an /api.
    const named = new RegExp(`(?<!(?:baseUrl|keycloakUrl|webUrl)(?=}))['"\`}^]\\\\?/(?:${begin})(?![\\w.-]*\\.ts')\\b`);
    const code = files('src', /\.ts$/).filter(({ file }) => file !== join('src', 'common/addresses.ts'));
    expect(code.length).toBeGreaterThan(250);
    expect(code.flatMap((file) => literals(named, file))).toEqual([]);
  });

  test('in the templates of pages, whatever is linked to', () => {
    const pages = files(join('src', 'views'), /\.hbs$/);
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.flatMap((file) => literals(/["'(]\/\w*/, file))).toEqual([]);
  });
});

test('mails and Keycloak’s pages link to pages that there are', () => {
  const sources = [...files('email-templates', /\.ftl$/), ...files('themes', /\.(ftl|properties)$/)];
  const links = sources.flatMap(({ text }) => [
    ...[...text.matchAll(/page\("(\/[\w/]*)/g), ...text.matchAll(/publicUrl\}(\/[\w/]*)/g)].map(([, address = '']) => address),
    ...[...text.matchAll(/PUBLIC_URL:[^}]*\}(\/[\w/]+)/g)].map(([, address = '']) => address),
  ]);
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((address) => !KNOWN.includes(address))).toEqual([]);
});
