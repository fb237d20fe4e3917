import { describe, expect, test } from '@jest/globals';
import { testEnvironment } from '../support/environment.ts';
import { load } from '../support/html.ts';
import {
  adminToken,
  FILLED,
  GOOD_PASSWORD,
  invitationNow,
  invitePerson,
  keyOf,
  openActivation,
  untilStatus,
} from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { canSignIn, createUser, realmAdmin, uniqueEmail } from '../support/realm.ts';
import { sidecar, sidecarLog } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';

const { sidecarUrl, keycloakUrl, realm } = testEnvironment();
const admin = realmAdmin();

const open = (key: string) => sidecar().get('/activar').query({ key });

describe('the page', () => {
  test('asks what the realm asks, with what is known filled in, and lists the password rules', async () => {
    const { key, invitation } = await invitePerson({ firstName: 'Águeda' });
    const { page } = await openActivation(key);
    expect(page.heading).toBe('Active su cuenta');
    expect(page.text).toContain(invitation.email);
    expect(page.value('firstName')).toBe('Águeda');
    expect(page.$('[name="lastName"][required]')).toHaveLength(1);
    expect(page.$('[name="invitation.status"], [name="email"], [name="username"], [name="locale"]')).toHaveLength(0);
    expect(page.$('.checklist__item').length).toBeGreaterThanOrEqual(5);
    expect(page.$('[name="password"]').attr('autocomplete')).toBe('new-password');
    expect(page.$('button[type="submit"]').last().text()).toBe('Crear');
  });

  test('is never cached, never framed, and sends no referrer', async () => {
    const { key } = await invitePerson();
    const { headers } = await open(key).expect(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  });

  test('speaks the language of the person, and the one they choose', async () => {
    const { key } = await invitePerson({ locale: 'en' });
    expect(load((await open(key).set('Accept-Language', 'es')).text).heading).toBe('Activate your account');
    expect(load((await open(key).query({ lang: 'es' })).text).heading).toBe('Active su cuenta');
  });

  test('consumes nothing: after twenty scanners the person still gets in', async () => {
    const { key, invitation } = await invitePerson();
    for (let i = 0; i < 10; i++) {
      await open(key).expect(200);
      await sidecar().head('/activar').query({ key }).expect(200);
    }
    expect(await invitationNow(invitation.id)).toMatchObject({ status: 'sent' });
    const { submit } = await openActivation(key);
    await submit().expect(303);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
  });
});

describe('filling it in', () => {
  test('activates the account: Keycloak has the password, the names and a proven address, and the browser goes to the login', async () => {
    const { key, invitation } = await invitePerson();
    const { submit } = await openActivation(key);
    const answer = await submit({ firstName: 'Ana María', lastName: 'de la Peña', password: GOOD_PASSWORD }).expect(303);
    const next = new URL(answer.headers.location ?? '');
    expect(next.origin + next.pathname).toBe(`${sidecarUrl}/entrar`);
    expect(next.searchParams.get('login_hint')).toBe(invitation.email);

    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(true);
    const user = await admin.users.findOne({ id: invitation.id });
    expect(user).toMatchObject({ firstName: 'Ana María', lastName: 'de la Peña', emailVerified: true, requiredActions: [] });
    await untilStatus(invitation.id, 'activated');
  });

  test.each([
    ['too short', 'Aa1-xyz', 'demasiado corta'],
    ['without an upper-case letter', 'solo-minuscula-1', 'mayúscula'],
    ['without a lower-case letter', 'SOLO-MAYUSCULA-1', 'minúscula'],
    ['without a digit', 'Sin-Numero-Alguno', 'número'],
    ['without a symbol', 'SinSimbolo2026', 'símbolo'],
  ])('a password %s is told so, and the key is as good as before', async (_fault, password, words) => {
    const { key, invitation } = await invitePerson();
    const { submit } = await openActivation(key);
    const page = load((await submit({ ...FILLED, firstName: 'Lucía', password }).expect(422)).text);
    expect(page.faultOf('password')).toContain(words);
    expect(page.summary).toEqual([expect.stringContaining(words)]);
    expect(page.value('firstName')).toBe('Lucía');
    expect(page.value('password')).toBe('');
    expect(await canSignIn(invitation.email, password)).toBe(false);
    await submit().expect(303);
  });

  test('every fault shows at once, each at its field', async () => {
    const { key } = await invitePerson();
    const { submit } = await openActivation(key);
    const page = load((await submit({ firstName: '', lastName: 'Sol <b>', phone: 'abc', password: 'abc' }).expect(422)).text);
    expect(page.faultOf('firstName')).toBe('Rellene este campo.');
    expect(page.faultOf('lastName')).toContain('símbolos');
    expect(page.faultOf('phone')).toContain('número de teléfono con cifras');
    expect(page.faultOf('password')).toContain('mayúscula');
    expect(page.value('lastName')).toBe('Sol <b>');
    expect(page.$('b')).toHaveLength(0);
  });

  test('without JavaScript the password is typed twice, and a difference is told', async () => {
    const { key } = await invitePerson();
    const { submit } = await openActivation(key);
    const page = load((await submit({ ...FILLED, passwordConfirm: 'Otra-clave-2026' }).expect(422)).text);
    expect(page.faultOf('password')).toBe('Las dos contraseñas no coinciden: escríbalas de nuevo.');
    await submit({ ...FILLED, passwordConfirm: GOOD_PASSWORD }).expect(303);
  });

  test('a fault that only Keycloak can find stands at its field', async () => {
    // The password was used before: its history is Keycloak's to know.
    const { id, email } = await createUser(admin, { password: GOOD_PASSWORD, lastName: 'Prado' });
    await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'] });
    const { submit } = await openActivation(keyOf(await mailTo(email)));
    const before = await admin.realms.findOne({ realm });
    await admin.realms.update({ realm }, { passwordPolicy: `${before?.passwordPolicy} and passwordHistory(3)` });
    try {
      const page = await until('the page that knows the new rule', async () => {
        const answer = await submit();
        const found = load(answer.text);
        return answer.status === 422 && /distinta de/.test(found.faultOf('password')) && found;
      });
      expect(page.value('lastName')).toBe('Prado');
      expect(page.$('[data-rule="passwordHistory"]')).toHaveLength(1);
      // Who has no password yet cannot repeat one, and is not told of the rule.
      const { key } = await invitePerson();
      expect((await openActivation(key)).page.$('[data-rule="passwordHistory"]')).toHaveLength(0);
    } finally {
      await admin.realms.update({ realm }, { passwordPolicy: before?.passwordPolicy ?? '' });
    }
  });

  test.each([
    ['of another browser', 'csrf=another', 'ha caducado'],
    ['missing, as the browser keeps no cookies', undefined, 'Permita las cookies'],
  ])('a form whose token is %s comes back complete, and nothing was done', async (_, cookie, reason) => {
    const { key, invitation } = await invitePerson();
    const request = sidecar().post('/activar').type('form');
    if (cookie) request.set('Cookie', cookie);
    const page = load((await request.send({ ...FILLED, key, lastName: 'Tecleado' }).expect(403)).text);
    expect(page.value('lastName')).toBe('Tecleado');
    expect(page.summary).toEqual([expect.stringContaining(reason)]);
    expect(await canSignIn(invitation.email, GOOD_PASSWORD)).toBe(false);
  });

  test('another site cannot send the form, whatever token it has', async () => {
    const { key } = await invitePerson();
    const { submit } = await openActivation(key);
    await submit().set('Sec-Fetch-Site', 'cross-site').expect(403);
    await submit().set('Sec-Fetch-Site', 'same-origin').expect(303);
  });

  test('of two at once, one wins and the other sees that the account is active', async () => {
    const { key, invitation } = await invitePerson();
    const [one, other] = [await openActivation(key), await openActivation(key)];
    const passwords = ['Faro-1-nube-Lima', 'Faro-2-nube-Lima'];
    const answers = await Promise.all([
      one.submit({ ...FILLED, password: passwords[0] ?? '' }),
      other.submit({ ...FILLED, password: passwords[1] ?? '' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    const [winner, loser] = answers[0].status === 303 ? passwords : passwords.toReversed();
    expect(await canSignIn(invitation.email, winner ?? '')).toBe(true);
    expect(await canSignIn(invitation.email, loser ?? '')).toBe(false);
    expect(load(answers.find(({ status }) => status === 410)?.text ?? '').heading).toContain('activa');
  });
});

describe('no dead end', () => {
  const signIn = 'a[href="/entrar?ui_locales=es"]';

  test('used: the account is active, and the way in is one click away', async () => {
    const { key } = await invitePerson();
    await (await openActivation(key)).submit().expect(303);
    const page = load((await open(key).expect(410)).text);
    expect(page.heading).toBe('Su cuenta ya está activa');
    expect(page.$(signIn)).toHaveLength(1);
  });

  test('replaced: an older link is refused after a resend, the new one works', async () => {
    const { key, invitation } = await invitePerson();
    const token = await adminToken();
    await sidecar().post(`/api/v1/invitations/${invitation.id}/resend`).set('Authorization', `Bearer ${token}`).expect(200);
    const newer = await mailTo(invitation.email, { count: 2 });
    const page = load((await open(key).expect(410)).text);
    expect(page.$('form[action="/reenviar"] [name="key"]')).toHaveLength(1);
    await sidecar()
      .post('/activar')
      .type('form')
      .send({ key, ...FILLED })
      .expect(410);
    await (await openActivation(keyOf(newer))).submit().expect(303);
  });

  test('expired: one click sends a new link to the same address', async () => {
    const { invitation } = await invitePerson();
    await admin.users.executeActionsEmail({ id: invitation.id, lifespan: 1, actions: ['UPDATE_PASSWORD'] });
    const key = keyOf(await mailTo(invitation.email, { count: 2 }));
    const answer = await until('the key to expire', async () => {
      const found = await open(key);
      return found.status === 410 && found;
    });
    const page = load(answer.text);
    expect(page.heading).toContain('caducado');
    expect(page.$('form[action="/reenviar"] button')).toHaveLength(1);
  });

  test('forged: the same page as for any unknown link', async () => {
    const { key } = await invitePerson();
    const [head, claims] = key.split('.');
    const forged = await open(`${head}.${claims}.AAAA`).expect(400);
    const garbage = await open('no-es-un-enlace').expect(400);
    const strip = (html: string) => html.replace(/value="[^"]*"/g, '');
    expect(strip(forged.text)).toBe(strip(garbage.text));
    expect(load(forged.text).$('form[action="/reenviar"] [name="email"]')).toHaveLength(1);
  });

  test('an unsigned key (alg none) is worth nothing', async () => {
    const { key } = await invitePerson();
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${key.split('.')[1]}.`;
    await open(unsigned).expect(400);
  });

  test('disabled and revoked: says whom to ask', async () => {
    const { key, invitation } = await invitePerson();
    await admin.users.update({ id: invitation.id }, { ...(await admin.users.findOne({ id: invitation.id })), enabled: false });
    const disabled = load((await open(key).expect(403)).text);
    expect(disabled.heading).toBe('Esta cuenta está desactivada');
    expect(disabled.$('main a[href^="/soporte"]').first().text().trim()).toBe('Escribir a soporte');

    const other = await invitePerson();
    const token = await adminToken();
    await sidecar().delete(`/api/v1/invitations/${other.invitation.id}`).set('Authorization', `Bearer ${token}`).expect(200);
    expect(load((await open(other.key).expect(403)).text).heading).toBe('La invitación se ha anulado');
    expect(await invitationNow(other.invitation.id)).toMatchObject({ status: 'revoked' });
  });

  test('a mail sent from the console works the same', async () => {
    const { id, email } = await createUser(admin, { requiredActions: ['UPDATE_PASSWORD'] });
    await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PASSWORD'] });
    const key = keyOf(await mailTo(email));
    await (await openActivation(key)).submit({ password: GOOD_PASSWORD }).expect(303);
    expect(await canSignIn(email, GOOD_PASSWORD)).toBe(true);
  });

  test('other required actions go on at Keycloak’s own pages, told in the language of the account', async () => {
    const { id, email } = await createUser(admin, { password: null });
    const user = await admin.users.findOne({ id });
    await admin.users.update({ id }, { ...user, attributes: { ...user?.attributes, locale: ['gl'] } });
    await admin.users.executeActionsEmail({ id, actions: ['UPDATE_PASSWORD', 'webauthn-register'] });
    const key = keyOf(await until('the console’s own mail', async () => mailTo(email)));
    const page = load((await open(key).expect(200)).text);
    expect(page.$('html').attr('lang')).toBe('gl');
    const href = page.$('a.button--primary').attr('href') ?? '';
    expect(href.startsWith(`${keycloakUrl}/realms/${realm}/login-actions/action-token?key=`)).toBe(true);
    const keycloak = await fetch(href);
    expect(await keycloak.text()).toContain('id="keycloak-state"');
  });

  test('a key whose pages another theme draws goes on at Keycloak’s own link, and the log says why', async () => {
    const clientId = uniqueEmail('otro-tema');
    await admin.clients.create({ clientId, redirectUris: ['http://localhost/*'], attributes: { login_theme: 'keycloak.v2' } });
    const { id, email } = await createUser(admin);
    await admin.users.executeActionsEmail({ id, clientId, redirectUri: 'http://localhost/', actions: ['UPDATE_PASSWORD'] });
    const key = keyOf(await mailTo(email));
    const { headers } = await open(key).expect(303);
    expect(headers.location).toContain(`${keycloakUrl}/realms/${realm}/login-actions/action-token?key=`);
    await until('the line in the log', async () => (await sidecarLog()).includes('without the state block'));
  });

  test('no key at all: asks for the address', async () => {
    expect(load((await sidecar().get('/activar').expect(400)).text).$('[name="email"]')).toHaveLength(1);
  });
});

test('keys, passwords and full addresses are never in the log', async () => {
  const { key, invitation } = await invitePerson();
  await (await openActivation(key)).submit().expect(303);
  const log = await until('the request in the log', async () => {
    const text = await sidecarLog();
    return text.includes('"path":"/activar"') && text;
  });
  expect(log).not.toContain(key.slice(-40));
  expect(log).not.toContain(GOOD_PASSWORD);
  expect(log).not.toContain(invitation.email);
});
