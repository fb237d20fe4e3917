import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../src/common/paths.ts';
import { checkPassword } from '../../../src/keycloak/password/password-check.ts';
import { parsePasswordPolicy } from '../../../src/keycloak/password/password-policy.ts';
import {
  passwordChecklist,
  passwordErrorOf,
  passwordRulesAttribute,
  unmetMessage,
} from '../../../src/views/present/password-words.ts';

const states = (policy: string, password: string, account = {}) =>
  Object.fromEntries(checkPassword(parsePasswordPolicy(policy), password, account).map(({ rule, state }) => [rule.id, state]));

describe('reading a policy', () => {
  test('an empty policy has no rules', () => {
    for (const policy of [undefined, null, '', '  ']) expect(parsePasswordPolicy(policy)).toEqual([]);
  });

  test('without a value of its own a rule has Keycloak’s default', () => {
    const counts = parsePasswordPolicy('length and maxLength and digits and passwordHistory').map(({ params }) => params.count);
    expect(counts).toEqual([8, 64, 1, 3]);
  });

  test('a pattern may hold parentheses', () => {
    expect(parsePasswordPolicy('length(8) and regexPattern(^(a|b(c))$)').at(-1)).toEqual({
      id: 'regexPattern',
      kind: 'regexPattern',
      params: { pattern: '^(a|b(c))$' },
      check: 'server',
    });
  });

  test('a pattern is checked by who can set a time limit, and left open by who cannot tell', () => {
    const rules = parsePasswordPolicy('regexPattern([a-z]+)');
    const state = (matched?: boolean) => checkPassword(rules, 'abc', {}, () => matched)[0]?.state;
    expect([state(true), state(false), state(), checkPassword(rules, 'abc', {})[0]?.state]).toEqual([
      'met',
      'unmet',
      'unknown',
      'unknown',
    ]);
  });

  test('what asks nothing of the password is no rule', () => {
    const silent = 'hashAlgorithm(argon2) and hashIterations(5) and forceExpiredPasswordChange(90) and maxAuthAge(300)';
    expect(parsePasswordPolicy(`${silent} and recoveryCodesWarningThreshold(4) and digits(0)`)).toEqual([]);
  });

  test('history, age, block list and foreign providers are named, for Keycloak to judge', () => {
    const rules = parsePasswordPolicy('passwordHistory(3) and passwordAge(30) and passwordBlacklist(top.txt) and acme-policy(1)');
    expect(rules.map(({ kind, check }) => [kind, check])).toEqual([
      ['passwordHistory', 'server'],
      ['passwordAge', 'server'],
      ['passwordBlacklist', 'server'],
      ['other', 'server'],
    ]);
  });
});

describe('counting as Java does', () => {
  const all = 'length(2) and digits(1) and lowerCase(1) and upperCase(1) and specialChars(1)';
  test.each([
    ['ñ', { lowerCase: 'met', specialChars: 'unmet', length: 'unmet' }],
    ['Ñ', { upperCase: 'met', specialChars: 'unmet' }],
    ['ß', { lowerCase: 'met', upperCase: 'unmet' }],
    ['ẞ', { upperCase: 'met', lowerCase: 'unmet' }],
    ['İ', { upperCase: 'met' }],
    ['ı', { lowerCase: 'met' }],
    ['😀', { length: 'met', specialChars: 'met' }],
    ['𝐀', { upperCase: 'unmet', specialChars: 'met', length: 'met' }],
    ['e\u0301', { length: 'met', specialChars: 'met', lowerCase: 'met' }],
    ['\u00a0', { specialChars: 'met' }],
    [' ', { specialChars: 'met' }],
    ['３', { digits: 'met', specialChars: 'unmet' }],
    ['٣', { digits: 'met' }],
    ['Ⅳ', { upperCase: 'met', specialChars: 'met', digits: 'unmet' }],
    ['ⅳ', { lowerCase: 'met', specialChars: 'met' }],
    ['½', { digits: 'unmet', specialChars: 'met' }],
    ['²', { digits: 'unmet', specialChars: 'met' }],
    ['ª', { lowerCase: 'met', specialChars: 'unmet' }],
    ['ǅ', { lowerCase: 'unmet', upperCase: 'unmet', specialChars: 'unmet' }],
    ['日', { lowerCase: 'unmet', upperCase: 'unmet', specialChars: 'unmet' }],
    ['_', { specialChars: 'met' }],
  ])('%j', (password, expected) => {
    expect(states(all, password)).toMatchObject(expected);
  });

  test('the username and the address, whatever their case', () => {
    const account = { username: 'Ana.Ruiz', email: 'ana@sol.test' };
    expect(states('notUsername and notEmail and notContainsUsername', 'ANA.RUIZ', account)).toEqual({
      notUsername: 'unmet',
      notEmail: 'met',
      notContainsUsername: 'unmet',
    });
    expect(states('notUsername and notEmail and notContainsUsername', 'Ana@Sol.Test', account).notEmail).toBe('unmet');
    expect(states('notUsername and notContainsUsername', 'xANA.RUIZx', account)).toEqual({
      notUsername: 'met',
      notContainsUsername: 'unmet',
    });
    expect(states('notUsername and notEmail and notContainsUsername', 'x', {})).toEqual({
      notUsername: 'met',
      notEmail: 'met',
      notContainsUsername: 'met',
    });
  });

  test('all failures at once', () => {
    expect(Object.values(states('length(8) and digits(1) and upperCase(1)', 'abc'))).toEqual(['unmet', 'unmet', 'unmet']);
  });
});

