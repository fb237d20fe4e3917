import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { allAdminEvents } from './events.ts';
import { organizationsOfMember } from './organizations.ts';
import { readUser } from './users.ts';

/** How Keycloak was last asked whether somebody holds a role of the sidecar. */
export interface Evidence {
  /** When it said so, in epoch milliseconds. */
  at: number;
  /** Asks by the same token again; undefined when the token says nothing any more, which takes no right away. */
  rolesNow?: (() => Promise<string[] | undefined>) | undefined;
}

/** Whose rights a longer job uses. */
export interface Author {
  userId: string;
  role: 'admin' | 'company-admin';
  /** Ids of the companies that the job is for; those of `company-admin` only. */
  companies: readonly string[];
  evidence: Evidence;
}

/** Rights that somebody had and has no more, each for a reason that they can be told. */
export type Loss = 'account' | 'role' | 'company' | 'company_disabled';

/** Milliseconds by which Keycloak's clock may be behind ours, and by which evidence may be older than it says. */
const MARGIN = 30_000;

/**
 * Whether the author of a job may go on: account enabled, role held, a member of the companies. `unknown` = nobody can tell now. Throws
 * where Keycloak is away. The rights of our service account do not show who has a client's role: without a token that Keycloak still
 * looks up, its admin log must show that nothing was taken away since it last said so (docs/architecture.md).
 */
export async function standingOf(admin: KeycloakAdmin, author: Author): Promise<'holds' | 'unknown' | Loss> {
  const user = await readUser(admin, author.userId);
  if (!user?.enabled) return 'account';
  if (author.companies.length > 0) {
    const theirs = new Map((await organizationsOfMember(admin, author.userId)).map((company) => [company.id, company]));
    for (const id of author.companies) {
      const company = theirs.get(id);
      if (!company) return 'company';
      if (company.disabled) return 'company_disabled';
    }
  }
  const roles = await author.evidence.rolesNow?.();
  if (roles) return roles.includes(author.role) ? 'holds' : 'role';
  return roleByLog(admin, author.userId, author.evidence.at - MARGIN);
}

const MAPPINGS = ['CLIENT_ROLE_MAPPING', 'REALM_ROLE_MAPPING', 'GROUP_MEMBERSHIP'];
/** What groups and roles carry may be taken away, too, from whoever has them. */
const CARRIERS = ['GROUP', 'CLIENT_ROLE', 'REALM_ROLE', 'CLIENT'];

async function roleByLog(admin: KeycloakAdmin, userId: string, since: number): Promise<'holds' | 'unknown' | 'role'> {
  const realm = await admin.realms.findOne({ realm: admin.realmName });
  const kept = Number(realm?.attributes?.adminEventsExpiration) * 1000 || Number.POSITIVE_INFINITY;
  if (!realm?.adminEventsEnabled || Date.now() - since > kept) return 'unknown';
  let standing: 'holds' | 'unknown' = 'holds';
  const taken = { operations: ['DELETE'] as const, resources: [...MAPPINGS, ...CARRIERS] };
  for await (const { resourcePath } of allAdminEvents(admin, taken, { since })) {
    if (resourcePath.startsWith(`users/${userId}/`)) return 'role';
    if (!resourcePath.startsWith('users/')) standing = 'unknown';
  }
  return standing;
}
