import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { type Invitation, invitationOf, NO_ORGANIZATION } from '../../../src/invitations/record/invitation.ts';
import { eventLogChecks } from '../../../src/keycloak/checks/event-logs.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { type OwnWorker, startOwnWorker } from '../../support/own-worker.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { endWorkerProcess, startWorkerProcess } from '../../support/worker-process.ts';

/** Long enough for a machine that runs other things, too; the wait ends as soon as the mail is there. */
const WAIT = { timeout: 60_000 };

let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm.remove());

async function invitationTo(id: string): Promise<Invitation | undefined> {
  const user = await realm.console.users.findOne({ id });
  return user && invitationOf(user);
}

const untilInvitation = (id: string, holds: (invitation: Invitation) => boolean) =>
  until(
    'the invitation',
    async () => {
      const invitation = await invitationTo(id);
      return invitation && holds(invitation) && invitation;
    },
    WAIT,
  );

/** The invitation that a mail's link names. */
function invitationIdIn(link: string): string | null {
  const { reduri } = decodeJwt(new URL(link).searchParams.get('key') ?? '') as { reduri?: string };
  return new URL(reduri ?? '').searchParams.get('i');
}

/** Waits until a user who comes after all others is invited: whoever has no mail by then gets none. */
async function everybodyBeforeIsSettled(): Promise<void> {
  const { email } = await createUser(realm.console, { password: null });
  await mailTo(email, WAIT);
}

describe('users who are created elsewhere', () => {
  let worker: OwnWorker;
  beforeAll(async () => {
    const companies = realm.console.organizations;
    await companies.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
    await realm.console.groups.create({ name: 'proveedores' });
    await realm.console.clients.create({
      clientId: 'hr-bridge',
      secret: 'only-in-the-test-realm',
      serviceAccountsEnabled: true,
      fullScopeAllowed: true,
    });
    worker = await startOwnWorker(realm, {
      INVITE_EXCEPT_CLIENTS: 'hr-bridge, unknown-client',
      INVITE_EXCEPT_GROUPS: '/proveedores',
      INVITE_EXCEPT_ATTRIBUTES: 'phone=+34 600 000 000',
    });
    // From the first look on, nothing is missed.
    await until('the first look', async () => (await worker.metrics()).includes('worker_lag_seconds{job="watcher"} 0'), WAIT);
  });
  afterAll(() => worker.stop());

  test('are invited by themselves, once', async () => {
    const { id, email } = await createUser(realm.console, { password: null, locale: 'es' });
    const mail = await mailTo(email, WAIT);
    expect(mail.subject).toBe('Activación de cuenta Amperecloud');
    const invitation = await untilInvitation(id, ({ status }) => status === 'sent');
    expect(invitation).toMatchObject({ sends: 1, by: undefined });
    expect(invitation.history.map(({ status }) => status)).toEqual(['sent']);
    expect(invitationIdIn(mail.link)).toBe(invitation.invitationId);
    await everybodyBeforeIsSettled();
    expect(await mailsTo(email, 1)).toHaveLength(1);
  });

  test('are left alone if they can sign in already, or are disabled', async () => {
    const withPassword = await createUser(realm.console);
    const disabled = await createUser(realm.console, { password: null, enabled: false });
    await everybodyBeforeIsSettled();
    for (const { email, id } of [withPassword, disabled]) {
      expect(await mailsTo(email)).toEqual([]);
      expect(await invitationTo(id)).toBeUndefined();
    }
  });

  test('are invited by their company, also when they join it later', async () => {
    const [company] = await realm.console.organizations.find({ search: 'Mar' });
    const orgId = company?.id ?? '';
    const atOnce = await createUser(realm.console, { password: null });
    await realm.console.organizations.addMember({ orgId, userId: atOnce.id });
    const mail = await mailTo(atOnce.email, WAIT);
    expect(await untilInvitation(atOnce.id, ({ status }) => status === 'sent')).toMatchObject({ by: 'Mar', organization: 'mar' });
    expect(mail.text).toContain('Mar');

    const later = await createUser(realm.console, { password: null });
    await mailTo(later.email, WAIT);
    await untilInvitation(later.id, ({ status }) => status === 'sent');
    await realm.console.organizations.addMember({ orgId, userId: later.id });
    expect(await untilInvitation(later.id, ({ by }) => by !== undefined)).toMatchObject({ by: 'Mar', organization: 'mar' });
    expect(await mailsTo(later.email, 1)).toHaveLength(1);
  });

  test('are not invited if a setting leaves out their client, group or attribute', async () => {
    const byAttribute = await createUser(realm.console, { password: null, attributes: { phone: ['+34 600 000 000'] } });
    const [group] = await realm.console.groups.find({ search: 'proveedores' });
    const email = uniqueEmail('proveedor');
    const { id: inGroup } = await realm.console.users.create({
      username: email,
      email,
      enabled: true,
      groups: [group?.path ?? ''],
    });
    const byClient = uniqueEmail('rrhh');
    await createAsClient('hr-bridge', byClient);
    const otherAttribute = await createUser(realm.console, { password: null, attributes: { phone: ['+34 600 000 001'] } });
    await mailTo(otherAttribute.email, WAIT);
    await everybodyBeforeIsSettled();
    expect(await mailsTo(otherAttribute.email, 1)).toHaveLength(1);
    expect(await invitationTo(byAttribute.id)).toBeUndefined();
    expect(await invitationTo(inGroup)).toBeUndefined();
    for (const address of [byAttribute.email, email, byClient]) expect(await mailsTo(address)).toEqual([]);
    expect(await worker.metrics()).toMatch(/invitation_jobs_total\{outcome="excluded"\} 3/);
  });
});

