import { describe, expect, test } from '@jest/globals';
import { PAGE_LOCALES, translate } from '../../../../src/i18n/index.ts';
import { signInWordOf } from '../../../../src/invitations/import/file/sign-in-words.ts';

describe.each(PAGE_LOCALES)('a cell says in the words of the pages (%s)', (locale) => {
  test.each([
    ['signIn.password', 'password'],
    ['signIn.passkey', 'passkey'],
    ['form.signIn.company', 'company'],
    ['form.signIn.usual', 'address'],
  ] as const)('what the form calls %s', (label, word) => {
    const text = translate(locale, label);
    expect([text, ` ${text.toUpperCase()} `, text.toLowerCase()].map(signInWordOf)).toEqual([word, word, word]);
  });

  test('what the page of an invitation says of a provider', () => {
    expect(signInWordOf(translate(locale, 'signIn.company', { provider: 'Sol-2' }))).toBe('idp:Sol-2');
  });

  test('all that the sentence of a fault advises to write', () => {
    const sentence = translate(locale, 'field.sign_in_unknown');
    const advised = [...sentence.matchAll(/[«“„]\s*(.+?)\s*[»”“]/gu)].map(([, words = '']) => words);
    expect(advised).toHaveLength(5);
    expect(advised.map((words) => signInWordOf(words === 'idp:' ? `${words} sol` : words))).toEqual([
      ...['password', 'passkey', 'company', 'address', 'idp:sol'],
    ]);
  });
});

test('a provider by its alias, which is written as Keycloak has it', () => {
  expect(['idp:sol', 'IDP:sol', 'Idp: Sol', ' idp :sol '].map(signInWordOf)).toEqual([
    'idp:sol',
    'idp:sol',
    'idp:Sol',
    'idp:sol',
  ]);
});

test('anything else is nothing', () => {
  for (const cell of ['', 'idp:', 'idp: ', 'idp:dos palabras', 'correo', 'empresa', 'idp:a/b'])
    expect([cell, signInWordOf(cell)]).toEqual([cell, undefined]);
});
