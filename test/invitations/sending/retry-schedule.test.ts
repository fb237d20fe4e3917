import { expect, test } from '@jest/globals';
import type { HistoryEntry } from '../../../src/invitations/record/invitation.ts';
import { dueAt, RETRY_MINUTES } from '../../../src/invitations/sending/schedules.ts';

const minute = (n: number, status: HistoryEntry['status']): HistoryEntry => ({ at: new Date(n * 60_000), status });
const failed = (...history: HistoryEntry[]) => ({ status: 'failed' as const, history });

test('each refusal waits longer than the one before', () => {
  expect(dueAt(failed(minute(10, 'failed')))).toEqual(new Date(11 * 60_000));
  expect(dueAt(failed(minute(10, 'failed'), minute(11, 'failed')))).toEqual(new Date(16 * 60_000));
  expect([...RETRY_MINUTES].sort((a, b) => a - b)).toEqual(RETRY_MINUTES);
});

test('after the last try it is final', () => {
  const refusals = Array.from({ length: RETRY_MINUTES.length + 1 }, (_, i) => minute(i, 'failed'));
  const minutes = refusals.length - 1 + Number(RETRY_MINUTES.at(-1));
  expect(dueAt(failed(...refusals.slice(1)))).toEqual(new Date(minutes * 60_000));
  expect(dueAt(failed(...refusals))).toBeUndefined();
});

test('a mail that left starts the count anew', () => {
  const refusals = Array.from({ length: RETRY_MINUTES.length }, (_, i) => minute(i, 'failed'));
  expect(dueAt(failed(...refusals, minute(50, 'sent'), minute(60, 'failed')))).toEqual(new Date(61 * 60_000));
});

test('what has not failed is not due', () => {
  expect(dueAt({ status: 'revoked', history: [minute(1, 'failed')] })).toBeUndefined();
});
