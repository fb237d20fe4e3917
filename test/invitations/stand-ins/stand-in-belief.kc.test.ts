import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inviteOnce } from '../../../src/invitations/commands/invite-once.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { invitationsOfCompanies } from '../../../src/invitations/listing/company-invitations.ts';
import { attributesOf, newRecord, STAND_IN_DOMAIN } from '../../../src/invitations/record/invitation.ts';
import { readInvitation } from '../../../src/invitations/record/store.ts';
import { sendIfDue } from '../../../src/invitations/sending/send-if-due.ts';
import { noteJoined } from '../../../src/invitations/stand-ins/company-join.ts';
import { standInNames } from '../../../src/invitations/stand-ins/stand-in.ts';
import type { Organization } from '../../../src/keycloak/realm/organizations.ts';
import { type Bulk, openBulk } from '../../../src/wiring.ts';
import { anAdmin, companyAdmin } from '../../support/actors.ts';
import { keycloakVisitor } from '../../support/keycloak-visitor.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../../support/own-realm.ts';
import { createUser, uniqueEmail } from '../../support/realm.ts';

/** A user stands in for an account elsewhere only where we have made it so: what others can write is not believed. */
let realm: OwnRealm;
let sidecar: OwnSidecar;
let bulk: Bulk;
let mar: Organization;
/** Of version 0.1, from before this version has first made one. */
let former: { id: string; address: string }[];

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  const { id } = await realm.console.organizations.create({ alias: 'mar', name: 'Mar', enabled: true, domains: [] });
  mar = { id, alias: 'mar', name: 'Mar' };
  former = [await claim(), await claim()];
  bulk = await openBulk(sidecar);
  await invite((await createUser(realm.console)).email);
});
afterAll(() => realm?.remove());

const invite = async (email: string) =>
  (await inviteOnce(sidecar, { actor: companyAdmin(mar) }, { email, organization: 'mar' }, undefined)).invitation;
const links = (email: string) => realm.console.organizations.listInvitations({ orgId: mar.id, email });
const settled = (id: string) => sendIfDue({ ...sidecar, ...bulk }, id);

/** A user as an admin of Keycloak can make it in the console: with the address that version 0.1 would have given it. */
async function claim(): Promise<{ id: string; address: string }> {
  const { email: address } = await createUser(realm.console);
  const hash = createHash('sha256').update(`${mar.id} ${address}`).digest('hex');
  const email = `${hash.slice(0, 32)}@${STAND_IN_DOMAIN}`;
  const attributes = attributesOf({ ...newRecord('Lucía Marín', 'mar'), address });
  const { id } = await realm.console.users.create({ username: `${email}.${address}`, email, enabled: true, attributes });
  await realm.console.organizations.addMember({ orgId: mar.id, userId: id });
  return { id, address };
}

describe('nobody’s account is asked to join a company', () => {
  test('for a user of the console who bears a made-up address', async () => {
    const { id, address } = await claim();
    expect(await settled(id)).toBe('not_needed');
    await expect(resend(sidecar, anAdmin, id)).rejects.toMatchObject({ code: 'not_an_invitation' });
    await expect(revoke(sidecar, anAdmin, id)).rejects.toMatchObject({ code: 'not_an_invitation' });
    expect(await links(address)).toEqual([]);
    // And it keeps nobody from inviting that account.
    expect(await invite(address)).toMatchObject({ email: address, status: 'sent' });
    expect(await links(address)).toHaveLength(1);
  });

  test('for a member who has got somebody else’s address into their own record', async () => {
    const { email: address } = await createUser(realm.console);
    const attributes = attributesOf({ ...newRecord('Lucía Marín', 'mar'), address });
    const { id, email } = await createUser(realm.console, { attributes, password: null });
    await realm.console.organizations.addMember({ orgId: mar.id, userId: id });
    expect(await readInvitation(sidecar.admin, id)).toMatchObject({ email, address: undefined });
    await settled(id);
    expect(await links(address)).toEqual([]);
  });
});

test('all sidecars of a realm give the same made-up address, and nobody else can make it up', async () => {
  const address = uniqueEmail();
  const names = await standInNames(sidecar.admin, mar, address);
  expect(await standInNames(realm.sidecar().admin, mar, address)).toEqual(names);
  const hash = createHash('sha256').update(`${mar.id} ${address}`).digest('hex');
  expect(names.email).not.toContain(hash.slice(0, 32));
});

describe('those of version 0.1 go on', () => {
  test('being listed, mailed, found and accepted', async () => {
    const [{ id, address } = { id: '', address: '' }] = former;
    const listed = await invitationsOfCompanies(sidecar.admin, [mar], []);
    expect(listed.map(({ email }) => email)).toContain(address);
    expect(await settled(id)).toBe('sent');
    expect(await links(address)).toHaveLength(1);
    await expect(invite(address)).rejects.toMatchObject({ code: 'email_exists' });
    const [account] = await realm.console.users.find({ email: address, exact: true });
    await realm.console.organizations.addMember({ orgId: mar.id, userId: account?.id ?? '' });
    expect(await noteJoined(sidecar.admin, { id, address })).toBe(true);
  });

  test('being revoked', async () => {
    const [, { id, address } = { id: '', address: '' }] = former;
    await settled(id);
    expect(await links(address)).toHaveLength(1);
    expect(await revoke(sidecar, anAdmin, id)).toMatchObject({ status: 'revoked' });
    expect(await links(address)).toEqual([]);
  });
});

describe('an account that somebody has made for themselves', () => {
  /** On Keycloak's own page, with any address. */
  async function register(): Promise<string> {
    const email = uniqueEmail();
    const { url, realm: name } = sidecar.config.keycloak;
    const query = {
      client_id: 'account',
      response_type: 'code',
      redirect_uri: `${url}/realms/${name}/account/`,
      scope: 'openid',
    };
    const visitor = keycloakVisitor();
    const { page } = await visitor.get(
      `${url}/realms/${name}/protocol/openid-connect/registrations?${new URLSearchParams(query)}`,
    );
    const action = page.$('form').attr('action') ?? '';
    const password = 'Faro-8-nube-Lima';
    const form = { email, username: email, firstName: 'Eva', lastName: 'Vil', password, 'password-confirm': password };
    const { leadsTo, page: refusal } = await visitor.post(action, form);
    if (!leadsTo) throw new Error(`Keycloak did not register: ${refusal.text}`);
    return email;
  }

  test('is asked to join a company only when its address is verified', async () => {
    const { realmName } = realm.console;
    await realm.console.realms.update({ realm: realmName }, { registrationAllowed: true });
    try {
      const email = await register();
      const invitation = await invite(email);
      expect(invitation.status).toBe('failed');
      expect(await links(email)).toEqual([]);
      const [account] = await realm.console.users.find({ email, exact: true });
      await realm.console.users.update({ id: account?.id ?? '' }, { ...account, emailVerified: true });
      expect((await resend(sidecar, anAdmin, invitation.id)).status).toBe('sent');
      expect(await links(email)).toHaveLength(1);
      // One that an admin has made needs no proof.
      expect((await invite((await createUser(realm.console)).email)).status).toBe('sent');
    } finally {
      await realm.console.realms.update({ realm: realmName }, { registrationAllowed: false });
    }
  });
});
