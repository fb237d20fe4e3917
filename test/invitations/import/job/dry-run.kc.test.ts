import { expect, test } from '@jest/globals';
import { CSRF_FIELD } from '../../../../src/http/request/csrf.ts';
import { load } from '../../../support/html.ts';
import { createPerson } from '../../../support/people.ts';
import { adminMachineToken, uniqueEmail } from '../../../support/realm.ts';
import { sidecar } from '../../../support/sidecar.ts';
import { signedInCookie } from '../../../support/signed-in.ts';
import { ended, get, imported, post } from '../api.ts';
import { mailedOnce, newFile } from '../support.ts';

/** A dry run and the import of the same file do not get into each other's way. */

test('an import that is posted while its dry run is running starts, and is answered as an import', async () => {
  const token = await adminMachineToken();
  const { csv, addresses } = newFile(40);
  const checked = await post(csv, token, '?dryRun=true');
  const { status, body } = await post(csv, token);
  expect([status, body.dryRun]).toEqual([202, false]);
  expect(await ended(body.id, token)).toMatchObject({ dryRun: false, state: 'done', created: 40, sent: 40 });
  expect(await mailedOnce(addresses)).toBe(true);
  expect(await ended(checked.body.id, token)).toMatchObject({ dryRun: true, state: 'done', rows: 40, created: 0 });
});

test('a later dry run of the same file leaves counts and report of the import as they are', async () => {
  const token = await adminMachineToken();
  const email = uniqueEmail();
  const csv = `correo\n${email}\n`;
  const { id } = await imported(csv, token);
  const report = (await get(`${id}/report.csv`, token)).text;
  expect(report).toContain('"Invitada"');
  expect(await imported(csv, token, '?dryRun=true')).toMatchObject({ dryRun: true, skipped: 1 });
  expect((await get(id, token)).body).toMatchObject({ dryRun: false, created: 1, sent: 1, skipped: 0 });
  expect((await get(`${id}/report.csv`, token)).text).toBe(report);
});

test('the page of a dry run leads to the import that it has become, however often it is confirmed', async () => {
  const admin = await createPerson({ roles: ['admin'] });
  const session = await signedInCookie(admin);
  const form = await sidecar().get('/admin/importar').set('Cookie', session).expect(200);
  const csrf = load(form.text).value(CSRF_FIELD);
  const cookie = [session, ...[form.headers['set-cookie'] ?? []].flat().map((text) => String(text).split(';')[0])].join('; ');
  const { csv, addresses } = newFile(2);
  const upload = async () => {
    const answer = await sidecar()
      .post('/admin/importar')
      .set('Cookie', cookie)
      .field(CSRF_FIELD, csrf)
      .field('locale', 'es')
      .attach('file', Buffer.from(csv), 'gente.csv')
      .expect(303);
    return answer.headers.location ?? '';
  };
  const confirm = async (page: string) => {
    const confirmed = sidecar()
      .post(`${page}/enviar`)
      .set('Cookie', cookie)
      .type('form')
      .send({ [CSRF_FIELD]: csrf });
    return (await confirmed.expect(303)).headers.location ?? '';
  };
  const eventsOf = async (page: string) => (await sidecar().get(`${page}/progreso`).set('Cookie', cookie).expect(200)).text;
  const reportOf = async (page: string) => (await sidecar().get(`${page}/informe.csv`).set('Cookie', cookie).expect(200)).text;

  const check = await upload();
  await eventsOf(check);
  const page = await confirm(check);
  await eventsOf(page);
  expect(await mailedOnce(addresses)).toBe(true);
  const report = await reportOf(page);
  expect(await confirm(check)).toBe(page);
  await sidecar().get(check).set('Cookie', cookie).expect(303).expect('Location', page);
  expect(await eventsOf(page)).toContain('event: done');
  expect(await reportOf(page)).toBe(report);

  expect(await upload()).toBe(check);
  await eventsOf(check);
  await sidecar().get(check).set('Cookie', cookie).expect(200);
});
