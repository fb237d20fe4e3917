import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invitedUsers } from '../../../src/invitations/activation-adapter.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { followWaysIn } from '../../../src/invitations/following/ways-in.ts';
import { type Invitation, invitationOf } from '../../../src/invitations/record/invitation.ts';
import { MOVES } from '../../../src/invitations/record/life-cycle.ts';
import { markUser } from '../../../src/invitations/record/status-changes.ts';
import { writeRecord } from '../../../src/invitations/record/store.ts';
import { startUpkeep } from '../../../src/invitations/sending/invitation-upkeep.ts';
import { openLogs } from '../../../src/keycloak/realm/events.ts';
import { serviceAccountNotes } from '../../../src/keycloak/realm/service-account.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type Switch, startSwitch } from '../../support/keycloak-switch.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { redeem } from '../../support/redeem.ts';
import { until } from '../../support/wait.ts';

const { keycloakUrl } = testEnvironment();
const WAIT = { timeout: 60_000 };
const HOUR = 3_600_000;
const PASSWORD = 'Faro-8-nube-Lima';

let realm: OwnRealm;
let sidecar: OwnSidecar;
/** The same beside a switch in its line to Keycloak: the person's. */
let slow: OwnSidecar;
let line: Switch;
let passwords: ReturnType<typeof followWaysIn>;
const running: { stop(): Promise<void> }[] = [];
const outcomes = { inc: () => {} };

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar({ REMINDERS: '1', REMINDER_HOURS: '48' });
  line = await startSwitch(keycloakUrl);
  slow = realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: keycloakUrl });
  const config = { clientId: 'x', authorizationUrl: 'https://id.example.test/a', tokenUrl: 'https://id.example.test/t' };
  await realm.console.identityProviders.create({ alias: 'oficina', providerId: 'oidc', config });
  const deps = { ...sidecar, outcomes, mailTurn: async () => {} };
  running.push(startUpkeep(deps, { pause: 300 }));
  passwords = followWaysIn({ ...deps, logs: openLogs(deps.admin), notes: serviceAccountNotes(deps.admin), interval: 500 });
  running.push(...Object.values(passwords));
});
afterAll(async () => {
  await Promise.all(running.map((job) => job.stop()));
  await line?.stop();
  await realm.remove();
});

async function invitationNow(id: string): Promise<Invitation> {
  const user = await realm.console.users.findOne({ id });
  const invitation = user && invitationOf(user);
  if (!invitation) throw new Error('no invitation');
  return invitation;
}

/** The status as it is stored: the one that lists ask for. */
async function storedStatus(id: string): Promise<string | undefined> {
  const user = await realm.console.users.findOne({ id });
  return user?.attributes?.['invitation.status']?.[0];
}

const untilStored = (id: string, status: string) =>
  until(`the stored status ${status}`, async () => (await storedStatus(id)) === status, WAIT);

async function invitePerson() {
  const invitation = await invite(sidecar, { email: uniqueEmail(), firstName: 'Ana', lastName: 'Prado' }, { actor: anAdmin });
  const { link } = await mailTo(invitation.email, WAIT);
  return { ...invitation, key: new URL(link).searchParams.get('key') ?? '' };
}

/** Somebody at another provider. */
function linkOf(id: string): Promise<void> {
  const federatedIdentity = { identityProvider: 'oficina', userId: randomUUID(), userName: 'ana' };
  return realm.console.users.addToFederatedIdentity({ id, federatedIdentityId: 'oficina', federatedIdentity });
}

/** A round of the upkeep has passed: an invitation that was due before it began is noted. */
async function aRoundPasses(): Promise<void> {
  const { id } = await invitePerson();
  await writeRecord(sidecar.admin, id, { expiresAt: new Date(Date.now() - HOUR) });
  await untilStored(id, 'expired');
  // Both statuses are gone round, one after the other: so wait for one of the other kind, too.
  const opened = await invitePerson();
  await putRecord(sidecar.admin, opened.id, { status: 'opened', expiresAt: new Date(Date.now() - HOUR) });
  await untilStored(opened.id, 'expired');
}

