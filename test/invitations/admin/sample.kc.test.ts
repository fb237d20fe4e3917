import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import supertest from 'supertest';
import { CSRF_FIELD } from '../../../src/http/request/csrf.ts';
import { testEnvironment } from '../../support/environment.ts';
import { load } from '../../support/html.ts';
import { mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { createUser } from '../../support/realm.ts';
import { type OwnProcess, startOwnProcess } from '../../support/sidecar-process.ts';

/** The sample mail of /admin is forwarded to colleagues: nothing in it may give anybody the administrator's account. */
let own: OwnRealm;
let ownSidecar: OwnProcess;

beforeAll(async () => {
  own = await createOwnRealm();
  const { realm, clientSecret } = own.sidecar().config.keycloak;
  ownSidecar = await startOwnProcess({ KEYCLOAK_REALM: realm, KEYCLOAK_CLIENT_SECRET: clientSecret });
});

afterAll(async () => {
  await ownSidecar?.stop();
  await own?.remove();
});

/** An administrator of whichever sidecar presses the button. */
async function askForSample(url: string, person: { id: string }): Promise<void> {
  const session = await sessionCookie({ ...person, roles: ['admin'] });
  const page = await supertest(url).get('/admin').set('Cookie', session).expect(200);
  const cookies = [page.headers['set-cookie'] ?? []].flat().map((text) => String(text).split(';')[0]);
  await supertest(url)
    .post('/admin/muestra')
    .set('Cookie', [session, ...cookies].join('; '))
    .type('form')
    .send({ [CSRF_FIELD]: load(page.text).value(CSRF_FIELD) })
    .expect(303);
}

test('a sample looks like an invitation, and holds no key that could be used', async () => {
  const admin = await createPerson({ roles: ['admin'] });
  await askForSample(testEnvironment().sidecarUrl, admin);
  const { subject, text, html } = await mailTo(admin.email);
  expect(subject).toBe('Activación de cuenta Amperecloud');
  for (const part of [text, html]) {
    expect(part).toContain('Esto es una muestra');
    expect(part).toContain(`${testEnvironment().sidecarUrl}/ayuda`);
    expect(part).not.toMatch(/key=|\/activar|login-actions|eyJ/);
  }
});

test('in another theme, which shows Keycloak’s own link, its key asks for nothing and sets no password', async () => {
  const { console } = own;
  await console.realms.update({ realm: console.realmName }, { emailTheme: 'base' });
  const { id, email } = await createUser(console);
  await askForSample(ownSidecar.url, { id });
  const { text } = await mailTo(email);
  const link = /https?:\S+key=\S+/.exec(text)?.[0] ?? '';
  expect(decodeJwt(new URL(link).searchParams.get('key') ?? '').rqac).toEqual([]);

  const first = await fetch(link);
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
  const [proceed = ''] = /https?:[^"]+required-action[^"]*|https?:[^"]+action-token[^"]*/.exec(await first.text()) ?? [];
  const second = await fetch(proceed.replaceAll('&amp;', '&'), { headers: { cookie } });
  expect(await second.text()).not.toMatch(/type="password"|name="username"/);
  const { requiredActions } = (await console.users.findOne({ id })) ?? {};
  expect(requiredActions).toEqual([]);
});
