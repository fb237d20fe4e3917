import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { CLIENT_ID } from '../../../src/dev/keycloak/fixed-names.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { companyAdmin } from '../../support/actors.ts';
import { type CompanyProvider, readyCompany, wanderer } from '../../support/company-provider.ts';
import { load } from '../../support/html.ts';
import { mailTo } from '../../support/mail.ts';
import { createOwnForms, type OwnForms } from '../../support/own-form.ts';
import { ownAdministrator, ownToken } from '../../support/own-token.ts';
import { sessionCookie } from '../../support/people.ts';
import { createUser, type TestUser, uniqueEmail } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';

/** A realm whose organizations somebody switches off in Keycloak after people of companies were invited: what an administrator can do with these invitations. */
let forms: OwnForms;
let company: CompanyProvider;
let administrator: string;
let ofMar: string;
let person: TestUser;
const OFF = { code: 'organizations_off', title: expect.stringContaining('empresas') };

beforeAll(async () => {
  forms = await createOwnForms();
  const { console } = forms.realm;
  administrator = await ownAdministrator(console);
  company = await readyCompany(console);
  const { id: orgId = '' } = await console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  person = await createUser(console, { email: uniqueEmail('mar') });
  await console.organizations.addMember({ orgId, userId: person.id });
  const [client] = await console.clients.find({ clientId: CLIENT_ID });
  const clientUniqueId = client?.id ?? '';
  const role = await console.clients.findRole({ id: clientUniqueId, roleName: 'company-admin' });
  const roles = [{ id: role?.id ?? '', name: role?.name ?? '' }];
  await console.users.addClientRoleMappings({ id: person.id, clientUniqueId, roles });
  const grant = { grant_type: 'password', username: person.email, password: person.password, scope: 'openid' };
  ofMar = `Bearer ${await ownToken(console.realmName, grant)}`;
  elsewhere = await createUser(console);
  const { id } = await invite(
    forms.realm.sidecar(),
    { email: elsewhere.email, organization: 'mar' },
    { actor: companyAdmin({ id: orgId, alias: 'mar', name: 'Mar' }) },
  );
  standIn = id;
  byProvider = (await invited({ email: uniqueEmail('ana', company.domain) })).id;
  revoked = (await invited()).id;
  expect((await api('delete', `/${revoked}`)).status).toBe(200);
  seenByMar = (await invited()).id;
  expect((await api('get', `/${seenByMar}`, ofMar)).body).toMatchObject({ id: seenByMar, organization: 'mar' });
});
afterAll(async () => {
  await company?.remove();
  await forms?.remove();
});

/** Somebody who has an account elsewhere, whom Keycloak asks to join. */
let standIn: string;
let elsewhere: TestUser;
/** Whose way in is their company's provider. */
let byProvider: string;
/** Whose earlier link still works at Keycloak: sent again, they get another account. */
let revoked: string;
let seenByMar: string;

function api(method: 'get' | 'post' | 'patch' | 'delete', path: string, authorization = administrator) {
  return supertest(forms.url)[method](`/api/v1/invitations${path}`).set({ authorization, 'accept-language': 'es' });
}

async function invited(
  asked: Record<string, string> = { email: uniqueEmail(), organization: 'mar' },
): Promise<{ id: string; email: string }> {
  const { body, status } = await api('post', '').send(asked);
  expect([status, body.status]).toEqual([201, 'sent']);
  return body;
}

async function turn(organizationsEnabled: boolean): Promise<void> {
  const { realms, realmName } = forms.realm.console;
  await realms.update({ realm: realmName }, { organizationsEnabled });
}

async function whileOff<T>(work: () => Promise<T>): Promise<T> {
  await turn(false);
  try {
    return await work();
  } finally {
    await turn(true);
  }
}

/** The page that the link of somebody's newest mail opens. */
async function open(email: string, count = 1) {
  const { link } = await mailTo(email, { count });
  return wanderer().open(`${forms.url}${new URL(link).pathname}${new URL(link).search}`);
}

/** What Keycloak has stored of somebody. */
const stored = async (id: string) => {
  const { attributes, enabled, requiredActions } = (await forms.realm.console.users.findOne({ id })) ?? {};
  return { attributes, enabled, requiredActions };
};

test('an administrator of the realm finds an invitation into a company, sends it again, corrects and revokes it', async () => {
  const { id, email } = await invited();
  await whileOff(async () => {
    expect((await api('get', `/${id}`)).body).toMatchObject({ id, status: 'sent', organization: null });
    for (const query of [`?search=${email}`, `?search=${id}`, '?max=200'])
      expect([query, (await api('get', `/${query}`)).body.items]).toEqual([
        query,
        expect.arrayContaining([expect.objectContaining({ id, email })]),
      ]);
    expect((await api('get', '/export.csv')).text).toContain(email);
    const resent = await api('post', `/${id}/resend`);
    expect([resent.status, resent.body]).toEqual([
      200,
      expect.objectContaining({ id, status: 'sent', sends: 2, organization: null }),
    ]);
    const page = await open(email, 2);
    expect([page.status, page.page.heading]).toEqual([200, 'Active su cuenta']);
    const corrected = await api('patch', `/${id}`).send({ lastName: 'Prado' });
    expect([corrected.status, corrected.body.lastName]).toEqual([200, 'Prado']);
    const moved = await api('patch', `/${id}`).send({ email: uniqueEmail('otra') });
    expect([moved.status, moved.body.status]).toEqual([200, 'sent']);
    const gone = await api('delete', `/${id}`);
    expect([gone.status, gone.body.status, (await stored(id)).enabled]).toEqual([200, 'revoked', false]);
  });
});

