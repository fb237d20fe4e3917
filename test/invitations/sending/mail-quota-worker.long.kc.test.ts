import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WORKER } from '../../../src/authority/actor.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { inviteExisting } from '../../../src/invitations/commands/invite-existing.ts';
import { createLinkRequests } from '../../../src/invitations/commands/request-link.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { type Invitation, invitationOf } from '../../../src/invitations/record/invitation.ts';
import { writeRecord } from '../../../src/invitations/record/store.ts';
import { startUpkeep } from '../../../src/invitations/sending/invitation-upkeep.ts';
import { createMailLog } from '../../../src/invitations/sending/mail-log.ts';
import { createMailQuota } from '../../../src/invitations/sending/mail-quota.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { anAdmin } from '../../support/actors.ts';
import { mailsTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** What works in the background, and the person's own request, keep to the quota as well: they wait, and lose nothing. */
const SETTINGS = { MAILS_PER_RECIPIENT_AND_DAY: '2', REVOKE_ACTION: 'delete' };
const HOUR = 3_600_000;
let realm: OwnRealm;
let sidecar: OwnSidecar;
beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar(SETTINGS);
});
afterAll(() => realm?.remove());

/** The same process a day later: it knows of no mail of the last 24 hours. */
const later = (of = sidecar) => ({ ...of, mailQuota: createMailQuota(of.config, { prefix: '', link: () => undefined }) });
const settling = (of = sidecar, id: string) => sendIfDue({ ...of, mailLog: createMailLog(of.admin) }, id);
const now = async (id: string): Promise<Invitation> => {
  const user = await realm.console.users.findOne({ id });
  const invitation = user && invitationOf(user);
  if (!invitation) throw new Error('no invitation');
  return invitation;
};
const inviting = (email: string) => invite(sidecar, { email }, { actor: anAdmin });

/** An address whose mails of today are all sent, and which has no account any more. */
async function fullAddress(): Promise<string> {
  const email = uniqueEmail();
  for (let n = 0; n < 2; n += 1) await revoke(sidecar, anAdmin, (await inviting(email)).id);
  return email;
}

/** As if its mails of today were all sent before this process began. */
async function full(email = uniqueEmail()): Promise<Invitation> {
  const { id } = await inviting(email);
  await resend(sidecar, anAdmin, id);
  return now(id);
}

test('a process that has just begun takes the word of the account’s own history', async () => {
  const { id } = await full();
  await expect(resend(later(), anAdmin, id)).rejects.toMatchObject({ code: 'too_many_mails', retryAfter: expect.any(Number) });
  const history = (await now(id)).history.map((entry) => ({ ...entry, at: new Date(entry.at.getTime() - 25 * HOUR) }));
  await writeRecord(sidecar.admin, id, { history });
  expect((await resend(later(), anAdmin, id)).sends).toBe(3);
});

test('a link that the person asks for is not sent: the one that they have stays good', async () => {
  const { id, email, invitationId } = await full();
  await writeRecord(sidecar.admin, id, { sentAt: new Date(Date.now() - HOUR) });
  await createLinkRequests(sidecar).byEmail(email);
  expect([(await now(id)).invitationId, (await mailsTo(email, 2)).length]).toEqual([invitationId, 2]);
  await writeRecord(sidecar.admin, id, { history: [] });
  await createLinkRequests(later()).byEmail(email);
  expect([(await now(id)).sends, (await mailsTo(email, 3)).length]).toEqual([3, 3]);
});

test('somebody who is created in the console waits, and has their mail when it may be sent', async () => {
  const email = await fullAddress();
  const { id } = await createUser(realm.console, { email, password: null });
  expect(await inviteExisting(sidecar, WORKER, id)).toMatchObject({
    outcome: 'invited',
    invitation: { status: 'queued', sends: 0 },
  });
  expect(await settling(sidecar, id)).toBe('waits');
  expect([(await now(id)).status, (await mailsTo(email, 2)).length]).toEqual(['queued', 2]);
  expect(await settling(later(), id)).toBe('sent');
  expect([(await now(id)).status, (await mailsTo(email, 3)).length]).toEqual(['sent', 3]);
});

test('a reminder waits, and burns no link', async () => {
  const hours = (n: number) => new Date(Date.now() + n * HOUR);
  const due = { status: 'opened', sentAt: hours(-72), expiresAt: hours(24), sends: 1 } as const;
  const waiting = await full(uniqueEmail('a'));
  await putRecord(sidecar.admin, waiting.id, due);
  const free = await inviting(uniqueEmail('b'));
  await putRecord(sidecar.admin, free.id, due);
  const upkeep = startUpkeep({ ...sidecar, mailTurn: async () => {}, outcomes: { inc: () => {} } }, { pause: 300 });
  try {
    // Gone round in the order of their names.
    await until('the reminder of the other', async () => (await now(free.id)).sends === 2, { timeout: 60_000 });
    const after = await now(waiting.id);
    expect([after.invitationId, after.status, after.sends]).toEqual([waiting.invitationId, 'opened', 1]);
    expect(await mailsTo(waiting.email, 2)).toHaveLength(2);
  } finally {
    await upkeep.stop();
  }
});

test('a mail that the mail server refuses does not count', async () => {
  const smtpServer = (await realm.console.realms.findOne({ realm: sidecar.config.keycloak.realm }))?.smtpServer ?? {};
  const { realm: name } = sidecar.config.keycloak;
  const { id, email } = await inviting(uniqueEmail());
  await realm.console.realms.update({ realm: name }, { smtpServer: { ...smtpServer, port: '1' } });
  for (let n = 0; n < 3; n += 1) expect((await resend(sidecar, anAdmin, id)).status).toBe('failed');
  await realm.console.realms.update({ realm: name }, { smtpServer });
  expect((await resend(sidecar, anAdmin, id)).status).toBe('sent');
  await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject({ code: 'too_many_mails' });
  expect(await mailsTo(email, 2)).toHaveLength(2);
});
