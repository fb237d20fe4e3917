import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Attributes, changeUser, type User } from '../../keycloak/realm/users.ts';
import { holderOfDomain, ownDomainOf } from '../../keycloak/rights/company-of-domain.ts';
import { BY_MAILBOX, MARK_ATTRIBUTE } from '../../keycloak/rights/company-providers.ts';
import { domainOf } from '../../keycloak/rights/domain-spellings.ts';
import { differs, type Finding } from '../requirement.ts';
import type { CompanyProvider } from './providers.ts';

/**
 * Open invitations by a provider whose address is not its company's (any more): the domain went to another company, or belongs to none and the person is not
 * of the company either, as whoever is invited into it by its provider would be. Their account is linked only once its mailbox has said so.
 */
export async function strayMarks(
  admin: KeycloakAdmin,
  { alias, organization }: Pick<CompanyProvider, 'alias' | 'organization'>,
): Promise<Finding[]> {
  const stray: User[] = [];
  for await (const user of marked(admin, alias)) if (!standsIn(user) && (await isStray(user))) stray.push(user);
  if (stray.length === 0) return [];
  const domains = [...new Set(stray.map(({ email = '' }) => domainOf(email)))].sort().join(', ');
  const what = `${alias}: ${stray.length} open invitation(s) of addresses that are not its company’s any more (${domains})`;
  return [
    differs(`${what}: they are to be linked by a mail alone`, async () => {
      for (const { id = '' } of stray) await changeUser(admin, id, byMailbox);
    }),
  ];

  /** Nobody's account, with an address that no provider tells: only these have the attribute (src/invitations/stand-ins/stand-in.ts). */
  function standsIn({ attributes }: User): boolean {
    return ((attributes ?? {}) as Attributes)['invitation.email'] !== undefined;
  }

  async function isStray({ id = '', email = '' }: User): Promise<boolean> {
    const domain = domainOf(email);
    if (ownDomainOf(organization, domain) !== undefined) return false;
    if ((await holderOfDomain(admin, domain)) !== undefined) return true;
    return !(await organizationsOfMember(admin, id)).some((one) => one.id === organization.id);
  }

  /** Unless the mark has changed meanwhile. */
  function byMailbox({ attributes = {} }: User) {
    const held = attributes as Attributes;
    return held[MARK_ATTRIBUTE]?.[0] === alias ? { attributes: { ...held, [MARK_ATTRIBUTE]: [BY_MAILBOX] } } : undefined;
  }
}

const PAGE = 500;

/** All accounts that bear the mark of a provider. */
async function* marked(admin: KeycloakAdmin, alias: string): AsyncGenerator<User> {
  for (let first = 0; ; first += PAGE) {
    const page = (await admin.users.find({ q: `${MARK_ATTRIBUTE}:${alias}`, first, max: PAGE })) as User[];
    yield* page;
    if (page.length < PAGE) return;
  }
}
