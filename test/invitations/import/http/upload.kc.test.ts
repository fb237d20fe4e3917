import { describe, expect, test } from '@jest/globals';
import { CSRF_FIELD } from '../../../../src/http/request/csrf.ts';
import { load } from '../../../support/html.ts';
import { createPerson, sessionCookie } from '../../../support/people.ts';
import { adminMachineToken, realmAdmin, uniqueEmail } from '../../../support/realm.ts';
import { sidecar } from '../../../support/sidecar.ts';
import { ended } from '../api.ts';

/** Files that come as a part of a form, and the fields beside them. */
const FILE = Symbol('the file');
type Part = [name: string, value: string | typeof FILE];

async function upload(parts: Part[], query = '') {
  const token = await adminMachineToken();
  const email = uniqueEmail();
  const request = sidecar().post(`/api/v1/imports${query}`).set('Authorization', `Bearer ${token}`);
  for (const [name, value] of parts) {
    if (value === FILE) request.attach(name, Buffer.from(`correo\n${email}\n`), 'gente.csv');
    else request.field(name, value);
  }
  const { status, body } = await request;
  if (status === 202) expect(await ended(body.id, token)).toMatchObject({ state: 'done', failed: 0 });
  const [user] = await realmAdmin().users.find({ email, exact: true, briefRepresentation: false });
  return { status, body, user };
}

describe('a form over the API', () => {
  test('holds what the query may hold, and wins over it', async () => {
    const { status, body, user } = await upload([
      ['dryRun', 'true'],
      ['file', FILE],
    ]);
    expect([status, body.dryRun, user]).toEqual([202, true, undefined]);

    const made = await upload(
      [
        ['organization', 'sol'],
        ['locale', 'en'],
        ['file', FILE],
      ],
      '?locale=de',
    );
    expect(made.body).toMatchObject({ dryRun: false });
    expect(made.user?.attributes).toMatchObject({ locale: ['en'] });
    const companies = await realmAdmin().organizations.memberOrganizations({ userId: made.user?.id ?? '' });
    expect(companies.map(({ alias }) => alias)).toEqual(['sol']);
  });

  test.each<[string, Part[], string]>([
    [
      'a field that nobody knows',
      [
        ['bogus', '1'],
        ['file', FILE],
      ],
      'bogus',
    ],
    [
      'a value that is none',
      [
        ['dryRun', 'yes'],
        ['file', FILE],
      ],
      'dryRun',
    ],
    [
      'a field behind the file',
      [
        ['file', FILE],
        ['dryRun', 'true'],
      ],
      'dryRun',
    ],
    [
      'a second file',
      [
        ['file', FILE],
        ['other', FILE],
      ],
      'other',
    ],
  ])('is refused with %s, and nobody is invited', async (_name, parts, field) => {
    const { status, body, user } = await upload(parts);
    expect([status, body.code, user]).toEqual([400, 'invalid_request', undefined]);
    expect(body.errors).toMatchObject([{ field }]);
  });

  test('is in the documentation, as every type that a file may have', async () => {
    const { body } = await sidecar().get('/api/openapi.json').expect(200);
    const { content } = body.paths['/v1/imports'].post.requestBody;
    expect(Object.keys(content)).toEqual(['text/csv', 'text/tab-separated-values', 'multipart/form-data']);
    const { properties, required } = content['multipart/form-data'].schema;
    expect([Object.keys(properties), required]).toEqual([
      [
        'dryRun',
        'organization',
        'locale',
        'lifespanHours',
        'groups',
        'app',
        'target',
        'accessUntil',
        'signIn',
        'message',
        'columns',
        'file',
      ],
      ['file'],
    ]);
  });
});

test('the page with a company that is none comes back as it was filled in, with the fault at its field', async () => {
  const session = await sessionCookie(await createPerson({ roles: ['admin'] }));
  const form = await sidecar().get('/admin/importar').set('Cookie', session).expect(200);
  const cookie = [session, ...[form.headers['set-cookie'] ?? []].flat().map((text) => String(text).split(';')[0])].join('; ');
  const { text } = await sidecar()
    .post('/admin/importar')
    .set('Cookie', cookie)
    .field(CSRF_FIELD, load(form.text).value(CSRF_FIELD))
    .field('organization', 'nadie')
    .field('locale', 'de')
    .attach('file', Buffer.from(`correo\n${uniqueEmail()}\n`), 'gente.csv')
    .expect(400);
  const page = load(text);
  expect(page.value('locale')).toBe('de');
  expect(page.faultOf('organization')).toMatch(/^No existe ninguna empresa/);
  expect(page.summary).toHaveLength(1);
});
