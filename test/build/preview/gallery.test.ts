import { expect, test } from '@jest/globals';
import { show } from '../../../src/build/preview/gallery.ts';

test.each(['@media(prefers-color-scheme:dark){', '@media (prefers-color-scheme: dark) {'])(
  'the preview shows the scheme that is asked for, however the condition is written: %s',
  (condition) => {
    const html = `<meta name="color-scheme" content="light dark"><style>${condition}p{color:#fff}}</style>`;
    const shown = (scheme: 'light' | 'dark') => show({ id: 'x', locale: 'es', title: 'x', html }, scheme);
    expect(shown('dark')).toMatch(/content="dark".*@media +all *\{p/);
    expect(shown('light')).toMatch(/content="light".*@media +not all *\{p/);
  },
);
