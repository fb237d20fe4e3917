import type MappingsRepresentation from '@keycloak/keycloak-admin-client/lib/defs/mappingsRepresentation.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type ClientAccess, clientAccess, type ExistingClient } from './client-access.ts';
import { type Finding, missing, type Requirement, surplus } from './requirement.ts';
import { MANAGEMENT, type WantedRealm } from './wanted-realm.ts';

/** The roles that the client offers, those that its tokens may carry, and those of its service account: no more than it needs. */
export function rolesRequirements(admin: KeycloakAdmin, wanted: WantedRealm): Requirement[] {
  const { clients, users } = admin;
  const own = clientAccess(admin, wanted.client.clientId);
  const management = clientAccess(admin, MANAGEMENT);

  return [
    {
      title: 'client roles',
      async look() {
        const client = await own.find();
        const known = client ? await clients.listRoles({ id: client.id }) : [];
        return wanted.clientRoles
          .filter(({ name }) => !known.some((role) => role.name === name))
          .map((role) =>
            missing(`${role.name} is missing`, async () => clients.createRole({ ...role, id: (await own.require()).id })),
          );
      },
    },
    grants('scope of the client', ofManagement(wanted.scopeRoles), {
      held: ({ id }) => clients.listScopeMappings({ id }),
      give: ({ id }, client, roles) => clients.addClientScopeMappings({ id, client }, roles),
      take: ({ id }, client, roles) =>
        client ? clients.delClientScopeMappings({ id, client }, roles) : clients.delRealmScopeMappings({ id }, roles),
    }),
    grants('roles of the service account', [...ofManagement(wanted.accountRoles), ...ofOwn(wanted.ownAccountRoles)], {
      held: async (client) =>
        // Without a service account Keycloak answers 400; it is made together with that setting.
        client.serviceAccountsEnabled ? users.listRoleMappings({ id: await accountId(client) }) : {},
      give: async (own, clientUniqueId, roles) =>
        users.addClientRoleMappings({ id: await accountId(own), clientUniqueId, roles }),
      take: async (own, clientUniqueId, roles) => {
        const id = await accountId(own);
        await (clientUniqueId
          ? users.delClientRoleMappings({ id, clientUniqueId, roles })
          : users.delRealmRoleMappings({ id, roles }));
      },
    }),
  ];

  function ofManagement(names: readonly string[]): WantedRole[] {
    return names.map((name) => ({ of: MANAGEMENT, offers: management, name }));
  }

  function ofOwn(names: readonly string[]): WantedRole[] {
    return names.map((name) => ({ of: wanted.client.clientId, offers: own, name }));
  }

  function grants(title: string, roles: readonly WantedRole[], kind: Grants): Requirement {
    const isSame = (one: NamedRole) => (other: NamedRole) => one.of === other.of && one.name === other.name;
    return {
      title,
      async look() {
        const client = await own.find();
        const held = client ? heldRoles(await kind.held(client)) : [];
        const isWanted = (role: HeldRole) => roles.some(isSame(role));
        return [
          ...roles
            .filter((role) => !held.some(isSame(role)))
            .map(({ of, offers, name }): Finding => {
              return missing(`${of} ${name} is missing`, async () => {
                const { id } = await offers.require();
                const role = await clients.findRole({ id, roleName: name });
                await kind.give(await own.require(), id, [{ id: role?.id ?? '', name }]);
              });
            }),
          ...held
            .filter((role) => !isWanted(role) && role.name !== `default-roles-${admin.realmName}`)
            .map(({ of, containerId, id, name }) =>
              surplus(`${of ?? 'realm role'} ${name} is more than the sidecar needs`, async () =>
                kind.take(await own.require(), containerId, [{ id, name }]),
              ),
            ),
        ];
      },
    };
  }

  async function accountId({ id }: ExistingClient): Promise<string> {
    return (await clients.getServiceAccountUser({ id })).id ?? '';
  }
}

type Role = { id: string; name: string };

/** How roles are read and changed somewhere; `container` is the internal id of their client, undefined for roles of the realm. */
interface Grants {
  held(client: ExistingClient): Promise<MappingsRepresentation>;
  give(client: ExistingClient, container: string, roles: Role[]): Promise<unknown>;
  take(client: ExistingClient, container: string | undefined, roles: Role[]): Promise<unknown>;
}

interface NamedRole {
  /** The client that offers the role; undefined for the realm. */
  of: string | undefined;
  name: string;
}

interface WantedRole extends NamedRole {
  offers: ClientAccess;
}

interface HeldRole extends Role, NamedRole {
  containerId: string | undefined;
}

function heldRoles({ realmMappings = [], clientMappings = {} }: MappingsRepresentation): HeldRole[] {
  const named = ({ id = '', name = '' }: { id?: string; name?: string }) => ({ id, name });
  return [
    ...realmMappings.map((role) => ({ ...named(role), of: undefined, containerId: undefined })),
    ...Object.entries<{ id?: string; mappings?: { id?: string; name?: string }[] }>(clientMappings).flatMap(
      ([of, { id, mappings = [] }]) => mappings.map((role) => ({ ...named(role), of, containerId: id })),
    ),
  ];
}
