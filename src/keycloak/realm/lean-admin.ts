import { NetworkError } from '@keycloak/keycloak-admin-client';
import { type Answer, createHttp } from '../api/http.ts';
import { type KeycloakAdmin, refusalStatus } from '../api/keycloak-admin.ts';
import type { User } from './users.ts';

/**
 * The requests that are made for each person of an import, each look at an activation link and each page of a list, without the admin client's cost
 * (see {@link createHttp}). Refusals are the admin client's NetworkError; `keycloak_unavailable` when nobody answers.
 */
export interface LeanAdmin {
  /** @returns the new user's id. */
  createUser(user: User): Promise<string>;
  executeActionsEmail(mail: ActionsMail): Promise<void>;
  /** The user of this id, with all attributes, and with what a user federation says of them (`userProfileMetadata`). */
  readUser(id: string): Promise<User | undefined>;
  /** The user who bears exactly this address or username, with all attributes. */
  findUser(by: { email: string } | { username: string }): Promise<User | undefined>;
  /** A page of the users with an attribute (`name:value`), with all attributes, ordered by username. */
  usersWith(attribute: string, page: { first: number; max: number }): Promise<User[]>;
}

export interface ActionsMail {
  id: string;
  clientId: string;
  redirectUri: string;
  /** Seconds for which the link holds. */
  lifespan: number;
  actions: string[];
}

export function createLeanAdmin(admin: KeycloakAdmin): LeanAdmin {
  const base = `${admin.baseUrl}/admin/realms/${encodeURIComponent(admin.realmName)}`;
  const http = createHttp();

  async function send(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> {
    const headers = { authorization: `Bearer ${await admin.getAccessToken()}` };
    const answer = await http(`${base}${path}`, { method, headers, ...(body && { body }) });
    if (answer.status < 300) return answer;
    throw new NetworkError(`${method} was refused with ${answer.status}`, {
      response: new Response(null, { status: answer.status }),
      responseData: parsed(answer.text),
    });
  }

  async function find(query: Record<string, string>): Promise<User[]> {
    const { text } = await send('GET', `/users?${new URLSearchParams({ ...query, briefRepresentation: 'false' })}`);
    return JSON.parse(text) as User[];
  }

  return {
    async createUser(user) {
      const { headers } = await send('POST', '/users', user);
      return headers.location?.split('/').at(-1) ?? '';
    },
    async executeActionsEmail({ id, clientId, redirectUri, lifespan, actions }) {
      const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, lifespan: String(lifespan) });
      await send('PUT', `/users/${id}/execute-actions-email?${query}`, actions);
    },
    async readUser(id) {
      try {
        return JSON.parse((await send('GET', `/users/${id}?userProfileMetadata=true`)).text) as User;
      } catch (error) {
        if (refusalStatus(error) === 404) return undefined;
        throw error;
      }
    },
    async findUser(by) {
      return (await find({ ...by, exact: 'true', max: '1' }))[0];
    },
    usersWith: (attribute, { first, max }) => find({ q: attribute, first: String(first), max: String(max) }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
