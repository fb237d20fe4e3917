import { afterAll, beforeAll, expect, test } from '@jest/globals';
import supertest, { type Agent } from 'supertest';
import { type AuditLine, auditLines, masked } from './support/audit.ts';
import { openBrowser, type TestBrowser } from './support/browser.ts';
import { testEnvironment } from './support/environment.ts';
import { load } from './support/html.ts';
import { invitePerson } from './support/invite.ts';
import { createPerson, type Person, sessionCookie } from './support/people.ts';
import { uniqueEmail } from './support/realm.ts';
import { sidecar, sidecarLog } from './support/sidecar.ts';
import { until } from './support/wait.ts';

/** What is done on the pages of the administration is in the log as what is done over the API; and who comes and goes there. */
const { sidecarUrl } = testEnvironment();
let browser: TestBrowser;
let admin: Person;
beforeAll(async () => {
  browser = await openBrowser();
  admin = await createPerson({ roles: ['admin'] });
});
afterAll(() => browser?.close());

const ours = async () => auditLines(await sidecarLog()).filter(({ actor }) => actor?.id === admin.id);
const lineWith = (matches: (line: AuditLine) => unknown) => until('the line', async () => (await ours()).find(matches));

/** A page, and the POST of a form in it. */
async function form(path: string): Promise<(to: string, fields?: object) => ReturnType<Agent['post']>> {
  const session = await sessionCookie(admin);
  const { headers, text } = await sidecar().get(path).set('Cookie', session).expect(200);
  const cookies = [headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie).split(';')[0]);
  const _csrf = load(text).value('_csrf');
  const post = (to: string) =>
    supertest(sidecarUrl)
      .post(to)
      .set('Cookie', [session, ...cookies].join('; '));
  return (to, fields = {}) =>
    post(to)
      .type('form')
      .send({ _csrf, ...fields });
}

test('correcting, sending again and revoking, and the refusal of each', async () => {
  const { invitation } = await invitePerson({ organization: 'sol' });
  const path = `/admin/invitaciones/${invitation.id}`;
  const { invitation: other } = await invitePerson();
  const post = await form(`${path}/corregir`);
  const correct = (email: string) => post(`${path}/corregir`, { email, firstName: 'Noa', lastName: '', locale: 'es' });
  const account = { id: invitation.id, email: masked(invitation.email) };
  const common = { actor: { kind: 'admin', id: admin.id }, account, request: expect.stringMatching(/^[\w-]{36}$/) };
  const line = (command: string, outcome: string) =>
    lineWith((one) => one.command === command && one.outcome === outcome && one.account?.id === invitation.id);

  await correct(other.email).expect(409);
  expect(await line('amend', 'refused')).toMatchObject({ ...common, detail: 'email_exists', company: 'sol' });
  await correct(invitation.email).expect(303);
  expect(await line('amend', 'done')).toMatchObject({ ...common, detail: 'sent', company: 'sol' });
  await post(`${path}/reenviar`, { clave: crypto.randomUUID() }).expect(303);
  expect(await line('resend', 'done')).toMatchObject({ ...common, detail: 'sent', company: 'sol' });
  await post(`${path}/revocar`).expect(303);
  expect(await line('revoke', 'done')).toMatchObject({ ...common, detail: 'revoked', company: 'sol' });

  const unknown = crypto.randomUUID();
  for (const [step, command] of Object.entries({ corregir: 'amend', reenviar: 'resend', revocar: 'revoke' })) {
    await post(`/admin/invitaciones/${unknown}/${step}`).expect(404);
    const refused = await lineWith((one) => one.command === command && one.account?.id === unknown);
    expect(refused).toMatchObject({ actor: common.actor, outcome: 'refused' });
  }
});

test('an import: the file that is looked at, and the one that is sent', async () => {
  const email = uniqueEmail();
  const session = await sessionCookie(admin);
  const { headers, text } = await sidecar().get('/admin/importar').set('Cookie', session).expect(200);
  const cookies = [session, ...[headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie).split(';')[0])].join('; ');
  const upload = (csv: string) =>
    sidecar()
      .post('/admin/importar')
      .set('Cookie', cookies)
      .field('_csrf', load(text).value('_csrf'))
      .field('organization', 'sol')
      .field('locale', 'es')
      .attach('file', Buffer.from(csv), 'gente.csv');
  const looked = await upload(`correo\n${email}\n`).expect(303);
  const dryRun = String(looked.headers.location).split('/').at(-1);
  await until(
    'the end of the look',
    async () => (await lineWith((line) => line.import === dryRun && line.figures)) !== undefined,
  );
  expect(await lineWith((line) => line.import === dryRun && line.request)).toMatchObject({ command: 'import', outcome: 'done' });

  const sent = await (await form(`/admin/importar/${dryRun}`))(`/admin/importar/${dryRun}/enviar`).expect(303);
  const id = String(sent.headers.location).split('/').at(-1);
  expect(id).not.toBe(dryRun);
  expect(await lineWith((line) => line.import === id && line.request)).toMatchObject({ command: 'import', outcome: 'done' });
  expect(await lineWith((line) => line.import === id && line.figures)).toMatchObject({ figures: { created: 1, sent: 1 } });

  await upload('').expect((answer) => expect(answer.status).toBeGreaterThanOrEqual(400));
  expect(await lineWith((line) => line.command === 'import' && line.outcome === 'refused')).toMatchObject({
    detail: expect.any(String),
  });
});

test('signing in to the administration and signing out; nobody else’s coming and going', async () => {
  const nobody = await createPerson({});
  for (const person of [nobody, admin]) {
    const page = await browser.visit({ javaScript: false });
    await page.goto(`${sidecarUrl}/entrar`);
    await page.fill('#username', person.email);
    await page.click('#kc-login, [type="submit"]');
    await page.fill('input[name="password"]', person.password);
    await page.click('#kc-login, [type="submit"]');
    await page.waitForURL(`${sidecarUrl}/**`);
    await page.goto(`${sidecarUrl}/salir`);
    await page.click('main button[type="submit"]');
    await page.waitForURL(`${sidecarUrl}/salir`);
  }
  const actor = { kind: 'admin', id: admin.id };
  const request = expect.stringMatching(/^[\w-]{36}$/);
  expect(await lineWith(({ command }) => command === 'sign-in')).toMatchObject({ actor, outcome: 'done', request });
  expect(await lineWith(({ command }) => command === 'sign-out')).toMatchObject({ actor, outcome: 'done', request });
  expect(auditLines(await sidecarLog()).filter((line) => line.actor?.id === nobody.id)).toEqual([]);
});