describe('a person who gets a password by another way', () => {
  test('counts as active when Keycloak’s own pages took it, and also if we died before writing it down', async () => {
    const { id, key } = await invitePerson();
    const submission = { profile: { firstName: ['Ana'], lastName: ['Prado'] }, password: PASSWORD };
    expect(await redeem(sidecar.server, key, submission)).toEqual({ kind: 'done', hasWayIn: true });
    await untilStored(id, 'activated');
    expect((await invitationNow(id)).history.at(-1)?.status).toBe('activated');
  });

  test('counts as active when an admin set it for good, and not while it is temporary', async () => {
    const { id } = await invitePerson();
    const { users } = realm.console;
    await users.resetPassword({ id, credential: { type: 'password', value: PASSWORD, temporary: true } });
    await until('it is met', () => passwords.adminPasswords.waiting() > 0, { ...WAIT, interval: 20 });
    await until('it is settled', () => passwords.adminPasswords.waiting() === 0, WAIT);
    await aRoundPasses();
    expect(await storedStatus(id)).toBe('sent');
    await users.resetPassword({ id, credential: { type: 'password', value: `${PASSWORD}-2`, temporary: false } });
    await untilStored(id, 'activated');
  });

  test('counts as active by an identity at another provider alone, which an admin has linked', async () => {
    const { id } = await invitePerson();
    await linkOf(id);
    await untilStored(id, 'activated');
  });

  test('stays revoked as long as the account is off, and counts as active once an admin has switched it on', async () => {
    const { id } = await invitePerson();
    await revoke(sidecar, anAdmin, id);
    const credential = { type: 'password', value: PASSWORD, temporary: false };
    await realm.console.users.resetPassword({ id, credential });
    await aRoundPasses();
    expect(await storedStatus(id)).toBe('revoked');
    await realm.console.users.update({ id }, { ...(await realm.console.users.findOne({ id })), enabled: true });
    // Nothing tells of it but the upkeep, which begins with such people.
    const upkeep = startUpkeep({ ...sidecar, outcomes, mailTurn: async () => {} }, { pause: 60_000 });
    await untilStored(id, 'activated');
    await upkeep.stop();
  });
});

test('an address that changes without a word in Keycloak’s log is mailed all the same, once', async () => {
  const { id } = await invitePerson();
  const email = uniqueEmail('moved');
  // The followers of the log take no notice of what the service account itself does.
  await sidecar.admin.users.update({ id }, { ...(await realm.console.users.findOne({ id })), email });
  await mailTo(email, WAIT);
  await untilStored(id, 'sent');
  await aRoundPasses();
  expect(await invitationNow(id)).toMatchObject({ email, sends: 2 });
  expect(await mailsTo(email, 1)).toHaveLength(1);
});

describe('an invitation whose time is over', () => {
  test('is written down as expired, so that lists by status find it', async () => {
    const { id } = await invitePerson();
    await writeRecord(sidecar.admin, id, { expiresAt: new Date(Date.now() - 1000) });
    await untilStored(id, 'expired');
    const found = await realm.console.users.find({ q: 'invitation.status:expired' });
    expect(found.map((user) => user.id)).toContain(id);
  });
});

describe('opening', () => {
  test('is written down once, and never over a later step', async () => {
    const { markOpened, markActivated, settled } = invitedUsers(sidecar.admin, sidecar.logger);
    const { id } = await invitePerson();
    await markOpened(id);
    await markOpened(id);
    expect((await invitationNow(id)).history.map(({ status }) => status)).toEqual(['sent', 'opened']);
    markActivated(id);
    await settled();
    await markOpened(id);
    expect(await storedStatus(id)).toBe('activated');
  });
});

