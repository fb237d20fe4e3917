import { expect, test } from '@jest/globals';
import { newRecord } from '../../../src/invitations/record/invitation.ts';
import { messageOf, messageOfDeleted } from '../../../src/invitations/webhooks/message.ts';

/** What a message tells of what an invitation carries. */
const record = newRecord('Sol');
const invitation = { ...record, id: 'u1', email: 'ana@sol.test', firstName: 'Ana', lastName: undefined, locale: 'es' };
const step = { at: new Date('2026-11-27T10:00:00Z'), status: 'activated' } as const;

test('groups by path, the app and where in it', () => {
  const carries = {
    ...invitation,
    groups: [{ id: 'g1', path: '/staff/night' }],
    app: 'crm',
    target: 'https://crm.example/start',
  } as typeof invitation;
  expect(messageOf(carries, step, 'sol').payload).toMatchObject({
    type: 'invitation.activated',
    data: { id: 'u1', organization: 'sol', groups: ['/staff/night'], app: 'crm', target: 'https://crm.example/start' },
  });
});

test('no groups and where everybody goes, of an invitation that carries nothing', () => {
  expect(messageOf(invitation, step, undefined).payload.data).toMatchObject({ groups: [], app: null, target: null });
});

test('nothing of a person who was deleted', () => {
  const { data } = messageOfDeleted('u1', { at: step.at, status: 'revoked' }).payload;
  const told = Object.entries(data).filter(([, value]) => value !== null && value !== 0);
  expect(told.map(([name]) => name).sort()).toEqual(['id', 'status']);
});
