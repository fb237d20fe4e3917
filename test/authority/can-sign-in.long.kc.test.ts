import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canSignIn, signInOf } from '../../src/authority/can-sign-in.ts';
import { invitedUsers } from '../../src/invitations/activation-adapter.ts';
import { amend } from '../../src/invitations/commands/amend.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import { readUser, type User } from '../../src/keycloak/realm/users.ts';
import { anAdmin } from '../support/actors.ts';
import { type Directory, federate, startDirectory } from '../support/directory.ts';
import { GOOD_PASSWORD, keyOf } from '../support/invite.ts';
import { mailTo } from '../support/mail.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../support/own-realm.ts';
import { putRecord } from '../support/put-record.ts';
import { uniqueEmail } from '../support/realm.ts';
import { redeem } from '../support/redeem.ts';

/** Somebody of a directory that Keycloak federates. */
const ANA = { uid: 'ana.prado@example.test', mail: 'ana.prado@example.test', cn: 'Ana', sn: 'Prado' };

let realm: OwnRealm;
let sidecar: OwnSidecar;
let directory: Directory;

beforeAll(async () => {
  [realm, directory] = [await createOwnRealm(), await startDirectory([ANA])];
  sidecar = realm.sidecar();
  const { clients, identityProviders } = realm.console;
  await clients.create({ clientId: 'portal', publicClient: true, directAccessGrantsEnabled: true });
  const config = { clientId: 'x', authorizationUrl: 'https://id.example.test/a', tokenUrl: 'https://id.example.test/t' };
  await identityProviders.create({ alias: 'oficina', providerId: 'oidc', config });
});
afterAll(async () => {
  await realm?.remove();
  await directory?.stop();
});

const invited = () => invite(sidecar, { email: uniqueEmail() }, { actor: anAdmin });
const now = async (id: string) => (await readUser(sidecar.admin, id)) ?? {};
const setPassword = (id: string, temporary: boolean, value = GOOD_PASSWORD) =>
  realm.console.users.resetPassword({ id, credential: { type: 'password', value, temporary } });

/** At another client of the realm. */
async function signIn({ id, email }: { id: string; email: string }): Promise<void> {
  await realm.console.users.update({ id }, { ...(await now(id)), firstName: 'Ana', lastName: 'Prado', requiredActions: [] });
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'portal', username: email, password: GOOD_PASSWORD });
  const { url, realm: name } = sidecar.config.keycloak;
  const answer = await fetch(`${url}/realms/${name}/protocol/openid-connect/token`, { method: 'POST', body });
  expect(answer.status).toBe(200);
}

const link = (id: string) =>
  realm.console.users.addToFederatedIdentity({
    id,
    federatedIdentityId: 'oficina',
    federatedIdentity: { identityProvider: 'oficina', userId: randomUUID(), userName: 'ana' },
  });

type Kind = () => Promise<{ id: string; email: string }>;

/** What somebody has, what that is worth on behalf of an admin, and on behalf of a company admin. */
const kinds: [string, 'yes' | 'no' | 'unknown', 'yes' | 'no' | 'unknown', Kind][] = [
  ['nothing yet', 'no', 'no', invited],
  [
    'a password that an admin set for good',
    'yes',
    'yes',
    async () => {
      const person = await invited();
      await setPassword(person.id, false);
      return person;
    },
  ],
  [
    'a temporary password',
    'no',
    'yes',
    async () => {
      const person = await invited();
      await setPassword(person.id, true);
      return person;
    },
  ],
  [
    'a temporary password, after they have signed in',
    'yes',
    'yes',
    async () => {
      const person = await invited();
      await setPassword(person.id, false);
      await signIn(person);
      await setPassword(person.id, true, `${GOOD_PASSWORD}-2`);
      return person;
    },
  ],
  [
    'a temporary password, after they were active',
    'yes',
    'yes',
    async () => {
      const person = await invited();
      await putRecord(sidecar.admin, person.id, { status: 'activated' });
      await setPassword(person.id, true);
      await putRecord(sidecar.admin, person.id, { status: 'sent' });
      return person;
    },
  ],
  [
    'an identity at another provider and nothing else',
    'yes',
    'yes',
    async () => {
      const person = await invited();
      await link(person.id);
      return person;
    },
  ],
  ['a second factor, half through Keycloak’s pages', 'no', 'yes', () => withCodes({ requiredActions: ['UPDATE_PASSWORD'] })],
  [
    'a second factor, who has still to make their passkey',
    'no',
    'yes',
    () => withCodes({ requiredActions: ['webauthn-register-passwordless'] }),
  ],
  [
    'a second factor, who is to come by their company’s provider',
    'no',
    'yes',
    () => withCodes({ requiredActions: ['UPDATE_PROFILE'], attributes: { 'invitation.signIn': ['idp:oficina'] } }),
  ],
  ['a second factor, of whom nobody asks a way in', 'yes', 'yes', () => withCodes({})],
];

/** Somebody with an app for one-time codes and nothing else. */
async function withCodes(user: User) {
  const email = uniqueEmail();
  const otp = {
    type: 'otp',
    secretData: JSON.stringify({ value: 'DJmQfC73VGFhw7D4QJ8A' }),
    credentialData: JSON.stringify({ subType: 'totp', digits: 6, counter: 0, period: 30, algorithm: 'HmacSHA1' }),
  };
  const { id } = await sidecar.admin.users.create({ username: email, email, credentials: [otp], ...user });
  return { id, email };
}

