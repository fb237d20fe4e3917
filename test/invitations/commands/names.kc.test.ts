import { expect, test } from '@jest/globals';
import { CSRF_FIELD } from '../../../src/http/request/csrf.ts';
import { load } from '../../support/html.ts';
import { adminToken, FILLED, invitePerson, openActivation } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { realmAdmin, uniqueEmail } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { ended, get, post } from '../import/api.ts';

/** A name goes into mails from our domain: no door takes one that reads as an advertisement with its address. */
const BILLBOARD = 'gane 500 euros en www.evil.test ya';
const SENTENCE = 'Escriba solo el nombre, sin direcciones web ni de correo electrónico.';

const request = async (method: 'post' | 'patch', path: string, body: object) =>
  sidecar()
    [method](path)
    .set({ Authorization: `Bearer ${await adminToken()}`, 'Accept-Language': 'es' })
    .send(body);

test('signs that no name has are refused by their field, too', async () => {
  const email = uniqueEmail();
  const { status, body } = await request('post', '/api/v1/invitations', { email, firstName: 'Jos‚', lastName: 'N£¤ez' });
  expect([status, body.errors.map(({ field, code }: Record<string, string>) => [field, code])]).toEqual([
    400,
    [
      ['firstName', 'name_symbols'],
      ['lastName', 'name_symbols'],
    ],
  ]);
  expect(await realmAdmin().users.find({ email, exact: true })).toEqual([]);
});

test('the API refuses it by its field, and nobody is invited', async () => {
  const email = uniqueEmail();
  const { status, body } = await request('post', '/api/v1/invitations', { email, firstName: BILLBOARD, lastName: 'Prado' });
  expect([status, body.code]).toEqual([400, 'invalid_request']);
  expect(body.errors).toEqual([
    expect.objectContaining({ field: 'firstName', code: 'name_address', message: expect.stringContaining(SENTENCE) }),
  ]);
  expect(await realmAdmin().users.find({ email, exact: true })).toEqual([]);
});

test('a correction refuses it, too', async () => {
  const { invitation } = await invitePerson();
  const { status, body } = await request('patch', `/api/v1/invitations/${invitation.id}`, { lastName: 'entre en evil.com' });
  expect([status, body.errors[0].field]).toEqual([400, 'lastName']);
});

test('the page of the administration shows the sentence at the field', async () => {
  const session = await sessionCookie(await createPerson({ roles: ['admin'] }));
  const form = await sidecar().get('/admin/invitaciones/nueva').set('Cookie', session).expect(200);
  const cookies = [form.headers['set-cookie'] ?? []].flat().map((text) => String(text).split(';')[0]);
  const answer = await sidecar()
    .post('/admin/invitaciones')
    .set('Cookie', [session, ...cookies].join('; '))
    .type('form')
    .send({ [CSRF_FIELD]: load(form.text).value(CSRF_FIELD), email: uniqueEmail(), firstName: BILLBOARD, locale: 'es' })
    .expect(400);
  expect(load(answer.text).text).toContain(SENTENCE);
});

test('a row of a file is left out with the sentence, in a dry run and in an import', async () => {
  const token = await adminToken();
  const csv = `correo,nombre\n${uniqueEmail()},${BILLBOARD}\n${uniqueEmail()},J. R. Prado\n`;
  for (const query of ['?dryRun=true', '']) {
    const { id } = (await post(csv, token, query)).body;
    expect(await ended(id, token)).toMatchObject({ failed: 1 });
    expect((await get(`${id}/report.csv`, token)).text).toContain(SENTENCE);
  }
});

test('people are told at the field of the activation page, and activate with their name', async () => {
  const { key } = await invitePerson();
  const page = await openActivation(key);
  const refused = await page.submit({ ...FILLED, firstName: BILLBOARD }).expect(422);
  expect(load(refused.text).text).toContain(SENTENCE);
  await page.submit(FILLED).expect(303);
});

test('what we do not control is no link in the mail: a console user’s name, a company’s', async () => {
  const email = uniqueEmail();
  const evil = {
    name: `Premios www.evil.test ${email.slice(8, 16)}`,
    alias: `evil-${email.slice(8, 16)}`,
    domains: [{ name: `${email.slice(8, 16)}.test` }],
  };
  const { id: orgId = '' } = await realmAdmin().organizations.create({ ...evil, enabled: true });
  const { id } = await realmAdmin().users.create({ username: email, email, firstName: BILLBOARD, lastName: 'x', enabled: true });
  await realmAdmin().organizations.addMember({ orgId, userId: id });
  const { text, html, subject } = await mailTo(email);
  expect(text).toContain('Hola, gane 500 euros en www. evil. test ya x:');
  for (const part of [text, html, subject]) expect(part).not.toMatch(/www\.evil|evil\.test/);
});

test('what turns the direction of a line is refused, and left out where it comes from elsewhere', async () => {
  const { status, body } = await request('post', '/api/v1/invitations', { email: uniqueEmail(), firstName: '\u202emoc.ecnes' });
  expect([status, body.errors?.[0]?.code]).toEqual([400, 'name_address']);
  const email = uniqueEmail();
  await realmAdmin().users.create({
    username: email,
    email,
    firstName: '\u202emoc.live',
    lastName: 'evil\ufe52com',
    enabled: true,
  });
  const { text, html } = await mailTo(email);
  expect(text).toContain('Hola, moc. live evil\ufe52 com:');
  expect(html).not.toMatch(/[\u202a-\u202e]/);
});
