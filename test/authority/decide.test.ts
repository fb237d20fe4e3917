import { expect, test } from '@jest/globals';
import type { Actor } from '../../src/authority/actor.ts';
import { decide, type Facts, type Wish } from '../../src/authority/decide.ts';
import { AppError } from '../../src/errors.ts';

/** The table of who may do what, row by row: names, address, another mail, revocation. */
const WISHES: Wish[] = ['amend', 'move', 'resend', 'revoke'];
const PLAIN: Facts = { active: false, disabledByOthers: false, privileged: false, rightsUntold: false, whollyTheirs: false };
const THEIRS: Facts = { ...PLAIN, whollyTheirs: true };

function row(kind: Actor['kind'], facts: Facts): string[] {
  return WISHES.map((wish) => {
    try {
      return decide({ kind }, wish, facts);
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
  });
}

test.each<[string, Facts, string[]]>([
  ['waiting, wholly theirs', THEIRS, ['account', 'account', 'account', 'account']],
  ['waiting, not wholly theirs', PLAIN, ['not_yours', 'not_yours', 'mail', 'leave']],
  ['privileged by now', { ...THEIRS, privileged: true }, ['not_yours', 'not_yours', 'mail', 'leave']],
  ['active', { ...THEIRS, active: true }, Array(4).fill('already_active')],
  ['disabled by others', { ...THEIRS, disabledByOthers: true }, [...Array(3).fill('account_disabled'), 'leave']],
])('a company admin, and an account that is %s', (_what, facts, expected) => {
  expect(row('company-admin', facts)).toEqual(expected);
});

test.each<[string, Facts, string[]]>([
  ['waiting', PLAIN, ['account', 'account', 'account', 'account']],
  ['privileged', { ...PLAIN, privileged: true }, ['not_yours', 'not_yours', 'mail', 'not_yours']],
  [
    'of rights that cannot be told',
    { ...PLAIN, privileged: true, rightsUntold: true },
    ['not_yours', 'not_yours', 'mail', 'invitation'],
  ],
  ['active', { ...PLAIN, active: true }, Array(4).fill('already_active')],
  ['disabled by others', { ...PLAIN, disabledByOthers: true }, ['account', 'account_disabled', 'account_disabled', 'account']],
])('an admin, and an account that is %s', (_what, facts, expected) => {
  expect(row('admin', facts)).toEqual(expected);
});

test('whoever asks for a link of their own, and the worker, enable nothing that others have disabled', () => {
  for (const kind of ['person', 'worker'] as const) {
    expect(decide({ kind }, 'resend', PLAIN)).toBe('account');
    expect(() => decide({ kind }, 'resend', { ...PLAIN, disabledByOthers: true })).toThrow('account_disabled');
  }
});

test('what nobody activated is ended by the worker alone, and only what is wholly the sidecar’s own', () => {
  const end = (kind: Actor['kind'], facts: Facts) => () => decide({ kind }, 'end', facts);
  expect(end('worker', THEIRS)()).toBe('account');
  for (const kind of ['admin', 'company-admin', 'person'] as const) expect(end(kind, THEIRS)).toThrow('not_yours');
  expect(end('worker', PLAIN)).toThrow('not_yours');
  expect(end('worker', { ...THEIRS, privileged: true })).toThrow('not_yours');
  expect(end('worker', { ...THEIRS, privileged: true, rightsUntold: true })).toThrow('not_yours');
  expect(end('worker', { ...THEIRS, disabledByOthers: true })).toThrow('account_disabled');
  expect(end('worker', { ...THEIRS, active: true })).toThrow('already_active');
});
