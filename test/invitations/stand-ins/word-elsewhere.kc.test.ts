import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { invitationResource } from '../../../src/invitations/rest/resource.ts';
import { type Companies, createCompanies } from '../../authority/support.ts';
import { testEnvironment } from '../../support/environment.ts';
import { mailsTo } from '../../support/mail.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** What a company admin writes reaches everybody alike, and nothing that they are told says who has an account elsewhere. */
let own: Companies;
beforeAll(async () => {
  own = await createCompanies();
});
afterAll(() => own?.realm.remove());

/** With what some mail program might make a link of, though it is no ending of a host that everybody knows. */
const WORD = 'Hola:\nle espero a las 10:30 en sol.support.';

test('a word reaches new people in the mail, and those who have an account in one of its own; the answers are the same', async () => {
  const sidecar = own.realm.sidecar({ COMPANY_ADMIN_MESSAGES: 'true', SMTP_URL: testEnvironment().smtpUrl });
  const known = await createUser(own.console, { email: uniqueEmail() });
  const before = await own.console.users.findOne({ id: known.id });
  const told: unknown[] = [];
  for (const email of [uniqueEmail(), known.email]) {
    const begun = performance.now();
    const request = { email, organization: 'mar', message: WORD, locale: 'es' };
    const { invitation } = await inviteOnce(sidecar, { actor: own.mar }, request, undefined);
    const { id, sentAt, expiresAt, ...answer } = invitationResource(invitation, undefined, own.mar.reach);
    // Answers leave at the end of a step of half a second (constant-time.ts).
    const isPadded = performance.now() - begun >= 499;
    told.push([{ ...answer, email: '' }, [sentAt, expiresAt].map(Boolean), isPadded]);
    const mail = await until('the word', async () => (await mailsTo(email)).find(({ text }) => text.includes('> Hola:')));
    expect(mail.text.replaceAll('\r\n', '\n')).toMatch(
      /Lucía Marín .*escribe.*\n\n> Hola:\n> le espero a las 10:30 en sol\. support\.\n/,
    );
  }
  expect(told[0]).toEqual([expect.objectContaining({ status: 'sent', message: WORD }), [true, true], true]);
  expect(told[1]).toEqual(told[0]);
  const subjects = (await mailsTo(known.email)).map(({ subject }) => subject).sort();
  expect(subjects).toEqual([
    'Invitación para unirse a una empresa en Amperecloud',
    'Un mensaje sobre su invitación en Amperecloud',
  ]);
  expect(await own.console.users.findOne({ id: known.id })).toEqual(before);
});