describe.each(kinds)('a person with %s', (_, asAdmin, asCompanyAdmin, make) => {
  test(`can sign in: ${asAdmin}; for a company admin: ${asCompanyAdmin}`, async () => {
    const user = await now((await make()).id);
    expect(await signInOf(sidecar.admin, user)).toBe(asAdmin);
    expect(await signInOf(sidecar.admin, user, { strict: true })).toBe(asCompanyAdmin);
  });
});

test('a temporary password cannot be told from an old one where the realm keeps no log of sign-ins', async () => {
  const { id } = await invited();
  await setPassword(id, true);
  const before = await realm.console.realms.getConfigEvents({ realm: realm.console.realmName });
  const set = (enabledEventTypes: string[] | undefined) =>
    realm.console.realms.updateConfigEvents({ realm: realm.console.realmName }, { ...before, enabledEventTypes } as never);
  await set(before.enabledEventTypes?.filter((type) => type !== 'LOGIN'));
  expect(await signInOf(sidecar.admin, await now(id))).toBe('unknown');
  expect(await canSignIn(sidecar.admin, await now(id))).toBe(true);
  await set(before.enabledEventTypes);
  expect(await canSignIn(sidecar.admin, await now(id))).toBe(false);
});

test.each(['sent', 'failed', 'expired', 'revoked'] as const)(
  'whoever can sign in is active for every command, while the invitation says %s',
  async (status) => {
    const { id, email } = await invited();
    // Switched off by the revocation, and on again by an admin who gives them a password.
    await putRecord(sidecar.admin, id, { status }, { enabled: status !== 'revoked' });
    await realm.console.users.update({ id }, { ...(await now(id)), enabled: true });
    await setPassword(id, false);
    const refusal = { code: 'already_active' };
    await expect(amend(sidecar, anAdmin, id, { email: uniqueEmail('otra') })).rejects.toMatchObject(refusal);
    await expect(amend(sidecar, anAdmin, id, { firstName: 'Otra' })).rejects.toMatchObject(refusal);
    await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
    await expect(revoke(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
    expect(await now(id)).toMatchObject({ email, enabled: true });
  },
);

test('an account with an identity at another provider keeps its address, is asked for nothing again, and its link counts as used', async () => {
  const { id, email } = await invited();
  const { verdict } = invitedUsers(sidecar.admin, sidecar.logger);
  const { attributes } = await now(id);
  const linkVerdict = async () => verdict(await now(id), attributes?.['invitation.id']?.[0]);
  expect(await linkVerdict()).toBe('current');
  await link(id);
  expect(await linkVerdict()).toBe('used');
  await realm.console.users.update({ id }, { ...(await now(id)), requiredActions: [] });
  const refusal = { code: 'already_active' };
  await expect(amend(sidecar, anAdmin, id, { email: uniqueEmail('otra') })).rejects.toMatchObject(refusal);
  await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
  await expect(revoke(sidecar, anAdmin, id)).rejects.toMatchObject(refusal);
  expect(await now(id)).toMatchObject({ email, enabled: true, requiredActions: [] });
});

describe('in a realm with a directory', () => {
  let component: string;
  beforeAll(async () => {
    component = await federate(directory, realm.console, { editMode: 'WRITABLE', syncRegistrations: 'true' });
  });
  afterAll(async () => {
    await realm.console.components.del({ id: component });
  });

  test('whom the directory has brought can sign in with the password that it keeps', async () => {
    const [ana] = await realm.console.users.find({ username: ANA.uid, exact: true });
    const id = ana?.id ?? '';
    await realm.console.users.update({ id }, { ...(await now(id)), requiredActions: ['UPDATE_PASSWORD'] });
    const user = await now(id);
    expect(user.federationLink).toBe(component);
    expect(await canSignIn(sidecar.admin, user)).toBe(true);
    expect(await canSignIn(sidecar.admin, user, { strict: true })).toBe(true);
  });

  test('whom our invitation has put there can from the password on that they set themselves', async () => {
    const { id, email } = await invited();
    const user = await now(id);
    expect(user.federationLink).toBe(component);
    expect((await realm.console.users.getCredentials({ id })).map(({ type }) => type)).toEqual(['password']);
    expect([await signInOf(sidecar.admin, user), await signInOf(sidecar.admin, user, { strict: true })]).toEqual(['no', 'no']);
    expect(await resend(sidecar, anAdmin, id)).toMatchObject({ status: 'sent', sends: 2 });
    const key = keyOf(await mailTo(email, { count: 2 }));
    const profile = { firstName: ['Ana'], lastName: ['Prado'] };
    expect(await redeem(sidecar.server, key, { profile, password: GOOD_PASSWORD })).toEqual({ kind: 'done', hasWayIn: true });
    // Whatever Keycloak asks of them later.
    await realm.console.users.update({ id }, { ...(await now(id)), requiredActions: ['UPDATE_PASSWORD'] });
    expect(await signInOf(sidecar.admin, await now(id))).toBe('yes');
    const { verdict } = invitedUsers(sidecar.admin, sidecar.logger);
    expect(await verdict(await now(id), 'any')).toBe('used');
  });
});
