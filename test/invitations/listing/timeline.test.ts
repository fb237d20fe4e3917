import { expect, test } from '@jest/globals';
import { WORKER } from '../../../src/authority/actor.ts';
import { actOf } from '../../../src/authority/acts.ts';
import {
  type HistoryLine,
  hasHiddenInviter,
  inviterShown,
  newestFirst,
  seesSignIns,
} from '../../../src/invitations/listing/timeline.ts';
import { type Invitation, invitationOf } from '../../../src/invitations/record/invitation.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';

const SOL = { id: 'sol-id', alias: 'sol', name: 'Sol' };
const LUNA = { id: 'luna-id', alias: 'luna', name: 'Luna' };
const ofSol = companyAdmin(SOL);
const invited = (...actors: ReturnType<typeof actOf>[]): Invitation => ({
  ...(invitationOf({ id: 'ana', attributes: { 'invitation.id': ['1'] } }) as Invitation),
  actors: actors.length > 0 ? actors : undefined,
});
const bySol = actOf('invite', ofSol, [SOL]);

test('when somebody signs in is told to the company that has invited them', () => {
  expect(seesSignIns(ofSol.reach, [SOL], invited(bySol, actOf('remind', WORKER, [SOL])))).toBe(true);
});

test('and to whoever holds the role admin', () => {
  expect(seesSignIns({ all: true }, [LUNA], invited())).toBe(true);
});

test.each([
  ['somebody who belongs to another company, too', [SOL, LUNA], invited(bySol)],
  ['somebody whom another company has mailed', [SOL], invited(bySol, actOf('resend', companyAdmin(LUNA), [LUNA]))],
  ['somebody whom the platform’s admins have invited', [SOL], invited(actOf('invite', anAdmin, [SOL]))],
  ['somebody of whom nobody knows who has acted', [SOL], invited()],
  ['somebody of no company', [], invited(bySol)],
])('but not of %s', (_, companies, invitation) => {
  expect(seesSignIns(ofSol.reach, companies, invitation)).toBe(false);
});

test.each([
  ['a company admin who has invited', bySol, 'Lucía Marín'],
  ['nobody of a user whom somebody else has created: there the mail names the company', actOf('adopt', WORKER, [SOL]), undefined],
])('as who has made an invitation is shown %s', (_, act, shown) => {
  for (const { reach } of [ofSol, anAdmin]) expect(inviterShown(reach, { ...invited(act), by: 'Lucía Marín' })).toBe(shown);
});

test('that somebody whom they may not know has invited is told to company admins, and to nobody else', () => {
  const hidden = (reach: Parameters<typeof hasHiddenInviter>[0], act: ReturnType<typeof actOf>) =>
    hasHiddenInviter(reach, invited(act));
  const byAdmin = actOf('invite', anAdmin, [SOL]);
  expect([hidden(ofSol.reach, byAdmin), hidden(ofSol.reach, bySol), hidden(anAdmin.reach, byAdmin)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(hidden(ofSol.reach, actOf('adopt', WORKER, [SOL]))).toBe(false);
});

test('an account comes before its first mail, also where both are of one moment or two clocks differ, and the later one stands above', () => {
  const line = (event: HistoryLine['event'], seconds: number): HistoryLine => ({
    event,
    at: new Date(1_800_000_000_000 + seconds * 1000),
  });
  const shown = (...lines: HistoryLine[]) => newestFirst(lines).map(({ event }) => event);
  expect(shown(line('created', 0), line('queued', 0), line('sent', 0))).toEqual(['sent', 'queued', 'created']);
  expect(shown(line('created', 2), line('queued', 0), line('sent', 1), line('opened', 90))).toEqual([
    'opened',
    'sent',
    'queued',
    'created',
  ]);
  // An account in the place of another one that was deleted: it is truly younger.
  expect(shown(line('created', 500), line('sent', 0), line('revoked', 60))).toEqual(['created', 'revoked', 'sent']);
  expect(shown(line('created', 3), line('sent', 0), line('revoked', 1))).toEqual(['created', 'revoked', 'sent']);
});
