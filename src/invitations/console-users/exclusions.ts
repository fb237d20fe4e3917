import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { AdminEvent } from '../../keycloak/realm/events.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Attributes, readUser, type User } from '../../keycloak/realm/users.ts';
import { holderOfDomain } from '../../keycloak/rights/company-of-domain.ts';
import { domainOf, oneSpelling } from '../../keycloak/rights/domain-spellings.ts';
import type { Config } from '../../settings/config.ts';

/** Users whom the settings INVITE_EXCEPT_… exclude from invitations. */
export interface Exclusions {
  /** Whether the event's author used an excluded client; undefined where that cannot be told. */
  author(author: AdminEvent['author']): Promise<boolean | undefined>;
  user(user: User): Promise<boolean>;
}

export function createExclusions(
  admin: KeycloakAdmin,
  { clients, groups, attributes, organizations, domains }: Config['inviteExcept'],
): Exclusions {
  const clientIds = new Set(clients.map((name) => name.toLowerCase()));
  const groupNames = new Set(groups);
  const leftOut = new Set(domains.map(oneSpelling));
  /** Client ids by internal id: an event holds the internal one, and our service account may not read clients. */
  const names = new Map<string, string>();

  async function nameOf({ clientId, userId }: AdminEvent['author']): Promise<string | undefined> {
    const name = names.get(clientId) ?? (await clientName(admin, clientId, userId));
    // Cached only if found: the next author may have a session that names the client.
    if (name !== undefined) names.set(clientId, name);
    return name;
  }

  /** A member, or somebody who will be one: whoever signs in through an organization's provider becomes its member by the domain. */
  async function isOfOrganization({ id = '' }: User, domain: string): Promise<boolean> {
    if (organizations.length === 0) return false;
    const [theirs, ofDomain] = await Promise.all([organizationsOfMember(admin, id), holderOfDomain(admin, domain)]);
    return [...theirs, ...(ofDomain ? [ofDomain] : [])].some(({ alias = '' }) => organizations.includes(alias));
  }

  return {
    async author(author) {
      if (clientIds.size === 0) return false;
      if (clientIds.has(author.clientId.toLowerCase())) return true;
      const name = await nameOf(author);
      return name === undefined ? undefined : clientIds.has(name);
    },
    async user(user) {
      const own = (user.attributes ?? {}) as Attributes;
      const holds = ({ name, value }: Config['inviteExcept']['attributes'][number]) =>
        value === undefined ? own[name] !== undefined : own[name]?.includes(value);
      if (attributes.some(holds)) return true;
      const domain = domainOf(user.email ?? '');
      if (leftOut.has(oneSpelling(domain)) || (await isOfOrganization(user, domain))) return true;
      if (groupNames.size === 0 || !user.id) return false;
      const memberships = await admin.users.listGroups({ id: user.id });
      return memberships.some(({ name = '', path = '' }) => groupNames.has(name) || groupNames.has(path));
    },
  };
}

/** Finds a client's id by its service account's username, or by a session of the person who used it. */
async function clientName(admin: KeycloakAdmin, clientId: string, userId: string): Promise<string | undefined> {
  // An admin of another realm, such as master, is unknown here: then only the internal id tells.
  const author = await readUser(admin, userId);
  if (!author) return undefined;
  const account = /^service-account-(.+)$/.exec(author.username ?? '')?.[1];
  if (account) return account;
  const sessions = await admin.users.listSessions({ id: userId });
  return sessions
    .map((session) => session.clients?.[clientId] as string | undefined)
    .find(Boolean)
    ?.toLowerCase();
}
