import { expect, test } from '@jest/globals';
import { hasNoNameSymbols } from '../../src/common/name-symbols.ts';

test.each(['Jos‚', 'N£¤ez', 'Mar¡a', 'S‡nchez', 'Jos\u0082', 'Pe\ufffda', '‡lvaro', 'Ana™', '€va'])('%j is no name', (name) => {
  expect(hasNoNameSymbols(name)).toBe(false);
});

test.each([
  'José',
  'Mª Ángeles',
  'O’Neil',
  "O'Neil",
  'Núñez–Gil',
  'Gal·la',
  '“Pepe” Ruiz',
  'Žižek',
  'Œuvre',
  'Ana Mª',
  'José\u00a0Luis',
  '王芳',
  'Анна',
])('%j is one', (name) => {
  expect(hasNoNameSymbols(name)).toBe(true);
});
