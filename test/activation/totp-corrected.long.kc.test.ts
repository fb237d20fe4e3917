import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest, { type Agent } from 'supertest';
import { type Html, load } from '../support/html.ts';
import { GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { codeOf, otherCode, setDefaultActions, signIn } from '../support/more-asked.ts';
import { createOwnForms, type OwnForms } from '../support/own-form.ts';
import { ownAdministrator } from '../support/own-token.ts';
import { uniqueEmail } from '../support/realm.ts';
import { until } from '../support/wait.ts';

/** A realm that asks everybody for one-time codes, and an invitation that is corrected and sent again before it is used. */

let forms: OwnForms;
let bearer: string;
beforeAll(async () => {
  forms = await createOwnForms();
  const { console } = forms.realm;
  await setDefaultActions(forms.realm, 'CONFIGURE_TOTP');
  bearer = await ownAdministrator(console);
});
afterAll(() => forms?.remove());

const api = (method: 'get' | 'post' | 'patch', path = '') =>
  supertest(forms.url)[method](`/api/v1/invitations${path}`).set('authorization', bearer);

interface Mailed {
  id: string;
  email: string;
  key: string;
}

async function invited(): Promise<Mailed> {
  const email = uniqueEmail();
  const { body } = await api('post').send({ email, firstName: 'Ana', lastName: 'Prado', locale: 'es' }).expect(201);
  return { id: body.id, email, key: keyOf(await mailTo(email)) };
}

async function resent({ id }: Mailed, count = 2): Promise<Mailed> {
  const { body } = await api('post', `/${id}/resend`).expect(200);
  return { id, email: body.email, key: keyOf(await mailTo(body.email, { count })) };
}

/** A browser with the page of a link open. */
async function opened({ key }: Mailed, status = 200) {
  const agent: Agent = supertest.agent(forms.url);
  const page = load((await agent.get('/activar').query({ key }).expect(status)).text);
  return {
    page,
    send: (shown: Html, typed: Record<string, string> = {}, expected = 303) => send(agent, key, shown, typed, expected),
  };
}

async function send(agent: Agent, key: string, page: Html, typed: Record<string, string>, status: number): Promise<Html> {
  const { text } = await agent
    .post('/activar')
    .type('form')
    .send({
      _csrf: page.value('_csrf'),
      key,
      firstName: page.value('firstName'),
      lastName: page.value('lastName'),
      password: GOOD_PASSWORD,
      totpSecret: page.value('totpSecret'),
      totpRefusals: page.value('totpRefusals'),
      totp: codeOf(page),
      ...typed,
    })
    .expect(status);
  return load(text);
}

async function stateOf(id: string) {
  const { users } = forms.realm.console;
  const [user, credentials] = await Promise.all([users.findOne({ id }), users.getCredentials({ id })]);
  return {
    actions: user?.requiredActions,
    names: [user?.firstName, user?.email, user?.username],
    types: credentials.map(({ type = '' }) => type).toSorted(),
  };
}

/** Active, with each credential once; the app is asked for at the sign-in, and nothing else is. */
async function expectDone({ id, email }: Mailed, firstName: string): Promise<void> {
  expect(await stateOf(id)).toEqual({ actions: [], names: [firstName, email, email], types: ['otp', 'password'] });
  await until('the note', async () => (await api('get', `/${id}`)).body.status === 'activated');
  expect((await signIn(forms, email)).$('[name="otp"]')).toHaveLength(1);
}

/** A link that was replaced: its page, and a form that was open all along, do nothing. @param status 400 where the mailbox may be a stranger’s. */
async function expectDead(old: Mailed, status: 400 | 410, { page, send }: Awaited<ReturnType<typeof opened>>): Promise<void> {
  await opened(old, status);
  await send(page, { password: 'Ajena-9-nube-Lima' }, status);
}

test('the name is corrected and the mail sent again: one page, everything once, and the form of the old link is dead', async () => {
  const first = await invited();
  const before = await opened(first);
  await api('patch', `/${first.id}`).send({ firstName: 'Berta' }).expect(200);
  expect((await stateOf(first.id)).actions).toContain('CONFIGURE_TOTP');
  // A correction of names alone leaves the link as it is.
  expect((await opened(first)).page.value('firstName')).toBe('Berta');
  const second = await resent(first);
  await expectDead(first, 410, before);
  expect((await stateOf(first.id)).types).toEqual([]);
  const { page, send: submit } = await opened(second);
  expect([page.value('firstName'), page.$('[name="totp"]').length, page.$('[name="password"]').length]).toEqual(['Berta', 1, 1]);
  await submit(page);
  await expectDone(second, 'Berta');
  await opened(second, 410);
  await expectDead(first, 410, before);
  await expectDone(second, 'Berta');
});

test('the address is corrected, and the mail sent again there', async () => {
  const first = await invited();
  const before = await opened(first);
  const email = uniqueEmail('moved');
  await api('patch', `/${first.id}`).send({ email }).expect(200);
  await expectDead(first, 400, before);
  const moved = { id: first.id, email, key: keyOf(await mailTo(email)) };
  const between = await opened(moved);
  const last = await resent(moved);
  await expectDead(moved, 410, between);
  const { page, send: submit } = await opened(last);
  expect(page.$('[name="totp"]')).toHaveLength(1);
  await submit(page);
  await expectDone(last, 'Ana');
});

test('the language is corrected: the link goes on in it, and so does the mail that is sent again', async () => {
  const first = await invited();
  const before = await opened(first);
  await api('patch', `/${first.id}`).send({ locale: 'en' }).expect(200);
  expect((await opened(first)).page.$('html').attr('lang')).toBe('en');
  const second = await resent(first);
  await expectDead(first, 410, before);
  const { page, send: submit } = await opened(second);
  expect([page.$('html').attr('lang'), page.$('[name="totp"]').length]).toEqual(['en', 1]);
  await submit(page);
  await expectDone(second, 'Ana');
});

test('a code is wrong three times, then the mail is sent again: the new page begins anew', async () => {
  const first = await invited();
  const browser = await opened(first);
  let { page } = browser;
  for (const _ of [1, 2, 3]) page = await browser.send(page, { totp: otherCode(codeOf(page)) }, 422);
  expect(page.faultOf('totp')).toContain('tres veces');
  const second = await resent(first);
  await expectDead(first, 410, { ...browser, page });
  const again = await opened(second);
  expect(again.page.value('totpRefusals')).toBe('');
  const wrong = await again.send(again.page, { totp: otherCode(codeOf(again.page)) }, 422);
  expect([wrong.value('totpRefusals'), wrong.value('totpSecret')]).toEqual(['1', again.page.value('totpSecret')]);
  await again.send(wrong);
  await expectDone(second, 'Ana');
});