/** Creates a user as a machine of the realm does it: with a service account that may manage users. */
async function createAsClient(clientId: string, email: string): Promise<void> {
  const { console: admin } = realm;
  const [client] = await admin.clients.find({ clientId });
  const [management] = await admin.clients.find({ clientId: 'realm-management' });
  const account = await admin.clients.getServiceAccountUser({ id: client?.id ?? '' });
  const role = await admin.clients.findRole({ id: management?.id ?? '', roleName: 'manage-users' });
  await admin.users.addClientRoleMappings({
    id: account.id ?? '',
    clientUniqueId: management?.id ?? '',
    roles: [{ id: role?.id ?? '', name: 'manage-users' }],
  });
  const { keycloak } = realm.sidecar().config;
  const answer = await fetch(`${keycloak.url}/realms/${keycloak.realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: 'only-in-the-test-realm' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const created = await fetch(`${keycloak.url}/admin/realms/${keycloak.realm}/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ username: email, email, enabled: true }),
  });
  expect(created.status).toBe(201);
}

test('a delay leaves time to set a password or to add a company in the console', async () => {
  const [company] = await realm.console.organizations.find({ search: 'Mar' });
  const worker = await startOwnWorker(realm, { INVITE_DELAY_SECONDS: '8' });
  try {
    const withPassword = await createUser(realm.console, { password: null });
    const member = await createUser(realm.console, { password: null });
    const credential = { type: 'password', value: 'Demo-1234!', temporary: false };
    await realm.console.users.resetPassword({ id: withPassword.id, credential });
    await realm.console.organizations.addMember({ orgId: company?.id ?? '', userId: member.id });
    expect((await mailTo(member.email, WAIT)).text).toContain('Mar');
    await everybodyBeforeIsSettled();
    expect(await mailsTo(withPassword.email)).toEqual([]);
  } finally {
    await worker.stop();
  }
});

