import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { AppError } from '../errors.ts';
import type { Admin } from '../keycloak/admin.ts';
import { keepsUnmanaged } from '../keycloak/user-profile.ts';
import { importableAttributes } from './import/columns.ts';

/** What has a field of its own in a request, or is written by the sidecar alone. */
const isReserved = (name: string): boolean =>
  name.startsWith('invitation.') || ['username', 'email', 'firstName', 'lastName', 'locale'].includes(name);

/** The field of a request that holds an attribute. */
export function fieldOfAttribute(name: string): string {
  return isReserved(name) ? name : `attributes.${name}`;
}

/** Keycloak drops without a word what the realm's user profile does not know: that is refused before. Throws `invalid_request`. */
export async function requireKnownAttributes(admin: Admin, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const takes = takenBy(await admin.users.getProfile());
  const fields = names
    .filter((name) => isReserved(name) || !takes(name))
    .map((name) => ({ field: `attributes.${name}`, key: 'field.unknown' as const }));
  if (fields.length > 0) throw new AppError('invalid_request', { fields });
}

/** Those that an import takes as columns, and whatever nobody has defined where the realm keeps that. */
function takenBy(profile: UserProfileConfig): (name: string) => boolean {
  const importable = new Set(importableAttributes(profile).map(({ name }) => name));
  const defined = new Set(profile.attributes?.map(({ name }) => name));
  return (name) => importable.has(name) || (keepsUnmanaged(profile) && !defined.has(name));
}
