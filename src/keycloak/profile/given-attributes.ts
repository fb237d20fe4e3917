import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { localDateFor } from './local-date.ts';
import { givenValue } from './profile-form.ts';
import { importableAttributes, type ProfileAttribute } from './user-profile.ts';

/** Values by attribute, as requests give them. */
export type GivenAttributes = Record<string, string | string[]>;

/** A value that an admin gives, in a file or over the API, as the realm takes it. `language`: in which Keycloak reads dates. */
export function valueFromAdmin(attribute: ProfileAttribute, value: string, language: string): string {
  return localDateFor(attribute, givenValue(attribute, value), language);
}

/** The same of a whole request. Attributes that the profile does not define stay as they are. */
export function attributesFromAdmin(config: UserProfileConfig, given: GivenAttributes, language: string): GivenAttributes {
  const declared = new Map(importableAttributes(config).map((attribute) => [attribute.name, attribute]));
  const values = Object.entries(given).map(([name, value]) => {
    const attribute = declared.get(name);
    const taken = (text: string) => (attribute ? valueFromAdmin(attribute, text, language) : text);
    return [name, Array.isArray(value) ? value.map(taken) : taken(value)];
  });
  return Object.fromEntries(values);
}
