import type { Brand } from '../../settings/brand.ts';

/**
 * The brand's colours as CSS custom properties, light and dark, with the few shades derived from them (hover, tints).
 * They are computed here and not by the browser, so that a test can prove the contrast of every pair (WCAG 2.2, 1.4.3 and 1.4.11).
 */

/** Colours that carry a meaning rather than a brand; chosen for ≥ 4.5:1 on any near-white or near-black card. */
const WARNING = { light: '#855000', dark: '#F7C873' };

/** What is written on the band, in pages and mails alike. */
const ON_BAND = '#FFFFFF';

const DERIVED_SHARES = { tint: 0.08, line: 0.22, hover: 0.16, bandHover: 0.12, bandLine: 0.5 };

export type Scheme = 'light' | 'dark';
export type Tokens = Record<string, string>;

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** `share` of the first colour over the second, both opaque. */
export function mix(over: string, under: string, share: number): string {
  const below = channels(under);
  return `#${channels(over)
    .map((value, i) => Math.round(value * share + (below[i] ?? 0) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** WCAG 2.x contrast ratio of two opaque colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Name (without `--`) → colour for one scheme. */
export function colourTokens(brand: Brand, scheme: Scheme): Tokens {
  const { accent, band } = brand.colours;
  const base = brand.colours[scheme];
  const warning = WARNING[scheme];
  const tint = (colour: string) => mix(colour, base.card, DERIVED_SHARES.tint);
  return {
    canvas: base.canvas,
    card: base.card,
    text: base.text,
    muted: base.muted,
    link: base.link,
    button: base.button,
    'button-hover': mix(base.text, base.button, DERIVED_SHARES.hover),
    'button-label': base.buttonLabel,
    border: base.border,
    line: mix(base.border, base.card, DERIVED_SHARES.line),
    error: base.error,
    'error-tint': tint(base.error),
    success: base.success,
    'success-tint': tint(base.success),
    warning,
    'warning-tint': tint(warning),
    info: base.link,
    'info-tint': tint(base.link),
    accent,
    band,
    'on-band': ON_BAND,
    'band-hover': mix(ON_BAND, band, DERIVED_SHARES.bandHover),
    'band-line': mix(ON_BAND, band, DERIVED_SHARES.bandLine),
    // The focus ring is two-toned, accent inside and this outside, so that one of them shows on whatever lies behind.
    'focus-edge': scheme === 'light' ? band : base.canvas,
  };
}

const declarations = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

/** The style sheet that `@import 'brand:tokens'` stands for. */
export function tokensCss(brand: Brand): string {
  const light = colourTokens(brand, 'light');
  const dark = colourTokens(brand, 'dark');
  const changed = Object.fromEntries(Object.entries(dark).filter(([name, value]) => light[name] !== value));
  return `:root{color-scheme:light dark;${declarations(light)}}
@media (prefers-color-scheme:dark){:root{${declarations(changed)}}}`;
}
