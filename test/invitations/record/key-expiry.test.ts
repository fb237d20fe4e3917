import { describe, expect, test } from '@jest/globals';
import { newRecord } from '../../../src/invitations/record/invitation.ts';
import { keysUntilOf, sentBeforeReplacement } from '../../../src/invitations/record/key-expiry.ts';

const at = (day: number) => new Date(Date.UTC(2026, 10, day));
const sent = (day: number) => ({ at: at(day), status: 'sent' as const });

describe('until when any key of an account may work', () => {
  test('is what was written down, or the end of the only one', () => {
    expect(keysUntilOf(newRecord(undefined))).toBeUndefined();
    expect(keysUntilOf({ ...newRecord(undefined), sends: 1, expiresAt: at(3) })).toEqual(at(3));
    expect(keysUntilOf({ ...newRecord(undefined), sends: 5, expiresAt: at(3), keysUntil: at(9) })).toEqual(at(9));
  });

  test('is a year where version 0.1 wrote down the end of the last key alone', () => {
    const record = { ...newRecord(undefined), sends: 2, expiresAt: at(3), history: [sent(1), sent(2)] };
    expect(keysUntilOf(record)).toEqual(new Date(at(1).getTime() + 365 * 24 * 3_600_000));
  });

  test('counts no key of an account that was replaced', () => {
    const record = {
      ...newRecord(undefined),
      sends: 3,
      expiresAt: at(6),
      history: [sent(1), sent(2), sent(5)],
      replacedAt: at(4),
    };
    expect(keysUntilOf(record)).toEqual(at(6));
  });
});

test('mails that went to the account before are told from those of this one', () => {
  const history = [sent(1), sent(2), sent(5)];
  expect(sentBeforeReplacement({ sends: 3, history, replacedAt: undefined })).toBe(0);
  expect(sentBeforeReplacement({ sends: 3, history, replacedAt: at(4) })).toBe(2);
  expect(sentBeforeReplacement({ sends: 2, history: history.slice(0, 2), replacedAt: at(4) })).toBe(2);
});
