import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { signedIn } from '../../../src/authority/actor.ts';
import { createMailer } from '../../../src/help/mailer.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { dayIn } from '../../../src/invitations/record/lifespan.ts';
import { sendDailySummaries } from '../../../src/invitations/summary/daily-summary.ts';
import { createSummaryMail } from '../../../src/invitations/summary/summary-mail.ts';
import { serviceAccountId, serviceAccountNotes } from '../../../src/keycloak/realm/service-account.ts';
import { type Companies, createCompanies } from '../../authority/support.ts';
import { testEnvironment } from '../../support/environment.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, type NewUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** Who gets a daily summary, over a real mail server, and that nobody gets two. */
const { smtpUrl } = testEnvironment();
const FROM = { name: 'Amperecloud', address: 'no-reply@example.test' };
/** A zone in which it is about noon now, so that neither midnight nor a change of clocks comes in between. */
const FROM_NOON = new Date().getUTCHours() - 12;
const TIME_ZONE = `Etc/GMT${FROM_NOON < 0 ? '-' : '+'}${Math.abs(FROM_NOON)}`;
const MINUTE = 60_000;
let own: Companies;
beforeAll(async () => {
  own = await createCompanies();
});
afterAll(() => own?.realm.remove());
// No summary has been sent yet.
beforeEach(() => serviceAccountNotes(own.sidecar.admin).write('summary', undefined));

async function inviter({ verified = true, ...options }: NewUser & { verified?: boolean } = {}) {
  const person = await createUser(own.console, options);
  const user = await own.console.users.findOne({ id: person.id });
  await own.console.users.update({ id: person.id }, { ...user, emailVerified: verified });
  return person;
}

async function invited(by: string, company: boolean, lifespanHours = 24): Promise<{ id: string; email: string }> {
  const mar = { id: own.companyIds.mar, alias: 'mar', name: 'Mar' };
  const reach = company ? { all: false as const, organizations: [mar] } : { all: true as const };
  const actor = signedIn({ userId: by, name: 'Alba Ferrer', reach });
  return invite(own.sidecar, { email: uniqueEmail(), lifespanHours, ...(company && { organization: 'mar' }) }, { actor });
}

/** A worker at a moment. Resolves when the day is done. @param at the moment of that day at which summaries are sent, to the minute. */
async function work(now: Date, at = now, send = createMailer({ smtpUrl })): Promise<string[]> {
  const notes = serviceAccountNotes(own.sidecar.admin);
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' }).format(at);
  const outcomes: string[] = [];
  const parts = own.realm.sidecar({ DAILY_SUMMARY_AT: time, SMTP_URL: smtpUrl, MAIL_TIME_ZONE: TIME_ZONE });
  const job = sendDailySummaries(
    {
      ...parts,
      notes,
      ownId: () => serviceAccountId(parts.admin),
      outcomes: { inc: (labels) => void outcomes.push(String((labels as { outcome: string }).outcome)) },
      duty: { term: () => 'ours', during: async (act) => act().then(() => true) },
      write: createSummaryMail(),
      send: (to, mail) => send({ to, from: FROM, ...mail }),
    },
    { pause: 200, now: () => now },
  );
  const day = dayIn(TIME_ZONE, now);
  await until('the summaries of the day', async () => (await notes.read('summary')) === `${day} done`, { timeout: 60_000 });
  await job?.stop();
  return outcomes;
}

/** Whose role somebody has taken away, by Keycloak's log. */
async function takeRole(id: string): Promise<void> {
  const { id: roleId = '', name = '' } = (await own.console.roles.findOneByName({ name: 'offline_access' })) ?? {};
  const mapping = { id, roles: [{ id: roleId, name }] };
  await own.console.users.addRealmRoleMappings(mapping);
  await own.console.users.delRealmRoleMappings(mapping);
}

const daysAfter = (moment: Date, days: number) => new Date(moment.getTime() + days * 24 * 3_600_000);

