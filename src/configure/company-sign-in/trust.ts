import type IdentityProviderMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderMapperRepresentation.js';
import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js';

/**
 * What the address that a provider tells is worth, and what that asks of the provider's settings.
 * - `verified`: the provider says of each address whether it is verified, and others get in nowhere (OpenID's `email_verified`).
 * - `confirmed`: the address is worth nothing by itself. Whoever has an account already confirms it by a mail, once, invited or not.
 * - `trusted`: the address is believed. Whoever the provider names with an invited address gets that account, without its mailbox.
 */
export type Trust = 'verified' | 'confirmed' | 'trusted';

/** Setting of a provider that holds it, where it is not the one that its kind begins with. */
export const TRUST = 'invitation.addresses';

export type Kind = 'oidc' | 'saml';
export type Settings = Record<string, string>;

/** Kinds of providers that companies have; undefined for others, such as social networks. */
export function kindOf({ providerId = '' }: IdentityProviderRepresentation): Kind | undefined {
  if (providerId === 'saml') return 'saml';
  return ['oidc', 'keycloak-oidc'].includes(providerId) ? 'oidc' : undefined;
}

/** The most that a kind of provider can say of addresses by itself: SAML does not say whether one is verified. */
const USUAL: Record<Kind, Trust> = { oidc: 'verified', saml: 'confirmed' };

/** What was chosen for a provider before, else the usual. */
export function trustOf({ config }: IdentityProviderRepresentation, kind: Kind): Trust {
  const kept = config?.[TRUST];
  return kept === 'confirmed' || kept === 'trusted' ? kept : USUAL[kind];
}

/** The setting that keeps it. */
export const trustNote = (kind: Kind, trust: Trust): Settings => (trust === USUAL[kind] ? {} : { [TRUST]: trust });

/** A setting that a provider must have, with the reason that is shown. */
export interface Wanted {
  name: string;
  value: string;
  why: string;
}

const IMPORT: Wanted = { name: 'syncMode', value: 'IMPORT', why: 'the provider renames nobody' };
const VERIFIED: readonly Wanted[] = ['filteredByClaim true', 'claimFilterName email_verified', 'claimFilterValue true'].map(
  (text) => {
    const [name = '', value = ''] = text.split(' ');
    return { name, value, why: 'only verified addresses' };
  },
);
const OIDC: readonly Wanted[] = [
  IMPORT,
  { name: 'loginHint', value: 'true', why: 'an address that was typed at Keycloak is filled in there' },
];
const SAML: readonly Wanted[] = [
  { name: 'validateSignature', value: 'true', why: 'nobody but the provider can say who somebody is' },
  IMPORT,
  { name: 'loginHint', value: 'false', why: 'a request that names a subject is refused by some, Entra ID among them' },
];

/** The settings of a provider of this kind. */
export function wantedSettings(kind: Kind, trust: Trust): readonly Wanted[] {
  if (kind === 'saml') return SAML;
  return trust === 'verified' ? [...VERIFIED, ...OIDC] : OIDC;
}

/** Names of all settings that any trust asks for: what they were before is noted, and put back where they are not wanted any more. */
export const settingNames = (kind: Kind): string[] => wantedSettings(kind, 'verified').map(({ name }) => name);

/** What a person must mend before the provider can be made ready; undefined when there is nothing. */
export function leftOut(provider: IdentityProviderRepresentation): string | undefined {
  const { alias = '', config = {} } = provider as { alias?: string; config?: Settings };
  if (kindOf(provider) !== 'saml') return undefined;
  const hasKey = Boolean(
    config.signingCertificate || (config.useMetadataDescriptorUrl === 'true' && config.metadataDescriptorUrl),
  );
  return hasKey ? undefined : `${alias} has no certificate of the provider: whoever likes could say who somebody is`;
}

/** Where the address comes from, as a template of Keycloak's username mappers; `fault`: it comes from nowhere, or from where nobody vouches for it. */
export type AddressSource = { template: string } | { fault: string };

const IMPORTERS: Record<Kind, string> = { oidc: 'oidc-user-attribute-idp-mapper', saml: 'saml-user-attribute-idp-mapper' };

export function addressSource(
  provider: IdentityProviderRepresentation,
  kind: Kind,
  trust: Trust,
  mappers: readonly IdentityProviderMapperRepresentation[],
): AddressSource {
  const alias = provider.alias ?? '';
  const importers = mappers.flatMap(({ identityProviderMapper, config }) => {
    const settings = (config ?? {}) as Settings;
    if (identityProviderMapper !== IMPORTERS[kind] || settings['user.attribute'] !== 'email') return [];
    return [(kind === 'oidc' ? settings.claim : settings['attribute.name'] || settings['attribute.friendly.name']) ?? ''];
  });
  const [from, ...others] = new Set(importers);
  if (others.length > 0)
    return { fault: `${alias} takes the address from ${[from, ...others].join(' and ')}: leave one mapper for it` };
  if (kind === 'oidc') {
    if (trust === 'verified' && from !== undefined && from !== 'email')
      return {
        fault: `${alias} takes the address from the claim ${from}, of which nobody says whether it is verified: take the mapper away`,
      };
    return { template: `\${CLAIM.${from ?? 'email'}}` };
  }
  if (from) return { template: `\${ATTRIBUTE.${from}}` };
  if (provider.config?.nameIDPolicyFormat?.endsWith(':emailAddress')) return { template: '${NAMEID}' };
  return {
    fault: `${alias} does not say in which attribute the address comes: give it a mapper (Attribute Importer) to “email”`,
  };
}

/** Makes usernames, by the kind of provider. */
export const USERNAME_MAPPERS: Record<Kind, string> = { oidc: 'oidc-username-idp-mapper', saml: 'saml-username-idp-mapper' };

/** What a trust means for people and for whoever runs the realm, in words that are shown before anything is changed; undefined for `verified`. */
export function meaningOf(alias: string, kind: Kind, trust: Trust): string | undefined {
  if (trust === 'verified') return undefined;
  const why = kind === 'saml' ? 'SAML does not say whether an address is verified' : 'its addresses do not count as verified';
  if (trust === 'confirmed')
    return `${alias}: ${why}, so everybody who has an account, invited or not, confirms it once by a mail of Keycloak’s`;
  return `${alias}: ${why}, and they are trusted all the same: whoever administers the provider, or may choose an address there, gets into each account that is invited by it`;
}