describe('in words', () => {
  const rules = parsePasswordPolicy(
    'length(8) and upperCase(1) and digits(2) and notUsername and notEmail and passwordHistory(3)',
  );

  test('the checklist says each rule, with what the browser needs to check it', () => {
    expect(passwordChecklist(rules, 'es')).toEqual([
      { id: 'length', text: 'Al menos 8 caracteres', check: 8 },
      { id: 'upperCase', text: 'Al menos una letra mayúscula', check: 1 },
      { id: 'digits', text: 'Al menos 2 números', check: 2 },
      { id: 'notUsername', text: 'Distinta de su nombre de usuario', check: true },
      { id: 'notEmail', text: 'Distinta de su correo electrónico', check: true },
      { id: 'passwordHistory', text: 'Distinta de sus 3 últimas contraseñas' },
    ]);
  });

  test('in the order of the login theme, whatever order a realm has them in', async () => {
    const theme = await readFile(join(ROOT, 'themes/amperecloud/login/new-password.ftl'), 'utf8');
    const counted: string[] = JSON.parse(/assign counted = (\[.*?\])/.exec(theme)?.[1] ?? '[]');
    const policy = ['passwordHistory(3)', 'notEmail', ...counted.toReversed().map((id) => `${id}(2)`)].join(' and ');
    const ids = passwordChecklist(parsePasswordPolicy(policy), 'es').map(({ id }) => id);
    expect(counted).toHaveLength(6);
    expect(ids).toEqual([...counted, 'notEmail', 'passwordHistory']);
  });

  test('where the address is the username, it is said once', () => {
    const ids = passwordChecklist(rules, 'es', { usernameIsEmail: true }).map(({ id }) => id);
    expect(ids).toEqual(['length', 'upperCase', 'digits', 'notEmail', 'passwordHistory']);
    expect(passwordChecklist(parsePasswordPolicy('notContainsUsername'), 'es', { usernameIsEmail: true })[0]?.text).toBe(
      'Sin su correo electrónico',
    );
  });

  test('the realm may explain its own pattern', () => {
    const realmTexts = { 'password.rule.regexPattern': 'Solo letras' };
    expect(passwordChecklist(parsePasswordPolicy('regexPattern([a-z]+)'), 'es', { realmTexts })).toEqual([
      { id: 'regexPattern', text: 'Solo letras' },
    ]);
  });

  test('Keycloak’s codes lead to the rule that they are about', () => {
    expect(passwordErrorOf('invalidPasswordMinDigitsMessage', rules)).toEqual(unmetMessage(rules[2] as never));
    expect(passwordErrorOf('invalidPasswordHistoryMessage', rules)).toEqual({
      key: 'password.unmet.passwordHistory',
      params: { count: 3 },
    });
    expect(passwordErrorOf('acmeMessage', rules)).toEqual({ key: 'password.unmet.other', params: {} });
  });

  test('password managers are told what will do', () => {
    expect(passwordRulesAttribute(rules)).toBe('minlength: 8; required: upper; required: digit;');
  });
});