describe('an admin who acts while the person is activating', () => {
  /** Requests of Keycloak's ride: the admin acts when Keycloak has done its work on one, and before its answer arrives. */
  const MOMENTS = {
    'the key is taken': ['GET', /action-token/],
    'the profile is stored': ['POST', /execution=UPDATE_PROFILE/],
    'the password is stored': ['POST', /execution=UPDATE_PASSWORD/],
  } as const;
  type Moment = keyof typeof MOMENTS;

  /** How it ends: for the admin (`refusal`), for the person (`kind`), and for the account, once `status` is written down. */
  async function meanwhile(moment: Moment, status: string, act: (id: string) => Promise<unknown>) {
    const { id, email, key } = await invitePerson();
    let refusal: string | undefined;
    const [method, path] = MOMENTS[moment];
    line.doBeforeAnswer(method, path, () =>
      act(id).catch((error) => {
        refusal = error.code ?? error.message;
      }),
    );
    const submission = { profile: { firstName: ['Ana'], lastName: ['Prado'] }, password: PASSWORD };
    const { kind } = await redeem(slow.server, key, submission);
    expect(line.hasLost).toBe(true);
    await untilStored(id, status);
    const user = await realm.console.users.findOne({ id });
    const { enabled, requiredActions } = user ?? {};
    return { kind, refusal, enabled, asked: requiredActions?.length, address: user?.email === email ? 'theirs' : user?.email };
  }

  const active = { kind: 'done', refusal: undefined, enabled: true, asked: 0, address: 'theirs' };
  const tooLate = { ...active, refusal: 'already_active' };

  test.each([
    ['the key is taken', active],
    ['the profile is stored', active],
    ['the password is stored', tooLate],
  ] as const)('with another mail when %s: nothing is asked again, and the person counts as active', async (moment, outcome) => {
    expect(await meanwhile(moment, 'activated', (id) => resend(sidecar, anAdmin, id))).toEqual(outcome);
  });

  test.each([
    ['the key is taken', 'sent', { ...active, kind: 'refused', asked: 2 }],
    ['the profile is stored', 'activated', active],
    ['the password is stored', 'activated', tooLate],
  ] as const)('with another address when %s: an invitation to it, or an active account', async (moment, status, outcome) => {
    const email = uniqueEmail('otra');
    const { refusal, address, ...rest } = await meanwhile(moment, status, (id) => amend(sidecar, anAdmin, id, { email }));
    // A refusal leaves the address alone; otherwise the mail is at the new one.
    expect({ ...rest, refusal, address }).toEqual({ ...outcome, address: refusal ? 'theirs' : email });
    expect(await mailsTo(email)).toHaveLength(refusal ? 0 : 1);
  });

  test.each([
    ['the key is taken', 'revoked', { ...active, kind: 'refused', enabled: false, asked: 2 }],
    ['the profile is stored', 'revoked', { ...active, enabled: false }],
    ['the password is stored', 'activated', tooLate],
  ] as const)('by revoking when %s: the account is off and says so, or the person is in', async (moment, status, outcome) => {
    expect(await meanwhile(moment, status, (id) => revoke(sidecar, anAdmin, id))).toEqual(outcome);
  });
});

describe('a reminder', () => {
  const soon = () => ({ sentAt: new Date(Date.now() - 130 * HOUR), expiresAt: new Date(Date.now() + 38 * HOUR) });

  test('renews the link, and the older one no longer counts', async () => {
    const before = await invitePerson();
    await writeRecord(sidecar.admin, before.id, soon());
    const { link } = await mailTo(before.email, { count: 2, ...WAIT });
    await until('the mail is written down', async () => (await invitationNow(before.id)).sends === 2, WAIT);
    const after = await invitationNow(before.id);
    expect(after.status).toBe('sent');
    expect(after.invitationId).not.toBe(before.invitationId);
    expect(new URL(link).searchParams.get('key')).not.toBe(before.key);
    const hoursLeft = ((after.expiresAt?.getTime() ?? 0) - Date.now()) / HOUR;
    expect(hoursLeft).toBeGreaterThan(167);
    // One was all that the setting allows.
    await writeRecord(sidecar.admin, before.id, soon());
    await aRoundPasses();
    expect(await mailsTo(before.email, 2)).toHaveLength(2);
  });

  test('goes to nobody who is active, revoked or disabled, and enables nobody', async () => {
    const active = await invitePerson();
    const revoked = await invitePerson();
    const disabled = await invitePerson();
    await putRecord(sidecar.admin, active.id, { ...soon(), status: 'activated' });
    await putRecord(sidecar.admin, revoked.id, { ...soon(), status: 'revoked' });
    await writeRecord(sidecar.admin, disabled.id, soon(), () => ({ enabled: false }));
    await aRoundPasses();
    for (const { email } of [active, revoked, disabled]) expect(await mailsTo(email, 1)).toHaveLength(1);
    expect((await realm.console.users.findOne({ id: disabled.id }))?.enabled).toBe(false);
  });
});

test('a move that the table does not have is not made, and nothing that comes with it is written', async () => {
  const { id } = await invitePerson();
  expect(await markUser(sidecar.admin, id, MOVES.activate)).toBe(true);
  const before = await realm.console.users.findOne({ id });
  for (const move of Object.values(MOVES)) {
    expect(await writeRecord(sidecar.admin, id, { move, sends: 7 }, () => ({ enabled: false }))).toMatchObject({ sends: 1 });
    expect(await markUser(sidecar.admin, id, move)).toBe(false);
  }
  expect(await realm.console.users.findOne({ id })).toEqual(before);
});
