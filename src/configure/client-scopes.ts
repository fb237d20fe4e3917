import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type ProtocolMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/protocolMapperRepresentation.js';
import { missing, type Requirement, warning } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

const IN_ACCESS_TOKEN = { 'access.token.claim': 'true', 'introspection.token.claim': 'true' };
const IN_BOTH_TOKENS = { ...IN_ACCESS_TOKEN, 'id.token.claim': 'true' };

/** The client scopes of the sidecar's client as Keycloak 26.7 makes them in a new realm, with the claims that the sidecar reads. */
const BUILT_IN: Record<string, { description: string; mappers: ProtocolMapperRepresentation[] }> = {
  acr: {
    description: 'OpenID Connect scope for add acr (authentication context class reference) to the token',
    mappers: [mapper('acr loa level', 'oidc-acr-mapper', IN_BOTH_TOKENS)],
  },
  basic: {
    description: 'OpenID Connect scope for add all basic claims to the token',
    mappers: [
      mapper('sub', 'oidc-sub-mapper', IN_ACCESS_TOKEN),
      mapper('auth_time', 'oidc-usersessionmodel-note-mapper', {
        ...IN_BOTH_TOKENS,
        'user.session.note': 'AUTH_TIME',
        'claim.name': 'auth_time',
        'jsonType.label': 'long',
      }),
    ],
  },
  roles: {
    description: 'OpenID Connect scope for add user roles to the access token',
    mappers: [
      mapper('realm roles', 'oidc-usermodel-realm-role-mapper', rolesIn('realm_access.roles')),
      mapper('client roles', 'oidc-usermodel-client-role-mapper', rolesIn('resource_access.${client_id}.roles')),
      mapper('audience resolve', 'oidc-audience-resolve-mapper', IN_ACCESS_TOKEN),
    ],
  },
};

function mapper(name: string, protocolMapper: string, config: Record<string, string>): ProtocolMapperRepresentation {
  return { name, protocol: 'openid-connect', protocolMapper, config };
}

function rolesIn(claim: string): Record<string, string> {
  return { ...IN_ACCESS_TOKEN, 'claim.name': claim, 'jsonType.label': 'String', multivalued: 'true' };
}

/** The client scopes that the sidecar's client has by default must exist: realms made by older versions may lack them. */
export function clientScopesRequirement(admin: KeycloakAdminClient, { client }: WantedRealm): Requirement {
  return {
    title: 'client scopes',
    async look() {
      const known = await admin.clientScopes.find();
      const lacking = client.defaultClientScopes?.filter((name) => !known.some((scope) => scope.name === name)) ?? [];
      return [
        ...lacking.map((name) => missing(`${name} is missing`, () => make(name))),
        ...hiding(known.find(({ name }) => name === 'roles')?.protocolMappers, client.clientId).map(warning),
      ];
    },
  };

  async function make(name: string): Promise<void> {
    const { description = '', mappers = [] } = BUILT_IN[name] ?? {};
    await admin.clientScopes.create({
      name,
      description,
      protocol: 'openid-connect',
      attributes: { 'include.in.token.scope': 'false', 'display.on.consent.screen': 'false' },
      protocolMappers: mappers,
    });
  }
}

/** Settings of a mapper of client roles with which tokens do not name the roles of a client as a list of their names. */
const HIDES: ((config: Record<string, string>, clientId: string) => string | undefined)[] = [
  (config, clientId) => {
    const only = config['usermodel.clientRoleMapping.clientId'];
    return only && only !== clientId ? 'usermodel.clientRoleMapping.clientId' : undefined;
  },
  (config) => (config['usermodel.clientRoleMapping.rolePrefix'] ? 'usermodel.clientRoleMapping.rolePrefix' : undefined),
  ({ multivalued }) => (multivalued === 'true' ? undefined : 'multivalued'),
  (config) =>
    config['access.token.claim'] === 'true' || config['introspection.token.claim'] === 'true' ? undefined : 'access.token.claim',
];

/**
 * Why tokens of other clients, such as machines and those of `API_CLIENTS`, hold no roles of ours: the scope is the realm's, and stays as it is. The sidecar's
 * own client has a mapper of its own.
 */
function hiding(mappers: ProtocolMapperRepresentation[] = [], clientId: string): string[] {
  const found = mappers
    .filter(({ protocolMapper }) => protocolMapper === 'oidc-usermodel-client-role-mapper')
    .map(({ name, config = {} }) => ({
      name,
      settings: HIDES.flatMap((reason) => reason(config, clientId) ?? []).map((key) => `${key}=${config[key] ?? ''}`),
    }));
  if (found.some(({ settings }) => settings.length === 0)) return [];
  return found.map(
    ({ name, settings }) =>
      `mapper "${name}" of roles has ${settings.join(' and ')}: tokens of other clients do not tell the sidecar’s roles, so machines and API_CLIENTS are refused`,
  );
}
