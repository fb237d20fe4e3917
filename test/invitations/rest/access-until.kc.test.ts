import { expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { endOfDay } from '../../../src/invitations/record/lifespan.ts';
import { load } from '../../support/html.ts';
import { adminToken, invitationNow, invitePerson, openActivation } from '../../support/invite.ts';
import { mailsTo } from '../../support/mail.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { sidecar, visitor } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/** `accessUntil` where people say it and read it. */
async function send(method: 'post' | 'patch', path: string, body: object) {
  return sidecar()
    [method](`/api/v1/invitations${path}`)
    .set('Authorization', `Bearer ${await adminToken()}`)
    .send(body);
}

const soon = new Date(Date.now() + 2 * 24 * 3_600_000).toISOString().slice(0, 10);

test.each([
  ['is no date', 'mañana', /Escriba una fecha con año, mes y día/],
  ['is no day of the calendar', '2027-02-29', /Escriba una fecha con año, mes y día/],
  ['is too far away', '9999-12-31', /demasiado lejos/],
  ['is over', '2020-01-01', /ya ha pasado/],
  ['comes before the link expires', soon, /antes de que caduque el enlace/],
])('a last day that %s is refused at its field, and nobody is made', async (_what, accessUntil, sentence) => {
  const email = uniqueEmail();
  const { status, body } = await send('post', '', { email, accessUntil }).then((answer) => answer);
  expect([status, body.errors]).toEqual([
    400,
    [expect.objectContaining({ field: 'accessUntil', message: expect.stringMatching(sentence) })],
  ]);
  expect(await realmAdmin().users.find({ email, exact: true })).toEqual([]);
  const { invitation } = await invitePerson();
  expect(await send('patch', `/${invitation.id}`, { accessUntil })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'accessUntil' }] },
  });
});

test('a link that is short enough, and a day that is moved or taken away', async () => {
  const { invitation } = await invitePerson({ accessUntil: soon, lifespanHours: 1 });
  expect(invitation).toMatchObject({ accessUntil: soon, accessEndedAt: null });
  expect((await send('patch', `/${invitation.id}`, { accessUntil: '2099-12-31' })).body).toMatchObject({
    accessUntil: '2099-12-31',
    sends: 1,
  });
  expect((await send('patch', `/${invitation.id}`, { accessUntil: '', firstName: 'Eva' })).body).toMatchObject({
    accessUntil: null,
    firstName: 'Eva',
  });
});

test('no link outlives the last day, whatever is asked for and by whichever door a mail is sent', async () => {
  const { invitation } = await invitePerson({ accessUntil: soon, lifespanHours: 1 });
  const { id } = invitation;
  const end = endOfDay(soon, 'Europe/Madrid').toISOString();
  const expiry = async () => (await invitationNow(id)).expiresAt;
  const linkOf = async (sends: number) => {
    const { link } = await until('the mail', async () => (await mailsTo(invitation.email))[sends - 1]);
    return (decodeJwt(new URL(link).searchParams.get('key') ?? '').exp ?? 0) * 1000;
  };
  const { body } = await send('post', `/${id}/resend`, { lifespanHours: 500 });
  expect([body.sends, body.expiresAt]).toEqual([2, end]);
  expect(Math.abs((await linkOf(2)) - Date.parse(end))).toBeLessThan(10_000);
  const { body: job } = await send('post', '/bulk', { action: 'extend', lifespanHours: 600, ids: [id] });
  await until('the job', async () => {
    const headers = { Authorization: `Bearer ${await adminToken()}` };
    const { body } = await sidecar().get(`/api/v1/invitations/bulk/${job.id}`).set(headers);
    return body.state === 'done' && body.sent === 1;
  });
  expect(await expiry()).toBe(end);
  expect((await send('patch', `/${id}`, { email: uniqueEmail() })).status).toBe(200);
  expect(await expiry()).toBe(end);
  // A correction that names the same day, as the page's form does.
  expect((await send('patch', `/${id}`, { email: uniqueEmail(), accessUntil: soon })).status).toBe(200);
  expect(await expiry()).toBe(end);
});

