import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { amend } from '../../src/invitations/commands/amend.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { testEnvironment } from '../support/environment.ts';
import { type Switch, startSwitch } from '../support/keycloak-switch.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { uniqueEmail } from '../support/realm.ts';
import { type Companies, createCompanies } from './support.ts';

/** Somebody gives an account rights between our question and our writing: what we have written is taken back, and no mail leaves. */
let own: Companies;
let way: Switch;

beforeAll(async () => {
  own = await createCompanies();
  way = await startSwitch(testEnvironment().keycloakUrl);
});

afterAll(async () => {
  await way?.stop();
  await own?.realm.remove();
});

/** A sidecar behind the switch. */
const sidecar = (settings: Record<string, string> = {}) => own.realm.sidecar({ KEYCLOAK_URL: way.url, ...settings });

/** What the account is, without the acts: they tell what was tried. */
async function account(id: string) {
  const user = (await own.console.users.findOne({ id })) ?? {};
  const { username, email, emailVerified, enabled, firstName, lastName, requiredActions, attributes } = user;
  const { 'invitation.actors': _, ...rest } = attributes ?? {};
  return { username, email, emailVerified, enabled, firstName, lastName, requiredActions, attributes: rest };
}

async function invited() {
  const id = await own.invited();
  const before = await account(id);
  await mailTo(before.email ?? '');
  return { id, before, email: before.email ?? '' };
}

/** When our next change of the user has arrived at Keycloak, and before we hear of it. */
function meanwhile(id: string, act: () => Promise<unknown>): void {
  way.doBeforeAnswer('PUT', new RegExp(`/users/${id}$`), act);
}

async function makeRealmAdmin(id: string): Promise<void> {
  const [client] = await own.console.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = client?.id ?? '';
  const role = await own.console.clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  await own.console.users.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: role?.name ?? '' }] });
}

test('a new address: the account keeps its own, and nothing leaves for the other', async () => {
  const { id, before, email } = await invited();
  const other = uniqueEmail('ladrona');
  meanwhile(id, () => makeRealmAdmin(id));
  await expect(amend(sidecar(), own.mar, id, { email: other, firstName: 'Eva' })).rejects.toMatchObject({ code: 'not_yours' });
  expect(await account(id)).toEqual(before);
  expect([(await mailsTo(other)).length, (await mailsTo(email, 1)).length]).toEqual([0, 1]);
});

test('another mail: the link so far stays the current one', async () => {
  const { id, before, email } = await invited();
  meanwhile(id, () => makeRealmAdmin(id));
  const sent = resend(sidecar(), own.mar, id, { lifespanHours: 1 });
  await expect(sent).rejects.toMatchObject({ code: 'not_yours' });
  expect(await account(id)).toEqual(before);
  expect(await mailsTo(email, 1)).toHaveLength(1);
});

test('another mail after a revocation: the account stays off, and is asked for nothing', async () => {
  const { id } = await invited();
  await revoke(own.sidecar, own.mar, id);
  const user = (await own.sidecar.admin.users.findOne({ id })) ?? {};
  // Keys that were mailed are over, so the account itself would be sent again; it is ours alone, and asked for nothing.
  const past = [new Date(Date.now() - 1000).toISOString()];
  const attributes = { ...user.attributes, 'invitation.expiresAt': past, 'invitation.keysUntil': past };
  await own.sidecar.admin.users.update({ id }, { ...user, attributes, requiredActions: [] });
  const before = await account(id);
  meanwhile(id, () => makeRealmAdmin(id));
  await expect(resend(sidecar(), own.mar, id)).rejects.toMatchObject({ code: 'not_yours' });
  expect(await account(id)).toEqual(before);
  expect(before).toMatchObject({ enabled: false, requiredActions: [] });
});

test.each(['disable', 'delete'])('a revocation that is to %s the account: it is there, and on', async (action) => {
  const { id, before } = await invited();
  meanwhile(id, () => makeRealmAdmin(id));
  const revoked = revoke(sidecar({ REVOKE_ACTION: action }), own.mar, id);
  await expect(revoked).rejects.toMatchObject({ code: 'not_yours' });
  expect(await account(id)).toEqual(before);
  expect(before.enabled).toBe(true);
});

test('what somebody else has switched off meanwhile stays off', async () => {
  const { id, before } = await invited();
  meanwhile(id, async () => own.console.users.update({ id }, { ...(await own.console.users.findOne({ id })), enabled: false }));
  await expect(revoke(sidecar(), own.mar, id)).rejects.toMatchObject({ code: 'not_yours' });
  expect(await account(id)).toEqual({ ...before, enabled: false });
});
