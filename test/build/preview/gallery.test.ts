import { expect, test } from '@jest/globals';
import { MAILS } from '../../../src/build/mails/variables.ts';
import { show } from '../../../src/build/preview/gallery.ts';
import { samples } from '../../../src/build/preview/samples.ts';

test.each(['@media(prefers-color-scheme:dark){', '@media (prefers-color-scheme: dark) {'])(
  'the preview shows the scheme that is asked for, however the condition is written: %s',
  (condition) => {
    const html = `<meta name="color-scheme" content="light dark"><style>${condition}p{color:#fff}}</style>`;
    const shown = (scheme: 'light' | 'dark') => show({ id: 'x', locale: 'es', title: 'x', html }, scheme);
    expect(shown('dark')).toMatch(/content="dark".*@media +all *\{p/);
    expect(shown('light')).toMatch(/content="light".*@media +not all *\{p/);
  },
);

test('fields and scroll bars, which the browser draws, are in the scheme that is asked for, too', () => {
  const html = '<style>:root{color-scheme:light dark;--a:1}</style><style>:root { color-scheme: light dark; }</style>';
  const shown = show({ id: 'x', locale: 'es', title: 'x', html }, 'dark');
  expect(shown).not.toContain('light dark');
  expect(shown.match(/color-scheme:\s*dark;/g)).toHaveLength(2);
});

test('every mail of Keycloak has a sample, and every name is of one sample', () => {
  const shown = samples('es');
  expect([...new Set(shown.map(({ mail }) => mail))].sort()).toEqual(Object.keys(MAILS).sort());
  const ids = shown.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});
