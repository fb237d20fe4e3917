import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { createPerson, type Person, sessionCookie } from '../support/people.ts';
import { adminMachineToken, realmAdmin, uniqueEmail, userToken } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

/** An organization that is disabled in Keycloak gives no rights, and nobody is invited into it. */
const admin = realmAdmin();
const alias = `cerrada-${randomUUID().slice(0, 8)}`;
let companyAdmin: Person;
let invited: string;
let token: string;
beforeAll(async () => {
  const { id = '' } = await admin.organizations.create({
    name: alias,
    alias,
    domains: [{ name: `${alias}.test`, verified: false }],
  });
  companyAdmin = await createPerson({ roles: ['company-admin'] });
  await admin.organizations.addMember({ orgId: id, userId: companyAdmin.id });
  token = await userToken(companyAdmin.email);
  const answer = await invite(token).expect(201);
  invited = answer.body.id;
  await seen(token).expect(200);
  await admin.organizations.updateById({ id }, { ...(await admin.organizations.findOne({ id })), enabled: false });
});

const invite = (bearer: string) =>
  sidecar()
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${bearer}`)
    .send({ email: uniqueEmail('cerrada'), organization: alias });
const seen = (bearer: string) => sidecar().get(`/api/v1/invitations/${invited}`).set('Authorization', `Bearer ${bearer}`);

test('its company admin sees and invites nobody of it any more', async () => {
  expect((await seen(token)).status).toBe(404);
  const list = await sidecar().get('/api/v1/invitations').set('Authorization', `Bearer ${token}`);
  expect([list.status, list.body.total]).toEqual([200, 0]);
  const revoked = await sidecar().delete(`/api/v1/invitations/${invited}`).set('Authorization', `Bearer ${token}`);
  expect(revoked.status).toBe(404);
  const answer = await invite(token);
  expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([400, 'organization_unknown']);
});

test('an admin is told that it is disabled, by the API and for each row of a file, and is not offered it', async () => {
  const machine = await adminMachineToken();
  const answer = await invite(machine);
  expect([answer.status, answer.body.errors]).toEqual([400, [expect.objectContaining({ code: 'organization_disabled' })]]);
  const file = await sidecar()
    .post('/api/v1/imports?dryRun=true')
    .set('Authorization', `Bearer ${machine}`)
    .type('text/csv')
    .send(`email,empresa\n${uniqueEmail('cerrada')},${alias}\n`);
  expect(file.status).toBe(202);
  const events = await sidecar().get(`/api/v1/imports/${file.body.id}/events`).set('Authorization', `Bearer ${machine}`).buffer();
  expect(events.text).toContain('organization_disabled');
  const person = await createPerson({ roles: ['admin'] });
  for (const page of ['/admin/invitaciones/nueva', '/admin/importar']) {
    const form = await sidecar()
      .get(page)
      .set('Cookie', await sessionCookie(person));
    expect([page, form.status, form.text.includes(`value="${alias}"`), form.text.includes('value="sol"')]).toEqual([
      page,
      200,
      false,
      true,
    ]);
  }
});
