import { describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { keyInLink } from '../../../src/keycloak/ride/key-in-link.ts';

const sign = (sub: string) =>
  new SignJWT({ typ: 'execute-actions', sub, exp: 2_000_000_000, rqac: ['UPDATE_PASSWORD'] })
    .setProtectedHeader({ alg: 'HS512', typ: 'JWT', kid: 'x' })
    .sign(new Uint8Array(64));
const key = await sign('1001');
const other = await sign('1002');
const [half, rest] = [key.slice(0, 120), key.slice(120)];

describe('the key of a link is read', () => {
  test.each([
    ['as it was sent', `?key=${key}`],
    ['with a full stop behind it', `?key=${key}.`],
    ['with a bracket behind it', `?key=${key})`],
    ['in angle brackets', `?key=${key}>`],
    ['in escaped angle brackets', `?key=${key}%3E`],
    ['with a comma behind it', `?key=${key},`],
    ['with an underscore of somebody’s markup behind it', `?key=${key}_`],
    ['with words behind it', `?key=${key}%20Haga%20clic%20aqu%C3%AD`],
    ['with typographic quotation marks behind it', `?key=${key}%E2%80%9D`],
    ['with a space before it', `?key=%20${key}`],
    ['with spaces in it', `?key=${half}%20${rest}`],
    ['with a plus in it', `?key=${half}+${rest}`],
    ['with a line break in it', `?key=${half}%0D%0A${rest}`],
    ['with a soft line break in it', `?key=${half}=%0D%0A${rest}`],
    ['with what is left of a soft line break', `?key=${half}=${rest}`],
    ['with a soft hyphen in it', `?key=${half}%C2%AD${rest}`],
    ['with the equals sign of quoted-printable', `?key=3D${key}`],
    ['with the equals sign of quoted-printable, escaped', `?key%3D3D${key}`],
    ['with dots of quoted-printable', `?key=${key.replaceAll('.', '=2E')}`],
    ['with the ampersand of HTML', `?x=1&amp;key=${key}`],
    ['with the ampersand of HTML in front of it', `?amp;key=${key}`],
    ['with an ampersand of HTML in it', `?key=${half}&amp;${rest}`],
    ['with dots that are escaped', `?key=${key.replaceAll('.', '%2E')}`],
    ['with dots that are escaped twice', `?key=${key.replaceAll('.', '%252E')}`],
    ['escaped as a whole, twice', `%253Fkey%253D${key.replaceAll('.', '%25252E')}`],
    ['twice the same', `?key=${key}&key=${key}`],
    ['behind an empty one', `?key=&key=${key}`],
    ['behind a part of itself', `?key=${half}&key=${key}`],
    ['beside another token of somebody', `?key=${key}&id_token=eyJhbGciOiJIUzI1NiJ9.e30.${'a'.repeat(43)}`],
    ['with what is counted', `?key=${key}&utm_source=mail`],
  ])('%s', (_name, link) => {
    expect(keyInLink(link)).toEqual({ kind: 'whole', key });
  });
});

describe('a link asks for the whole one', () => {
  test.each([
    ['with the end of its key missing', `?key=${key.slice(0, -1)}`],
    ['with the start of its key missing', `?key=${key.slice(3)}`],
    ['cut in the middle', `?key=${half}`],
    ['with another word in it', `?key=${half}&amp;x=${rest}`],
    ['in small letters', `?key=${key.toLowerCase()}`],
    ['with two keys that differ', `?key=${key}&key=${other}`],
    ['with something else in the place of the key', '?key=abc'],
  ])('%s', (_name, link) => {
    expect(keyInLink(link)).toEqual({ kind: 'damaged' });
  });
});

test.each(['', '?', '?key=', '?lang=en', '?utm_source=mail'])('there is no key in %j', (link) => {
  expect(keyInLink(link)).toEqual({ kind: 'none' });
});

test('a whole token that is none of Keycloak’s for this is for Keycloak to refuse', () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.e30.${'a'.repeat(43)}`;
  expect(keyInLink(`?key=${token}`)).toEqual({ kind: 'whole', key: token });
});

test('a text of any length is read in no time', () => {
  const started = Date.now();
  keyInLink(`?key=${'eyJ'.repeat(20_000)}`);
  keyInLink(`?key=${'%25'.repeat(20_000)}`);
  expect(Date.now() - started).toBeLessThan(2000);
});
