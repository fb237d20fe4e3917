import { join } from 'node:path';
import { contrast, type Scheme } from '../../../src/build/assets/colour-tokens.ts';
import { readBrand } from '../../../src/settings/brand.ts';

/** Every pair of colours that carries text in a mail, in both schemes: at least 4.5:1 (WCAG 2.2, 1.4.3). */
const brands = {
  'this brand': readBrand(),
  'another brand': readBrand(join(import.meta.dirname, '../../support/second-brand.json')),
};

describe.each(Object.entries(brands))('%s', (_, { colours }) => {
  test.each<Scheme>(['light', 'dark'])('%s', (scheme) => {
    const { canvas, card, text, muted, link, button, buttonLabel } = colours[scheme];
    const pairs: Record<string, [string, string]> = {
      'text on card': [text, card],
      'text on panel': [text, canvas],
      'muted text on card': [muted, card],
      'muted text on panel, foot': [muted, canvas],
      'link on card': [link, card],
      'label on button': [buttonLabel, button],
      'name on band': ['#FFFFFF', colours.band],
      'number on badge': [colours.accent, colours.band],
    };
    const weak = Object.entries(pairs).filter(([, [ink, paper]]) => contrast(ink, paper) < 4.5);
    expect(weak).toEqual([]);
  });
});