test('once the last day is over, nothing is sent at any door, and a sentence says why', async () => {
  const { invitation } = await invitePerson({ accessUntil: soon, lifespanHours: 1 });
  const { id } = invitation;
  const user = await realmAdmin().users.findOne({ id });
  // Without `accessDue` the worker does not end it first.
  const { 'invitation.accessDue': _, ...attributes } = {
    ...user?.attributes,
    'invitation.accessUntil': ['2020-01-01'],
  } as Record<string, string[]>;
  await realmAdmin().users.update({ id }, { ...user, attributes });
  const sends = (await invitationNow(id)).sends;
  expect(await send('post', `/${id}/resend`, {})).toMatchObject({ status: 409, body: { code: 'access_ended' } });
  expect(await send('patch', `/${id}`, { email: uniqueEmail() })).toMatchObject({ status: 409, body: { code: 'access_ended' } });
  const { body: job } = await send('post', '/bulk', { action: 'extend', lifespanHours: 5, ids: [id] });
  const ended = await until('the job', async () => {
    const headers = { Authorization: `Bearer ${await adminToken()}` };
    const { body } = await sidecar().get(`/api/v1/invitations/bulk/${job.id}`).set(headers);
    return body.state === 'done' && body;
  });
  expect(ended).toMatchObject({ sent: 0, failed: 1, faults: [{ code: 'access_ended' }] });
  expect((await invitationNow(id)).sends).toBe(sends);
  // A day that is moved first makes way.
  expect((await send('patch', `/${id}`, { email: uniqueEmail(), accessUntil: '2099-12-31' })).status).toBe(200);
});

test.each([
  ['es', 'Su acceso termina el 31 de diciembre de 2099.'],
  ['en', 'Your access ends on 31 December 2099.'],
  ['de', 'Ihr Zugang endet am 31. Dezember 2099.'],
  ['fr', 'Votre accès prend fin le 31 décembre 2099.'],
  ['pt', 'O seu acesso termina em 31 de dezembro de 2099.'],
])('the mail says it in %s, in both parts', async (locale, sentence) => {
  const { mail } = await invitePerson({ accessUntil: '2099-12-31', locale });
  expect(mail.text).toContain(sentence);
  expect(mail.html).toContain(sentence);
});

test('a mail without one says nothing of it', async () => {
  expect((await invitePerson()).mail.text).not.toContain('Su acceso termina');
});

test('the page of the invitation shows it', async () => {
  const { invitation } = await invitePerson({ accessUntil: '2099-12-31' });
  const cookie = await sessionCookie(await createPerson({ roles: ['admin'] }));
  const { text } = await sidecar().get(`/admin/invitaciones/${invitation.id}`).set('Cookie', cookie).expect(200);
  expect(load(text).$('dl').text()).toMatch(/Acceso hasta\s*31 de diciembre de 2099/);
});

test('rows of a file say their own, also day first, or take the one of the import; a faulty one is told in its column', async () => {
  const [a, b, c, d] = [uniqueEmail(), uniqueEmail(), uniqueEmail(), uniqueEmail()];
  const csv = `correo,acceso hasta\n${a},31/12/2098\n${b},2097-01-31\n${c},\n${d},30/2/2099\n`;
  const request = (query: string) => async () =>
    sidecar()
      .post(`/api/v1/imports?${query}`)
      .set('Authorization', `Bearer ${await adminToken()}`)
      .type('text/csv')
      .send(csv);
  expect(await request('accessUntil=2020-01-01')()).toMatchObject({ status: 400, body: { errors: [{ field: 'accessUntil' }] } });
  const { body } = await request('accessUntil=2099-12-31')();
  const ended = await until('the import', async () => {
    const answer = await sidecar()
      .get(`/api/v1/imports/${body.id}`)
      .set('Authorization', `Bearer ${await adminToken()}`);
    return answer.body.state === 'done' && answer.body;
  });
  expect(ended).toMatchObject({ sent: 3, failed: 1, faults: [{ column: 'acceso hasta' }] });
  const days = [];
  for (const email of [a, b, c]) {
    const [user] = await realmAdmin().users.find({ email, exact: true });
    days.push(((await invitationNow(user?.id ?? '')) as unknown as { accessUntil: string }).accessUntil);
  }
  expect(days).toEqual(['2098-12-31', '2097-01-31', '2099-12-31']);
});

