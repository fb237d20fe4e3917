import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { NetworkError } from '@keycloak/keycloak-admin-client';
import { AppError } from '../errors.ts';
import type { Admin } from './admin.ts';
import { KEYCLOAK_TIMEOUT } from './server.ts';
import type { User } from './users.ts';

/**
 * The requests that bulk work makes for each person, over kept connections of Node's own HTTP client: they cost a third of the
 * processor time that the admin client and `fetch` take, which Keycloak can use where both share a machine.
 * Refusals are the admin client's NetworkError; `keycloak_unavailable` when nobody answers.
 */
export interface LeanAdmin {
  /** @returns the new user's id. */
  createUser(user: User): Promise<string>;
  executeActionsEmail(mail: ActionsMail): Promise<void>;
  /** The user who bears exactly this address or username, with all attributes. */
  findUser(by: { email: string } | { username: string }): Promise<User | undefined>;
}

export interface ActionsMail {
  id: string;
  clientId: string;
  redirectUri: string;
  /** Seconds for which the link holds. */
  lifespan: number;
  actions: string[];
}

export function createLeanAdmin(admin: Admin): LeanAdmin {
  const base = `${admin.baseUrl}/admin/realms/${encodeURIComponent(admin.realmName)}`;
  const secure = base.startsWith('https:');
  const request = secure ? httpsRequest : httpRequest;
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });

  async function send(method: string, path: string, body?: unknown): Promise<{ answer: IncomingMessage; text: string }> {
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = {
      authorization: `Bearer ${await admin.getAccessToken()}`,
      ...(payload && { 'content-type': 'application/json', 'content-length': payload.length }),
    };
    const { answer, text } = await new Promise<{ answer: IncomingMessage; text: string }>((resolve, reject) => {
      const call = request(`${base}${path}`, { method, agent, headers, timeout: KEYCLOAK_TIMEOUT }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.once('end', () => resolve({ answer, text }));
        answer.once('error', reject);
      });
      call.once('timeout', () => call.destroy(new Error('no answer in time')));
      call.once('error', reject);
      call.end(payload);
    }).catch((cause) => {
      throw new AppError('keycloak_unavailable', { cause });
    });
    const status = answer.statusCode ?? 500;
    if (status < 300) return { answer, text };
    throw new NetworkError(`${method} was refused with ${status}`, {
      response: new Response(null, { status }),
      responseData: parsed(text),
    });
  }

  return {
    async createUser(user) {
      const { answer } = await send('POST', '/users', user);
      return answer.headers.location?.split('/').at(-1) ?? '';
    },
    async executeActionsEmail({ id, clientId, redirectUri, lifespan, actions }) {
      const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, lifespan: String(lifespan) });
      await send('PUT', `/users/${id}/execute-actions-email?${query}`, actions);
    },
    async findUser(by) {
      const query = new URLSearchParams({ ...by, exact: 'true', max: '1', briefRepresentation: 'false' });
      const { text } = await send('GET', `/users?${query}`);
      return (JSON.parse(text) as User[])[0];
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
