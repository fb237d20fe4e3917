import { expect, test } from '@jest/globals';
import { INVITATION_STATUSES } from '../../../src/common/statuses.ts';
import { attributesOf, invitationOf, isOfRecord, newRecord } from '../../../src/invitations/record/invitation.ts';

/** The mark by which Keycloak's flow links an account at once (`invitation.idp`): whoever bears it can be signed in as by that provider. */
const record = { ...newRecord('Sol', 'sol'), signIn: 'idp:oficina' } as const;

test.each(INVITATION_STATUSES)('an invitation that is %s bears it only while it is open', (status) => {
  const isOpen = ['queued', 'sent', 'failed', 'opened'].includes(status);
  expect(attributesOf({ ...record, status })['invitation.idp']).toEqual(isOpen ? ['oficina'] : undefined);
});

test.each(['password', 'passkey'] as const)('an invitation by %s bears none, and loses the one that it had', (signIn) => {
  expect(attributesOf({ ...record, signIn })['invitation.idp']).toBeUndefined();
  // What is of the record and not written goes with the next write.
  expect(isOfRecord('invitation.idp')).toBe(true);
});

test.each(INVITATION_STATUSES)('what is to be linked by a mail stays so until the person is active: %s', (status) => {
  const written = attributesOf({ ...record, status, byMailbox: true })['invitation.idp'];
  expect(written).toEqual(status === 'activated' ? undefined : ['@mailbox']);
  expect(
    invitationOf({ id: '1', attributes: { 'invitation.id': ['2'], ...(written && { 'invitation.idp': written }) } }),
  ).toMatchObject({
    byMailbox: status !== 'activated',
  });
});

test.each([
  ['ana@sol.test', 'eva@sol.test', '@mailbox'],
  ['ana@sol.test', undefined, '@mailbox'],
  ['Ana@Sol.test', 'ana@sol.test', 'oficina'],
  ['ana', 'eva@sol.test', 'oficina'],
])('of an account that is called %s, with the address %p: %s', (username, email, mark) => {
  expect(attributesOf({ ...record, status: 'sent' }, { username, email })['invitation.idp']).toEqual([mark]);
  // Made-up names are nobody's.
  const standIn = { ...record, status: 'sent', address: 'ana@sol.test' } as const;
  expect(attributesOf(standIn, { username, email })['invitation.idp']).toEqual(['oficina']);
});