test('the last day of somebody who is active is moved on the page of their invitation, and what cannot be is told there', async () => {
  const { invitation, key } = await invitePerson({ accessUntil: '2099-12-31' });
  await (await openActivation(key)).submit().expect(303);
  await until('active', async () => (await invitationNow(invitation.id)).status === 'activated');
  const path = `/admin/invitaciones/${invitation.id}`;
  const cookie = await sessionCookie(await createPerson({ roles: ['admin'] }));
  const agent = visitor();
  const page = async () => load((await agent.get(path).set('Cookie', cookie).expect(200)).text);
  const csrf = (await page()).value('_csrf');
  const post = (accessUntil: string) =>
    agent.post(`${path}/acceso`).set('Cookie', cookie).type('form').send({ _csrf: csrf, accessUntil });
  const refused = load((await post('2020-01-01').expect(400)).text);
  expect(refused.$('#accessUntil-error').text()).toContain('ya ha pasado');
  expect(refused.value('accessUntil')).toBe('2020-01-01');
  await post('2098-06-30').expect(303);
  expect(await invitationNow(invitation.id)).toMatchObject({ accessUntil: '2098-06-30', sends: 1 });
  const moved = await page();
  expect([moved.value('accessUntil'), moved.$('.history').text()]).toEqual([
    '2098-06-30',
    expect.stringContaining('Datos corregidos'),
  ]);

  const stranger = await sessionCookie(await createPerson({ roles: ['company-admin'], companies: ['sol'] }));
  await visitor()
    .post(`${path}/acceso`)
    .set('Cookie', stranger)
    .type('form')
    .send({ accessUntil: '' })
    .expect((answer) => {
      if (answer.status < 400) throw new Error(`a company admin got ${answer.status}`);
    });
  expect(await invitationNow(invitation.id)).toMatchObject({ accessUntil: '2098-06-30' });
});

test('the forms of the administration take a last day, move it, and say what is wrong with one', async () => {
  const cookie = await sessionCookie(await createPerson({ roles: ['admin'] }));
  const agent = visitor();
  const get = (path: string) => agent.get(path).set('Cookie', cookie).expect(200);
  const post = (path: string, form: object) => agent.post(path).set('Cookie', cookie).type('form').send(form);
  const csrfOf = async (path: string) => load((await get(path)).text).value('_csrf');
  const form = { _csrf: await csrfOf('/admin/invitaciones/nueva'), email: uniqueEmail(), locale: 'es' };
  const refused = await post('/admin/invitaciones', { ...form, accessUntil: '2020-01-01' }).expect(400);
  expect(load(refused.text).$('#accessUntil-error').text()).toContain('ya ha pasado');
  const made = await post('/admin/invitaciones', { ...form, accessUntil: '2099-12-31' }).expect(303);
  const id = made.headers.location?.split('/').at(-1) ?? '';
  const amendment = `/admin/invitaciones/${id}/corregir`;
  const page = load((await get(amendment)).text);
  expect(page.$('#accessUntil').attr('value')).toBe('2099-12-31');
  await post(amendment, { _csrf: page.value('_csrf'), email: form.email, locale: 'es', accessUntil: '' }).expect(303);
  expect(await invitationNow(id)).toMatchObject({ accessUntil: null });
});
