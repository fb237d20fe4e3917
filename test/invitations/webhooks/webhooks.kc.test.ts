import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { invitedUsers } from '../../../src/invitations/activation-adapter.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { MOVES } from '../../../src/invitations/record/life-cycle.ts';
import { markUser } from '../../../src/invitations/record/status-changes.ts';
import { writeRecord } from '../../../src/invitations/record/store.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { type OwnWorker, startOwnWorker } from '../../support/own-worker.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const WAIT = { timeout: 60_000 };
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;

interface Told {
  messageId: string;
  type: string;
  data: {
    id: string;
    previousId: string | null;
    email: string | null;
    organization: string | null;
    status: string;
    error: string | null;
  };
}

let realm: OwnRealm;
let sidecar: OwnSidecar;
let receiver: Receiver;
let worker: OwnWorker;
const start = () => startOwnWorker(realm, { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET });

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  receiver = await startReceiver();
  await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  worker = await start();
  await until('the first look', async () => (await worker.metrics()).includes('worker_lag_seconds{job="webhooks"} 0'), WAIT);
  // The place is noted before anything is read.
  await until('the place', async () => (await notes())['sidecar.webhooks'] !== undefined, WAIT);
});
afterAll(async () => {
  await worker.stop();
  await receiver.close();
  await realm.remove();
});

async function notes(): Promise<Record<string, string[]>> {
  const { clientId } = sidecar.config.keycloak;
  const [client] = await realm.console.clients.find({ clientId });
  const account = await realm.console.clients.getServiceAccountUser({ id: client?.id ?? '' });
  return (await realm.console.users.findOne({ id: account.id ?? '' }))?.attributes ?? {};
}

/** What the receiver was told of a user, each message checked and counted once, as a receiver does it. */
function toldOf(userId: string): Told[] {
  const known = new Map<string, Told>();
  for (const { headers, body } of receiver.requests) {
    const payload = new Webhook(SECRET).verify(body, headers as Record<string, string>) as Omit<Told, 'messageId'>;
    const messageId = String(headers['webhook-id']);
    if (payload.data.id === userId) known.set(messageId, { ...payload, messageId });
  }
  return [...known.values()];
}

const untilTold = (userId: string, type: string) =>
  until(`${type}`, () => toldOf(userId).find((told) => told.type === type), WAIT);

const invitePerson = (actor = anAdmin) => invite(sidecar, { email: uniqueEmail(), organization: 'mar' }, { actor });