test('pages and commands for many do the same', async () => {
  const [one, other] = [await invited(), await invited()];
  const cookie = await sessionCookie({ id: person.id, roles: ['admin'] });
  await whileOff(async () => {
    const shown = async (path: string) => {
      const page = await supertest(forms.url).get(path).set('Cookie', cookie);
      expect([path, page.status]).toEqual([path, 200]);
      return page;
    };
    for (const path of ['/admin', '/admin/invitaciones/nueva', '/admin/importar', `/admin/invitaciones/${one.id}/corregir`])
      await shown(path);
    const address = `/admin/invitaciones/${one.id}`;
    const page = await shown(address);
    const csrf = [page.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0]);
    const form = load(page.text);
    const sent = await supertest(forms.url)
      .post(`${address}/reenviar`)
      .set('Cookie', [cookie, ...csrf].join('; '))
      .type('form')
      .send({ _csrf: form.value('_csrf'), clave: form.value('clave') });
    expect(sent.status).toBe(303);
    await mailTo(one.email, { count: 2 });

    const job = await api('post', '/bulk').send({ action: 'revoke', ids: [other.id, standIn] });
    expect(job.status).toBe(202);
    const done = await until('the job', async () => {
      const { body } = await api('get', `/bulk/${job.body.id}`);
      return body.state !== 'running' && body;
    });
    expect(done).toMatchObject({ rows: 2, done: 2, revoked: 1, failed: 1, faults: [{ line: 2, code: 'organizations_off' }] });
    expect((await stored(other.id)).enabled).toBe(false);
  });
});

test('what takes organizations is refused in a sentence, and changes nothing', async () => {
  const before = await Promise.all([standIn, byProvider, revoked].map(stored));
  await whileOff(async () => {
    const asked: Record<string, () => ReturnType<typeof api>> = {
      'an invitation into a company': () => api('post', '').send({ email: uniqueEmail(), organization: 'mar' }),
      'the list of a company': () => api('get', '/?organization=mar'),
      'another mail to whom Keycloak asks to join': () => api('post', `/${standIn}/resend`),
      'a correction of the address of whom Keycloak asks to join': () =>
        api('patch', `/${standIn}`).send({ email: uniqueEmail() }),
      'their revocation': () => api('delete', `/${standIn}`),
      'another mail to whoever comes by a provider': () => api('post', `/${byProvider}/resend`),
      'a correction of their address': () => api('patch', `/${byProvider}`).send({ email: uniqueEmail() }),
      'another account for whoever was revoked': () => api('post', `/${revoked}/resend`),
    };
    for (const [what, ask] of Object.entries(asked)) {
      const { status, body } = await ask();
      expect([what, status, body]).toEqual([what, 409, expect.objectContaining(OFF)]);
    }
    expect(await Promise.all([standIn, byProvider, revoked].map(stored))).toEqual(before);
  });
  expect((await api('post', `/${byProvider}/resend`)).body).toMatchObject({ status: 'sent', signIn: `idp:${company.alias}` });
  expect((await api('post', `/${revoked}/resend`)).body).toMatchObject({ status: 'sent', organization: 'mar' });
  expect((await api('post', `/${standIn}/resend`)).status).toBe(200);
});

test('a company admin finds nothing, and everything again afterwards', async () => {
  await whileOff(async () => {
    for (const ask of [
      api('get', '/', ofMar),
      api('get', `/${seenByMar}`, ofMar),
      api('post', `/${seenByMar}/resend`, ofMar),
      api('patch', `/${seenByMar}`, ofMar).send({ lastName: 'Prado' }),
      api('delete', `/${seenByMar}`, ofMar),
    ])
      expect((await ask).body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await api('post', `/${seenByMar}/resend`)).status).toBe(200);
  });
  const { body } = await api('get', '/', ofMar);
  expect(body.items).toContainEqual(expect.objectContaining({ id: seenByMar, organization: 'mar', sends: 2 }));
});

test('whoever comes by their company’s provider is told that it is off, and gets in once it is on again', async () => {
  const { email } = await invited({ email: uniqueEmail('ana', company.domain) });
  const heading = async () => (await open(email)).page.heading;
  expect(await whileOff(heading)).toBe('El acceso de su empresa está desactivado');
  expect(await heading()).toBe('Entre con la cuenta de su empresa');
});

test('the guide opens, and /readyz says what is off', async () => {
  await whileOff(async () => {
    const ready = await until('a fresh answer', async () => {
      const { status, body } = await supertest(forms.url).get('/readyz');
      return body.checks.companies === 'ok' ? undefined : { status, companies: body.checks.companies };
    });
    expect(ready).toEqual({ status: 200, companies: expect.stringContaining('organizations are switched off') });
    expect((await supertest(forms.url).get('/ayuda')).status).toBe(200);
  });
});
