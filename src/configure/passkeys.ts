import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import { getDomain } from 'tldts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type PasskeyPolicy, type PasskeySites, passkeyHindrance } from '../keycloak/password/passkey-policy.ts';
import { PASSKEY } from '../keycloak/ride/required-actions.ts';
import { realmAccess } from './realm-access.ts';
import { enabledActions } from './required-actions.ts';
import { differs, type Finding, type Requirement, recommended, warning } from './requirement.ts';

/** Whether a realm lets our page make passkeys already, or lacks nothing for them as Keycloak's page makes them: then every run looks at it. */
export async function hasPasskeys(admin: KeycloakAdmin, sites: PasskeySites): Promise<boolean> {
  const realm = (await realmAccess(admin).read()) as PasskeyPolicy;
  if (realm.webAuthnPolicyPasswordlessExtraOrigins?.includes(new URL(sites.publicUrl).origin)) return true;
  return (await passkeysRequirement(admin, sites).look()).every(({ level }) => level !== 'needed');
}

/** Whether people may be asked for a passkey in a realm. */
export async function offersPasskeys(admin: KeycloakAdmin): Promise<boolean> {
  return (await enabledActions(admin, [PASSKEY])).length === 0;
}

/**
 * What people need who sign in with a passkey and never have a password (docs/passkeys.md). What our own page would need beside that is only told where the
 * realm's owner has to decide on it: until then Keycloak's own page makes the passkeys.
 */
export function passkeysRequirement(admin: KeycloakAdmin, sites: PasskeySites): Requirement {
  const access = realmAccess(admin);
  const update = (policy: PasskeyPolicy) => access.updateAmongOthers(policy as RealmRepresentation);

  function policyFindings(policy: PasskeyPolicy): Finding[] {
    const wanted: readonly [string, keyof PasskeyPolicy, unknown][] = [
      ['passkeys are off: the sign-in page offers none', 'webAuthnPolicyPasswordlessPasskeysEnabled', true],
      policy.webAuthnPolicyPasswordlessResidentKey === undefined
        ? ['devices need not keep them (resident key)', 'webAuthnPolicyPasswordlessRequireResidentKey', 'Yes']
        : ['devices need not keep them (resident key)', 'webAuthnPolicyPasswordlessResidentKey', 'required'],
      ['fingerprint, face or PIN is not required', 'webAuthnPolicyPasswordlessUserVerificationRequirement', 'required'],
    ];
    return wanted.flatMap(([text, name, value]) =>
      policy[name] === value ? [] : [differs(`${text}; ${name} becomes ${value}`, () => update({ [name]: value }))],
    );
  }

  function siteFindings(realm: RealmRepresentation): Finding[] {
    const { webAuthnPolicyPasswordlessRpId: rpId = '', webAuthnPolicyPasswordlessExtraOrigins: origins = [] } =
      realm as PasskeyPolicy;
    const [ours, keycloak] = [new URL(sites.publicUrl), new URL(sites.keycloakPublicUrl)];
    switch (passkeyHindrance(realm, sites)) {
      case undefined:
        return [];
      case 'insecure':
        return [warning(`${ours.origin} is not https: browsers make no passkey there, and Keycloak’s own page makes them`)];
      case 'origin_not_allowed':
        return [
          differs(`${ours.origin} is none of the policy’s extra origins`, () =>
            update({ webAuthnPolicyPasswordlessExtraOrigins: [...origins, ours.origin] }),
          ),
        ];
      case 'no_shared_host': {
        const shared = sharedHost(ours.hostname, keycloak.hostname);
        if (shared === undefined)
          return [
            warning(
              `${ours.hostname} and ${keycloak.hostname} have no domain in common, so Keycloak’s own page makes the passkeys: for our page, give both a host below one domain, and name that as the policy’s relying party ID`,
            ),
          ];
        const now = rpId || keycloak.hostname;
        const text = `the policy’s relying party ID is ${now}, so Keycloak’s own page makes the passkeys; ${shared} lets ours (those that people have made for ${now} stop working)`;
        return [recommended(differs(text, () => update({ webAuthnPolicyPasswordlessRpId: shared })))];
      }
    }
  }

  return {
    title: 'passkeys',
    async look() {
      const realm = await access.read();
      return [...(await enabledActions(admin, [PASSKEY])), ...policyFindings(realm as PasskeyPolicy), ...siteFindings(realm)];
    },
  };
}

/** The longest name that two hosts have in common and that one company can hold; none for addresses of computers, and for names such as `com` or `github.io`. */
export function sharedHost(one: string, other: string): string | undefined {
  const [ours, theirs] = [one, other].map((host) => host.split('.').reverse());
  const differing = ours?.findIndex((label, index) => label !== theirs?.[index]) ?? -1;
  const shared = (differing < 0 ? ours : ours?.slice(0, differing))?.toReversed().join('.') ?? '';
  return shared !== '' && getDomain(shared, { allowPrivateDomains: true }) !== null ? shared : undefined;
}
