import { randomUUID } from 'node:crypto';
import { allOrganizations } from '../../src/keycloak/realm/organizations.ts';
import type { BenchGround } from '../ground.ts';
import { type SessionCookie, sessionCookie } from '../session-cookie.ts';

/** Aliases of the two large companies. */
export const [LARGE, MIDDLE] = ['e00', 'e01'];

/** Who looks at the list: with which sessions; and the ids of companies by alias. */
export interface Large {
  as: Record<'admin' | 'large' | 'middle', SessionCookie>;
  companies: ReadonlyMap<string, string>;
}

export async function meet({ env, admin }: BenchGround): Promise<Large> {
  // The first question to a Keycloak that has just started may take longer than any later one.
  const found = await allOrganizations(admin).catch(() => allOrganizations(admin));
  const companies = new Map(found.map(({ id, alias }) => [alias, id]));
  const member = async (alias: string) =>
    (await admin.organizations.listMembers({ orgId: companies.get(alias) ?? '', first: 0, max: 1 }))[0]?.id ?? '';
  const as = {
    admin: sessionCookie(env, randomUUID(), 'admin'),
    large: sessionCookie(env, await member(LARGE), 'company-admin'),
    middle: sessionCookie(env, await member(MIDDLE), 'company-admin'),
  };
  return { as, companies };
}