describe('a worker that was down', () => {
  test('catches up, nobody is forgotten and nobody mailed twice, though two processes are started at once and one is killed', async () => {
    const first = await startOwnWorker(realm);
    await everybodyBeforeIsSettled();
    await first.stop();

    const people = await Promise.all(Array.from({ length: 20 }, () => createUser(realm.console, { password: null })));
    const [one, other] = await Promise.all([startWorkerProcess(realm.sidecar()), startWorkerProcess(realm.sidecar())]);
    try {
      for (const { email } of people) await mailTo(email, WAIT);
      await everybodyBeforeIsSettled();
      // Whichever was on duty: the other takes over where it must, and mails nobody anew.
      await endWorkerProcess(one, 'SIGKILL');
      await everybodyBeforeIsSettled();
    } finally {
      await Promise.all([one, other].map((worker) => endWorkerProcess(worker)));
    }
    for (const { id, email } of people) {
      const [invitation, mails] = await Promise.all([invitationTo(id), mailsTo(email, 1)]);
      expect([invitation?.status, mails.length]).toEqual(['sent', 1]);
      expect(invitationIdIn(mails[0]?.link ?? '')).toBe(invitation?.invitationId);
    }
  });
});

test('a company that is added after a restart of the worker is seen, and so is one that was added in between', async () => {
  const { id: orgId } = await realm.console.organizations.create({ alias: 'sal', name: 'Sal', enabled: true, domains: [] });
  const first = await startOwnWorker(realm);
  const [between, afterwards] = [
    await createUser(realm.console, { password: null }),
    await createUser(realm.console, { password: null }),
  ];
  for (const { id } of [between, afterwards]) await untilInvitation(id, ({ status }) => status === 'sent');
  await first.stop();

  await realm.console.organizations.addMember({ orgId, userId: between.id });
  const { invitedInto } = realm.sidecar().companies;
  // Nobody has written it down yet: the list asks for it.
  const found = await untilInvitation(between.id, ({ status }) => status === 'sent');
  expect(await invitedInto(found)).toMatchObject({ alias: 'sal' });
  // Nor is it taken from version 0.1, which wrote that there is none.
  expect(await invitedInto({ ...found, organization: NO_ORGANIZATION, actors: undefined })).toMatchObject({ alias: 'sal' });

  const second = await startOwnWorker(realm);
  try {
    expect(await untilInvitation(between.id, ({ by }) => by !== undefined)).toMatchObject({ by: 'Sal', organization: 'sal' });
    await realm.console.organizations.addMember({ orgId, userId: afterwards.id });
    expect(await untilInvitation(afterwards.id, ({ by }) => by !== undefined)).toMatchObject({ by: 'Sal', organization: 'sal' });
    for (const { email } of [between, afterwards]) expect(await mailsTo(email, 1)).toHaveLength(1);
  } finally {
    await second.stop();
  }
});

describe('a worker that cannot see what happens', () => {
  test('says so when admin events are off, or kept too shortly', async () => {
    const worker = await startOwnWorker(realm);
    const name = realm.sidecar().config.keycloak.realm;
    try {
      await worker.checks.ofKeycloak.adminEvents?.();
      await realm.console.realms.updateConfigEvents({ realm: name }, { adminEventsEnabled: false, eventsEnabled: false });
      await expect(worker.checks.ofKeycloak.adminEvents?.()).rejects.toThrow('admin events are off');
      await expect(worker.checks.ofKeycloak.userEvents?.()).rejects.toThrow('user events are off');
      await realm.console.realms.updateConfigEvents({ realm: name }, { adminEventsEnabled: true, eventsEnabled: true });
      await realm.console.realms.update({ realm: name }, { attributes: { adminEventsExpiration: '60' } });
      await expect(worker.checks.ofKeycloak.adminEvents?.()).rejects.toThrow('kept for 60 seconds');
      await realm.console.realms.update({ realm: name }, { attributes: { adminEventsExpiration: '2592000' } });
      await worker.checks.ofKeycloak.adminEvents?.();
      const longAgo = eventLogChecks(realm.sidecar().admin, () => Date.now() - 40 * 24 * 3_600_000);
      await expect(longAgo.adminEvents()).rejects.toThrow('away for longer');
    } finally {
      await worker.stop();
    }
  });
});
