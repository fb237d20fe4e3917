import { randomUUID } from 'node:crypto';
import { sealedSession } from '../../src/access/session.ts';
import { allOrganizations } from '../../src/keycloak/realm/organizations.ts';
import type { BenchGround } from '../ground.ts';

/** Aliases of the two large companies. */
export const [LARGE, MIDDLE] = ['e00', 'e01'];

/** Who looks at the list: cookies of sessions; and the ids of companies by alias. */
export interface Large {
  as: Record<'admin' | 'large' | 'middle', string>;
  companies: ReadonlyMap<string, string>;
}

export async function meet({ env, admin }: BenchGround): Promise<Large> {
  // The first question to a Keycloak that has just started may take longer than any later one.
  const found = await allOrganizations(admin).catch(() => allOrganizations(admin));
  const companies = new Map(found.map(({ id, alias }) => [alias, id]));
  const member = async (alias: string) =>
    (await admin.organizations.listMembers({ orgId: companies.get(alias) ?? '', first: 0, max: 1 }))[0]?.id ?? '';
  const as = {
    admin: await cookieOf(env, randomUUID(), 'admin'),
    large: await cookieOf(env, await member(LARGE), 'company-admin'),
    middle: await cookieOf(env, await member(MIDDLE), 'company-admin'),
  };
  return { as, companies };
}

async function cookieOf(env: Record<string, string>, id: string, role: string): Promise<string> {
  const user = { id, name: 'Bench', roles: [role], idToken: '', refreshToken: '', checkedAt: Date.now() + 3 * 3_600_000 };
  const sealed = sealedSession({ publicUrl: env.PUBLIC_URL ?? '', sessionSecrets: [env.SESSION_SECRET ?? ''] });
  return `${sealed.name}=${await sealed.seal({ user })}`;
}
