import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { type InviteRowDeps, inviteRow } from '../../../src/invitations/import/rows/invite-row.ts';
import { attributesOf, type Invitation, type InvitationRecord, newRecord } from '../../../src/invitations/record/invitation.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { type Sender, type SenderOptions, startSender } from '../../../src/invitations/sending/sender.ts';
import { createDuty } from '../../../src/jobs/duty.ts';
import { keycloakLease } from '../../../src/jobs/lease-store.ts';
import { createLeanAdmin } from '../../../src/keycloak/realm/lean-admin.ts';
import { serviceAccountNotes } from '../../../src/keycloak/realm/service-account.ts';
import { type Bulk, openBulk } from '../../../src/wiring.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { startSwitch } from '../../support/keycloak-switch.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { importFile, mailCounts, mailedOnce, newFile } from '../import/support.ts';

let realm: OwnRealm;
let sidecar: OwnSidecar;
let bulk: Bulk;
let dir: string;
let sender: Sender | undefined;

beforeAll(async () => {
  [realm, dir] = [await createOwnRealm(), await mkdtemp(join(tmpdir(), 'sender-test-'))];
  sidecar = realm.sidecar({ IMPORT_DIR: dir });
  bulk = await openBulk(sidecar);
});
afterEach(async () => {
  await sender?.stop();
  sender = undefined;
});
afterAll(async () => {
  await realm?.remove();
  await rm(dir, { recursive: true, force: true });
});

const send = (options: SenderOptions = {}) => {
  sender = startSender({ ...sidecar, ...bulk }, { interval: 300, grace: 500, ...options });
};
const status = async (id: string) => (await readInvitation(sidecar.admin, id)).status;
const mailsTo = async (email: string) => (await mailCounts([email])).get(email);

/** A user with an invitation in some state, without any mail. */
async function invited(record: Partial<InvitationRecord> = {}): Promise<Invitation> {
  const attributes = attributesOf({ ...newRecord('Alba Ferrer'), ...record });
  const requiredActions = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];
  // By the sidecar itself, so that Keycloak's record names it.
  const { id } = await createUser(sidecar.admin, { attributes, requiredActions, password: null });
  return readInvitation(sidecar.admin, id);
}

async function mailServer(port: number): Promise<void> {
  const { realmName } = realm.console;
  const { smtpServer } = (await realm.console.realms.findOne({ realm: realmName })) ?? {};
  await realm.console.realms.update({ realm: realmName }, { smtpServer: { ...smtpServer, port: String(port) } as never });
}

