import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { endNeverActivatedInTime } from '../../../src/invitations/following/never-activated.ts';
import { invitationOf, NEVER_ACTIVATED } from '../../../src/invitations/record/invitation.ts';
import { messageOf } from '../../../src/invitations/webhooks/message.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** NEVER_ACTIVATED_AFTER_DAYS: what nobody activated is ended, and nothing else is. */
const DAY = 24 * 3_600_000;
const PASSWORD = 'Faro-8-nube-Lima';
const { keycloakUrl } = testEnvironment();

let realm: OwnRealm;
let line: Switch;
beforeAll(async () => {
  [realm, line] = [await createOwnRealm(), await startSwitch(keycloakUrl)];
});
afterAll(async () => {
  await line?.stop();
  await realm?.remove();
});

/** An invitation whose last link ended so many days ago. */
async function expired(days: number): Promise<string> {
  const sidecar = realm.sidecar();
  const { id } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
  await age(id, days);
  return id;
}

async function age(id: string, days: number): Promise<void> {
  const end = new Date(Date.now() - days * DAY);
  await putRecord(realm.sidecar().admin, id, { status: 'expired', expiresAt: end, keysUntil: end });
}

async function stateOf(id: string) {
  const user = await realm.console.users.findOne({ id });
  const invitation = user && invitationOf(user);
  return user && { enabled: user.enabled, status: invitation?.status, reason: invitation?.history.at(-1)?.reason };
}

/** Works until so many are ended, and then for a whole round more. */
async function work(count: number, settings: Record<string, string> = {}): Promise<string[]> {
  const outcomes: string[] = [];
  let rounds = 0;
  const mayWork = async () => {
    rounds += 1;
    return true;
  };
  const job = endNeverActivatedInTime(
    {
      ...realm.sidecar({ NEVER_ACTIVATED_AFTER_DAYS: '30', ...settings }),
      outcomes: { inc: (labels) => void outcomes.push(String((labels as { outcome: string }).outcome)) },
      duty: { during: async (act) => act().then(() => true) },
      mayWork,
    },
    { pause: 200 },
  );
  await until('the invitations to end', async () => outcomes.length >= count, { timeout: 60_000 });
  const seen = rounds;
  await until('two more rounds', async () => rounds >= seen + 2, { timeout: 60_000 });
  await job?.stop();
  return outcomes;
}

const STAYS = { enabled: true, status: 'expired', reason: undefined };

test('ends what nobody activated, and leaves whoever is anybody else’s, too', async () => {
  const { console } = realm;
  const due = await expired(31);
  const early = await expired(29);
  const named = await expired(31);
  await console.users.update({ id: named }, { ...(await console.users.findOne({ id: named })), firstName: 'Ana' });
  const active = await expired(31);
  await console.users.resetPassword({ id: active, credential: { type: 'password', value: PASSWORD, temporary: false } });
  const grouped = await expired(31);
  await console.users.addToGroup({ id: grouped, groupId: (await console.groups.create({ name: 'Turno' })).id });
  const ruling = await expired(31);
  const [management] = await console.clients.find({ clientId: 'realm-management' });
  const role = await console.clients.findRole({ id: management?.id ?? '', roleName: 'view-users' });
  await console.users.addClientRoleMappings({
    id: ruling,
    clientUniqueId: management?.id ?? '',
    roles: [{ id: role?.id ?? '', name: 'view-users' }],
  });
  const off = await expired(31);
  await console.users.update({ id: off }, { ...(await console.users.findOne({ id: off })), enabled: false });
  const elsewhere = await expired(31);
  const { id: orgId } = await console.organizations.create({ alias: 'otra', name: 'Otra', enabled: true, domains: [] });
  await console.organizations.addMember({ orgId, userId: elsewhere });
  const { id: made } = await createUser(console);
  await console.users.resetPassword({ id: made, credential: { type: 'password', value: PASSWORD, temporary: true } });
  await age(made, 31);

  expect(await work(1)).toEqual(['never_activated']);
  expect(await stateOf(due)).toEqual({ enabled: false, status: 'revoked', reason: NEVER_ACTIVATED });
  for (const [name, id] of Object.entries({ early, named, active, grouped, ruling, elsewhere, made }))
    expect([name, await stateOf(id)]).toEqual([name, STAYS]);
  expect(await stateOf(off)).toEqual({ ...STAYS, enabled: false });

  const user = await console.users.findOne({ id: due });
  const invitation = user && invitationOf(user);
  const step = invitation?.history.at(-1);
  if (!invitation || !step) throw new Error('there is no invitation');
  expect(messageOf(invitation, step, undefined).payload).toMatchObject({
    type: 'invitation.revoked',
    data: { reason: 'never_activated' },
  });
});

test.each(['disable', 'delete'])('whoever activates in that very second stays (%s)', async (action) => {
  const id = await expired(31);
  const other = await expired(31);
  line.doBeforeAnswer('PUT', new RegExp(`/users/${id}$`), () =>
    realm.console.users.resetPassword({ id, credential: { type: 'password', value: PASSWORD, temporary: false } }),
  );
  const settings = { KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl, REVOKE_ACTION: action };
  expect(await work(1, settings)).toEqual(['never_activated']);
  expect(line.hasLost).toBe(true);
  expect(await stateOf(id)).toEqual(STAYS);
  expect(await stateOf(other)).toEqual(
    action === 'delete' ? null : { enabled: false, status: 'revoked', reason: NEVER_ACTIVATED },
  );
});

test.each(['disable', 'delete'])('whoever has got another link since the list was read stays (%s)', async (action) => {
  const sidecar = realm.sidecar();
  const [id, later] = [await expired(31), await expired(31)];
  // Another link leaves after Keycloak has listed who has expired; and one more when the account has been judged, before it is written.
  line.doBeforeAnswer('GET', /\/users\/?\?.*expired/, async () => {
    await resend(sidecar, anAdmin, id);
    line.doBeforeAnswer('GET', new RegExp(`/users/${later}/credentials`), () => resend(sidecar, anAdmin, later));
  });
  const other = await expired(31);
  const settings = { KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl, REVOKE_ACTION: action };
  expect(await work(1, settings)).toEqual(['never_activated']);
  expect(line.hasLost).toBe(true);
  for (const one of [id, later]) expect(await stateOf(one)).toEqual({ enabled: true, status: 'sent', reason: undefined });
  expect((await stateOf(other))?.status).toBe(action === 'delete' ? undefined : 'revoked');
});

test('is off by default', () => {
  const deps = { ...realm.sidecar(), outcomes: { inc: () => {} }, duty: { during: async () => true } };
  expect(endNeverActivatedInTime(deps)).toBeUndefined();
});
