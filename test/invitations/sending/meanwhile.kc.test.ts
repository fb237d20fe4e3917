import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invitedUsers } from '../../../src/invitations/activation-adapter.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { nextInvitationId } from '../../../src/invitations/record/invitation.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { startUpkeep } from '../../../src/invitations/sending/invitation-upkeep.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { GOOD_PASSWORD, keyOf } from '../../support/invite.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { redeem } from '../../support/redeem.ts';
import { mailCounts } from '../import/support.ts';

/** What somebody else does between the look at an invitation and the writing: a slow sidecar meets a quick one. */
const { keycloakUrl } = testEnvironment();

let realm: OwnRealm;
let line: Switch;
let slow: OwnSidecar;
let quick: OwnSidecar;

beforeAll(async () => {
  [realm, line] = [await createOwnRealm(), await startSwitch(keycloakUrl)];
  slow = realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  quick = realm.sidecar();
});
afterAll(async () => {
  await line?.stop();
  await realm?.remove();
});

const invited = () => invite(quick, { email: uniqueEmail() }, { actor: anAdmin });
const history = async (id: string) => (await readInvitation(quick.admin, id)).history.map(({ status }) => status);

test('a mail that is asked for twice with one key leaves once', async () => {
  const { id, email, invitationId } = await invited();
  const asked = { invitationId: nextInvitationId(invitationId) };
  line.doBeforeAnswer('GET', new RegExp(`/users/${id}$`), () => resend(quick, anAdmin, id, asked));
  expect(await resend(slow, anAdmin, id, asked)).toMatchObject({ ...asked, status: 'sent', sends: 2 });
  expect((await mailCounts([email])).get(email)).toBe(2);
});

test('what the realm has begun to ask of admins stands in the way of neither a mail nor a revocation', async () => {
  const { id } = await invited();
  const before = await realm.console.users.getProfile();
  const ticket = { name: 'ticket', required: { roles: ['admin'] }, permissions: { view: ['admin'], edit: ['admin'] } };
  await realm.console.users.updateProfile({ ...before, attributes: [...(before.attributes ?? []), ticket] });
  try {
    expect(await resend(quick, anAdmin, id)).toMatchObject({ status: 'sent', sends: 2 });
    expect(await revoke(quick, anAdmin, id)).toMatchObject({ status: 'revoked' });
  } finally {
    await realm.console.users.updateProfile(before);
  }
  expect(await realm.console.users.findOne({ id })).toMatchObject({ enabled: false });
});

test('who activates while an admin revokes is active, and stays so', async () => {
  const { id, email } = await invited();
  const key = keyOf(await mailTo(email));
  line.doBeforeAnswer('GET', new RegExp(`/users/${id}/credentials$`), async () => {
    const profile = { firstName: ['Ana'], lastName: ['Prado'] };
    await redeem(quick.server, key, { profile, password: GOOD_PASSWORD });
    const { markActivated, settled } = invitedUsers(quick.admin, quick.logger);
    markActivated(id);
    await settled();
  });
  await expect(revoke(slow, anAdmin, id)).rejects.toMatchObject({ code: 'already_active' });
  expect(await history(id)).toEqual(['sent', 'activated']);
  expect(await realm.console.users.findOne({ id })).toMatchObject({ enabled: true, requiredActions: [] });
});

test('who is corrected while a reminder is due gets the mail of the correction, and no other', async () => {
  const { id } = await invited();
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  await putRecord(quick.admin, id, { status: 'sent', sentAt: hours(-72), expiresAt: hours(24) });
  const email = uniqueEmail();
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const isHalf = new Promise<void>((resolve) => {
    line.doBeforeAnswer('PUT', new RegExp(`/users/${id}/execute-actions-email`), () => {
      resolve();
      return held;
    });
  });
  let correction: ReturnType<typeof amend> | undefined;
  // Between the reminder's first look and its second, a correction has written the address and not yet that its mail has left.
  const mailTurn = async () => {
    correction ??= amend(slow, anAdmin, id, { email });
    await isHalf;
  };
  const upkeep = startUpkeep({ ...quick, mailTurn, outcomes: { inc: () => {} } }, { pause: 60_000 });
  await isHalf;
  await upkeep.stop();
  goOn();
  expect(await correction).toMatchObject({ status: 'sent', sends: 2 });
  expect((await mailCounts([email])).get(email)).toBe(1);
});
