import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ALL, type Companies, createCompanies, NOT_THEIRS } from './support.ts';

/** What cannot be told counts as not theirs: each right and each log that the answer rests on is taken away in turn. */
let own: Companies;

beforeEach(async () => {
  own = await createCompanies();
});

afterEach(() => own?.realm.remove());

const realmOf = () => ({ realm: own.realm.sidecar().config.keycloak.realm });
const events = async (adminEventsEnabled: boolean) =>
  own.console.realms.updateConfigEvents(realmOf(), {
    ...(await own.console.realms.getConfigEvents(realmOf())),
    adminEventsEnabled,
  });

test.each<[string, (id: string) => Promise<unknown>]>([
  ['the admin events are off', () => events(false)],
  [
    'the admin events were off for a while',
    async () => {
      await events(false);
      await events(true);
    },
  ],
  ['the admin events are gone', () => own.console.realms.clearAdminEvents(realmOf())],
  ['the service account may not read them', () => takeRight('view-events')],
  ['an older version has dropped the actors', dropActors],
])('%s', async (_what, takeAway) => {
  const id = await own.invited();
  await takeAway(id);
  expect(await own.outcomes(own.mar, id)).toEqual(NOT_THEIRS);
});

test('with all of them in place, it is theirs', async () => {
  expect(await own.outcomes(own.mar, await own.invited())).toEqual(ALL);
});

async function takeRight(name: string): Promise<void> {
  const { console } = own;
  const [management] = await console.clients.find({ clientId: 'realm-management' });
  const [client] = await console.clients.find({ clientId: 'activation-sidecar' });
  const account = await console.clients.getServiceAccountUser({ id: client?.id ?? '' });
  const clientUniqueId = management?.id ?? '';
  const { id = '' } = (await console.clients.findRole({ id: clientUniqueId, roleName: name })) ?? {};
  await console.users.delClientRoleMappings({ id: account.id ?? '', clientUniqueId, roles: [{ id, name }] });
  // From a token of its own on.
  Object.assign(own.sidecar, own.realm.sidecar());
}

async function dropActors(id: string): Promise<void> {
  const user = await own.sidecar.admin.users.findOne({ id });
  const { 'invitation.actors': _, ...attributes } = user?.attributes ?? {};
  await own.sidecar.admin.users.update({ id }, { ...user, attributes });
}
