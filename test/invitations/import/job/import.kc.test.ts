import { describe, expect, test } from '@jest/globals';
import { CSRF_FIELD } from '../../../../src/http/request/csrf.ts';
import { load } from '../../../support/html.ts';
import { mailTo } from '../../../support/mail.ts';
import { companyId, createPerson } from '../../../support/people.ts';
import { accountAsStored, adminMachineToken, createUser, realmAdmin, uniqueEmail, userToken } from '../../../support/realm.ts';
import { sidecar } from '../../../support/sidecar.ts';
import { signedInCookie } from '../../../support/signed-in.ts';
import { until } from '../../../support/wait.ts';
import { get, imported, post } from '../api.ts';
import { mailCounts, mailedOnce, newFile } from '../support.ts';

describe('a file over the API', () => {
  test('invites everybody in it, and nobody a second time', async () => {
    const token = await adminMachineToken();
    const { csv, addresses } = newFile(80);
    expect(await imported(csv, token)).toMatchObject({ state: 'done', rows: 80, created: 80, sent: 80, failed: 0, skipped: 0 });
    expect(await mailedOnce(addresses)).toBe(true);

    const again = await imported(csv, token);
    expect(again).toMatchObject({ state: 'done', rows: 80, created: 0, sent: 0, failed: 0, skipped: 80 });
    const reordered = await imported(`correo\n${addresses.slice(0, 10).toReversed().join('\n')}\n`, token);
    expect(reordered).toMatchObject({ created: 0, sent: 0, skipped: 10 });
    expect(await mailedOnce(addresses)).toBe(true);
  });

  test('makes accounts as the file says', async () => {
    const email = uniqueEmail();
    const { id } = await imported(
      `correo;nombre;apellidos;idioma;empresa;teléfono\n${email};Noa;Peña;inglés;Sol;+34 600 000 000\n`,
      await adminMachineToken(),
    );
    const [user] = await realmAdmin().users.find({ email, exact: true, briefRepresentation: false });
    expect(user).toMatchObject({ firstName: 'Noa', lastName: 'Peña', enabled: true });
    expect(user?.attributes).toMatchObject({
      locale: ['en'],
      phone: ['+34 600 000 000'],
      'invitation.batch': [id],
      'invitation.status': ['sent'],
    });
    const companies = await realmAdmin().organizations.memberOrganizations({ userId: user?.id ?? '' });
    expect(companies.map(({ alias }) => alias)).toEqual(['sol']);
  });

  test('a dry run tells every fault and who is there already, and changes nothing', async () => {
    const token = await adminMachineToken();
    const { email } = await createUser(realmAdmin());
    const fresh = uniqueEmail();
    const view = await imported(`correo,idioma\n${email},\n${fresh},\nmal,xx\n`, token, '?dryRun=true');
    expect(view).toMatchObject({ dryRun: true, state: 'done', rows: 3, created: 0, sent: 0, failed: 1, skipped: 1 });
    expect(view.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [4, 'correo', 'email'],
      [4, 'idioma', 'language'],
    ]);
    expect(view.faults[0]?.message).toMatch(/^Escriba una dirección/);
    expect(await realmAdmin().users.find({ email: fresh, exact: true })).toEqual([]);
    const report = await get(`${view.id}/report.csv`, token);
    expect(report.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(report.headers['content-disposition']).toContain('attachment');
    expect(report.text.split('\r\n').slice(1, 3)).toEqual([
      `"2","${email}","Omitida","","Esta persona ya tiene una cuenta: no se le enviará ninguna invitación."`,
      `"3","${fresh}","Correcta","",""`,
    ]);
  });

  test('a dry run of many rows finds those who are there, too', async () => {
    const { email, id } = await createUser(realmAdmin());
    const invited = await imported(newFile(1).csv, await adminMachineToken());
    const report = await get(`${invited.id}/report.csv`, await adminMachineToken());
    const [, invitedEmail = ''] = /"([^"]+@import\.test)"/.exec(report.text) ?? [];
    const { csv, addresses } = newFile(1500);
    const rows = [email.toUpperCase(), invitedEmail].map((address) => `${address},,\n`).join('');
    const view = await imported(`${csv}${rows}`, await adminMachineToken(), '?dryRun=true');
    expect(view).toMatchObject({ rows: 1502, skipped: 2, failed: 0, created: 0 });
    expect(await realmAdmin().users.find({ email: addresses[0] ?? '', exact: true })).toEqual([]);
    expect((await realmAdmin().users.findOne({ id }))?.email).toBe(email);
  });

  test('rows with faults are left out and told; the others are invited', async () => {
    const email = uniqueEmail();
    const view = await imported(`correo\n${email}\nmal\n`, await adminMachineToken());
    expect(view).toMatchObject({ rows: 2, created: 1, sent: 1, failed: 1, skipped: 0 });
  });

  test('progress comes as events, and ends', async () => {
    const token = await adminMachineToken();
    const answer = await post(newFile(5).csv, token);
    const events = await get(`${answer.body.id}/events`, token);
    expect(events.headers['content-type']).toMatch(/^text\/event-stream/);
    const last = events.text.trim().split('\n\n').at(-1) ?? '';
    expect(last).toMatch(/^event: done\ndata: /);
    expect(JSON.parse(last.replace(/^.*\ndata: /, ''))).toMatchObject({ id: answer.body.id, state: 'done', sent: 5 });
  });

  test.each([
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'hoja de cálculo'],
    ['nothing', '', 'está vacío'],
    ['no address column', 'nombre\nAna\n', 'Falta la columna con las direcciones'],
    ['an unknown column', 'correo,talla\na@b.test,M\n', '«talla» no corresponde'],
    ['5 MB in one field', `correo,nombre\nx@b.test,${'x'.repeat(5_000_000)}\n`, 'La línea 2 es demasiado larga'],
  ])('%s is refused at once', async (_name, content, words) => {
    const answer = await post(content, await adminMachineToken());
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_file']);
    expect(answer.body.errors).toEqual([expect.objectContaining({ message: expect.stringContaining(words) })]);
  });

  test('other media types and unknown imports are told as such', async () => {
    const token = await adminMachineToken();
    const json = await sidecar().post('/api/v1/imports').set('Authorization', `Bearer ${token}`).send({ email: 'a@b.test' });
    expect(json.status).toBe(415);
    expect((await get(crypto.randomUUID(), token)).status).toBe(404);
    expect((await get('x', token)).status).toBe(404);
    expect((await post('correo\na@b.test\n', token, '?organization=nadie')).status).toBe(400);
  });
});

