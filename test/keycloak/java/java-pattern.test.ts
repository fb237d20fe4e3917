import { translateJavaPattern } from '../../../src/keycloak/java/java-pattern.ts';

const matches = (pattern: string, text: string) => translateJavaPattern(pattern)?.test(text);

test.each([
  ['the whole text has to match', '[0-9]+', '1a', false],
  ['an alternative does not escape the whole', 'a|b', 'ab', false],
  ['\\s is ASCII white space only', 'a\\sb', 'a\u00a0b', false],
  ['\\d is 0-9 only', '\\d', '٣', false],
  ['the dot takes a whole emoji', '.', '😀', true],
  ['the dot stops at U+0085, too', '.', '\u0085', false],
  ['$ may stand before a last line end', 'a$\\n?', 'a\n', true],
  ['a POSIX class is ASCII', '\\p{Punct}', '¿', false],
  ['a Unicode category is not', '\\p{Lu}', 'Ñ', true],
  ['a back reference to a group that took part', '(.)\\1', 'aa', true],
  ['an escaped sign', '\\-\\@\\/', '-@/', true],
])('%s', (_what, pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

test.each([
  ['flags', '(?i)abc'],
  ['possessive quantifiers', 'a++'],
  ['atomic groups', '(?>a)'],
  ['named groups', '(?<name>a)'],
  ['nested classes', '[a[b]]'],
  ['intersections', '[a-z&&[^b]]'],
  ['word boundaries', '\\bword\\b'],
  ['quotations', '\\Qa.b\\E'],
  ['a back reference to a group that may not take part', '(a)?\\1'],
  ['a back reference out of a negative look-ahead', '(?!(a))\\1'],
  ['Java classes', '\\p{javaLowerCase}'],
  ['what is no pattern', '(a'],
])('leaves %s to Keycloak', (_what, pattern) => {
  expect(translateJavaPattern(pattern)).toBeUndefined();
});
