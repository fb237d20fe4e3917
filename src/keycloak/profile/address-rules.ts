import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import type { FieldError } from '../../errors.ts';
import type { ProfileAttribute, Validators } from './user-profile.ts';

/** What of a realm, beside its user profile, decides which addresses it takes. */
export interface AddressSettings {
  /** Usernames are addresses: then Keycloak lets them hold any character of one. */
  usernameIsEmail: boolean;
  /** The mail server takes ASCII only in front of the `@` (Realm settings → Email → Allow UTF-8). */
  asciiOnly: boolean;
}

/** Keycloak asks for an address of any account, whatever the profile says. */
const ALWAYS: Record<string, Validators> = { email: { email: {} }, username: {} };

/**
 * What the realm asks of an address that an account is made with, as attributes `email` and `username`: we make accounts whose username is the
 * address, so it must be fit for both.
 */
export function addressRules(
  { attributes = [] }: UserProfileConfig,
  { usernameIsEmail, asciiOnly }: AddressSettings,
): ProfileAttribute[] {
  return Object.entries(ALWAYS).map(([name, always]): ProfileAttribute => {
    const declared = attributes.find((attribute) => attribute.name === name);
    const validators: Validators = { ...always, ...((declared?.validations ?? {}) as Validators) };
    if (validators.email) validators.email = { ...validators.email, 'ascii-only': asciiOnly };
    if (usernameIsEmail) delete validators['username-prohibited-characters'];
    return {
      ...{ name, displayName: declared?.displayName ?? '', required: true, readOnly: false, multivalued: false },
      ...{ values: [], annotations: {}, validators },
    };
  });
}

/** A fault of an account's username as one of its address, which it follows from: no form asks for a username. */
export function atAddress<T extends FieldError>(fault: T): T {
  if (fault.field !== 'username') return fault;
  return {
    ...fault,
    field: 'email',
    ...(fault.key === 'field.username_characters' && { key: 'field.email_as_username' as const }),
  };
}
