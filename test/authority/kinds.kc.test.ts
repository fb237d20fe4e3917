import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WORKER } from '../../src/authority/actor.ts';
import { inviteExisting } from '../../src/invitations/commands/invite-existing.ts';
import { createLinkRequests } from '../../src/invitations/commands/request-link.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { invitationOf } from '../../src/invitations/record/invitation.ts';
import { writeRecord } from '../../src/invitations/record/store.ts';
import { startUpkeep } from '../../src/invitations/sending/invitation-upkeep.ts';
import { sendIfDue } from '../../src/invitations/sending/send-if-due.ts';
import { type Bulk, openBulk } from '../../src/wiring.ts';
import { mailsTo } from '../support/mail.ts';
import { putRecord } from '../support/put-record.ts';
import { uniqueEmail } from '../support/realm.ts';
import { until } from '../support/wait.ts';
import { ACTIVE, type Companies, createCompanies, NOT_THEIRS } from './support.ts';

/** The rights matrix by kind of account: what a company's admin, `/reenviar`, the worker and an import do to each. */
const HOUR = 3_600_000;
const OFF = 'account_disabled';
const NONE = { amend: 'not_found', move: 'not_found', resend: 'not_found', revoke: 'not_found' };

const KINDS: Record<string, { make: () => Promise<string>; commands: object; isMailed: boolean }> = {
  'made in the console': { make: () => adopted(), commands: NOT_THEIRS, isMailed: true },
  'of two companies': { make: ofTwo, commands: NOT_THEIRS, isMailed: true },
  'a realm admin': { make: privileged, commands: NOT_THEIRS, isMailed: true },
  'with a temporary password': { make: () => withPassword(true), commands: ACTIVE, isMailed: true },
  'with a linked identity only': { make: linked, commands: ACTIVE, isMailed: false },
  'revoked, then active': { make: revokedThenActive, commands: ACTIVE, isMailed: false },
  'disabled by an admin': {
    make: disabled,
    commands: { amend: OFF, move: OFF, resend: OFF, revoke: 'left' },
    isMailed: false,
  },
  'left alone by a setting': { make: excluded, commands: NONE, isMailed: false },
};
const NAMES = Object.keys(KINDS);

let own: Companies;
let bulk: Bulk;
let directory: string;
const people = new Map<string, { id: string; email: string }>();

beforeAll(async () => {
  own = await createCompanies();
  directory = await mkdtemp(join(tmpdir(), 'kinds-'));
  const settings = { REMINDERS: '1', REMINDER_HOURS: '48', INVITE_EXCEPT_GROUPS: '/alone', IMPORT_DIR: directory };
  Object.assign(own.sidecar, own.realm.sidecar(settings));
  bulk = await openBulk(own.sidecar);
  const config = { clientId: 'x', authorizationUrl: 'https://id.example.test/a', tokenUrl: 'https://id.example.test/t' };
  await own.console.identityProviders.create({ alias: 'oficina', providerId: 'oidc', config });
  for (const [name, { make }] of Object.entries(KINDS)) {
    const id = await make();
    people.set(name, { id, email: (await user(id)).email ?? '' });
  }
});

afterAll(async () => {
  await bulk?.imports.stop();
  await own?.realm.remove();
  await rm(directory, { recursive: true, force: true });
});

const user = async (id: string) => (await own.console.users.findOne({ id })) ?? {};
const addTo = (id: string, company: 'mar' | 'sierra') =>
  own.console.organizations.addMember({ orgId: own.companyIds[company], userId: id });
const person = (name: string) => people.get(name) ?? { id: '', email: '' };

async function ofConsole(): Promise<string> {
  const email = uniqueEmail();
  const { id } = await own.console.users.create({ username: email, email, enabled: true });
  await addTo(id, 'mar');
  return id;
}

async function adopted(): Promise<string> {
  const id = await ofConsole();
  await inviteExisting(own.sidecar, WORKER, id);
  return id;
}

async function excluded(): Promise<string> {
  const id = await ofConsole();
  const { id: groupId } = await own.console.groups.create({ name: 'alone' });
  await own.console.users.addToGroup({ id, groupId });
  return id;
}

async function ofTwo(): Promise<string> {
  const id = await own.invited();
  await addTo(id, 'sierra');
  return id;
}

async function privileged(): Promise<string> {
  const id = await own.invited();
  const [client] = await own.console.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = client?.id ?? '';
  const role = await own.console.clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  await own.console.users.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: role?.name ?? '' }] });
  return id;
}

