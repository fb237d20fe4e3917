import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PERSON } from '../../src/authority/actor.ts';
import { verdictOf } from '../../src/invitations/activation-adapter.ts';
import { amend } from '../../src/invitations/commands/amend.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { anAdmin } from '../support/actors.ts';
import { uniqueEmail } from '../support/realm.ts';
import { type Companies, createCompanies } from './support.ts';

/** An account that gets rights while its key lies at an address that a company admin chose: whoever reads that mailbox must not get them. */
let own: Companies;

beforeAll(async () => {
  own = await createCompanies();
});

afterAll(() => own?.realm.remove());

async function verdict(id: string) {
  const user = (await own.console.users.findOne({ id })) ?? {};
  return verdictOf(own.sidecar.admin, user, user.attributes?.['invitation.id']?.[0]);
}

async function makeRealmAdmin(id: string): Promise<void> {
  const [client] = await own.console.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = client?.id ?? '';
  const role = await own.console.clients.findRole({ id: clientUniqueId, roleName: 'realm-admin' });
  await own.console.users.addClientRoleMappings({ id, clientUniqueId, roles: [{ id: role?.id ?? '', name: role?.name ?? '' }] });
}

test('the key is refused, also one that is asked for anew, until an admin has sent a mail', async () => {
  const id = await own.invited();
  await amend(own.sidecar, own.mar, id, { email: uniqueEmail('otra') });
  expect(await verdict(id)).toBe('current');
  await makeRealmAdmin(id);
  expect(await verdict(id)).toBe('held_back');
  await resend(own.sidecar, PERSON, id);
  await resend(own.sidecar, own.mar, id);
  expect(await verdict(id)).toBe('held_back');
  await resend(own.sidecar, anAdmin, id);
  expect(await verdict(id)).toBe('current');
});

test('also where Keycloak’s log has a gap, and tells of the rights all the same', async () => {
  const id = await own.invited();
  const { realms, realmName: realm } = own.console;
  const events = await realms.getConfigEvents({ realm });
  await realms.updateConfigEvents({ realm }, { ...events, adminEventsEnabled: false });
  await realms.updateConfigEvents({ realm }, events);
  expect(await verdict(id)).toBe('current');
  await makeRealmAdmin(id);
  expect(await verdict(id)).toBe('held_back');
});

test('the key of somebody whom an admin has invited stays good, whatever rights they get', async () => {
  const id = await own.invited(anAdmin);
  await makeRealmAdmin(id);
  expect(await verdict(id)).toBe('current');
});
