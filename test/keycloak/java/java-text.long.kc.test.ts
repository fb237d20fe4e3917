import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import { isEmailAddress, isMailedElsewhere } from '../../../src/http/request/email-address.ts';
import { translateJavaPattern } from '../../../src/keycloak/java/java-pattern.ts';
import { equalsIgnoreCase, isDigit, isLetterOrDigit, isLowerCase, isUpperCase } from '../../../src/keycloak/java/java-text.ts';

/** Against the Java that runs Keycloak here (any JDK from 17 on runs the source file as it is). */
function askJava(questions: string[][]): string[] {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const input = questions.map((parts) => parts.join(' ')).join('\n');
  const { stdout, stderr, status } = spawnSync(java, [join(import.meta.dirname, 'JavaText.java')], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`java failed: ${stderr}`);
  return stdout.trimEnd().split('\n');
}

const hex = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('');

/** Letters whose class changed between Unicode 13 (JDK 17) and 17: nobody's password, and newer JDKs agree with us. */
const RECLASSIFIED = ['\u0295', '\u10fc', '\uab69'];

test('every 16-bit unit is a digit, a letter, upper or lower case exactly when it is in Java', () => {
  const units = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  const answers = askJava(units.map((unit) => ['unit', hex(unit)]));
  const disagreements = units.filter((unit, i) => {
    const ours =
      (isDigit(unit) ? 'D' : '-') +
      (isLowerCase(unit) ? 'l' : '-') +
      (isUpperCase(unit) ? 'U' : '-') +
      (isLetterOrDigit(unit) ? 'L' : '-');
    const [defined, ...java] = answers[i] ?? '';
    return defined === 'd' && java.join('') !== ours && !RECLASSIFIED.includes(unit);
  });
  expect(answers).toHaveLength(0x10000);
  expect(disagreements).toEqual([]);
});

test('upper and lower case are the same to both, also where one letter has several', () => {
  const letters = [...'aAbBñÑçÇßẞıIiİſsSkK\u212aåÅ\u212bσςΣµμΜᾳᾼᾀᾈǆǅǄŉﬁﬀև𐐀𐐨𝐀'];
  const pairs = letters.flatMap((a) => letters.map((b): [string, string] => [`x${a}`, `X${b}`]));
  const answers = askJava(pairs.map(([a, b]) => ['equal', hex(a), hex(b)]));
  expect(pairs.filter(([a, b], i) => String(equalsIgnoreCase(a, b)) !== answers[i])).toEqual([]);
});

test('an address whose domain Java writes as another one is known', () => {
  const letters = Array.from({ length: 0xd800 - 0x80 }, (_, i) => String.fromCharCode(i + 0x80));
  const domains = letters.flatMap((letter) =>
    [`a${letter}b.test`, `${letter}b.test`, `ж${letter}ж.test`].map((one) => one.toLowerCase()),
  );
  const answers = askJava(domains.map((domain) => ['domain', hex(domain)]));
  const elsewhere = domains.filter((domain, i) => {
    const java = answers[i]?.toLowerCase();
    return isEmailAddress(`a@${domain}`) && java !== 'invalid' && java !== domainToASCII(domain);
  });
  expect(elsewhere.length).toBeGreaterThan(5);
  expect(elsewhere.filter((domain) => !isMailedElsewhere(`a@${domain}`))).toEqual([]);
});

/** Patterns as policies and profiles have them, and pieces that the two languages read differently. */
const PATTERNS = [
  '^(?=.*[A-Z])(?=.*\\d)(?=.*[^A-Za-z0-9]).{3,}$',
  '^(?!.*(.)\\1\\1).*$',
  '^[a-zA-Z0-9!@#$%^&*()_+\\-=\\[\\]{};\':",.<>/?|`~]*$',
  '^\\+?[0-9][0-9 ()./-]{2,}$',
  '[^\\s]+',
  '\\S+\\s\\S+',
  '[^\\W_]+',
  '.',
  '..',
  'a$',
  '.*\\D',
  '\\w+',
  '\\W+',
  '^[\\p{L}\\p{N}]+$',
  '\\p{Lu}.*',
  '.*\\p{Punct}.*',
  '\\p{Alpha}+',
  '[\\x41-\\x5a]+',
  '[]-]?',
  '[a-]+',
  '(?:a|b){2}?',
  '(a)(b)?\\1',
  '(?<=a)b|ab',
  '[!-/]+',
  '[😀-😂]+',
  '}',
];
const TEXTS = [
  '',
  'a',
  'b',
  'ab',
  'aba',
  'aa',
  'aaa',
  'Aa1!',
  'Abc123',
  'ABC',
  'a b',
  'a\u00a0b',
  'a\u2003b',
  'ñ',
  'Ñandú',
  'É!',
  '_',
  '__a',
  '٣',
  '３',
  '1٣',
  '😀',
  '😀😁',
  '\ud83d',
  'a\n',
  'a\r\n',
  'a\u0085',
  'a\u2028',
  '\n',
  '\u0085',
  '+34 600 000',
  '-',
  ']',
  '}',
  '!',
  '$%',
  '\\',
  'ª',
  'ß',
  'İ',
  'e\u0301',
]; // prettier-ignore

test('a pattern that is translated matches what it matches in Java', () => {
  const cases = PATTERNS.flatMap((pattern) => TEXTS.map((text): [string, string] => [pattern, text]));
  const answers = askJava(cases.map(([pattern, text]) => ['match', hex(pattern), hex(text)]));
  const disagreements = cases.filter(([pattern, text], i) => {
    const ours = translateJavaPattern(pattern);
    return ours && answers[i] !== String(ours.test(text));
  });
  expect(disagreements).toEqual([]);
  const translated = PATTERNS.filter((pattern) => translateJavaPattern(pattern));
  expect(translated.length).toBeGreaterThan(PATTERNS.length - 4);
});
