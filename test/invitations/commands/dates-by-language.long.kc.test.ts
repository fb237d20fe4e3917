import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { load } from '../../support/html.ts';
import { GOOD_PASSWORD, keyOf } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { createOwnForms, type OwnForms } from '../../support/own-form.ts';
import { ownToken } from '../../support/own-token.ts';
import { cookieOf } from '../../support/people.ts';
import { uniqueEmail } from '../../support/realm.ts';
import { ADMIN_CLIENT, createTestClients } from '../../support/realm-setup.ts';
import { until } from '../../support/wait.ts';

/**
 * Dates of attributes with `local-date` mean something in one language only, and Keycloak refuses every write of an account whose dates its language does
 * not read. So they follow the language, whoever changes it here.
 */

let forms: OwnForms;
let token: string;

beforeAll(async () => {
  forms = await createOwnForms();
  const { console } = forms.realm;
  await createTestClients(console, CLIENT_ID);
  const profile = await console.users.getProfile();
  const permissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const validations = { 'local-date': {} };
  const dates = [
    { name: 'born', permissions, validations, annotations: { inputType: 'html5-date' } },
    { name: 'hired', permissions, validations },
  ];
  await console.users.updateProfile({ ...profile, attributes: [...(profile.attributes ?? []), ...dates] } as never);
  token = await ownToken(console.realmName, { grant_type: 'client_credentials' }, ADMIN_CLIENT);
});
afterAll(() => forms?.remove());

function api(method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) {
  const request = supertest(forms.url)[method](`/api/v1/invitations${path}`).set('Authorization', `Bearer ${token}`);
  return body ? request.send(body) : request;
}

async function invited(attributes: object, locale = 'es'): Promise<{ id: string; key: string }> {
  const email = uniqueEmail();
  const request = { email, locale, firstName: 'Ana', lastName: 'Prado', attributes };
  const { body } = await until('the attributes in the sidecar', async () => {
    const answer = await api('post', '', request);
    return answer.status === 201 && answer;
  });
  return { id: body.id, key: keyOf(await mailTo(email)) };
}

const stored = async (id: string) => {
  const { locale, born, hired, ...record } = (await forms.realm.console.users.findOne({ id }))?.attributes ?? {};
  return { locale: locale?.[0], born: born?.[0], hired: hired?.[0], status: record['invitation.status']?.[0] };
};
const SPANISH = { born: '1/2/1990', hired: '31/1/2020' };
const ENGLISH = { born: '2/1/1990', hired: '1/31/2020' };

/** Everything that writes the account from here on. */
async function expectWritable(id: string): Promise<void> {
  await api('patch', `/${id}`, { lastName: 'Vega' }).expect(200);
  await api('post', `/${id}/resend`).expect(200);
  await api('delete', `/${id}`).expect(200);
}

test('when an administrator corrects it; dates of the same request are those of the new language', async () => {
  const { id } = await invited(SPANISH);
  await api('patch', `/${id}`, { locale: 'en' }).expect(200);
  expect(await stored(id)).toMatchObject({ locale: 'en', ...ENGLISH });
  await api('patch', `/${id}`, { locale: 'es', attributes: { born: '1991-01-31', hired: '28/2/2021' } }).expect(200);
  expect(await stored(id)).toMatchObject({ locale: 'es', born: '31/1/1991', hired: '28/2/2021' });
  await expectWritable(id);
});

test('when the person chooses it on the activation page: they are active, and the account can be written', async () => {
  const { id, key } = await invited({ hired: SPANISH.hired });
  const agent = supertest.agent(forms.url);
  const page = load((await agent.get('/activar').query({ key }).expect(200)).text);
  const filled = { _csrf: page.value('_csrf'), key, firstName: 'Ana', lastName: 'Prado', password: GOOD_PASSWORD };
  const form = { ...filled, born: '1990-02-01', hired: SPANISH.hired, language: 'en' };
  await agent.post('/activar').type('form').send(form).expect(303);
  await until('the record', async () => (await stored(id)).status === 'activated');
  expect(await stored(id)).toMatchObject({ locale: 'en', ...ENGLISH });
});

test('on the page of their own account', async () => {
  const attributes = { locale: ['es'], born: [SPANISH.born], hired: [SPANISH.hired] };
  const email = uniqueEmail();
  const { users } = forms.realm.console;
  const { id } = await users.create({ username: email, email, enabled: true, firstName: 'Ana', lastName: 'P', attributes });
  const user = { id, name: 'Ana', roles: [], idToken: '', refreshToken: 'none', checkedAt: Date.now() };
  const session = await cookieOf({ user });
  const page = await supertest(forms.url).get('/perfil').set('Cookie', session).expect(200);
  const csrf = [page.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);
  await supertest(forms.url)
    .post('/perfil/idioma')
    .set('Cookie', [session, ...csrf].join('; '))
    .type('form')
    .send({ _csrf: load(page.text).value('_csrf'), locale: 'en' })
    .expect(303);
  expect(await stored(id)).toMatchObject({ locale: 'en', ...ENGLISH });
});

test('an account without a language keeps its dates in the realm’s, whatever language the person’s browser speaks', async () => {
  const form = await forms.open();
  const { users } = forms.realm.console;
  await until('the field', async () => (await form.page()).$('[name="born"]').length > 0);
  await form
    .submit([['born', '1990-02-01']])
    .set('Accept-Language', 'en')
    .expect(303);
  await until('the date', async () => (await stored(form.id)).born === SPANISH.born);
  // Keycloak takes the account as it is.
  await users.update({ id: form.id }, { ...(await users.findOne({ id: form.id })), lastName: 'Vega' });
});

test('where the console changes it, the list says which attributes stand in the way, and a correction mends them', async () => {
  const { id } = await invited(SPANISH);
  const { users } = forms.realm.console;
  const { attributes = {}, ...user } = (await users.findOne({ id })) ?? {};
  await users.update({ id }, { ...user, attributes: { ...attributes, locale: ['en'] } });
  const { body } = await api('get', `/${id}`).expect(200);
  expect(body.faults).toEqual([expect.objectContaining({ field: 'attributes.hired' })]);
  const refused = await api('post', `/${id}/resend`).expect(400);
  expect(refused.body.errors ?? refused.body).toEqual(expect.anything());
  expect(JSON.stringify(refused.body)).toContain('hired');
  await api('patch', `/${id}`, { attributes: { hired: ENGLISH.hired } }).expect(200);
  await expectWritable(id);
});
