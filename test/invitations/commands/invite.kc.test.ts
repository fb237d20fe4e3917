import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { faultText, technicalDetail } from '../../../src/invitations/import/job/report.ts';
import { anAdmin } from '../../support/actors.ts';
import { testEnvironment } from '../../support/environment.ts';
import { adminToken, invitationNow, invitePerson } from '../../support/invite.ts';
import { mailsTo, mailTo } from '../../support/mail.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { accountAsStored, adminRest, createUser, machineToken, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';
import { importFile, newFile } from '../import/support.ts';

const { sidecarUrl } = testEnvironment();
const admin = realmAdmin();

async function post(body: unknown, language = 'es') {
  return sidecar()
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${await adminToken()}`)
    .set('Accept-Language', language)
    .send(body as object);
}

describe('an invitation over the API', () => {
  test('creates the user and sends the mail that the guide promises', async () => {
    const { invitation, mail } = await invitePerson({ organization: 'sol' });
    expect(mail.subject).toBe('Activación de cuenta Amperecloud');
    expect(mail.link.startsWith(`${sidecarUrl}/activar?key=`)).toBe(true);
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain(mail.link.split('?')[0]);
      expect(part).toContain('7 días');
      expect(part).toContain('spam');
      expect(part).toContain('support@amperecloud.com');
      expect(part).not.toMatch(/días minutos|\$\{|\{0\}/);
    }
    expect(mail.text).toContain('Sol');
    expect(invitation).toMatchObject({ status: 'sent', sends: 1, organization: 'sol', error: null });
    const holds = Date.parse(invitation.expiresAt ?? '') - Date.parse(invitation.sentAt ?? '');
    expect(holds).toBe(7 * 24 * 3_600_000);

    const user = await admin.users.findOne({ id: invitation.id });
    expect(user).toMatchObject({ enabled: true, emailVerified: false });
    expect(user?.requiredActions?.toSorted()).toEqual(['UPDATE_PASSWORD', 'UPDATE_PROFILE']);
  });

  test('speaks English to whoever does', async () => {
    const { mail } = await invitePerson({ locale: 'en', lifespanHours: 48 });
    expect(mail.subject).toBe('Amperecloud account activation');
    expect(mail.text).toContain('2 days');
    expect(mail.html).toContain('lang="en"');
  });

  test('needs nothing but an address', async () => {
    const answer = await post({ email: uniqueEmail() });
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(`/api/v1/invitations/${answer.body.id}`);
    expect(JSON.stringify(answer.body)).not.toContain('key=');
  });

  test('an address that exists is refused, and nothing is changed', async () => {
    const { invitation } = await invitePerson();
    const before = await accountAsStored(admin, invitation.id);
    const answer = await post({ email: invitation.email.toUpperCase(), firstName: 'Otra' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'email_exists', status: 409, errors: [{ field: 'email' }] });
    expect(await accountAsStored(admin, invitation.id)).toEqual(before);
    expect(await mailsTo(invitation.email, 1)).toHaveLength(1);
  });

  test.each([
    ['no address', {}, 'email', 'required'],
    ['a bad address', { email: 'ana@' }, 'email', 'email'],
    ['an unknown field', { email: 'ana@example.test', role: 'admin' }, 'role', 'unknown'],
    ['a wrong type', { email: 'ana@example.test', lifespanHours: '24' }, 'lifespanHours', 'type'],
    ['an unknown company', { email: 'ana@example.test', organization: 'marte' }, 'organization', 'organization_unknown'],
    ['a name that Keycloak refuses', { email: 'ana@example.test', firstName: '<b>' }, 'firstName', 'name_characters'],
    [
      'an attribute of ours',
      { email: 'ana@example.test', attributes: { 'invitation.status': 'sent' } },
      'attributes.invitation.status',
      'unknown',
    ],
  ])('%s: the fault of the field, in the caller’s language, and no user', async (_what, body, field, code) => {
    const spanish = await post(body);
    expect(spanish.status).toBe(400);
    expect(spanish.headers['content-type']).toContain('application/problem+json');
    expect(spanish.body).toMatchObject({
      code: 'invalid_request',
      title: 'Alguno de los datos no es válido. Revíselos y envíelos de nuevo.',
    });
    expect(spanish.body.errors).toEqual([expect.objectContaining({ field, code })]);
    const english = await post(body, 'en');
    expect(english.body.errors[0].message).not.toBe(spanish.body.errors[0].message);
    expect(await admin.users.find({ email: 'ana@example.test' })).toEqual([]);
  });

  test('what is no JSON, too large or of another type is told as such', async () => {
    const token = await adminToken();
    const send = (type: string, body: string) =>
      sidecar().post('/api/v1/invitations').set('Authorization', `Bearer ${token}`).set('Content-Type', type).send(body);
    expect((await send('application/json', '{"email":')).body).toMatchObject({ status: 400, code: 'invalid_json' });
    expect((await send('text/plain', 'ana@example.test')).body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    const large = JSON.stringify({ email: 'ana@example.test', firstName: 'a'.repeat(100_000) });
    expect((await send('application/json', large)).body).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  test('is for administrators of this realm only', async () => {
    const body = { email: uniqueEmail() };
    const bare = await sidecar().post('/api/v1/invitations').send(body).expect(401);
    expect(bare.headers['www-authenticate']).toBe('Bearer');
    const as = (token: string) => sidecar().post('/api/v1/invitations').set('Authorization', `Bearer ${token}`).send(body);
    await as('eyJ.eyJ.x').expect(401);
    await as(await machineToken()).expect(401);
    const { email, password } = await createUser(admin);
    await as(await userToken(email, password)).expect(401);
    const { accessToken } = { accessToken: await admin.getAccessToken() };
    await as(accessToken ?? '').expect(401);
    expect(await admin.users.find({ email: body.email })).toEqual([]);
  });
});

describe('a user created in the Keycloak console', () => {
  const createInConsole = (body: Record<string, unknown>) => adminRest('POST', '/users', { enabled: true, ...body });

  test('gets the same mail by itself, once', async () => {
    const email = uniqueEmail('consola');
    expect((await createInConsole({ username: email, email })).status).toBe(201);
    const mail = await mailTo(email, { timeout: 10_000 });
    expect(mail.subject).toBe('Activación de cuenta Amperecloud');
    const [user] = await admin.users.find({ email });
    expect(user?.requiredActions?.toSorted()).toEqual(['UPDATE_PASSWORD', 'UPDATE_PROFILE']);
    await until('the invitation to be written down', async () => (await invitationNow(user?.id ?? '')).status === 'sent');

    // A later user's mail shows that the watcher has looked again.
    const later = uniqueEmail('consola');
    await createInConsole({ username: later, email: later });
    await mailTo(later, { timeout: 10_000 });
    expect(await mailsTo(email, 1)).toHaveLength(1);
  });

  test('is left alone with a password, without an address, or disabled', async () => {
    const known = await createUser(admin);
    const nameless = uniqueEmail('sin-correo');
    const disabled = uniqueEmail('desactivada');
    await createInConsole({ username: disabled, email: disabled, enabled: false });
    const later = uniqueEmail('consola');
    await createInConsole({ username: later, email: later });
    await mailTo(later, { timeout: 10_000 });
    for (const email of [known.email, nameless, disabled]) expect(await mailsTo(email)).toEqual([]);
  });
});

describe('resend and revoke', () => {
  test('a resend sends another mail and counts it', async () => {
    const { invitation } = await invitePerson();
    const answer = await sidecar()
      .post(`/api/v1/invitations/${invitation.id}/resend`)
      .set('Authorization', `Bearer ${await adminToken()}`)
      .expect(200);
    expect(answer.body).toMatchObject({ id: invitation.id, status: 'sent', sends: 2 });
    await mailTo(invitation.email, { count: 2 });
  });

  test('an active account is not invited again', async () => {
    const { email, id } = await createUser(admin);
    await sidecar()
      .post(`/api/v1/invitations/${id}/resend`)
      .set('Authorization', `Bearer ${await adminToken()}`)
      .expect(404);
    expect(await mailsTo(email)).toEqual([]);
  });
});

describe('with the mail server away', () => {
  // A realm of its own: in the shared one, other suites' mails would be lost as well.
  let own: OwnRealm;
  beforeAll(async () => {
    own = await createOwnRealm();
  });
  afterAll(() => own.remove());

  test('the user exists, the invitation says why it failed, and a resend makes up for it', async () => {
    const deps = own.sidecar();
    const { realm } = deps.config.keycloak;
    const before = await own.console.realms.findOne({ realm });
    await own.console.realms.update({ realm }, { smtpServer: { ...before?.smtpServer, port: '9' } });
    const failed = await invite(deps, { email: uniqueEmail('sin-smtp') }, { actor: { ...anAdmin, name: undefined } });
    expect(failed).toMatchObject({ status: 'failed', sends: 0 });
    expect(failed.error).toContain('email');
    expect(await own.console.users.find({ email: failed.email })).toHaveLength(1);

    const { faults } = await importFile(deps, newFile(1).csv);
    const [told = '', detail = ''] = faults.flatMap((fault) => [faultText(fault, 'es'), technicalDetail(fault)]);
    expect(told).toMatch(/el correo no se ha podido enviar\. Lo intentaremos otra vez automáticamente\.$/);
    // Keycloak's own words.
    expect(detail).toContain('email');

    await own.console.realms.update({ realm }, { smtpServer: before?.smtpServer ?? {} });
    expect(await resend(deps, anAdmin, failed.id)).toMatchObject({ status: 'sent', sends: 1, error: undefined });
    await mailTo(failed.email);
  });
});
