import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invite } from '../../src/invitations/commands/invite.ts';
import { anAdmin } from '../support/actors.ts';
import { adminToken, invitePerson } from '../support/invite.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { realmAdmin, uniqueEmail } from '../support/realm.ts';
import { sidecar } from '../support/sidecar.ts';

/** Attributes of the realm's user profile in an invitation: what Keycloak would drop or refuse is told, by the name of the request. */
const inviter = { actor: anAdmin };

async function post(attributes: string, language = 'es') {
  const email = uniqueEmail();
  const answer = await sidecar()
    .post('/api/v1/invitations')
    .set({ Authorization: `Bearer ${await adminToken()}`, 'Accept-Language': language, 'Content-Type': 'application/json' })
    .send(`{"email":"${email}","attributes":${attributes}}`);
  return { answer, users: await realmAdmin().users.find({ email, exact: true }) };
}

test('one that the profile knows is kept', async () => {
  const { invitation } = await invitePerson({ attributes: { phone: '+34 600 000 000' } });
  expect((await realmAdmin().users.findOne({ id: invitation.id }))?.attributes?.phone).toEqual(['+34 600 000 000']);
});

test.each(['nope', '__proto__', 'constructor', 'invitation.status', 'firstName', 'locale'])(
  '%s is refused, and nobody is invited',
  async (name) => {
    const { answer, users } = await post(`{"phone":"+34 600 000 000","${name}":"x"}`);
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    expect(answer.body.errors).toEqual([expect.objectContaining({ field: `attributes.${name}`, code: 'unknown' })]);
    expect(users).toEqual([]);
  },
);

test('a value that the profile refuses: the realm’s own sentence, in the caller’s language', async () => {
  const { answer: spanish, users } = await post('{"phone":"x"}');
  expect(spanish.body.errors).toEqual([
    expect.objectContaining({ field: 'attributes.phone', message: expect.stringMatching(/^Escriba el número de teléfono/) }),
  ]);
  expect(users).toEqual([]);
  const { answer: english } = await post('{"phone":"x"}', 'en');
  expect(english.body.errors[0].message).toMatch(/^Write the phone number in digits/);
});

describe('a realm that keeps attributes which its profile does not know', () => {
  let own: OwnRealm;
  beforeAll(async () => {
    own = await createOwnRealm();
  });
  afterAll(() => own?.remove());

  test.each([
    ['ENABLED', true],
    ['ADMIN_EDIT', true],
    ['ADMIN_VIEW', false],
  ])('%s: %s', async (policy, keeps) => {
    const profile = await own.console.users.getProfile();
    await own.console.users.updateProfile({ ...profile, unmanagedAttributePolicy: policy as never });
    const email = uniqueEmail();
    const invited = invite(own.sidecar(), { email, attributes: { nope: 'x' } }, inviter);
    if (keeps) await invited;
    else await expect(invited).rejects.toMatchObject({ fields: [{ field: 'attributes.nope' }] });
    const [user] = await own.console.users.find({ email, exact: true, briefRepresentation: false });
    expect(user?.attributes?.nope).toEqual(keeps ? ['x'] : undefined);
    const reserved = invite(own.sidecar(), { email: uniqueEmail(), attributes: { 'invitation.id': 'x' } }, inviter);
    await expect(reserved).rejects.toMatchObject({ fields: [{ field: 'attributes.invitation.id' }] });
  });
});
