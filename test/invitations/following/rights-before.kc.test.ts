import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WORKER } from '../../../src/authority/actor.ts';
import { inviteExisting } from '../../../src/invitations/commands/invite-existing.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { type CompanyRealm, createCompanyRealm, MAILBOX, pageOf } from '../../configure/company-realm.ts';
import { anAdmin } from '../../support/actors.ts';
import { type CompanyProvider, colleague, readyCompany } from '../../support/company-provider.ts';
import type { OwnSidecar } from '../../support/own-realm.ts';
import { putRecord } from '../../support/put-record.ts';
import { createUser, type TestUser, uniqueEmail } from '../../support/realm.ts';

/** Accounts of a company's domain that have rights before their invitation is written, by whichever way. */
let realm: CompanyRealm;
let sidecar: OwnSidecar;
let company: CompanyProvider;
let ruling: string;
beforeAll(async () => {
  realm = await createCompanyRealm();
  company = await readyCompany(realm.console);
  sidecar = realm.sidecar();
  const { clients, groups } = realm.console;
  const { id } = await groups.create({ name: 'mandan' });
  const [management] = await clients.find({ clientId: 'realm-management' });
  ruling = management?.id ?? '';
  await groups.addClientRoleMappings({ id, clientUniqueId: ruling, roles: [await roleOf(ruling, 'realm-admin')] });
  await groups.create({ name: 'noche' });
});
afterAll(async () => {
  await company?.remove();
  await realm?.remove();
});

async function roleOf(id: string, roleName: string) {
  const role = await realm.console.clients.findRole({ id, roleName });
  return { id: role?.id ?? '', name: roleName };
}
const made = (more: Parameters<typeof createUser>[1] = {}): Promise<TestUser> =>
  createUser(realm.console, { email: uniqueEmail('jefa', company.domain), password: null, ...more });
const rule = async ({ id }: TestUser) =>
  realm.console.users.addClientRoleMappings({ id, clientUniqueId: ruling, roles: [await roleOf(ruling, 'realm-admin')] });
const adopted = async ({ id }: TestUser) => (await inviteExisting(sidecar, WORKER, id)).outcome;
const markOf = async ({ id }: TestUser) => (await realm.console.users.findOne({ id }))?.attributes?.['invitation.idp']?.[0];

describe('an account that others have made and that has rights is linked by a mail alone', () => {
  test('made with a group that gives them', async () => {
    const person = await made({ groups: ['/mandan'] });
    expect([await adopted(person), await markOf(person)]).toEqual(['invited', '@mailbox']);
    // Whoever runs the provider comes in with that address.
    const { page } = await realm.signIn(await colleague(company, person.email), person.email, company);
    expect([pageOf(page), await realm.links(person.id)]).toEqual([MAILBOX, 0]);
  });

  test('given a role of a ruling client before it was adopted, also while it was disabled', async () => {
    const [soon, off] = [await made(), await made({ enabled: false })];
    await Promise.all([rule(soon), rule(off)]);
    await realm.console.users.update({ id: off.id }, { ...(await realm.console.users.findOne({ id: off.id })), enabled: true });
    for (const person of [soon, off]) expect([await adopted(person), await markOf(person)]).toEqual(['invited', '@mailbox']);
  });

  test('given a composite role of the realm', async () => {
    const { roles, users } = realm.console;
    await roles.create({ name: 'jefatura' });
    const role = await roles.findOneByName({ name: 'jefatura' });
    await roles.createComposite({ roleId: role?.id ?? '' }, [await roleOf(ruling, 'manage-users')]);
    const person = await made();
    await users.addRealmRoleMappings({ id: person.id, roles: [{ id: role?.id ?? '', name: 'jefatura' }] });
    expect([await adopted(person), await markOf(person)]).toEqual(['invited', '@mailbox']);
  });

  test('of a partial import, whose roles Keycloak’s log does not tell', async () => {
    const { console } = realm;
    const email = uniqueEmail('jefa', company.domain);
    const users = [{ username: email, email, enabled: true, clientRoles: { 'realm-management': ['realm-admin'] } }];
    await console.realms.partialImport({ realm: console.realmName, rep: { ifResourceExists: 'FAIL', users } });
    const [user] = await console.users.find({ email, exact: true });
    const person = { id: user?.id ?? '', email, password: '' };
    expect([await adopted(person), await markOf(person)]).toEqual(['invited', '@mailbox']);
  });
});

test('an account without rights is linked at once: in a group without roles, with a role of an app', async () => {
  const { clients, users } = realm.console;
  const [plain, grouped, app] = [await made(), await made({ groups: ['/noche'] }), await made()];
  const { id } = await clients.create({ clientId: 'erp' });
  await clients.createRole({ id, name: 'user' });
  await users.addClientRoleMappings({ id: app.id, clientUniqueId: id, roles: [await roleOf(id, 'user')] });
  for (const person of [plain, grouped, app])
    expect([await adopted(person), await markOf(person)]).toEqual(['invited', company.alias]);
});

test('an invitation that had ended is sent again to an account that was given rights meanwhile: linked by a mail alone', async () => {
  for (const status of ['revoked', 'expired'] as const) {
    const person = await made();
    await putRecord(realm.console, person.id, { status, signIn: `idp:${company.alias}` });
    expect(await markOf(person)).toBeUndefined();
    await rule(person);
    await resend(sidecar, anAdmin, person.id);
    expect([status, await markOf(person)]).toEqual([status, '@mailbox']);
  }
});

test('where Keycloak’s log is off, rights cannot be told: linked by a mail alone', async () => {
  const { realms, realmName } = realm.console;
  await realms.update({ realm: realmName }, { adminEventsEnabled: false });
  const person = await made();
  expect([await adopted(person), await markOf(person)]).toEqual(['invited', '@mailbox']);
  await realms.update({ realm: realmName }, { adminEventsEnabled: true });
});
