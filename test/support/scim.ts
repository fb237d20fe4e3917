import { randomUUID } from 'node:crypto';
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { testEnvironment } from './environment.ts';
import { ownToken } from './own-token.ts';

/** A system for human resources that keeps the people of a realm over SCIM (RFC 7644), as Keycloak takes it with `--features=scim-api`. */
export interface ScimClient {
  /** The answer's body is JSON, or undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: each resource has a shape of its own, and the tests say which
  send(method: string, path: string, body?: object): Promise<{ status: number; body: any }>;
  /** Changes one property of somebody. */
  replace(userId: string, property: string, value: unknown): Promise<{ status: number }>;
}

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Switches SCIM on in a realm of the suite's own, and gives a client that may manage its users. */
export async function createScimClient(console: KeycloakAdminClient): Promise<ScimClient> {
  const realm = console.realmName;
  const base = `${testEnvironment().keycloakUrl}/realms/${realm}/scim/v2`;
  // The admin client does not know the setting yet.
  await console.realms.update({ realm }, { scimApiEnabled: true } as object);
  const client = { clientId: `hr-scim-${randomUUID()}`, secret: 'only-in-the-test-realm' };
  const config = { 'included.custom.audience': base, 'access.token.claim': 'true' };
  const audience = { name: 'scim', protocol: 'openid-connect', protocolMapper: 'oidc-audience-mapper', config };
  const settings = { serviceAccountsEnabled: true, standardFlowEnabled: false, fullScopeAllowed: true };
  const { id } = await console.clients.create({ ...client, ...settings, protocolMappers: [audience] });
  const [management] = await console.clients.find({ clientId: 'realm-management' });
  const clientUniqueId = management?.id ?? '';
  const [account, role] = await Promise.all([
    console.clients.getServiceAccountUser({ id }),
    console.clients.findRole({ id: clientUniqueId, roleName: 'manage-users' }),
  ]);
  const roles = [{ id: role?.id ?? '', name: 'manage-users' }];
  await console.users.addClientRoleMappings({ id: account.id ?? '', clientUniqueId, roles });
  const token = await ownToken(realm, { grant_type: 'client_credentials' }, client);

  async function send(method: string, path: string, body?: object) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
    const answer = await fetch(`${base}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }
  return {
    send,
    replace: (userId, path, value) =>
      send('PATCH', `/Users/${userId}`, { schemas: [PATCH], Operations: [{ op: 'replace', path, value }] }),
  };
}

/** A person as such systems send them. */
export function scimPerson(email: string, more: object = {}): object {
  const name = { givenName: 'Ana', familyName: 'Prado' };
  return { schemas: [CORE], userName: email, active: true, name, emails: [{ value: email, primary: true }], ...more };
}
