import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../common/paths.ts';

/**
 * The brand: name, colours, sign, support address and legal line. `themes/brand.json` is its one place;
 * mails, login theme, styles and pages are built from it. Another company sets `BRAND_FILE` and rebuilds.
 */

const colour = z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'a colour like #0B5FA5');
const palette = z.strictObject({
  canvas: colour,
  card: colour,
  text: colour,
  muted: colour,
  link: colour,
  button: colour,
  buttonLabel: colour,
  error: colour,
  success: colour,
  border: colour,
});

/** The languages that pages, mails and Keycloak's themes speak. */
export const LOCALES = ['es', 'en', 'de', 'pt', 'fr', 'ca', 'gl', 'eu'] as const;
export type Locale = (typeof LOCALES)[number];

const brandSchema = z.strictObject({
  name: z.string().min(1),
  supportEmail: z.email(),
  senderName: z.string().min(1),
  senderAddress: z.email(),
  /** The line at the foot of mails and pages, per language; a language without one shows the first that there is. */
  legalLine: z
    .partialRecord(z.enum(LOCALES), z.string())
    .refine((lines) => Object.keys(lines).length > 0, 'a line in one language at least')
    .transform((lines) => inEveryLanguage(lines)),
  /** An SVG file beside the brand file: the sign left of the name. */
  sign: z.string(),
  /** A folder beside the brand file: the guide's pictures, which `npm run pictures` makes. Without them the guide has none. */
  guidePictures: z.string().optional(),
  colours: z.strictObject({ light: palette, dark: palette, accent: colour, band: colour }),
});

function inEveryLanguage(lines: Partial<Record<Locale, string>>): Record<Locale, string> {
  const first = LOCALES.map((locale) => lines[locale]).find((line) => line !== undefined) ?? '';
  return Object.fromEntries(LOCALES.map((locale) => [locale, lines[locale] ?? first])) as Record<Locale, string>;
}

export type Brand = z.infer<typeof brandSchema>;

export const DEFAULT_BRAND_FILE = join(ROOT, 'themes', 'brand.json');

/** Reads and checks a brand file; its paths become absolute. Throws a ZodError that names each faulty value. */
export function readBrand(file = DEFAULT_BRAND_FILE): Brand {
  const brand = brandSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { sign, guidePictures } = brand;
  const besideIt = (path: string): string => resolve(dirname(file), path);
  return { ...brand, sign: besideIt(sign), ...(guidePictures !== undefined && { guidePictures: besideIt(guidePictures) }) };
}

/** Why {@link readBrand} has failed, in one line that goes on after the file's name. */
export function brandFault(error: unknown): string {
  if (error instanceof z.ZodError)
    return `cannot be used: ${error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`).join('; ')}`;
  const { code, message } = error as NodeJS.ErrnoException;
  return code ? `cannot be read (${code})` : `cannot be used: ${message}`;
}
