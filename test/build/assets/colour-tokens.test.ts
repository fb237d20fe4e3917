import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { colourTokens, contrast, type Scheme, type Tokens } from '../../../src/build/assets/colour-tokens.ts';
import { ROOT } from '../../../src/common/paths.ts';
import { readBrand } from '../../../src/settings/brand.ts';

/** Every pair of colours that stands on another in src/styles, for both schemes and a second brand (WCAG 2.2: 1.4.3, 1.4.11). */
const TEXT_ON: [string, string[]][] = [
  ['text', ['canvas', 'card', 'error-tint', 'success-tint', 'warning-tint', 'info-tint']],
  ['muted', ['canvas', 'card', 'info-tint']],
  ['link', ['canvas', 'card', 'info-tint']],
  ['error', ['card', 'error-tint']],
  ['success', ['card', 'success-tint']],
  ['warning', ['card', 'warning-tint']],
  ['button-label', ['button', 'button-hover']],
  ['accent', ['band']],
  ['on-band', ['band', 'band-hover']],
];
const SHAPE_ON: [string, string[]][] = [
  ['border', ['canvas', 'card']],
  ['button', ['card', 'canvas']],
  ['band-line', ['band']],
];

const pairs = (list: [string, string[]][]) => list.flatMap(([over, unders]) => unders.map((under) => [over, under] as const));
const of = (tokens: Tokens, name: string): string => {
  const colour = tokens[name];
  if (!colour) throw new Error(`no token ${name}`);
  return colour;
};

const brands = [readBrand(), readBrand(join(ROOT, 'test', 'support', 'second-brand.json'))].map(
  (brand) => [brand.name, brand] as const,
);
const schemes: Scheme[] = ['light', 'dark'];

describe.each(brands)('%s', (_, brand) => {
  describe.each(schemes)('%s', (scheme) => {
    const tokens = colourTokens(brand, scheme);

    test.each(pairs(TEXT_ON))('%s can be read on %s', (over, under) => {
      expect(contrast(of(tokens, over), of(tokens, under))).toBeGreaterThanOrEqual(4.5);
    });

    test.each(pairs(SHAPE_ON))('%s can be made out on %s', (over, under) => {
      expect(contrast(of(tokens, over), of(tokens, under))).toBeGreaterThanOrEqual(3);
    });

    test.each(['canvas', 'card', 'band'])('one of the two tones of the focus ring stands out on %s', (ground) => {
      const tones = [of(tokens, 'accent'), of(tokens, 'focus-edge')].map((tone) => contrast(tone, of(tokens, ground)));
      expect(Math.max(...tones)).toBeGreaterThanOrEqual(3);
    });
  });
});

test('contrast is WCAG’s: 21 for black on white, 1 for equal colours', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#0B5FA5', '#0B5FA5')).toBe(1);
  // https://webaim.org/resources/contrastchecker/ for the same pair
  expect(contrast('#51607A', '#FFFFFF')).toBeCloseTo(6.38, 1);
});
