import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js';
import type { FieldError } from '../../errors.ts';
import type { PatternMatcher } from '../java/pattern-matcher.ts';
import type { TextResolver } from './profile-form.ts';
import { validateProfile } from './profile-validation.ts';
import { attributesOfAdmins } from './user-profile.ts';

export interface AccountFault extends FieldError {
  /** What the attribute is called on pages. */
  label: string;
}

/**
 * What Keycloak's admin API finds fault with in an account as it stands, by attribute: it refuses to write an account with a value that breaks a
 * rule. Computed here, because Keycloak tells only whoever tries to write.
 * @param language in which Keycloak reads the account's dates.
 */
export function accountFaults(
  config: UserProfileConfig,
  user: UserRepresentation,
  text: TextResolver,
  matches: PatternMatcher,
  language: string,
): AccountFault[] {
  const { username = '', email = '', firstName = '', lastName = '' } = user;
  const named = { username: [username], email: [email], firstName: [firstName], lastName: [lastName] };
  const values = { ...((user.attributes ?? {}) as Record<string, string[]>), ...named };
  const attributes = attributesOfAdmins(config);
  const labels = new Map(attributes.map(({ name, displayName }) => [name, text(displayName || name)]));
  return (
    validateProfile(attributes, values, text, matches, language)
      // Our rules, not Keycloak's.
      .filter(({ key }) => key !== 'field.name_address' && key !== 'field.name_symbols')
      .map((fault) => ({ ...fault, label: labels.get(fault.field) ?? fault.field }))
  );
}