describe('webhooks', () => {
  test('tell every step, in its order, and never a link or a key', async () => {
    const { id, email } = await invitePerson();
    const sent = await untilTold(id, 'invitation.sent');
    expect(sent.data).toMatchObject({ email, organization: 'mar', status: 'sent' });
    const { markOpened, markActivated } = invitedUsers(sidecar.admin, sidecar.logger);
    await markOpened(id);
    // At once: no step is lost because the next one follows quickly.
    markActivated(id);
    await untilTold(id, 'invitation.activated');
    expect(toldOf(id).map(({ type }) => type)).toEqual(['invitation.sent', 'invitation.opened', 'invitation.activated']);

    const { link } = await mailTo(email, WAIT);
    const key = new URL(link).searchParams.get('key') ?? '';
    const bodies = receiver.requests.map(({ body }) => body).join('\n');
    expect(bodies).not.toContain('http');
    expect(bodies).not.toContain(key.split('.')[1]);
    expect(await worker.metrics()).toMatch(/webhook_deliveries_total\{outcome="accepted"\} [3-9]/);
  });

  test('tell of each mail once, also of those that ask an account to join a company', async () => {
    const taken = () => createUser(realm.console).then(({ email }) => email);
    const [{ id: companyId = '' } = {}] = await realm.console.organizations.find({ search: 'mar' });
    const actor = companyAdmin({ id: companyId, alias: 'mar', name: 'Mar' });
    const { id, email } = await invite(sidecar, { email: await taken(), organization: 'mar' }, { actor });
    expect((await untilTold(id, 'invitation.sent')).data).toMatchObject({ email, organization: 'mar', sends: 1 });
    await resend(sidecar, actor, id);
    // From the one kind to the other and back.
    const other = await invitePerson(actor);
    for (const address of [await taken(), uniqueEmail()]) await amend(sidecar, actor, other.id, { email: address });
    // When this one is told, all that came before has been read.
    await untilTold((await invitePerson()).id, 'invitation.sent');
    await until('the end', async () => (await worker.metrics()).includes('worker_lag_seconds{job="webhooks"} 0'), WAIT);
    const mails = [id, other.id].map((person) => toldOf(person).map(({ type }) => type));
    expect(mails).toEqual([2, 3].map((count) => Array(count).fill('invitation.sent')));
  });

  test('name the account before where a revoked invitation has a new one, and do not tell its deletion', async () => {
    const before = await invitePerson();
    await mailTo(before.email, WAIT);
    await revoke(sidecar, anAdmin, before.id);
    await untilTold(before.id, 'invitation.revoked');
    const { id } = await resend(sidecar, anAdmin, before.id);
    expect(id).not.toBe(before.id);
    expect((await untilTold(id, 'invitation.sent')).data).toMatchObject({ email: before.email, previousId: before.id });
    // When this one is told, all that came before has been read.
    const after = await invitePerson();
    await revoke(sidecar, anAdmin, after.id);
    await untilTold(after.id, 'invitation.revoked');
    await until('the end', async () => (await worker.metrics()).includes('worker_lag_seconds{job="webhooks"} 0'), WAIT);
    const types = (person: string) => toldOf(person).map(({ type }) => type);
    expect([types(before.id), types(id)]).toEqual([['invitation.sent', 'invitation.revoked'], ['invitation.sent']]);
    // Nor that of the plan, which was nobody's invitation.
    const told = receiver.requests.map(({ body }) => JSON.parse(body) as Told);
    expect(told.filter(({ type, data }) => type === 'invitation.revoked' && data.email === null)).toEqual([]);
  });

  test('tell of expired and revoked invitations, also of users who are deleted with it', async () => {
    const expired = await invitePerson();
    await writeRecord(sidecar.admin, expired.id, { expiresAt: new Date(Date.now() - 1000) });
    await markUser(sidecar.admin, expired.id, MOVES.noteExpiry);
    const revoked = await invitePerson();
    await revoke(sidecar, anAdmin, revoked.id);
    const deleted = await invitePerson();
    await revoke(realm.sidecar({ REVOKE_ACTION: 'delete' }), anAdmin, deleted.id);
    await untilTold(expired.id, 'invitation.expired');
    await untilTold(revoked.id, 'invitation.revoked');
    await untilTold(deleted.id, 'invitation.revoked');
  });

  test('tell why a mail could not be sent', async () => {
    const { realm: name } = sidecar.config.keycloak;
    const { smtpServer = {} } = (await realm.console.realms.findOne({ realm: name })) ?? {};
    await realm.console.realms.update({ realm: name }, { smtpServer: { ...smtpServer, port: '1' } });
    const { id, status, error } = await invitePerson().finally(() =>
      realm.console.realms.update({ realm: name }, { smtpServer }),
    );
    expect(status).toBe('failed');
    const failed = await untilTold(id, 'invitation.failed');
    expect(failed.data.error).toBe(error);
    expect(toldOf(id).map(({ type }) => type)).not.toContain('invitation.sent');
  });

  test('come late rather than never: the receiver was away, and so was the worker', async () => {
    receiver.answer(503);
    const { id } = await invitePerson();
    await until('a try', () => receiver.requests.some(({ body }) => body.includes(id)), WAIT);
    await worker.stop();
    const { markActivated, settled } = invitedUsers(sidecar.admin, sidecar.logger);
    markActivated(id);
    await settled();
    receiver.requests.length = 0;
    receiver.answer(204);
    worker = await start();
    await untilTold(id, 'invitation.activated');
    expect(
      toldOf(id)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['invitation.activated', 'invitation.sent']);
  });
});
