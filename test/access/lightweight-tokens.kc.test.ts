import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createVerifyBearer } from '../../src/access/bearer.ts';
import { createOidcClient, type OidcClient } from '../../src/access/oidc.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { checkTokenRoles } from '../../src/keycloak/checks/token-roles.ts';
import { createIsServiceAccount } from '../../src/keycloak/rights/is-service-account.ts';
import { testEnvironment } from '../support/environment.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../support/own-realm.ts';
import { ownToken } from '../support/own-token.ts';
import { createUser } from '../support/realm.ts';
import { ADMIN_CLIENT, createTestClients } from '../support/realm-setup.ts';

/** Tokens that hold no roles: Keycloak is asked for them, or the operator is told that nobody can tell. */
let realm: OwnRealm;
let sidecar: OwnSidecar;
let oidc: OidcClient;

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  oidc = createOidcClient(sidecar.config, sidecar.server);
  await createTestClients(realm.console, CLIENT_ID);
  for (const clientId of [CLIENT_ID, ADMIN_CLIENT.clientId]) {
    const [client] = await realm.console.clients.find({ clientId });
    const attributes = { ...client?.attributes, 'client.use.lightweight.access.token.enabled': 'true' };
    await realm.console.clients.update({ id: client?.id ?? '' }, { ...client, attributes, directAccessGrantsEnabled: true });
  }
});
afterAll(() => realm?.remove());

const check = () => checkTokenRoles(sidecar.server, realm.sidecar().admin, sidecar.config.keycloak);

/** The refresh token of somebody who has signed in. */
async function refreshTokenOf({ email, password }: { email: string; password: string }): Promise<string> {
  const { realm: name, clientId, clientSecret } = sidecar.config.keycloak;
  const answer = await fetch(`${testEnvironment().keycloakUrl}/realms/${name}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'password', scope: 'openid', username: email, password },
      ...{ client_id: clientId, client_secret: clientSecret },
    }),
  });
  return ((await answer.json()) as { refresh_token: string }).refresh_token;
}

test('whoever signs in has the roles that Keycloak tells of a lightweight token', async () => {
  const person = await createUser(realm.console);
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  const role = await realm.console.clients.findRole({ id: client?.id ?? '', roleName: 'admin' });
  const roles = [{ id: role?.id ?? '', name: role?.name ?? '' }];
  await realm.console.users.addClientRoleMappings({ id: person.id, clientUniqueId: client?.id ?? '', roles });
  expect((await oidc.refresh(await refreshTokenOf(person)))?.roles).toEqual(['admin']);
  const other = await createUser(realm.console);
  expect((await oidc.refresh(await refreshTokenOf(other)))?.roles).toEqual([]);
});

test('so has a machine, and a lightweight token of a client that is none of ours opens nothing', async () => {
  const { config, server, admin, logger } = sidecar;
  const verify = createVerifyBearer(config, server, oidc, createIsServiceAccount(admin));
  const name = config.keycloak.realm;
  const token = await ownToken(name, { grant_type: 'client_credentials' }, ADMIN_CLIENT);
  for (const writes of [false, true])
    expect(await verify(`Bearer ${token}`, { writes, log: logger })).toMatchObject({
      isAdmin: true,
      clientId: ADMIN_CLIENT.clientId,
    });

  const stranger = { clientId: 'stranger', secret: 'x' };
  await realm.console.clients.create({
    ...stranger,
    serviceAccountsEnabled: true,
    attributes: { 'client.use.lightweight.access.token.enabled': 'true' },
  });
  const theirs = await ownToken(name, { grant_type: 'client_credentials' }, stranger);
  await expect(verify(`Bearer ${theirs}`, { writes: false, log: logger })).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('the operator hears of a client whose tokens tell no roles at all, and of no other', async () => {
  await check();
  const [client] = await realm.console.clients.find({ clientId: CLIENT_ID });
  const id = client?.id ?? '';
  const scope = (await realm.console.clientScopes.find()).find(({ name }) => name === 'roles');
  await realm.console.clients.delDefaultClientScope({ id, clientScopeId: scope?.id ?? '' });
  await check();
  const mapper = client?.protocolMappers?.find(({ name }) => name === 'own roles');
  await realm.console.clients.delProtocolMapper({ id, mapperId: mapper?.id ?? '' });
  await expect(check()).rejects.toThrow('hold no roles');
});