async function withPassword(temporary: boolean, id?: string): Promise<string> {
  const whose = id ?? (await own.invited());
  const credential = { type: 'password', value: 'Faro-8-nube-Lima', temporary };
  await own.console.users.resetPassword({ id: whose, credential });
  return whose;
}

async function linked(): Promise<string> {
  const id = await own.invited();
  const federatedIdentity = { identityProvider: 'oficina', userId: randomUUID(), userName: 'ana' };
  await own.console.users.addToFederatedIdentity({ id, federatedIdentityId: 'oficina', federatedIdentity });
  return id;
}

async function revokedThenActive(): Promise<string> {
  const id = await own.invited();
  await revoke(own.sidecar, own.mar, id);
  await own.console.users.update({ id }, { ...(await user(id)), enabled: true, requiredActions: [] });
  return withPassword(false, id);
}

async function disabled(): Promise<string> {
  const id = await own.invited();
  await own.console.users.update({ id }, { ...(await user(id)), enabled: false });
  return id;
}

/** As if the first mail had left days ago: long enough for another, and for a reminder. */
async function days(id: string, more: { status?: 'queued' | 'sent' } = {}): Promise<void> {
  const invitation = invitationOf(await user(id));
  if (!invitation) return;
  const past = { sentAt: new Date(Date.now() - 130 * HOUR), expiresAt: new Date(Date.now() + 38 * HOUR) };
  // What is queued is compared with Keycloak's own count of its mails; a reminder is one more than the first.
  const sends = more.status === 'queued' ? invitation.sends : 1;
  const { status } = more;
  if (status && invitation.status !== 'revoked') await putRecord(own.sidecar.admin, id, { ...past, sends, status });
  else await writeRecord(own.sidecar.admin, id, { ...past, sends });
}

const mails = async (name: string) => (await mailsTo(person(name).email)).length;

/** How many mails somebody gets by something. */
async function mailedBy(name: string, work: () => Promise<unknown>): Promise<number> {
  const before = await mails(name);
  await work();
  return (await mails(name)) - before;
}

describe.each(NAMES)('an account %s', (name) => {
  const expected = () => (KINDS[name]?.isMailed ? 1 : 0);

  test('asks for a link of its own', async () => {
    const { id, email } = person(name);
    await days(id, { status: 'sent' });
    const before = await user(id);
    const requests = createLinkRequests(own.sidecar);
    expect(await mailedBy(name, () => requests.byEmail(email))).toBe(expected());
    expect(await user(id)).toMatchObject({ enabled: before.enabled, email, username: before.username });
  });

  test('waits for the sender', async () => {
    const { id } = person(name);
    await days(id, { status: 'queued' });
    expect(await mailedBy(name, () => sendIfDue({ ...own.sidecar, ...bulk }, id))).toBe(expected());
  });

  test('stands in a file of its company’s: skipped, and nothing changes', async () => {
    const { id, email } = person(name);
    const before = await user(id);
    const request = { actor: own.mar, organization: 'mar', dryRun: false } as Parameters<Bulk['imports']['start']>[1];
    const started = await bulk.imports.start(Readable.from([Buffer.from(`correo,nombre\n${email},Eva\n`)]), request);
    await bulk.imports.ended(started.id);
    expect(await bulk.imports.view(started.id, own.mar)).toMatchObject({ created: 0, skipped: 1 });
    expect(await user(id)).toEqual(before);
  });
});

test('reminders go to those who wait, and to nobody else', async () => {
  for (const { id } of people.values()) await days(id, { status: 'sent' });
  const before = new Map<string, number>();
  for (const name of NAMES) before.set(name, await mails(name));
  const upkeep = startUpkeep({ ...own.sidecar, outcomes: { inc: () => {} }, mailTurn: async () => {} }, { pause: 300 });
  const last = await own.invited();
  await writeRecord(own.sidecar.admin, last, { expiresAt: new Date(Date.now() - HOUR) });
  // Two rounds have passed: an invitation whose time was over before each began is noted.
  const noted = async () => (await user(last)).attributes?.['invitation.status']?.[0] === 'expired';
  await until('the first round', noted, { timeout: 60_000 });
  await putRecord(own.sidecar.admin, last, { status: 'sent' });
  await until('the second round', noted, { timeout: 60_000 });
  await upkeep.stop();
  for (const name of NAMES) {
    const count = (await mails(name)) - (before.get(name) ?? 0);
    expect([name, count]).toEqual([name, KINDS[name]?.isMailed ? 1 : 0]);
  }
});

test.each(NAMES)('a company admin’s commands, and an account %s', async (name) => {
  expect(await own.outcomes(own.mar, person(name).id)).toEqual(KINDS[name]?.commands);
});