describe('a company admin', () => {
  test('imports into their own company only', async () => {
    const gestora = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
    const token = await userToken(gestora.email);
    const [own, other] = [uniqueEmail(), uniqueEmail()];
    const view = await imported(`correo,empresa\n${own},\n${other},luna\n`, token);
    expect(view).toMatchObject({ created: 1, sent: 1, failed: 1 });
    expect(view.faults).toMatchObject([{ line: 3, column: 'empresa', code: 'organization_unknown' }]);
    const [user] = await realmAdmin().users.find({ email: own, exact: true });
    const companies = await realmAdmin().organizations.memberOrganizations({ userId: user?.id ?? '' });
    expect(companies.map(({ alias }) => alias)).toEqual(['sol']);
    expect(await realmAdmin().users.find({ email: other, exact: true })).toEqual([]);
  });

  test('learns nothing of an address of another company: its account stays as it is, and its person is asked to join', async () => {
    const gestora = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
    const token = await userToken(gestora.email);
    const foreign = await createUser(realmAdmin());
    await realmAdmin().organizations.addMember({ orgId: await companyId('luna'), userId: foreign.id });
    const before = await accountAsStored(realmAdmin(), foreign.id);
    const figures = async (email: string, query = '') => {
      const { id, rate, remainingSeconds, ...rest } = await imported(`correo\n${email}\n`, token, query);
      const report = (await get(`${id}/report.csv`, token)).text.replaceAll(email, 'address');
      return { ...rest, report };
    };
    expect(await figures(foreign.email, '?dryRun=true')).toEqual(await figures(uniqueEmail(), '?dryRun=true'));
    expect(await figures(foreign.email)).toEqual(await figures(uniqueEmail()));
    expect(await accountAsStored(realmAdmin(), foreign.id)).toEqual(before);
    expect((await mailTo(foreign.email)).subject).toBe('Invitación para unirse a una empresa en Amperecloud');
  });

  test('sees no import of anybody else', async () => {
    const { id } = await imported(`correo,empresa\n${uniqueEmail()},luna\n`, await adminMachineToken());
    const gestora = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
    const token = await userToken(gestora.email);
    for (const path of ['', '/events', '/report.csv']) expect((await get(`${id}${path}`, token)).status).toBe(404);
  });
});

describe('the pages', () => {
  test('check a file, show what is wrong, and invite the others on demand, without JavaScript', async () => {
    const admin = await createPerson({ roles: ['admin'] });
    const session = await signedInCookie(admin);
    const form = await sidecar().get('/admin/importar').set('Cookie', session).expect(200);
    const csrf = load(form.text).value(CSRF_FIELD);
    const cookie = [session, ...[form.headers['set-cookie'] ?? []].flat().map((text) => String(text).split(';')[0])].join('; ');
    const email = uniqueEmail();
    const upload = (token: string, content: string) =>
      sidecar()
        .post('/admin/importar')
        .set('Cookie', cookie)
        .field(CSRF_FIELD, token)
        .field('locale', 'es')
        .attach('file', Buffer.from(content), 'gente.csv');

    await upload('forged', `correo\n${email}\n`).expect(403);
    const refused = await upload(csrf, 'nombre\nAna\n').expect(400);
    expect(refused.text).toContain('Falta la columna con las direcciones');
    const accepted = await upload(csrf, `correo\n${email}\nmal\n`).expect(303);
    const page = accepted.headers.location ?? '';
    const checked = await until('the check', async () => {
      const { text } = await sidecar().get(page).set('Cookie', cookie).set('Accept-Language', 'es').expect(200);
      return text.includes('Resultado de la comprobación') && text;
    });
    expect(checked).toContain('Una persona recibirá una invitación.');
    expect(checked).toContain('Escriba una dirección de correo electrónico completa');
    expect(await realmAdmin().users.find({ email, exact: true })).toEqual([]);

    const confirmed = sidecar()
      .post(`${page}/enviar`)
      .set('Cookie', cookie)
      .type('form')
      .send({ [CSRF_FIELD]: csrf });
    const { location } = (await confirmed.expect(303)).headers;
    await until('the invitation', async () => (await mailCounts([email])).get(email) === 1, { timeout: 30_000 });
    await until('the row of the report', async () => {
      const report = await sidecar()
        .get(`${location}/informe.csv`)
        .set('Cookie', cookie)
        .set('Accept-Language', 'es')
        .expect(200);
      return report.text.includes(`"2";"${email}";"Invitada"`);
    });
  });
});
