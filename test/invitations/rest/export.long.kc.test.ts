import { expect, test } from '@jest/globals';
import { load } from '../../support/html.ts';
import { invitePerson } from '../../support/invite.ts';
import { createPerson, sessionCookie } from '../../support/people.ts';
import { uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';

/** What the list shows as a file, of the page and of the API: within the reach of whoever asks, and nobody else's. */
const file = (path: string, headers: Record<string, string>) => sidecar().get(path).set(headers);

test('holds those within the reach of whoever asks', async () => {
  const [sol, luna] = [
    await invitePerson({ organization: 'sol', firstName: '=Ana' }).catch(() => invitePerson({ organization: 'sol' })),
    await invitePerson({ organization: 'luna' }),
  ];
  const admin = await createPerson({ roles: ['admin'] });
  const gestora = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  for (const [person, path] of [
    [admin, ''],
    [gestora, ''],
    [gestora, '?organization=luna'],
  ] as const) {
    const Authorization = `Bearer ${await userToken(person.email)}`;
    const answer = await file(`/api/v1/invitations/export.csv${path}`, { Authorization, 'Accept-Language': 'en' }).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=invitations.csv',
      'cache-control': 'no-store',
    });
    expect(answer.text.startsWith('\ufeff"E-mail address","First name"')).toBe(true);
    const holds = [sol, luna].map(({ invitation }) => answer.text.includes(`"${invitation.email}"`));
    expect([path, holds]).toEqual([path, person === admin ? [true, true] : [path === '', false]]);

    const page = await file(`/admin/exportar${path}`, { Cookie: await sessionCookie(person), 'Accept-Language': 'es' }).expect(
      200,
    );
    expect(page.text.startsWith('\ufeff"Correo electrónico";"Nombre"')).toBe(true);
    expect(page.text.includes(`"${luna.invitation.email}"`)).toBe(person === admin);
  }
});

test('takes the filters of the list, and refuses others', async () => {
  const email = uniqueEmail();
  const { invitation } = await invitePerson({ email, organization: 'sol' });
  const [{ email: asking }, other] = [await createPerson({ roles: ['admin'] }), await createPerson({ roles: ['admin'] })];
  const headers = { Authorization: `Bearer ${await userToken(asking)}` };
  const rows = async (query: string) => {
    const { text } = await file(`/api/v1/invitations/export.csv?${query}`, headers).expect(200);
    return text.trimEnd().split('\r\n').slice(1);
  };
  expect(await rows(`search=${encodeURIComponent(email)}`)).toEqual([expect.stringContaining(invitation.id)]);
  expect(await rows(`status=activated&search=${encodeURIComponent(email)}`)).toEqual([]);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Madrid' }).format(new Date(invitation.sentAt ?? 0));
  const found = `search=${encodeURIComponent(email)}`;
  for (const [filters, count] of [
    [`sentFrom=${day}&sentUntil=${day}`, 1],
    ['sentFrom=2999-01-01', 0],
    ['sentUntil=2020-01-01', 0],
    [`inviter=${other.id}`, 0],
  ] as const)
    expect([filters, (await rows(`${found}&${filters}`)).length]).toEqual([filters, count]);
  for (const query of ['sentFrom=2020-02-02&sentUntil=2020-02-01', 'sentFrom=28/11/2020', 'status=nix', 'max=3', 'cursor=a'])
    await file(`/api/v1/invitations/export.csv?${query}`, headers).expect(400);
});

test('the page leads to the file of what it shows, by inviter and days, too', async () => {
  const [one, other] = [await createPerson({ roles: ['admin'] }), await createPerson({ roles: ['admin'] })];
  const addresses = await Promise.all(
    [one, other].map(async ({ email: asking }) => {
      const email = uniqueEmail();
      const Authorization = `Bearer ${await userToken(asking)}`;
      await sidecar().post('/api/v1/invitations').set({ Authorization }).send({ email }).expect(201);
      return email;
    }),
  );
  const Cookie = await sessionCookie(one);
  const shown = await file(`/admin?inviter=${one.id}&sentFrom=2020-01-01`, { Cookie }).expect(200);
  const href = load(shown.text).$('a[href^="/admin/exportar"]').attr('href') ?? '';
  const { text } = await file(href, { Cookie }).expect(200);
  expect(addresses.map((address) => text.includes(`"${address}"`))).toEqual([true, false]);
});

test('is for whoever may see the list alone', async () => {
  await file('/api/v1/invitations/export.csv', {}).expect(401);
  const { email, ...person } = await createPerson({});
  await file('/api/v1/invitations/export.csv', { Authorization: `Bearer ${await userToken(email)}` }).expect(401);
  await file('/admin/exportar', { Cookie: await sessionCookie(person) }).expect(403);
  await sidecar()
    .post('/api/v1/invitations/export.csv')
    .set('Authorization', `Bearer ${await userToken(email)}`)
    .expect(401);
});
