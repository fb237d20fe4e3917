import { beforeAll, expect, test } from '@jest/globals';
import { CSRF_FIELD } from '../../../src/http/request/csrf.ts';
import { load } from '../../support/html.ts';
import { adminToken, invitePerson, openActivation } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { createPerson, type Person, sessionCookie } from '../../support/people.ts';
import { realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';
import { ended, get, post } from '../import/api.ts';

/** A word from whoever invites: in the mail, clearly theirs, and nowhere once nobody needs it. */
const WORD = 'Hola, Ana:\nle espero el lunes a las 10:30.\n\nUn saludo & hasta pronto <3';
const QUOTED = '> Hola, Ana:\n> le espero el lunes a las 10:30.\n>\u0020\u00a0\n> Un saludo & hasta pronto <3\n';

/** The name of everybody whom tests make, as Keycloak knows it. */
const MARTA = 'Marta Ruiz';
let admin: Person;
beforeAll(async () => {
  admin = await createPerson({ roles: ['admin'] });
});

async function as(person: Person | undefined, method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) {
  const token = person ? await userToken(person.email) : await adminToken();
  const request = sidecar()
    [method](`/api/v1${path}`)
    .set({ Authorization: `Bearer ${token}`, 'Accept-Language': 'es' });
  return body ? request.send(body) : request;
}

async function stored(id: string): Promise<unknown[]> {
  const { attributes = {} } = (await realmAdmin().users.findOne({ id })) ?? {};
  return [attributes['invitation.message']?.[0], attributes['invitation.messageBy']?.[0]];
}

const textOf = ({ text }: { text: string }) => text.replaceAll('\r\n', '\n');

test('both parts of the mail show it under the name of whoever writes, line by line', async () => {
  const email = uniqueEmail();
  const answer = await as(admin, 'post', '/invitations', { email, locale: 'es', message: ` ${WORD.replaceAll('\n', '\r\n')} ` });
  expect([answer.status, answer.body.message]).toEqual([201, WORD]);
  const mail = await mailTo(email);
  const name = MARTA;
  expect(textOf(mail)).toContain(`\n${name} escribe:\n\n${QUOTED}`);
  expect(mail.html).toContain(`${name} escribe:`);
  for (const line of ['Hola, Ana:', 'le espero el lunes a las 10:30.', 'Un saludo &amp; hasta pronto &lt;3'])
    expect(mail.html).toContain(`<div>${line}</div>`);
  expect((await as(undefined, 'get', `/invitations/${answer.body.id}`)).body.message).toBe(WORD);
});

test('whoever corrects it stands for it in the next mail; an empty text takes it away', async () => {
  const { invitation } = await invitePerson({ locale: 'en', message: 'The first word' });
  await as(admin, 'patch', `/invitations/${invitation.id}`, { message: 'The second word' });
  await as(undefined, 'post', `/invitations/${invitation.id}/resend`);
  expect(textOf(await mailTo(invitation.email, { count: 2 }))).toContain(`${MARTA} writes:\n\n> The second word\n`);
  expect((await as(admin, 'patch', `/invitations/${invitation.id}`, { message: '' })).body.message).toBeNull();
  expect(await stored(invitation.id)).toEqual([undefined, undefined]);
});

test('it is gone once the account is active, and once the invitation is revoked', async () => {
  const active = await invitePerson({ message: WORD });
  await (await openActivation(active.key)).submit().expect(303);
  await until('the record of the activation', async () => (await stored(active.invitation.id))[0] === undefined);
  const { invitation } = await invitePerson({ message: WORD });
  expect(await stored(invitation.id)).toEqual([WORD, undefined]);
  expect((await as(undefined, 'delete', `/invitations/${invitation.id}`)).body.message).toBeNull();
  expect(await stored(invitation.id)).toEqual([undefined, undefined]);
});

test.each([
  ['a link', 'Entre en www.evil.test', 'message_link'],
  ['an address', 'escriba a ana@evil.test', 'message_link'],
  ['control characters', 'a\u0007b', 'message_signs'],
  ['nothing that can be seen', '\u200b\u200b', 'message_signs'],
  ['too many characters', 'a'.repeat(501), 'too_long'],
  ['too many lines', 'a\n'.repeat(21), 'message_lines'],
])('%s is refused at its field, and nobody is invited', async (_, message, code) => {
  const email = uniqueEmail();
  const { status, body } = await as(undefined, 'post', '/invitations', { email, message });
  expect([status, body.errors.map((fault: { field: string; code: string }) => [fault.field, fault.code])]).toEqual([
    400,
    [['message', code]],
  ]);
  expect(await realmAdmin().users.find({ email, exact: true })).toEqual([]);
});

test('500 characters are as many as a person counts, whatever they are', async () => {
  const message = '👩‍💻'.repeat(500);
  expect((await invitePerson({ message })).invitation).toMatchObject({ message });
  const { status, body } = await as(undefined, 'post', '/invitations', { email: uniqueEmail(), message: `${message}.` });
  expect([status, body.errors]).toMatchObject([400, [{ field: 'message', code: 'too_long' }]]);
});

test('a row of a file has its own, or takes the one of the import', async () => {
  const [own, common, wrong] = [uniqueEmail(), uniqueEmail(), uniqueEmail()];
  const csv = `correo,idioma,mensaje\n${own},es,"Hola:\nle espero."\n${common},es,\n${wrong},es,www.evil.test\n`;
  const token = await adminToken();
  const { id } = (await post(csv, token, `?message=${encodeURIComponent('Bienvenida a todos')}`)).body;
  expect(await ended(id, token)).toMatchObject({ sent: 2, failed: 1 });
  expect((await get(`${id}/report.csv`, token)).text).toContain('Escriba el mensaje sin direcciones web');
  expect(textOf(await mailTo(own))).toContain('> Hola:\n> le espero.\n');
  expect(textOf(await mailTo(common))).toContain('> Bienvenida a todos\n');
});

test('a company admin may write none, whoever is invited: the answer is the same for everybody', async () => {
  const sol = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  const known = (await createPerson({ companies: ['luna'] })).email;
  const answers = [];
  for (const email of [uniqueEmail(), known]) {
    const begun = performance.now();
    const { status, body } = await as(sol, 'post', '/invitations', { email, organization: 'sol', message: 'Hola' });
    answers.push([status, body.errors, performance.now() - begun >= 500]);
  }
  expect(answers[0]).toEqual([400, [expect.objectContaining({ field: 'message', code: 'message_not_yours' })], true]);
  expect(answers[1]).toEqual(answers[0]);
  const token = await userToken(sol.email);
  const { id } = (await post(`email,message\n${known},Hola\n${uniqueEmail()},Hola\n`, token, '?dryRun=true')).body;
  expect(await ended(id, token)).toMatchObject({ failed: 2 });
});

test('the forms take it of an administrator, and say at the field what is wrong; company admins have no such field', async () => {
  const session = await sessionCookie(admin);
  const page = async (path: string, cookie = session) => {
    const answer = await sidecar().get(path).set('Cookie', cookie).expect(200);
    const cookies = [answer.headers['set-cookie'] ?? []].flat().map((text) => String(text).split(';')[0]);
    return { page: load(answer.text), cookie: [cookie, ...cookies].join('; '), html: answer.text };
  };
  const send = async (form: string, path: string, fields: Record<string, string>) => {
    const { page: shown, cookie } = await page(form);
    return sidecar()
      .post(path)
      .set('Cookie', cookie)
      .type('form')
      .send({ [CSRF_FIELD]: shown.value(CSRF_FIELD), ...fields });
  };
  const email = uniqueEmail();
  const fields = { email, locale: 'es', message: WORD.replaceAll('\n', '\r\n') };
  const refused = await send('/admin/invitaciones/nueva', '/admin/invitaciones', { ...fields, message: 'www.evil.test' });
  expect([refused.status, load(refused.text).text]).toEqual([400, expect.stringContaining('Escriba el mensaje sin direcciones')]);
  const made = await send('/admin/invitaciones/nueva', '/admin/invitaciones', fields);
  const id = String(made.headers.location).split('/').at(-1) ?? '';
  expect(await stored(id)).toEqual([WORD, MARTA]);
  const path = `/admin/invitaciones/${id}/corregir`;
  expect((await page(path)).html).toContain('le espero el lunes a las 10:30.\n\nUn saludo &amp; hasta pronto &lt;3</textarea>');
  await send(path, path, { ...fields, lastName: 'Vega', message: 'Otro mensaje' });
  expect(await stored(id)).toEqual(['Otro mensaje', MARTA]);
  const sol = await sessionCookie(await createPerson({ roles: ['company-admin'], companies: ['sol'] }));
  expect((await page('/admin/invitaciones/nueva', sol)).html).not.toContain('name="message"');
});
