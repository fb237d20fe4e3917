import { readFileSync } from 'node:fs';
import { INVITATION_STATUSES, type InvitationStatus } from '../../../src/common/statuses.ts';
import { storedStatus } from '../../../src/invitations/record/invitation.ts';
import {
  currentStatus,
  isMailInDoubt,
  isPending,
  MOVES,
  type Move,
  mayMove,
} from '../../../src/invitations/record/life-cycle.ts';

/** Name, who, from, to, whether something else must hold. Written anew here, so that a slip in the table is seen. */
const EXPECTED = `
resend         | inviter  | queued sent failed opened expired revoked | queued    |
readdress      | inviter  | queued sent failed opened expired         | queued    |
requestLink    | person   | queued sent failed opened expired         | queued    |
remind         | worker   | sent opened                               | queued    |
mailLeft       | keycloak | queued sent failed expired                | sent      |
mailRefused    | keycloak | queued failed expired                     | failed    |
presumeMailed  | inviter  | queued                                    | sent      |
takeBackMailed | keycloak | sent                                      | failed    |
missMail       | worker   | sent                                      | queued    |
open           | person   | queued sent failed                        | opened    |
activate       | person   | queued sent failed opened expired revoked | activated |
findActive     | keycloak | queued sent failed opened expired revoked | activated | guard
join           | keycloak | queued sent failed opened expired         | activated |
expire          | time     | sent opened                               | expired   | guard
noteExpiry      | worker   | expired                                   | expired   |
revoke         | inviter  | queued sent failed opened expired revoked | revoked   |
`;
const rows = EXPECTED.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const moves: [string, Move][] = Object.entries(MOVES);
const sorted = (statuses: readonly string[]) => [...statuses].sort().join(' ');

test('who may bring an invitation from which status to which', () => {
  const table = moves.map(([name, { by, from, to, guard }]) => [name, by, sorted(from), to, guard ? 'guard' : '']);
  expect(table).toEqual(rows.map(([name, by, from = '', to, guard]) => [name, by, sorted(from.split(' ')), to, guard]));
});

test.each(rows)('%s: from no other status', (name, _, from = '') => {
  const move: Move = MOVES[name as keyof typeof MOVES];
  // With everything that a guard may ask for.
  const may = (status: InvitationStatus) => mayMove(move, { status, expiresAt: new Date(0) }, { enabled: true });
  expect(sorted(INVITATION_STATUSES.filter(may))).toBe(sorted(from.split(' ')));
});

test('nothing leads away from an active invitation, and only its inviter or a way in away from a revoked one', () => {
  const from = (status: InvitationStatus) => moves.filter(([, move]) => move.from.includes(status)).map(([name]) => name);
  expect(from('activated')).toEqual([]);
  expect(from('revoked')).toEqual(['resend', 'activate', 'findActive', 'revoke']);
});

test('who was revoked counts as active only once somebody has enabled the account', () => {
  const may = (status: InvitationStatus, enabled: boolean) => mayMove(MOVES.findActive, { status }, { enabled });
  expect([may('revoked', false), may('revoked', true), may('sent', false)]).toEqual([false, true, true]);
});

test('one that is just beginning waits for its mail', () => {
  const may = moves.filter(([, move]) => mayMove(move, undefined, { enabled: true })).map(([name]) => name);
  expect(may).toEqual(moves.filter(([, { from }]) => from.includes('queued')).map(([name]) => name));
});

test('a link ends by itself, at the very moment, and only one that somebody may still use', () => {
  const end = new Date('2026-11-27T12:00:00Z');
  const at = (stored: InvitationStatus, shift: number) => currentStatus(stored, end, new Date(end.getTime() + shift));
  expect([at('sent', -1), at('sent', 0), at('opened', 1)]).toEqual(['sent', 'expired', 'expired']);
  for (const status of ['queued', 'failed', 'activated', 'expired', 'revoked'] as const) expect(at(status, 1)).toBe(status);
  expect(currentStatus('sent', undefined, end)).toBe('sent');
});

test('a status that is not known, or missing, is that of the beginning', () => {
  const of = (status: string[]) => storedStatus({ attributes: { 'invitation.status': status } });
  expect([of(['later']), of([]), storedStatus({}), of(['opened'])]).toEqual(['queued', 'queued', 'queued', 'opened']);
});

test('what the code asks of a status', () => {
  const those = (asks: (it: { status: InvitationStatus }) => boolean) => INVITATION_STATUSES.filter((status) => asks({ status }));
  expect(those(isPending)).toEqual(['queued', 'sent', 'failed', 'opened', 'expired']);
  expect(those(isMailInDoubt)).toEqual(['queued', 'sent', 'failed']);
});

test('the documents have the same table', () => {
  const text = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
  const told = text
    .split('\n')
    .flatMap((line) => /^\| `(\w+)` \| (\w+) \| ([\w, ]+) \| `(\w+)` \|/.exec(line)?.slice(1, 5) ?? []);
  expect(told).toEqual(rows.flatMap(([name = '', by = '', from = '', to = '']) => [name, by, from.replaceAll(' ', ', '), to]));
});
