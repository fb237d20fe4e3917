import { isDeepStrictEqual } from 'node:util';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { differs, type Finding, missing, type Requirement, recommended } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

type Named = UserProfileAttribute & { name: string };

/**
 * The attributes in which invitations stand, for admins only. The realm's own attributes and groups, their order and what it does
 * with attributes that no profile names stay as they are, and so do labels that somebody has changed.
 */
export function userProfileRequirement(admin: KeycloakAdmin, { attributes, groups = [], texts }: WantedRealm): Requirement {
  return {
    title: 'user profile',
    async look() {
      const profile = await admin.users.getProfile();
      return attributes.flatMap((wanted): Finding[] => {
        const attribute = profile.attributes?.find(({ name }) => name === wanted.name);
        if (!attribute) return [missing(`attribute ${wanted.name} is missing`, () => add(wanted))];
        const rules = RULES.filter((rule) => !isDeepStrictEqual(ruleOf(attribute, rule), ruleOf(wanted, rule)));
        const faults = [
          ...(rules.length > 0 ? [`other ${rules.join(' and ')}`] : []),
          ...(attribute.annotations ? [] : [`no annotations, ${SCIM_FAULT}`]),
        ];
        return faults.length === 0 ? [] : [differs(`attribute ${wanted.name}: ${faults.join(', ')}`, () => correct(wanted))];
      });
    },
  };

  async function add(wanted: Named): Promise<void> {
    await label(wanted);
    // Another run may have added it since.
    const others = (profile: UserProfileConfig) => profile.attributes?.filter(({ name }) => name !== wanted.name) ?? [];
    await change((profile) => ({ ...profile, attributes: [...others(profile), wanted] }), wanted);
  }

  async function correct(wanted: Named): Promise<void> {
    const rules = Object.fromEntries(RULES.map((rule) => [rule, wanted[rule]]));
    const corrected = (attribute: UserProfileAttribute) =>
      attribute.name === wanted.name ? { annotations: wanted.annotations ?? {}, ...attribute, ...rules } : attribute;
    await change((profile) => ({ ...profile, attributes: profile.attributes?.map(corrected) ?? [] }), wanted);
  }

  /** Keycloak takes the profile as a whole, and refuses an attribute whose group is not there. */
  async function change(to: (profile: UserProfileConfig) => UserProfileConfig, { group }: Named): Promise<void> {
    const profile = await admin.users.getProfile();
    const known = profile.groups ?? [];
    const added = groups.filter(({ name }) => name === group && !known.some((one) => one.name === name));
    await admin.users.updateProfile(to({ ...profile, groups: [...known, ...added] }));
  }

  /** The texts that label an attribute and its group in the console, where the realm has none of its own. */
  async function label({ displayName = '', group }: Named): Promise<void> {
    const { displayHeader = '', displayDescription = '' } = groups.find(({ name }) => name === group) ?? {};
    const keys = [displayName, displayHeader, displayDescription].map((text) => /^\$\{(.+)\}$/.exec(text)?.[1] ?? '');
    const realm = admin.realmName;
    for (const [selectedLocale, wanted] of Object.entries(texts)) {
      const known = (await admin.realms.getRealmLocalizationTexts({ realm, selectedLocale })) ?? {};
      for (const key of keys) {
        const text = wanted[key];
        if (text !== undefined && !(key in known)) await admin.realms.addLocalization({ realm, selectedLocale, key }, text);
      }
    }
  }
}

/** Where any attribute but Keycloak's own has no annotations, not even an empty object, Keycloak 26.7 refuses each write over SCIM. */
const SCIM_FAULT = 'so that Keycloak answers 500 over SCIM';
const WITHOUT_FAULT: ReadonlySet<string> = new Set(['username', 'email', 'firstName', 'lastName']);

/** Attributes of the realm's own, where it takes people over SCIM. */
export function scimRequirement(admin: KeycloakAdmin): Requirement {
  const lacks = ({ name = '', annotations }: UserProfileAttribute) =>
    !annotations && !WITHOUT_FAULT.has(name) && !name.startsWith('invitation.');
  async function mend(): Promise<void> {
    const profile = await admin.users.getProfile();
    const attributes = profile.attributes?.map((one) => (lacks(one) ? { ...one, annotations: {} } : one)) ?? [];
    await admin.users.updateProfile({ ...profile, attributes });
  }
  return {
    title: 'SCIM',
    async look() {
      const [realm, profile] = await Promise.all([
        // The admin client does not know the setting yet.
        admin.realms.findOne({ realm: admin.realmName }) as Promise<{ scimApiEnabled?: boolean } | undefined>,
        admin.users.getProfile(),
      ]);
      const names = profile.attributes?.filter(lacks).map(({ name }) => name) ?? [];
      if (!realm?.scimApiEnabled || names.length === 0) return [];
      return [recommended(differs(`no annotations at ${names.join(', ')}, ${SCIM_FAULT}; empty ones will do`, mend))];
    },
  };
}

/** The properties of an attribute that are compared; labels and annotations are not. */
const RULES = ['permissions', 'multivalued', 'required', 'selector', 'validations'] as const;

/** Keycloak writes `false` and empty objects where the file has nothing, and lists in any order. */
function ruleOf(attribute: UserProfileAttribute, rule: (typeof RULES)[number]): unknown {
  const value = attribute[rule];
  if (rule === 'permissions') {
    const { view = [], edit = [] } = attribute.permissions ?? {};
    return { view: view.toSorted(), edit: edit.toSorted() };
  }
  if (typeof value === 'object' && Object.keys(value).length === 0 && rule !== 'required') return undefined;
  return value || undefined;
}