describe('the sender', () => {
  test('sends what is queued, once', async () => {
    const queued = await invited();
    send();
    await until('the mail', async () => (await status(queued.id)) === 'sent');
    expect(await mailsTo(queued.email)).toBe(1);
    expect(await readInvitation(sidecar.admin, queued.id)).toMatchObject({ sends: 1, error: undefined });
  });

  test('leaves an invitation for a moment to whoever is about to mail it', async () => {
    const { id, email } = await invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
    const queued = await invited();
    send({ grace: 60_000 });
    await until('some rounds', async () => (await mailsTo(email)) === 1);
    expect([await status(id), await status(queued.id)]).toEqual(['sent', 'queued']);
  });

  test('finds a person who was created a moment before the sidecar died, whatever the invitation says', async () => {
    const lean = { ...createLeanAdmin(sidecar.admin), executeActionsEmail: () => Promise.reject(new Error('killed')) };
    const deps: InviteRowDeps = { ...sidecar, mailLog: bulk.mailLog, lean };
    const row = { line: 2, email: uniqueEmail(), locale: 'es', attributes: {} } as const;
    const options = {
      batch: 'x',
      by: undefined,
      actor: anAdmin,
      lifespanHours: 24,
      resumed: false,
      mails: true,
      recorded: true,
    };
    await expect(inviteRow(deps, row, options as never)).rejects.toThrow('killed');
    const [{ id = '' } = {}] = await realm.console.users.find({ email: row.email, exact: true });
    expect(await status(id)).toBe('sent');
    send();
    await until('the mail', async () => (await mailsTo(row.email)) === 1);
    await until('its record', async () => (await readInvitation(sidecar.admin, id)).sends === 1);
    expect(await status(id)).toBe('sent');
  });

  test('comes back to such a person when Keycloak does not answer at that moment', async () => {
    const line = await startSwitch(sidecar.config.keycloak.url);
    const behind = realm.sidecar({ KEYCLOAK_URL: line.url, KEYCLOAK_PUBLIC_URL: sidecar.config.keycloak.url });
    try {
      const { id, email } = await invited({ status: 'sent', sends: 1 });
      line.loseNext('GET', new RegExp(`/users/${id}$`), 'request');
      sender = startSender({ ...behind, ...bulk }, { interval: 300, grace: 500, catchUp: 60_000 });
      await until('the mail', async () => (await mailsTo(email)) === 1);
      expect(line.hasLost).toBe(true);
    } finally {
      await sender?.stop();
      sender = undefined;
      await line.stop();
    }
  });

  test('mails whoever was invited in the moment after Keycloak had begun to refuse our links, once it takes them again', async () => {
    const { clients, users } = realm.console;
    const [{ id: client = '', ...rest } = {}] = await clients.find({ clientId: CLIENT_ID });
    const email = uniqueEmail();
    const refused = { code: 'keycloak_misconfigured' };
    await clients.update({ id: client }, { ...rest, redirectUris: ['https://other.test/*'] });
    // For two seconds after such a change the answer of before is still believed.
    const believing = { ...sidecar, redirectCheck: { requireLinks: async () => {} } };
    await expect(invite(believing, { email }, { actor: anAdmin })).rejects.toMatchObject(refused);
    const [{ id = '' } = {}] = await users.find({ email, exact: true });
    expect([await status(id), await mailsTo(email)]).toEqual(['queued', 0]);
    await expect(sendIfDue({ ...sidecar, ...bulk }, id)).rejects.toMatchObject(refused);
    expect(await status(id)).toBe('queued');
    await clients.update({ id: client }, rest);
    send();
    await until('the mail', async () => (await mailsTo(email)) === 1);
    await until('its record', async () => (await status(id)) === 'sent');
    expect((await readInvitation(sidecar.admin, id)).sends).toBe(1);
  });

  test('writes down a mail that left just before the sidecar died, and sends no other', async () => {
    const queued = await invited();
    await sidecar.admin.users.executeActionsEmail({ id: queued.id, lifespan: 3600, actions: ['UPDATE_PASSWORD'] });
    expect(await sendIfDue({ ...sidecar, ...bulk }, queued.id)).toBe('already_mailed');
    expect(await readInvitation(sidecar.admin, queued.id)).toMatchObject({ status: 'sent', sends: 1 });
    expect(await sendIfDue({ ...sidecar, ...bulk }, queued.id)).toBe('not_needed');
    expect(await mailsTo(queued.email)).toBe(1);
  });

  test('dates such a mail by when it left: the link of a late one is not over at once', async () => {
    const queued = await invited({ sends: 1 });
    for (let i = 0; i < 2; i += 1) {
      await sidecar.admin.users.executeActionsEmail({ id: queued.id, lifespan: 3600, actions: ['UPDATE_PASSWORD'] });
    }
    const [newest, oldest] = await bulk.mailLog.mailsTo(queued.id);
    expect(await sendIfDue({ ...sidecar, ...bulk }, queued.id)).toBe('already_mailed');
    const { sentAt, sends } = await readInvitation(sidecar.admin, queued.id);
    expect(newest).toBeGreaterThan(oldest ?? 0);
    expect([sentAt?.getTime(), sends]).toEqual([newest, 2]);
  });

  test('sends again what was refused, however many mails were counted before', async () => {
    const person = await invited();
    for (let i = 0; i < 2; i += 1)
      await sidecar.admin.users.executeActionsEmail({ id: person.id, lifespan: 3600, actions: ['UPDATE_PASSWORD'] });
    await putRecord(sidecar.admin, person.id, { status: 'failed', sends: 1, error: 'refused' });
    expect(await sendIfDue({ ...sidecar, ...bulk }, person.id)).toBe('sent');
    expect(await mailsTo(person.email)).toBe(3);
  });

  test('adds a person to their company if the sidecar died before that', async () => {
    await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
    const { id } = await invited({ organization: 'mar' });
    expect(await sendIfDue({ ...sidecar, ...bulk }, id)).toBe('sent');
    const companies = await realm.console.organizations.memberOrganizations({ userId: id });
    expect(companies.map(({ alias }) => alias)).toEqual(['mar']);
  });

  test('mails nobody who is revoked, disabled or active by now', async () => {
    const [revoked, disabled, active] = [await invited(), await invited(), await invited()];
    await revoke(sidecar, anAdmin, revoked.id);
    await realm.console.users.update({ id: disabled.id }, { enabled: false, email: disabled.email, username: disabled.email });
    await realm.console.users.resetPassword({
      id: active.id,
      credential: { type: 'password', value: 'Demo-1234!', temporary: false },
    });
    const outcomes = [];
    for (const { id } of [revoked, disabled, active]) outcomes.push(await sendIfDue({ ...sidecar, ...bulk }, id));
    expect(outcomes).toEqual(['not_needed', 'not_needed', 'activated']);
    const addresses = [revoked.email, disabled.email, active.email];
    expect([...(await mailCounts(addresses)).values()]).toEqual([0, 0, 0]);
    expect(await status(active.id)).toBe('activated');
  });

  test('two of them that agree on who is on duty send nothing twice', async () => {
    const people = await Promise.all(Array.from({ length: 15 }, () => invited()));
    const duties = [1, 2].map(() =>
      createDuty({ store: keycloakLease(serviceAccountNotes(realm.sidecar().admin)), logger: sidecar.logger }),
    );
    const two = duties.map((duty) => startSender({ ...sidecar, ...bulk, duty }, { interval: 300, grace: 500 }));
    const addresses = people.map(({ email }) => email);
    await until('all mails', async () => [...(await mailCounts(addresses)).values()].every((count) => count > 0), {
      timeout: 55_000,
    });
    await Promise.all([...two, ...duties].map((part) => part.stop()));
    expect([...(await mailCounts(addresses)).values()].filter((count) => count > 1)).toEqual([]);
  });

  test('goes on before its next round where it was taken off duty in the middle, and is on duty again', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => invited()));
    let [looks, term]: [number, string | undefined] = [0, 'before'];
    const duty = {
      term: () => term,
      isOurs: () => term !== undefined,
      async holds() {
        looks += 1;
        if (looks === 3) term = undefined;
        return term !== undefined;
      },
      async during(work: () => Promise<unknown>) {
        if (term !== undefined) return work().then(() => true);
        term = 'after';
        return false;
      },
      beforeRest: () => {},
      stop: async () => {},
    };
    sender = startSender({ ...sidecar, ...bulk, duty }, { interval: 40_000, grace: 0 });
    const addresses = people.map(({ email }) => email);
    const once = async () => [...(await mailCounts(addresses)).values()].every((count) => count === 1);
    await until('all mails', once, { timeout: 20_000 });
  });

  test('leaves a mail to whoever has come on duty while Keycloak gave a new token for it', async () => {
    const line = await startSwitch(testEnvironment().keycloakUrl);
    try {
      const { id, email } = await invited();
      // Lost while Keycloak refuses the token with which the mail was asked for first.
      const isAsked = () =>
        line.requests.some((request) => request.startsWith('PUT') && request.includes('execute-actions-email'));
      const duty = { term: () => 'a term', holds: async () => !isAsked() };
      line.answerNext(1, 'PUT', /execute-actions-email/, { status: 401, body: {} });
      const paused = { ...realm.sidecar({ KEYCLOAK_URL: line.url }), ...bulk, duty };
      await expect(sendIfDue(paused, id)).rejects.toThrow('another worker is on duty');
      expect([line.hasLost, await mailsTo(email)]).toEqual([true, 0]);
    } finally {
      await line.stop();
    }
  });
});

