import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { allAdminEvents } from '../realm/events.ts';
import { organizationsOfMember } from '../realm/organizations.ts';
import { readUser } from '../realm/users.ts';

/** Keycloak's last confirmation that somebody holds a role of the sidecar. */
export interface Evidence {
  /** Its time, in epoch milliseconds. */
  at: number;
  /** Asks again with the same token; undefined when the token is no longer valid, which by itself takes no right away. */
  rolesNow?: (() => Promise<string[] | undefined>) | undefined;
}

/** The person whose rights a long job (an import) uses. */
export interface Author {
  userId: string;
  role: 'admin' | 'company-admin';
  /** Ids of the companies that the job is for; those of `company-admin` only. */
  companies: readonly string[];
  evidence: Evidence;
}

/** Rights that the author has lost, as reasons that they can be told. */
export type Loss = 'account' | 'role' | 'company' | 'company_disabled';

/** Tolerance in milliseconds for the difference between Keycloak's clock and ours, and for the age of the evidence. */
const MARGIN = 30_000;

/**
 * Whether the author still has the rights of their job: account enabled, role held, member of the companies. `unknown`: it cannot be told now. Throws
 * where Keycloak is away. Our service account may not read who has a client's role; so, without a token that Keycloak still looks up, the admin log
 * must show that nothing was taken away since the last confirmation (docs/architecture.md).
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
/** Resource types of events by which many people may lose a role at once. */
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
