import { matchQuickly, translateJavaPattern } from '../../../src/keycloak/java/java-pattern.ts';
import { createPatternMatcher } from '../../../src/keycloak/java/pattern-matcher.ts';

const HANGS = '^(\\w+\\s?)+$';
/** Thirty-one characters over which a plain test takes half a minute. */
const VALUE = `${'a'.repeat(30)}!`;

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

test('a value that would stop the process for half a minute is left to Keycloak, and the pattern is named once', () => {
  const lines: object[] = [];
  const matches = createPatternMatcher({ warn: (details) => lines.push(details) });
  const answers: unknown[] = [];
  const rows = () => {
    for (let row = 0; row < 1000; row += 1) answers.push(matches(HANGS, VALUE));
  };
  expect(milliseconds(rows)).toBeLessThan(2000);
  expect(new Set(answers)).toEqual(new Set([undefined]));
  expect(lines).toEqual([{ pattern: HANGS }]);
});

test('what is done soon is answered, also where it might take long with other values', () => {
  const matches = createPatternMatcher({ warn: () => {} });
  expect([matches('(\\w+-?)+', 'Ana-Maria'), matches('(\\w+-?)+', 'Ana Maria')]).toEqual([true, false]);
  expect(matches('[A-Z]{2}\\d{22}', 'ES9121000418450200051332')).toBe(true);
  expect(matches('[a-z]*', 'a'.repeat(2000))).toBe(true);
  expect(matches('[a-z]*', 'a'.repeat(2049))).toBeUndefined();
});

/** What administrators ask for. */
test.each([
  ['^\\+?[0-9][0-9 ()./-]{4,}$', '+34 600 000 000', '600-x'],
  ['[^ ]*', 'Ana', 'Ana Ruiz'],
  ['\\d{8}[A-Z]', '12345678Z', '1234567Z'],
  ['[A-Z]{2}[0-9]{2}( ?[A-Z0-9]{4}){5}', 'ES91 2100 0418 4502 0005 1332', 'ES91 2100'],
  ['^(?=.*[A-Z])(?=.*\\d)[^\\s"]{8,32}$', 'Faro-8-nube', 'faro-8-nube'],
  ['(?!.*(.)\\1).*', 'abc', 'abb'],
  ['.*(\\p{Punct}|ñ).*', 'año', 'ano'],
  ['(yes|no)', 'no', 'nos'],
])('%s is matched right away', (pattern, fits, differs) => {
  expect([fits, differs].map((text) => matchQuickly(pattern, text))).toEqual([true, false]);
});

/** More ways than anybody can wait for. */
test.each([
  HANGS,
  '(a+)+',
  '(a|a)*',
  '(a?){40}',
  '(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)(?:a|ab)',
  '.*a.*b.*c.*d.*',
  '(?=(\\w+\\s?)+$).*',
  '(?:(?=.*.*.*x)a)*',
])('%s is matched under a time limit only', (pattern) => {
  expect([matchQuickly(pattern, 'a'), translateJavaPattern(pattern)?.test('')]).toEqual([undefined, expect.any(Boolean)]);
});
