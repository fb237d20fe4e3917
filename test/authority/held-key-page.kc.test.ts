import { beforeAll, expect, test } from '@jest/globals';
import { load } from '../support/html.ts';
import { adminToken, FILLED, GOOD_PASSWORD, keyOf, openActivation } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { createPerson } from '../support/people.ts';
import { canSignIn, realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

/** Whoever reads a mailbox that a company admin chose does not become a realm admin by its link: the page refuses it, open or sent. */
let token: string;

beforeAll(async () => {
  const sol = await createPerson({ roles: ['company-admin'], companies: ['sol'] });
  token = await userToken(sol.email);
});

async function makeRealmAdmin(id: string): Promise<void> {
  const admin = realmAdmin();
  const [client] = await admin.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = client?.id ?? '';
  const role = await admin.clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  await admin.users.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: role?.name ?? '' }] });
}

test('a link at an address of a company admin’s is refused once its account is a realm admin’s, until an admin sends again', async () => {
  const email = uniqueEmail();
  const { body } = await sidecar()
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${token}`)
    .send({ email, organization: 'sol' })
    .expect(201);
  const key = keyOf(await mailTo(email));
  const form = await openActivation(key);
  await makeRealmAdmin(body.id);

  const opened = await sidecar().get('/activar').query({ key }).expect(403);
  expect(load(opened.text).$('input[type=password]')).toHaveLength(0);
  expect(load(opened.text).heading).toBe('Este enlace está retenido por seguridad');
  expect(load((await form.submit(FILLED).expect(403)).text).heading).toBe('Este enlace está retenido por seguridad');
  expect(await canSignIn(email, GOOD_PASSWORD)).toBe(false);

  await sidecar()
    .post(`/api/v1/invitations/${body.id}/resend`)
    .set('Authorization', `Bearer ${await adminToken()}`)
    .send({})
    .expect(200);
  const renewed = await openActivation(keyOf(await mailTo(email, { count: 2 })));
  await renewed.submit(FILLED).expect(303);
  expect(await canSignIn(email, GOOD_PASSWORD)).toBe(true);
});
