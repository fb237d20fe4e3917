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

test('a last day is set by admins, and by company admins where nobody else has given anything; only rights that are seen keep from it', () => {
  const limit = (kind: Actor['kind'], facts: Facts) => () => decide({ kind }, 'limit', facts);
  for (const facts of [PLAIN, { ...PLAIN, active: true }, { ...PLAIN, privileged: true, rightsUntold: true }])
    expect(limit('admin', facts)()).toBe('account');
  expect(limit('admin', { ...PLAIN, privileged: true })).toThrow('not_yours');
  expect(limit('company-admin', { ...THEIRS, active: true })()).toBe('account');
  expect(limit('company-admin', PLAIN)).toThrow('not_yours');
  expect(limit('company-admin', { ...THEIRS, privileged: true })).toThrow('not_yours');
  for (const kind of ['person', 'worker'] as const) expect(limit(kind, THEIRS)).toThrow('not_yours');
});

test('at its last day an account ends only where it is nothing but its invitation; otherwise what that gave', () => {
  const close = (kind: Actor['kind'], facts: Facts) => decide({ kind }, 'close', facts);
  expect(close('worker', { ...THEIRS, active: true })).toBe('account');
  for (const facts of [
    PLAIN,
    { ...THEIRS, privileged: true },
    { ...THEIRS, privileged: true, rightsUntold: true },
    { ...THEIRS, disabledByOthers: true },
  ])
    expect(close('worker', facts)).toBe('given');
  for (const kind of ['admin', 'company-admin', 'person'] as const) expect(() => close(kind, THEIRS)).toThrow('not_yours');
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
