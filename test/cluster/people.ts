import { randomUUID } from 'node:crypto';
import { REALM } from '../../src/dev/keycloak/fixed-names.ts';
import { ADMIN_CLIENT } from '../support/realm-setup.ts';
import { until } from '../support/wait.ts';
import type { Cluster } from './cluster.ts';

/** Addresses that nobody else has. */
export function newAddresses(count: number, name = 'persona'): string[] {
  const run = randomUUID().slice(0, 8);
  return Array.from({ length: count }, (_, index) => `${name}-${run}-${index}@people.example`);
}

export function csvOf(addresses: readonly string[]): string {
  return `correo;nombre;apellidos\n${addresses.map((email) => `${email};Íñigo;Peña`).join('\n')}\n`;
}

/** Users as somebody creates them in Keycloak's console, eight at once. */
export async function createConsoleUsers({ admin }: Cluster, addresses: readonly string[]): Promise<void> {
  const left = [...addresses];
  const one = async () => {
    for (let email = left.shift(); email; email = left.shift()) {
      await admin.users.create({ username: email, email, enabled: true, firstName: 'Ana', lastName: 'Prado' });
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
}

/** An access token of a machine with the sidecar's role `admin`. */
export async function machineToken({ insideUrl }: Cluster): Promise<string> {
  const { clientId, secret } = ADMIN_CLIENT;
  const response = await fetch(`${insideUrl}/realms/${REALM}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Invites over the API. Returns the answer as it came. */
export async function invite(cluster: Cluster, email: string, body: object = {}) {
  return cluster.ask(`${cluster.publicUrl}/api/v1/invitations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await machineToken(cluster)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email, firstName: 'Ana', lastName: 'Prado', ...body }),
  });
}

/** How an invitation stands. */
export async function statusOf(cluster: Cluster, email: string): Promise<string> {
  const [user] = await cluster.admin.users.find({ email, exact: true });
  if (!user?.id) return 'no account';
  const headers = { authorization: `Bearer ${await machineToken(cluster)}` };
  const { status, body } = await cluster.ask(`${cluster.publicUrl}/api/v1/invitations/${user.id}`, { headers });
  return status === 200 ? (JSON.parse(body) as { status: string }).status : `answer ${status}`;
}

export interface Delivery {
  /** How many of them have got a mail, */
  mailed: number;
  /** or more than one. */
  twice: number;
}

export function deliveryOf({ mail }: Cluster, addresses: readonly string[]): Delivery {
  const counts = addresses.map((address) => mail.to(address).length);
  return { mailed: counts.filter((count) => count > 0).length, twice: counts.filter((count) => count > 1).length };
}

/** Milliseconds for which nothing may come any more before mails are counted. */
const QUIET = 10_000;

/** Waits until all have got a mail, or the time is up, and then until nothing comes any more. */
export async function untilMailed(cluster: Cluster, addresses: readonly string[], timeout = 300_000): Promise<Delivery> {
  await until('all mails', () => deliveryOf(cluster, addresses).mailed === addresses.length, { timeout, interval: 250 }).catch(
    () => {},
  );
  const since = performance.now();
  const newest = () => Math.max(since, ...addresses.map((address) => cluster.mail.to(address).at(-1) ?? 0));
  await until('that no mail comes any more', () => performance.now() - newest() > QUIET, { timeout: 120_000, interval: 500 });
  return deliveryOf(cluster, addresses);
}

/** The moment of the first mail to an address; throws after `timeout` milliseconds. */
export async function firstMail({ mail }: Cluster, address: string, timeout = 60_000): Promise<number> {
  return until(`a mail to ${address}`, () => mail.to(address)[0], { timeout, interval: 20 });
}
