import { Agent, request } from 'node:http';
import { PAGE_ACTIONS } from '../src/keycloak/ride/required-actions.ts';
import type { BenchGround } from './ground.ts';

export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  /** Paths of groups that they get. */
  groups?: string[];
}

/** What Keycloak's own page for a new password gets: the same as from our form. */
export const passwordFields = (password: string) => ({
  'password-new': password,
  'password-confirm': password,
  'logout-sessions': 'on',
});

let made = 0;

/** People whom nobody has invited yet, with a group each where one is named. */
export function newPeople(count: number, group?: string): Person[] {
  return Array.from({ length: count }, () => {
    made += 1;
    return {
      email: `persona${made}@bench.test`,
      firstName: 'María',
      lastName: `Peña ${made % 97}`,
      ...(group && { groups: [group] }),
    };
  });
}

/**
 * What cannot be beaten: create and mail by plain HTTP over kept connections, nothing written down, nothing checked.
 * @returns people a second.
 */
export async function rawPipeline({ admin, config }: BenchGround, people: Person[], concurrency: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const base = `${config.keycloak.url}/admin/realms/${config.keycloak.realm}`;
  const query = new URLSearchParams({
    client_id: config.keycloak.clientId,
    redirect_uri: `${config.publicUrl}/activada?i=0`,
    lifespan: '604800',
  });
  const open = [...people];
  const started = performance.now();
  const worker = async () => {
    for (let person = open.pop(); person; person = open.pop()) {
      const user = {
        ...person,
        username: person.email,
        enabled: true,
        requiredActions: PAGE_ACTIONS,
        attributes: { locale: ['es'] },
      };
      const location = await send(agent, admin, 'POST', `${base}/users`, user);
      await send(agent, admin, 'PUT', `${base}/users/${location.split('/').at(-1)}/execute-actions-email?${query}`, PAGE_ACTIONS);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  agent.destroy();
  return people.length / ((performance.now() - started) / 1000);
}

/** @returns the header Location. */
async function send(agent: Agent, admin: BenchGround['admin'], method: string, url: string, body: unknown): Promise<string> {
  const payload = Buffer.from(JSON.stringify(body));
  const headers = {
    authorization: `Bearer ${await admin.getAccessToken()}`,
    'content-type': 'application/json',
    'content-length': payload.length,
  };
  return new Promise((resolve, reject) => {
    const call = request(url, { method, agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () =>
        (answer.statusCode ?? 500) < 300
          ? resolve(answer.headers.location ?? '')
          : reject(new Error(`${method} ${answer.statusCode}`)),
      );
    });
    call.once('error', reject);
    call.end(payload);
  });
}

/** The plain way: Keycloak's admin client, one person after another. */
export async function adminClientLoop({ admin, config }: BenchGround, people: Person[]): Promise<number> {
  const started = performance.now();
  for (const person of people) {
    const { id } = await admin.users.create({
      ...person,
      username: person.email,
      enabled: true,
      requiredActions: [...PAGE_ACTIONS],
      attributes: { locale: ['es'] },
    });
    await admin.users.executeActionsEmail({
      id,
      clientId: config.keycloak.clientId,
      redirectUri: `${config.publicUrl}/activada?i=0`,
      lifespan: 604_800,
      actions: [...PAGE_ACTIONS],
    });
  }
  return people.length / ((performance.now() - started) / 1000);
}

export function csvOf(people: Iterable<Person>): string {
  const lines = ['correo,nombre,apellidos,grupos'];
  for (const { email, firstName, lastName, groups = [] } of people)
    lines.push(`${email},${firstName},${lastName},${groups.join('|')}`);
  return `${lines.join('\n')}\n`;
}