describe('while the mail server is away', () => {
  test('an import makes every account, and all mails leave when it is back, each once', async () => {
    await mailServer(1);
    const { csv, addresses } = newFile(40);
    const view = await importFile(sidecar, csv);
    expect(view).toMatchObject({ state: 'done', rows: 40, created: 40, sent: 0, skipped: 0 });
    // It is not asked for every single mail.
    expect(view.queued).toBeGreaterThan(10);
    expect(view.failed + view.queued).toBe(40);

    await mailServer(Number(new URL(testEnvironment().smtpUrl).port));
    send({ retryMinutes: [0] });
    await until('all mails', () => mailedOnce(addresses), { timeout: 60_000, interval: 500 });
    await until(
      'their record',
      async () => (await sidecar.admin.users.count({ q: `invitation.batch:${view.id} invitation.status:queued` })) === 0,
    );
    expect(await sidecar.admin.users.count({ q: `invitation.batch:${view.id} invitation.status:failed` })).toBe(0);
  });

  test('the last refusal is final, with its reason', async () => {
    await mailServer(1);
    const { id } = await invited();
    send({ retryMinutes: [0, 0] });
    const refusals = async (userId: string) =>
      (await readInvitation(sidecar.admin, userId)).history.filter((entry) => entry.status === 'failed').length;
    await until('three tries', async () => (await refusals(id)) === 3, { timeout: 60_000 });
    const invitation = await readInvitation(sidecar.admin, id);
    expect(invitation).toMatchObject({ status: 'failed', sends: 0, error: expect.stringMatching(/mail/i) });
    const later = await invited();
    await until('three tries for somebody who comes after', async () => (await refusals(later.id)) === 3, { timeout: 60_000 });
    expect(await refusals(id)).toBe(3);
    await mailServer(Number(new URL(testEnvironment().smtpUrl).port));
  });

  test('a link that is late holds for as long as it was meant to', async () => {
    await mailServer(1);
    const inviter = { actor: anAdmin };
    const { id, status: first } = await invite(sidecar, { email: uniqueEmail(), lifespanHours: 24 }, inviter);
    expect(first).toBe('failed');
    await mailServer(Number(new URL(testEnvironment().smtpUrl).port));
    send({ retryMinutes: [0] });
    await until('the mail', async () => (await status(id)) === 'sent');
    const { sentAt, expiresAt } = await readInvitation(sidecar.admin, id);
    expect(Number(expiresAt) - Number(sentAt)).toBe(24 * 3_600_000);
  });
});
