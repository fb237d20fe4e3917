import { expect, test } from '@jest/globals';
import { load } from '../support/html.ts';
import { FILLED, invitationNow, invitePerson, keyOf, openActivation } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { createUser, realmAdmin, uniqueEmail } from '../support/realm.ts';
import { visitor } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';

const admin = realmAdmin();

async function ask(fields: Record<string, string>) {
  const agent = visitor();
  const csrf = load((await agent.get('/reenviar').expect(200)).text).value('_csrf');
  return agent
    .post('/reenviar')
    .redirects(1)
    .type('form')
    .send({ _csrf: csrf, ...fields });
}

/** An invitation whose mail is some time ago: the pause between two mails is over. */
async function waiting() {
  const invited = await invitePerson();
  const user = await admin.users.findOne({ id: invited.invitation.id });
  const attributes = { ...user?.attributes, 'invitation.sentAt': [new Date(Date.now() - 3_600_000).toISOString()] };
  await admin.users.update({ id: invited.invitation.id }, { ...user, attributes });
  return invited;
}

test('the answer is the same for a waiting, an active, a disabled and an unknown address', async () => {
  const pending = (await waiting()).invitation.email;
  const active = (await createUser(admin)).email;
  const disabled = (await createUser(admin, { enabled: false })).email;
  const unknown = uniqueEmail('nadie');
  const answers = [];
  for (const email of [pending, active, disabled, unknown]) {
    const answer = await ask({ email });
    expect(answer.status).toBe(200);
    answers.push(load(answer.text).$('main').text().replaceAll(email, '…'));
  }
  expect(new Set(answers).size).toBe(1);
  await mailTo(pending, { count: 2 });
  for (const email of [active, disabled, unknown]) expect(await mailsTo(email)).toEqual([]);
});

test('the new link works, the old one leads to it; asking again at once sends nothing more', async () => {
  const { invitation, key } = await waiting();
  await ask({ email: invitation.email.toUpperCase() });
  const newer = await mailTo(invitation.email, { count: 2 });
  await until('the new mail to be written down', async () => (await invitationNow(invitation.id)).sends === 2);
  await ask({ email: invitation.email });
  await ask({ key });
  await (await openActivation(keyOf(newer))).submit(FILLED).expect(303);
  expect(await mailsTo(invitation.email, 2)).toHaveLength(2);
});

test('an old key is enough: nobody has to type the address', async () => {
  const { invitation, key } = await waiting();
  expect((await ask({ key })).status).toBe(200);
  await mailTo(invitation.email, { count: 2 });
});

test('a forged key sends nothing, and the answer is the same', async () => {
  const { invitation, key } = await waiting();
  const forged = `${key.slice(0, -6)}AAAAAA`;
  expect(load((await ask({ key: forged })).text).heading).toBe(load((await ask({ key })).text).heading);
  await mailTo(invitation.email, { count: 2 });
  expect(await mailsTo(invitation.email, 2)).toHaveLength(2);
});

test('a bad address is told at its field, and stays there', async () => {
  const answer = await ask({ email: 'ana@' });
  expect(answer.status).toBe(422);
  const page = load(answer.text);
  expect(page.value('email')).toBe('ana@');
  expect(page.faultOf('email')).toContain('@');
});

test('the language that was chosen on the page before stays', async () => {
  const { invitation, key } = await waiting();
  await ask({ email: invitation.email });
  await mailTo(invitation.email, { count: 2 });
  await until('the new mail to be written down', async () => (await invitationNow(invitation.id)).sends === 2);
  const agent = visitor();
  const page = load((await agent.get('/activar').query({ key, lang: 'de' }).expect(410)).text);
  expect([page.$('html').attr('lang'), page.value('language')]).toEqual(['de', 'de']);
  const send = { _csrf: page.value('_csrf'), key: page.value('key'), language: page.value('language') };
  const answer = await agent.post('/reenviar').redirects(1).type('form').send(send).expect(200);
  expect(load(answer.text).$('html').attr('lang')).toBe('de');
});

test('so it does where the key is none of Keycloak’s', async () => {
  const { key } = await waiting();
  const agent = visitor();
  const csrf = load((await agent.get('/activar').query({ key, lang: 'fr' })).text).value('_csrf');
  const send = { _csrf: csrf, key: `${key.slice(0, -6)}AAAAAA`, language: 'de' };
  const answer = await agent.post('/reenviar').redirects(1).type('form').send(send);
  expect(load(answer.text).$('html').attr('lang')).toBe('de');
});
