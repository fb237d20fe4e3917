import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type ProtocolMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/protocolMapperRepresentation.js';
import { createOidcClient } from '../../src/access/oidc.ts';
import { clientScopesRequirement } from '../../src/configure/client-scopes.ts';
import type { WantedRealm } from '../../src/configure/wanted-realm.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import { checkTokenRoles } from '../../src/keycloak/checks/token-roles.ts';
import { testEnvironment } from '../support/environment.ts';
import { createOwnRealm, type OwnRealm, type OwnSidecar } from '../support/own-realm.ts';
import { createUser } from '../support/realm.ts';

/** Realms that have changed the mapper with which tokens of all their clients name roles. */
let realm: OwnRealm;
let sidecar: OwnSidecar;
let id: string;
let own: ProtocolMapperRepresentation;
let scopeId: string;
let shared: ProtocolMapperRepresentation;
let person: { id: string; email: string; password: string };

beforeAll(async () => {
  realm = await createOwnRealm();
  sidecar = realm.sidecar();
  const { console } = realm;
  const [client] = await console.clients.find({ clientId: CLIENT_ID });
  id = client?.id ?? '';
  own = client?.protocolMappers?.find(({ name }) => name === 'own roles') ?? {};
  await console.clients.update({ id }, { ...client, directAccessGrantsEnabled: true });
  const scope = (await console.clientScopes.find()).find(({ name }) => name === 'roles');
  scopeId = scope?.id ?? '';
  shared = scope?.protocolMappers?.find(({ name }) => name === 'client roles') ?? {};
  person = await createUser(console);
  const { id: roleId = '', name = '' } = (await console.clients.findRole({ id, roleName: 'company-admin' })) ?? {};
  await console.users.addClientRoleMappings({ id: person.id, clientUniqueId: id, roles: [{ id: roleId, name }] });
});
afterAll(() => realm?.remove());

/** The shared mapper as Keycloak makes it, with these settings. */
const share = (config: Record<string, string>) =>
  realm.console.clientScopes.updateProtocolMapper(
    { id: scopeId, mapperId: shared.id ?? '' },
    { ...shared, config: { ...shared.config, ...config } },
  );
// A new one each time: the service account's token is kept for a minute.
const check = () => checkTokenRoles(sidecar.server, realm.sidecar().admin, sidecar.config.keycloak);
const said = async () => {
  const client = { clientId: CLIENT_ID, defaultClientScopes: ['roles'] };
  const findings = await clientScopesRequirement(realm.console, { client } as WantedRealm).look();
  return findings.map(({ sign, text }) => `${sign} ${text}`);
};

/** The roles of ours of somebody who has signed in. */
async function rolesOfPerson(): Promise<string[] | undefined> {
  const { realm: name, clientId, clientSecret } = sidecar.config.keycloak;
  const { email, password } = person;
  const answer = await fetch(`${testEnvironment().keycloakUrl}/realms/${name}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'password', scope: 'openid', username: email, password },
      ...{ client_id: clientId, client_secret: clientSecret },
    }),
  });
  const { refresh_token: token } = (await answer.json()) as { refresh_token: string };
  const tokens = await createOidcClient(sidecar.config, sidecar.server).refresh(token);
  return tokens?.roles.filter((role) => role === 'admin' || role === 'company-admin');
}

describe.each<[string, Record<string, string>, string[], string | undefined]>([
  ['as Keycloak makes it', {}, ['company-admin'], undefined],
  [
    'of another client',
    { 'usermodel.clientRoleMapping.clientId': 'realm-management' },
    [],
    'usermodel.clientRoleMapping.clientId=realm-management',
  ],
  ['with a prefix', { 'usermodel.clientRoleMapping.rolePrefix': 'kc_' }, [], 'usermodel.clientRoleMapping.rolePrefix=kc_'],
  ['as one text', { multivalued: 'false' }, [], 'multivalued=false'],
  ['left to introspection', { 'access.token.claim': 'false' }, ['company-admin'], undefined],
  ['nowhere', { 'access.token.claim': 'false', 'introspection.token.claim': 'false' }, [], 'access.token.claim=false'],
])('where the realm has the roles of clients %s', (_name, config, roles, setting) => {
  beforeEach(() => share(config));

  test('the sidecar’s own mapper tells them all the same, and the command says what that means for others', async () => {
    await check();
    expect(await rolesOfPerson()).toEqual(['company-admin']);
    expect(await said()).toEqual(
      setting === undefined ? [] : [expect.stringContaining(`! mapper "client roles" of roles has ${setting}: `)],
    );
  });

  test('and ours is missing, the operator hears whether anybody is let in', async () => {
    await realm.console.clients.delProtocolMapper({ id, mapperId: own.id ?? '' });
    try {
      expect(await rolesOfPerson()).toEqual(roles);
      await (roles.length > 0 ? check() : expect(check()).rejects.toThrow('nobody is let into the administration'));
    } finally {
      const { id: _id, ...mapper } = own;
      await realm.console.clients.addProtocolMapper({ id }, mapper);
      own = await newOwn();
    }
  });
});

async function newOwn(): Promise<ProtocolMapperRepresentation> {
  const mappers = await realm.console.clients.listProtocolMappers({ id });
  return mappers.find(({ name }) => name === 'own roles') ?? {};
}
