import { expect, test } from '@jest/globals';
import { isOffByOthers } from '../../src/authority/disabled-account.ts';

/** Only what a revocation has switched off may be switched on by sending the invitation again. */
const AT = new Date('2026-11-20T10:00:00Z');
const OFF = { enabled: false };
const ours = { oursAlone: true, othersAt: undefined, mailedAt: undefined, lastWriteOurs: true };
const touched = (minutes: number) => ({ ...ours, oursAlone: false, othersAt: AT.getTime() + minutes * 60_000 });

test.each<[string, Parameters<typeof isOffByOthers>, boolean]>([
  ['is on', [{ enabled: true }, { at: AT, switchedOff: false }, touched(1)], false],
  ['is off without a revocation', [OFF, undefined, ours], true],
  ['was switched off by the revocation', [OFF, { at: AT, switchedOff: true }, ours], false],
  ['was touched before it', [OFF, { at: AT, switchedOff: true }, touched(-1)], false],
  ['was touched since', [OFF, { at: AT, switchedOff: true }, touched(1)], true],
  ['was off when it was revoked', [OFF, { at: AT, switchedOff: false }, touched(-1)], true],
  ['was revoked by version 0.1, and nobody else was there', [OFF, { at: AT, switchedOff: false }, ours], false],
  ['was revoked at a time that nobody knows, and touched', [OFF, { at: undefined, switchedOff: true }, touched(-1)], true],
])('an account that %s', (_what, question, expected) => {
  expect(isOffByOthers(...question)).toBe(expected);
});