test('inviters hear once a day what there is to tell, and nobody else does', async () => {
  const [ana, ofMar, unproven, off, calm, gone, lost, deleted] = [
    await inviter({ locale: 'es' }),
    await inviter({ locale: 'en' }),
    await inviter({ verified: false }),
    await inviter({ enabled: false }),
    await inviter(),
    await inviter(),
    await inviter(),
    await inviter(),
  ];
  await own.console.organizations.addMember({ orgId: own.companyIds.mar, userId: ofMar.id });
  const [active, failed, soon] = [await invited(ana.id, false), await invited(ana.id, false), await invited(ana.id, false, 40)];
  await putRecord(own.sidecar.admin, active.id, { status: 'activated' });
  await putRecord(own.sidecar.admin, failed.id, { status: 'failed', error: 'Connection refused' });
  await invited(ofMar.id, true);
  for (const { id } of [unproven, off, lost, deleted]) await invited(id, false);
  await takeRole(lost.id);
  await own.console.users.del({ id: deleted.id });
  await invited(calm.id, false, 168);
  // Invited for a company that they have left.
  await invited(gone.id, true);

  // The mail server is away at first: nobody is forgotten.
  let tries = 0;
  const mailer = createMailer({ smtpUrl });
  const away = createMailer({ smtpUrl: 'smtp://127.0.0.1:1' });
  const now = new Date(Date.now() + MINUTE);
  const outcomes = await work(now, now, (message) => {
    tries += 1;
    return (tries === 1 ? away : mailer)(message);
  });
  expect(outcomes).toEqual(['summary_sent', 'summary_sent']);
  const mail = await mailTo(ana.email);
  expect(mail.subject).toBe('Resumen de sus invitaciones de Amperecloud');
  expect(mail.text).toContain('Cuentas activadas: 1');
  expect(mail.text).toContain('Invitaciones que no se han podido enviar: 1');
  expect(mail.text).toContain('Invitaciones que caducan en las próximas 48 horas: 1');
  expect(mail.text).toContain(`/admin?inviter=${ana.id}`);
  for (const { email } of [active, failed, soon]) expect(`${mail.text}${mail.html}`).not.toContain(email);
  expect((await mailTo(ofMar.email)).text).toMatch(/Invitations that expire within the next 48 hours: 1/);

  // Another worker, and a restart, on the same day.
  expect(await work(now)).toEqual([]);
  for (const { email } of [unproven, off, calm, gone, lost, deleted]) expect(await mailsTo(email)).toEqual([]);
  for (const { email } of [ana, ofMar]) expect(await mailsTo(email, 1)).toHaveLength(1);

  // What is about to expire is told again on the next day; what has happened is not.
  await work(daysAfter(now, 1));
  const next = await mailTo(ana.email, { count: 2 });
  expect(next.text).not.toContain('Cuentas activadas');
});

test('what happens after the time of day is told on the next day alone, however late a worker is', async () => {
  const eva = await inviter({ locale: 'es' });
  const now = new Date();
  const at = new Date(now.getTime() - 30 * MINUTE);
  for (const minutes of [40, 0]) {
    const { id } = await invited(eva.id, false, 168);
    const history = [{ at: new Date(now.getTime() - minutes * MINUTE), status: 'activated' as const, reason: undefined }];
    await putRecord(own.sidecar.admin, id, { status: 'activated', history });
  }
  const told = async (count: number) => (await mailTo(eva.email, { count })).text.match(/Cuentas activadas: \d+/)?.[0];
  await work(now, at);
  expect(await told(1)).toBe('Cuentas activadas: 1');
  await work(daysAfter(now, 1), daysAfter(at, 1));
  expect(await told(2)).toBe('Cuentas activadas: 1');
  await work(daysAfter(now, 2), daysAfter(at, 2));
  expect(await mailsTo(eva.email, 2)).toHaveLength(2);
});

test('is off by default', () => {
  const none = async () => undefined as never;
  const deps = { ...own.sidecar, notes: serviceAccountNotes(own.sidecar.admin), ownId: none, write: none as never, send: none };
  expect(
    sendDailySummaries({ ...deps, outcomes: { inc: () => {} }, duty: { term: () => 'ours', during: none } }),
  ).toBeUndefined();
});
