import type { Locale } from '../settings/brand.ts';

/** "de" before a name: Catalan and French write d’Amperecloud, and de Sol. Which one it is depends on what a placeholder holds. */

/**
 * How a name begins that takes d’. A mute h is Catalan's alone: whether a French one is, no rule tells. Before a vowel, i and u (in French i and y) are mostly
 * consonants. A quotation mark before the name changes nothing.
 */
const BEGINS: Partial<Record<Locale, RegExp>> = {
  ca: /^[«“‘"']?h?(?:[aeo]|[iu](?![aeiou])|iu(?!\p{L})|uix)/iu,
  fr: /^[«“‘"']?(?!(?:onze|oui)(?!\p{L}))(?:[aeou]|[iy](?![aeiou]))/iu,
};
/** Letters that are no accented ones. */
const LETTERS: Record<string, string> = { œ: 'oe', Œ: 'Oe', æ: 'ae', Æ: 'Ae', ø: 'o', Ø: 'O' };
const OF = /(?<!\p{L})([Dd])e \{(\w+)\}/gu;
/** Added to the name of a placeholder that holds the "de", too. */
const WITH_OF = '_of_';

/** Whether "de" becomes "d’" before a name. Addresses stay as they are. */
function isElided(locale: Locale, name: string): boolean {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæø]/gi, (letter) => LETTERS[letter] ?? letter);
  return !name.includes('@') && (BEGINS[locale]?.test(plain) ?? false);
}

/** A sentence whose placeholders say nothing yet: those behind "de" take it with them. */
export const withOf = (locale: Locale, text: string): string =>
  BEGINS[locale] ? text.replace(OF, (_, d: string, name: string) => `{${name}${WITH_OF}${d}}`) : text;

/** What {@link withOf}'s placeholders hold, beside the given ones. */
export function ofNames<T>(locale: Locale, params: Record<string, T>): Record<string, T | string> {
  if (!BEGINS[locale]) return params;
  const all: Record<string, T | string> = { ...params };
  for (const [name, value] of Object.entries(params))
    for (const d of ['d', 'D'])
      all[`${name}${WITH_OF}${d}`] =
        typeof value === 'string' && isElided(locale, value) ? `${d}’${value}` : `${d}e ${String(value)}`;
  return all;
}

/** A sentence as it is written, before what is known while it is built, such as the brand. */
export const elided = (locale: Locale, text: string, known: Record<string, string>): string =>
  text.replace(OF, (found, d: string, name: string) => {
    const value = known[name];
    return value !== undefined && isElided(locale, value) ? `${d}’{${name}}` : found;
  });
