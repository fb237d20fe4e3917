import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { ConfigureError } from './requirement.ts';

export type ExistingClient = ClientRepresentation & { id: string };

/** Reads a client of the realm, which may not be there yet, and changes single settings of it. */
export interface ClientAccess {
  find(): Promise<ExistingClient | undefined>;
  /** Throws {@link ConfigureError} when it is not there. */
  require(): Promise<ExistingClient>;
  /** Reads it anew and writes what changes: a change made a moment ago stays. */
  update(change: (client: ExistingClient) => Partial<ClientRepresentation>): Promise<void>;
}

export function clientAccess(admin: KeycloakAdmin, clientId: string): ClientAccess {
  async function find(): Promise<ExistingClient | undefined> {
    const [client] = await admin.clients.find({ clientId });
    return client?.id === undefined ? undefined : { ...client, id: client.id };
  }

  async function require(): Promise<ExistingClient> {
    const client = await find();
    if (!client) throw new ConfigureError(`the realm has no client ${clientId}`);
    return client;
  }

  return {
    find,
    require,
    async update(change) {
      const client = await require();
      await admin.clients.update({ id: client.id }, { ...client, ...change(client) });
    },
  };
}
