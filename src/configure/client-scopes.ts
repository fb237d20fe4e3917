import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type ProtocolMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/protocolMapperRepresentation.js';
import { missing, type Requirement } from './requirement.ts';
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
      return lacking.map((name) => missing(`${name} is missing`, () => make(name)));
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
