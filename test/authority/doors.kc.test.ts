import { beforeAll, describe, expect, test } from '@jest/globals';
import { load } from '../support/html.ts';
import { invitePerson } from '../support/invite.ts';
import { mailsTo, mailTo } from '../support/mail.ts';
import { companyId, createPerson, type Person, sessionCookie } from '../support/people.ts';
import { realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';
import { until } from '../support/wait.ts';

/** The same refusals at each door: REST API and pages, for a company admin and somebody who is not wholly the company's own. */
let ofSol: Person;
let token: string;

beforeAll(async () => {
  ofSol = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  token = await userToken(ofSol.email);
});

const call = (method: 'get' | 'patch' | 'delete' | 'post', path: string) =>
  sidecar()[method](`/api/v1/invitations/${path}`).set('Authorization', `Bearer ${token}`);

/** Of Luna and Sol, waiting; Sol's admin has not made the account. */
async function ofBoth() {
  const { invitation } = await invitePerson({ organization: 'luna' });
  await realmAdmin().organizations.addMember({ orgId: await companyId('sol'), userId: invitation.id });
  return invitation;
}

async function privileged() {
  const email = uniqueEmail();
  const admin = realmAdmin();
  const { id } = await admin.users.create({ username: email, email, enabled: true });
  const [client] = await admin.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = client?.id ?? '';
  const role = await admin.clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  await admin.users.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: role?.name ?? '' }] });
  await admin.organizations.addMember({ orgId: await companyId('sol'), userId: id });
  // The watcher of the shared sidecar invites them.
  await mailTo(email);
  // The mail is there before the record says so.
  await until('the record', async () => (await admin.users.findOne({ id }))?.attributes?.['invitation.status']?.[0] === 'sent');
  return { id, email };
}

describe.each([
  ['a person of two companies', ofBoth],
  ['a realm-admin from the console', privileged],
])('%s', (_what, make) => {
  test('over the API: not corrected, not moved, mailed once more, and let go', async () => {
    const { id, email } = await make();
    const before = await realmAdmin().users.findOne({ id });
    for (const changes of [{ firstName: 'Eva' }, { email: uniqueEmail('ladrona') }]) {
      const { status, body } = await call('patch', id).send(changes);
      expect([status, body.code]).toEqual([409, 'not_yours']);
      expect(body.title).toMatch(/^[A-ZÁÉÍÓÚ¿¡].{10,}/);
    }
    await call('post', `${id}/resend`).send({ lifespanHours: 1 }).expect(200);
    await mailTo(email, { count: 2 });
    expect((await call('delete', id)).body).toMatchObject({ id, status: 'revoked' });
    await call('get', id).expect(404);
    const { username, email: address, enabled, requiredActions } = (await realmAdmin().users.findOne({ id })) ?? {};
    expect({ username, address, enabled, requiredActions }).toEqual({
      username: before?.username,
      address: before?.email,
      enabled: true,
      requiredActions: before?.requiredActions,
    });
  });

  test('over the API: a request that is repeated with its key mails once', async () => {
    const { id, email } = await make();
    const { headers } = await call('get', id);
    const key = crypto.randomUUID();
    const again = (name: string) =>
      call('post', `${id}/resend`).set('Idempotency-Key', name).set('If-Match', String(headers.etag)).send({});
    await again(key).expect(200);
    // The state from before is the caller's own: the answer may have been lost.
    await again(key).expect(200);
    expect(await mailsTo(email, 2)).toHaveLength(2);
    await again(crypto.randomUUID()).expect(412);
    await call('post', `${id}/resend`).set('Idempotency-Key', crypto.randomUUID()).send({}).expect(200);
    await mailTo(email, { count: 3 });
  });

  test('on the pages: no button to correct, a kind sentence, and the list after the revocation', async () => {
    const { id } = await make();
    const cookie = await sessionCookie(ofSol);
    const page = await sidecar().get(`/admin/invitaciones/${id}`).set('Cookie', cookie).expect(200);
    expect(page.text).not.toContain(`/admin/invitaciones/${id}/corregir`);
    const closed = await sidecar().get(`/admin/invitaciones/${id}/corregir`).set('Cookie', cookie).expect(409);
    expect(closed.text).toContain('Esta cuenta no se puede cambiar desde aquí');
    expect(closed.text).not.toContain('name="firstName"');
    const cookies = [cookie, ...[page.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0])].join('; ');
    const _csrf = load(page.text).value('_csrf');
    const send = (step: string, fields: object) =>
      sidecar()
        .post(`/admin/invitaciones/${id}/${step}`)
        .set('Cookie', cookies)
        .type('form')
        .send({ _csrf, ...fields });
    const typed = { email: uniqueEmail('ladrona'), firstName: 'Eva', lastName: '', locale: 'es' };
    const refused = await send('corregir', typed);
    expect(refused.status).toBe(409);
    const shown = load(refused.text);
    expect(shown.$('.error-summary').text()).toContain('Esta cuenta no se puede cambiar desde aquí');
    for (const [name, value] of Object.entries({ email: typed.email, firstName: 'Eva' })) expect(shown.value(name)).toBe(value);
    const { headers } = await send('revocar', {}).expect(303);
    expect(headers.location).toBe('/admin');
  });
});
