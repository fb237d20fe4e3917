/**
 * Text as Java sees it. Keycloak's password policies walk over a string's 16-bit units (`char`), so an emoji is two
 * characters and both are special. No Node imports: the browser runs this file too.
 *
 * Compared with JDK 17 over all 65,536 units in test/keycloak/java/java-text.long.kc.test.ts.
 */

/** `Character.isDigit(char)`: decimal digits of every script, not only 0–9. */
export const isDigit = (unit: string): boolean => /^\p{Nd}$/u.test(unit);
/** `Character.isLowerCase(char)`, which includes ª, º and the small roman numerals. */
export const isLowerCase = (unit: string): boolean => /^\p{Lowercase}$/u.test(unit);
/** `Character.isUpperCase(char)`. */
export const isUpperCase = (unit: string): boolean => /^\p{Uppercase}$/u.test(unit);
/** `Character.isLetterOrDigit(char)`. Combining marks, roman numerals and halves of surrogate pairs are neither. */
export const isLetterOrDigit = (unit: string): boolean => /^[\p{L}\p{Nd}]$/u.test(unit);

/** How many of the 16-bit units of `text` pass the test. */
export function countUnits(text: string, test: (unit: string) => boolean): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (test(text.charAt(i))) count++;
  return count;
}

/** `String.equalsIgnoreCase`: character by character, so ß is not SS, and without a locale, so ı, i, I and İ are all the same. */
export function equalsIgnoreCase(a: string, b: string): boolean {
  return a.length === b.length && fold(a) === fold(b);
}

const fold = (text: string): string =>
  [...text].map((character) => oneToOne(oneToOne(character, 'toUpperCase'), 'toLowerCase')).join('');

/** Java maps one character to one; where JavaScript would make several of it (ß → SS), it stays. */
function oneToOne(character: string, change: 'toUpperCase' | 'toLowerCase'): string {
  if (character === 'İ') return change === 'toLowerCase' ? 'i' : character;
  const changed = character[change]();
  return [...changed].length === 1 ? changed : character;
}
