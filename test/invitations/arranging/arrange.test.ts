import { describe, expect, test } from '@jest/globals';
import { arrange, isArranged } from '../../../src/invitations/arranging/arrange.ts';
import { type Invitation, newRecord } from '../../../src/invitations/record/invitation.ts';

const MADRID = 'Europe/Madrid';
const invitation = (email: string, about: Partial<Invitation> = {}): Invitation => ({
  ...newRecord(undefined),
  ...{ id: email, email, firstName: undefined, lastName: undefined, locale: undefined, status: 'sent' },
  ...about,
});
const sent = (email: string, date: string) => invitation(email, { sentAt: new Date(date) });
const addresses = (found: Invitation[]) => found.map(({ email }) => email);

describe('a list in an order that Keycloak does not know', () => {
  test('is by name as Spanish sorts it, and by address where there is no name', () => {
    const people = [
      invitation('z@sol.test', { firstName: 'Ñoa' }),
      invitation('m@sol.test'),
      invitation('b@sol.test', { firstName: 'Óscar' }),
      invitation('a@sol.test', { firstName: 'noelia' }),
    ];
    expect(addresses(arrange(people, { sort: 'name' }, MADRID))).toEqual([
      'm@sol.test',
      'a@sol.test',
      'z@sol.test',
      'b@sol.test',
    ]);
  });

  test('is by the last mail, either way, and whoever has had none comes last', () => {
    const people = [invitation('none'), sent('old', '2026-11-01T10:00:00Z'), sent('new', '2026-11-20T10:00:00Z')];
    expect(addresses(arrange(people, { sort: 'sent' }, MADRID))).toEqual(['old', 'new', 'none']);
    expect(addresses(arrange(people, { sort: '-sent' }, MADRID))).toEqual(['new', 'old', 'none']);
  });

  test('is by expiry of links that still matter', () => {
    const until = (email: string, day: string, status: Invitation['status'] = 'sent') =>
      invitation(email, { status, expiresAt: new Date(day) });
    const people = [until('active', '2026-11-01', 'activated'), until('late', '2026-12-09'), until('soon', '2026-11-28')];
    expect(addresses(arrange(people, { sort: 'expires' }, MADRID))).toEqual(['soon', 'late', 'active']);
    expect(addresses(arrange(people, { sort: '-expires' }, MADRID))).toEqual(['late', 'soon', 'active']);
  });

  test('stays as it comes where attention comes first', () => {
    const people = [sent('b', '2026-11-01'), sent('a', '2026-11-02')];
    expect(addresses(arrange(people, { sort: 'attention' }, MADRID))).toEqual(['b', 'a']);
  });
});

test('days begin and end where the sidecar is, both ends included', () => {
  // Half past midnight of the 20th in Madrid, and half an hour before.
  const people = [sent('20th', '2026-11-19T23:30:00Z'), sent('19th', '2026-11-19T22:30:00Z'), invitation('none')];
  const within = (sentFrom?: string, sentUntil?: string) => addresses(arrange(people, { sentFrom, sentUntil }, MADRID));
  expect(within('2026-11-20', '2026-11-20')).toEqual(['20th']);
  expect(within(undefined, '2026-11-19')).toEqual(['19th']);
  expect(within('2026-11-19')).toEqual(['20th', '19th']);
  expect(within()).toHaveLength(3);
});

test('only what Keycloak cannot do is arranged', () => {
  const page = { first: 0, max: 25 };
  expect(isArranged({ ...page, sort: 'attention', status: 'sent', search: 'ana' })).toBe(false);
  for (const more of [{ sort: 'name' }, { sentFrom: '2026-11-01' }, { sentUntil: '2026-11-01' }, { inviter: 'x' }] as const)
    expect(isArranged({ ...page, ...more })).toBe(true);
});
