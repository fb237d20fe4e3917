import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createExclusions } from '../../../src/invitations/console-users/exclusions.ts';
import { createOwnRealm, type OwnRealm } from '../../support/own-realm.ts';
import { createUser } from '../../support/realm.ts';

let realm: OwnRealm;
beforeAll(async () => {
  realm = await createOwnRealm();
});
afterAll(() => realm?.remove());

test('a client is known by name from the first session on that names it, and stays known', async () => {
  const { console: admin } = realm;
  const { config, admin: own } = realm.sidecar();
  const { id: clientId } = await admin.clients.create({
    clientId: 'hr-portal',
    publicClient: true,
    directAccessGrantsEnabled: true,
  });
  const { id: userId, email, password } = await createUser(admin);
  const isExcluded = createExclusions(own, {
    clients: ['hr-portal'],
    groups: [],
    attributes: [],
    organizations: [],
    domains: [],
  });
  const author = { realmId: '', clientId, userId };
  // Their session has ended by the time somebody looks.
  expect(await isExcluded.author(author)).toBeUndefined();

  const body = new URLSearchParams({ grant_type: 'password', client_id: 'hr-portal', username: email, password });
  const { url, realm: name } = config.keycloak;
  const signedIn = await fetch(`${url}/realms/${name}/protocol/openid-connect/token`, { method: 'POST', body });
  expect(signedIn.status).toBe(200);
  expect(await isExcluded.author(author)).toBe(true);
  await admin.users.logout({ id: userId });
  expect(await isExcluded.author(author)).toBe(true);
});
