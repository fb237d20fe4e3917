import { beforeAll, describe, expect, test } from '@jest/globals';
import { load } from '../../support/html.ts';
import { adminToken, invitationNow, invitePerson, untilStatus } from '../../support/invite.ts';
import { mailTo } from '../../support/mail.ts';
import { companyId, type Person, sessionCookie, setRole } from '../../support/people.ts';
import { createUser, realmAdmin, uniqueEmail, userToken } from '../../support/realm.ts';
import { sidecar } from '../../support/sidecar.ts';
import { until } from '../../support/wait.ts';

/** The page of an invitation says who did each step: to a company admin, of what was done for their own companies alone. */
let admin: Person;
let ofSol: Person;
let ofLuna: Person;
beforeAll(async () => {
  const named = async (firstName: string, lastName: string, roles: string[], companies: string[] = []): Promise<Person> => {
    const person = await createUser(realmAdmin(), { email: uniqueEmail(), firstName, lastName });
    for (const role of roles) await setRole(person.id, role, true);
    for (const alias of companies)
      await realmAdmin().organizations.addMember({ orgId: await companyId(alias), userId: person.id });
    return { ...person, roles };
  };
  admin = await named('Alba', 'Ferrer', ['admin']);
  ofSol = await named('Sole', 'Prat', ['company-admin'], ['sol']);
  ofLuna = await named('Lucía', 'Marín', ['company-admin'], ['luna']);
});

const api = (method: 'post' | 'patch' | 'delete', path: string, token: string, body?: object) =>
  sidecar()[method](`/api/v1/invitations${path}`).set('Authorization', `Bearer ${token}`).send(body);

/** The history as somebody reads it, oldest first: `step | who`; and all that the page says. */
async function readBy(person: Person, id: string, language = 'es'): Promise<{ steps: string[]; text: string }> {
  const { text: html } = await sidecar()
    .get(`/admin/invitaciones/${id}`)
    .set({ Cookie: await sessionCookie(person), 'Accept-Language': language })
    .expect(200);
  const { text, $ } = load(html);
  const steps = $('.history__item')
    .toArray()
    .map((item) => [$(item).children('span').first(), $(item).children('.history__doer')].map((part) => part.text()));
  return { steps: steps.map((parts) => parts.filter(Boolean).join(' | ')).reverse(), text };
}

describe('of a person of Sol, whom a company admin, an admin and a machine have acted on', () => {
  let id: string;
  beforeAll(async () => {
    const sol = await userToken(ofSol.email);
    const email = uniqueEmail();
    id = (await api('post', '', sol, { email, organization: 'sol' }).expect(201)).body.id;
    await api('patch', `/${id}`, await userToken(admin.email), { firstName: 'Noa' }).expect(200);
    await api('post', `/${id}/resend`, await adminToken()).expect(200);
    await api('delete', `/${id}`, await userToken(admin.email)).expect(200);
  });

  test('an admin reads all of them', async () => {
    const { steps } = await readBy(admin, id);
    expect(steps).toEqual([
      'Invitación creada por Sole Prat',
      'Correo enviado',
      'Datos corregidos | Por Alba Ferrer',
      expect.stringMatching(/^Correo enviado \| Por la aplicación [\w-]+$/),
      'Invitación anulada | Por Alba Ferrer',
    ]);
    expect((await readBy(admin, id, 'en')).steps.at(-1)).toBe('Invitation revoked | By Alba Ferrer');
  });

  test('the company admin reads what was done for Sol, and no other name', async () => {
    const { steps, text } = await readBy(ofSol, id);
    expect(steps).toEqual(['Invitación creada por Sole Prat', 'Correo enviado', 'Correo enviado', 'Invitación anulada']);
    expect(text).not.toContain('Alba Ferrer');
  });

  test('another company, to which the person belongs, too, reads no name at all', async () => {
    await realmAdmin().organizations.addMember({ orgId: await companyId('luna'), userId: id });
    const { steps, text } = await readBy(ofLuna, id);
    expect(steps).toEqual(['Cuenta creada', 'Correo enviado', 'Correo enviado', 'Invitación anulada']);
    expect(text).not.toContain('Sole Prat');
  });
});

test('what the system did, and what the person asked for', async () => {
  const { id, email } = await createUser(realmAdmin(), { password: null });
  await realmAdmin().organizations.addMember({ orgId: await companyId('sol'), userId: id });
  await mailTo(email);
  await untilStatus(id, 'sent');
  const user = await realmAdmin().users.findOne({ id });
  const attributes = { ...user?.attributes, 'invitation.sentAt': [new Date(Date.now() - 3_600_000).toISOString()] };
  await realmAdmin().users.update({ id }, { ...user, attributes });
  const page = await sidecar().get('/reenviar');
  const cookies = [page.headers['set-cookie'] ?? []].flat().map((line) => String(line).split(';')[0]);
  const fields = { _csrf: load(page.text).value('_csrf'), email };
  await sidecar().post('/reenviar').set('Cookie', cookies.join('; ')).type('form').send(fields).expect(303);
  await mailTo(email, { count: 2 });
  // The mail is there before its record.
  await until('the record of the second mail', async () => (await invitationNow(id)).sends === 2);
  for (const person of [admin, ofSol]) {
    const { steps } = await readBy(person, id);
    expect(steps).toEqual(['Cuenta creada', 'Correo enviado | Por el sistema', 'Correo enviado | Por la propia persona']);
  }
});

test('an invitation of an older version names its inviter to admins alone', async () => {
  const { invitation } = await invitePerson({ organization: 'sol' });
  const user = await realmAdmin().users.findOne({ id: invitation.id });
  const { 'invitation.actors': _, ...older } = user?.attributes ?? {};
  await realmAdmin().users.update({ id: invitation.id }, { ...user, attributes: { ...older, 'invitation.by': ['Eva Sanz'] } });
  expect((await readBy(admin, invitation.id)).text).toContain('Eva Sanz');
  expect((await readBy(ofSol, invitation.id)).text).not.toContain('Eva Sanz');
});
