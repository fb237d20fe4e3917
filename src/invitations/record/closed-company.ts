import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { organizationByAlias, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { type Invitation, NO_ORGANIZATION } from './invitation.ts';

type OfCompany = Pick<Invitation, 'id' | 'organization'>;

/**
 * Whether the company that somebody is invited into is disabled in Keycloak, and so is every other one that they belong to. They keep what they
 * have; no mail is sent until a company of theirs is enabled.
 */
export async function isCompanyClosed(admin: KeycloakAdmin, { id, organization: alias }: OfCompany): Promise<boolean> {
  const companies = await organizationsOfMember(admin, id);
  if (companies.length > 0) return companies.every(({ disabled }) => disabled);
  // Whoever made the account has not made it a member yet.
  if (alias === undefined || alias === NO_ORGANIZATION) return false;
  return (await organizationByAlias(admin, alias))?.disabled === true;
}

/** Throws `organization_disabled`. */
export async function requireOpenCompany(admin: KeycloakAdmin, invitation: OfCompany): Promise<void> {
  if (await isCompanyClosed(admin, invitation))
    throw new AppError('organization_disabled', {
      fields: [{ field: 'organization', key: 'field.organization_disabled' }],
    });
}
