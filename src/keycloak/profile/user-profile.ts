import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js';

/**
 * What of a user's profile the user may see and edit. Keycloak's admin API shows the admin's view: there, `required` and
 * `readOnly` are about admins, and attributes for users alone are missing. So the realm's configuration decides
 * (`GET /users/profile`, which needs view-realm), and the metadata of the one user (`?userProfileMetadata=true`) only takes
 * away: what a user federation made read-only. Tested in test/keycloak/profile/user-profile.kc.test.ts and federation.kc.test.ts.
 */

export interface ProfileSource {
  config: UserProfileConfig;
  /** A federated user must be read with `userProfileMetadata`, which names their read-only attributes. */
  user: UserRepresentation;
  realm: { registrationEmailAsUsername?: boolean; editUsernameAllowed?: boolean };
  /** Client scopes that the activation's client has by default: attributes may be shown or required only with a scope. */
  scopes?: readonly string[];
  /** Whether Keycloak is known to ask for an attribute, whatever scope it wants. */
  asked?: (attribute: string) => boolean;
  /** Keycloak would refuse the language that the person has, or has not: they must choose another. */
  asksLanguage?: boolean;
}

/** Whether attributes that the profile does not define stay where an admin writes them. */
export function keepsUnmanaged({ unmanagedAttributePolicy: policy }: UserProfileConfig): boolean {
  return policy === 'ENABLED' || policy === 'ADMIN_EDIT';
}

export type Validators = Record<string, Record<string, unknown>>;

/** One attribute, from the user's own point of view. */
export interface ProfileAttribute {
  name: string;
  displayName: string;
  required: boolean;
  readOnly: boolean;
  multivalued: boolean;
  /** What Keycloak knows, or else the default. */
  values: string[];
  annotations: Record<string, unknown>;
  validators: Validators;
  group?: { name: string; displayHeader?: string; displayDescription?: string };
}

/**
 * The attributes in the realm's order. Left out: the address, which the page shows by itself, the sidecar's own, and the language, unless
 * `asksLanguage`.
 */
export function userProfile({
  config,
  user,
  realm,
  scopes = [],
  asked,
  asksLanguage = false,
}: ProfileSource): ProfileAttribute[] {
  const metadata = new Map(user.userProfileMetadata?.attributes?.map((attribute) => [attribute.name, attribute]));
  return (config.attributes ?? []).flatMap((attribute): ProfileAttribute[] => {
    const { name = '', permissions = {}, selector } = attribute;
    const editable = permissions.edit?.includes('user') ?? false;
    // `edit` includes the right to see, whatever `view` says.
    const visible = editable || permissions.view?.includes('user');
    if (!visible || isHidden(name, realm, asksLanguage) || !(isGranted(selector?.scopes, scopes) || asked?.(name))) return [];

    const lockedUsername = name === 'username' && !realm.editUsernameAllowed;
    const locked = permissions.edit?.includes('admin') === true && metadata.get(name)?.readOnly === true;
    const readOnly = !editable || lockedUsername || locked;
    const values = valuesOf(user, attribute);
    if (readOnly && values.length === 0) return [];
    return [
      {
        name,
        displayName: attribute.displayName || (name === 'locale' ? '${locale}' : ''),
        required: !readOnly && isRequired(attribute, scopes),
        readOnly,
        multivalued: attribute.multivalued ?? false,
        values,
        annotations: attribute.annotations ?? {},
        validators: (attribute.validations ?? {}) as Validators,
        ...groupOf(attribute, config),
      },
    ];
  });
}

function isHidden(name: string, realm: ProfileSource['realm'], asksLanguage: boolean): boolean {
  if (name === 'username') return realm.registrationEmailAsUsername === true;
  if (name === 'locale') return !asksLanguage;
  return name === 'email' || name.startsWith('invitation.');
}

const isGranted = (wanted: string[] | undefined, scopes: readonly string[]): boolean =>
  !wanted?.length || wanted.some((scope) => scopes.includes(scope));

/** `required: {}` is for everybody; scopes, where given, go before roles. The username always is. */
function isRequired({ name, required }: UserProfileAttribute, scopes: readonly string[]): boolean {
  if (name === 'username') return true;
  if (!required) return false;
  if (required.scopes?.length) return isGranted(required.scopes, scopes);
  return !required.roles?.length || required.roles.includes('user');
}

function valuesOf(user: UserRepresentation, { name = '', defaultValue }: UserProfileAttribute): string[] {
  const own = { username: user.username, firstName: user.firstName, lastName: user.lastName };
  const known: unknown = Object.hasOwn(own, name) ? own[name as keyof typeof own] : user.attributes?.[name];
  const values = [known].flat().filter((value): value is string => typeof value === 'string' && value !== '');
  return values.length > 0 || !defaultValue ? values : [defaultValue];
}

function groupOf({ group }: UserProfileAttribute, config: UserProfileConfig): Pick<ProfileAttribute, 'group'> {
  if (!group) return {};
  return { group: { name: group, ...config.groups?.find(({ name }) => name === group) } };
}

/** An attribute that Keycloak's admin API writes. */
export interface ImportableAttribute extends ProfileAttribute {
  /** Whether people may change it in their own account. */
  isTheirs: boolean;
}

/** The attributes that an admin may fill in, beside those that have a column of their own. */
export function importableAttributes(config: UserProfileConfig): ImportableAttribute[] {
  return attributesOfAdmins(config).filter(({ name }) => !OWN.has(name));
}

/** Whether admins, or users of their own account, may edit an attribute. */
export function mayEdit({ name, permissions }: UserProfileAttribute, who: 'admin' | 'user'): boolean {
  // Where nothing is said of these two, everybody may edit them.
  const open = (name === 'username' || name === 'email') && !permissions?.edit?.length && !permissions?.view?.length;
  return open || permissions?.edit?.includes(who) === true;
}

/** Whatever Keycloak checks when an admin writes an account: attributes that admins may not edit are left as they are. */
export function attributesOfAdmins({ attributes = [] }: UserProfileConfig): ImportableAttribute[] {
  return attributes.flatMap((rules) => {
    const { name = '', displayName, required, permissions, multivalued, validations, annotations } = rules;
    if (name.startsWith('invitation.') || !mayEdit(rules, 'admin')) return [];
    const attribute: ImportableAttribute = {
      name,
      displayName: displayName ?? '',
      required: isRequiredOf('admin', required),
      readOnly: false,
      multivalued: multivalued ?? false,
      values: [],
      annotations: annotations ?? {},
      validators: (validations ?? {}) as Validators,
      isTheirs: permissions?.edit?.includes('user') ?? false,
    };
    return [attribute];
  });
}

/** Whether an attribute is required of people, or of admins who fill it in, whatever client they use. */
export function isRequiredOf(role: 'user' | 'admin', required: UserProfileAttribute['required']): boolean {
  return Boolean(required && (!required.roles?.length || required.roles.includes(role)) && !required.scopes?.length);
}

/** Left out: these have columns or fields of their own. */
const OWN = new Set(['username', 'email', 'locale']);
