import { createPatternMatcher } from '../../../src/keycloak/java/pattern-matcher.ts';
import { checkPassword, isMissing } from '../../../src/keycloak/password/password-check.ts';
import { parsePasswordPolicy } from '../../../src/keycloak/password/password-policy.ts';
import { passwordErrorOf } from '../../../src/views/present/password-words.ts';
import { createScratchRealm, type ScratchRealm } from '../scratch-realm.ts';

/**
 * Our checks against Keycloak's own, over generated passwords: no disagreement is allowed. The generator is seeded, so a
 * failure comes back. Passwords are stored with one cheap hash iteration, or this would take minutes.
 */
const SEED = 20_261_122;
const PASSWORDS_A_POLICY = 50;
const CHEAP = 'hashAlgorithm(pbkdf2-sha256) and hashIterations(1) and forceExpiredPasswordChange(365) and maxAuthAge(300)';

const USERNAME = 'ana.ruiz-ñ';
const EMAIL = 'ana@sol.test';

const POLICIES = [
  'length(8) and upperCase(1) and lowerCase(1) and digits(1) and specialChars(1) and notUsername and notEmail',
  'length(3) and maxLength(5)',
  'digits(2)',
  'lowerCase(2)',
  'upperCase(2)',
  'specialChars(2)',
  'notUsername(undefined) and notEmail(undefined)',
  'notContainsUsername',
  'regexPattern(^(?=.*[A-Z])(?=.*\\d)[^\\s"]{2,6}$) and length(2)',
  'regexPattern(.*(\\p{Punct}|ñ).*) and maxLength(8)',
  'regexPattern((?!.*(.)\\1).*) and digits',
];

const random = (() => {
  let state = SEED;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
})();
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** Letters, digits and symbols that programs like to count differently. */
const PLAIN = [...'abcxyzABCXYZ0123456789.-*'];
const CHARACTERS = [
  ...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ ',
  ...'ñÑßẞçÇáÁüÜİıſ',
  ...'ªº²½€¡¿·',
  ...'٣३３', // digits of other scripts, full-width
  ...'ⅣⅳⒶⓐǅʰ', // roman numerals, circled letters, a title-case letter, a modifier letter
  ...'日本あ한',
  '\u00a0',
  '\u200b',
  'e\u0301', // a combining mark
  '😀',
  '𝐀', // a letter outside the BMP: two halves, neither of them a letter
  '👩‍👩‍👧',
];
const WORDS = [
  USERNAME,
  USERNAME.toUpperCase(),
  EMAIL,
  EMAIL.toUpperCase(),
  'Ana@sol.TEST',
  'ana.ruiz-n',
  'İ',
  'ANA.RUİZ-Ñ',
  'ana.ruız-ñ',
];

function password(): string {
  const parts = Array.from({ length: 1 + Math.floor(random() * 9) }, () => pick(random() < 0.6 ? PLAIN : CHARACTERS));
  if (random() < 0.1) parts.splice(Math.floor(random() * parts.length), 0, pick(WORDS));
  return parts.join('');
}

let realm: ScratchRealm;
let userId: string;

beforeAll(async () => {
  realm = await createScratchRealm();
  await realm.admin('PUT', '/users/profile', {
    attributes: [
      { name: 'username', permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] } },
      { name: 'email', permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] } },
    ],
  });
  const { location } = await realm.admin('POST', '/users', { username: USERNAME, email: EMAIL, enabled: true });
  userId = location?.split('/').at(-1) ?? '';
});
afterAll(() => realm?.remove());

const matches = createPatternMatcher({ warn() {} });
const setPassword = (value: string) =>
  realm.admin('PUT', `/users/${userId}/reset-password`, { type: 'password', value, temporary: false });

test.each(POLICIES)('counts as Keycloak does: %s', async (policy) => {
  const { status } = await realm.admin('PUT', '', { passwordPolicy: `${policy} and ${CHEAP}` });
  expect(status).toBe(204);
  const { body } = await realm.admin('GET', '');
  const rules = parsePasswordPolicy(body.passwordPolicy);
  expect(rules).toHaveLength(policy.split(' and ').length);
  expect(rules.filter(({ check, kind }) => check !== 'live' && kind !== 'regexPattern')).toEqual([]);

  const disagreements: unknown[] = [];
  const seen = { accepted: 0, refused: 0 };
  for (const value of [...WORDS, ...Array.from({ length: PASSWORDS_A_POLICY }, password)]) {
    if (isMissing(value)) continue;
    const unmet = checkPassword(rules, value, { username: USERNAME, email: EMAIL }, matches).filter(
      ({ state }) => state !== 'met',
    );
    const answer = await setPassword(value);
    const accepted = answer.status === 204;
    seen[accepted ? 'accepted' : 'refused']++;
    // Keycloak names the first rule that fails, in an order of its own: it must be one of those that we name.
    const named =
      accepted || unmet.some(({ rule }) => passwordErrorOf(answer.body.error, [rule]).key === `password.unmet.${rule.kind}`);
    if (accepted !== (unmet.length === 0) || !named)
      disagreements.push({ value, keycloak: answer.body, ours: unmet.map(({ rule }) => rule.id) });
  }
  expect(disagreements).toEqual([]);
  // A generator whose passwords all fare alike would prove nothing.
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(1);
});

test.each(['', ' ', '   '])('no policy accepts nothing: %j', async (value) => {
  await realm.admin('PUT', '', { passwordPolicy: CHEAP });
  expect(isMissing(value)).toBe(true);
  expect((await setPassword(value)).status).toBe(400);
});

test.each(['\u00a0', ' x', '\u2003'])('but white space that Java does not trim: %j', async (value) => {
  await realm.admin('PUT', '', { passwordPolicy: CHEAP });
  expect(isMissing(value)).toBe(false);
  expect((await setPassword(value)).status).toBe(204);
});

test('what only Keycloak can see comes back as the rule it is about', async () => {
  await realm.admin('PUT', '', { passwordPolicy: `passwordHistory(2) and ${CHEAP}` });
  const rules = parsePasswordPolicy('passwordHistory(2)');
  expect((await setPassword('Primera-1')).status).toBe(204);
  const again = await setPassword('Primera-1');
  expect(again.status).toBe(400);
  expect(passwordErrorOf(again.body.error, rules)).toEqual({ key: 'password.unmet.passwordHistory', params: { count: 2 } });

  await realm.admin('PUT', '', { passwordPolicy: `passwordAge(1) and ${CHEAP}` });
  const recent = await setPassword('Primera-1');
  expect(recent.status).toBe(400);
  expect(passwordErrorOf(recent.body.error, parsePasswordPolicy('passwordAge(1)')).key).toBe('password.unmet.passwordAge');
});

test('of two policies with one id Keycloak keeps the last, and a pattern holds no " and "', async () => {
  await realm.admin('PUT', '', { passwordPolicy: 'regexPattern(a) and length(4) and regexPattern(b)' });
  expect((await realm.admin('GET', '')).body.passwordPolicy).toBe('regexPattern(b) and length(4)');
  expect(parsePasswordPolicy('regexPattern(a) and length(4) and regexPattern(b)').map(({ params }) => params)).toEqual([
    { pattern: 'b' },
    { count: 4 },
  ]);
  expect((await realm.admin('PUT', '', { passwordPolicy: 'regexPattern(a and b)' })).status).toBe(400);
});
