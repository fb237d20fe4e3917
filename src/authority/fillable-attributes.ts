import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { AppError } from '../errors.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type ImportableAttribute, importableAttributes, keepsUnmanaged } from '../keycloak/profile/user-profile.ts';
import type { Reach } from './reach.ts';

/**
 * Whether somebody may fill in an attribute for others. Admins: any that the realm keeps. Company admins: those that people may write in their own
 * account, and those that the setting COMPANY_ADMIN_ATTRIBUTES names, because an application may take any other attribute for a right.
 */
export function mayFillIn(
  { all }: Pick<Reach, 'all'>,
  { name, isTheirs }: Pick<ImportableAttribute, 'name' | 'isTheirs'>,
  companyAdminAttributes: readonly string[],
): boolean {
  return all || isTheirs || companyAdminAttributes.includes(name);
}

/** Names that are fields of the request itself, or attributes that only the sidecar writes. */
const isReserved = (name: string): boolean =>
  name.startsWith('invitation.') || ['username', 'email', 'firstName', 'lastName', 'locale'].includes(name);

/** The field of a request that holds an attribute. */
export function fieldOfAttribute(name: string): string {
  return isReserved(name) ? name : `attributes.${name}`;
}

/**
 * Refuses attributes that the realm's user profile does not know (Keycloak would drop them without an error) and those that the actor may not fill
 * in. Throws `invalid_request`.
 * @param companyAdminAttributes the setting COMPANY_ADMIN_ATTRIBUTES.
 */
export async function requireKnownAttributes(
  admin: KeycloakAdmin,
  names: readonly string[],
  reach: Reach,
  companyAdminAttributes: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const profile = await admin.users.getProfile();
  const takes = reach.all ? takenOfAdmins(profile) : takenOfCompanyAdmins(profile, companyAdminAttributes);
  const fields = names
    .filter((name) => isReserved(name) || !takes(name))
    .map((name) => ({ field: `attributes.${name}`, key: 'field.unknown' as const }));
  if (fields.length > 0) throw new AppError('invalid_request', { fields });
}

/** Attributes that admins may fill in: those that an import takes as columns, and undefined ones where the realm keeps unmanaged attributes. */
function takenOfAdmins(profile: UserProfileConfig): (name: string) => boolean {
  const importable = new Set(importableAttributes(profile).map(({ name }) => name));
  const defined = new Set(profile.attributes?.map(({ name }) => name));
  return (name) => importable.has(name) || (keepsUnmanaged(profile) && !defined.has(name));
}

/** Attributes that company admins may fill in. Never unmanaged ones: nobody has said what they mean to applications. */
function takenOfCompanyAdmins(profile: UserProfileConfig, granted: readonly string[]): (name: string) => boolean {
  const fillable = new Set(
    importableAttributes(profile)
      .filter((attribute) => mayFillIn({ all: false }, attribute, granted))
      .map(({ name }) => name),
  );
  return (name) => fillable.has(name);
}
