import type { InvitationStatus } from '../common/statuses.ts';
import { AppError } from '../errors.ts';
import { refusalStatus } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { isFederated } from '../keycloak/realm/directories.ts';
import { creatorOf } from '../keycloak/realm/events.ts';
import { serviceAccountId } from '../keycloak/realm/service-account.ts';
import { type Attributes, type Credentials, type User, userPath } from '../keycloak/realm/users.ts';
import { PASSKEY, PASSWORD } from '../keycloak/ride/required-actions.ts';
import type { Actor } from './actor.ts';

/**
 * Whether a person can sign in by themselves, by what Keycloak says; the status of their invitation does not matter. `unknown`: only Keycloak's logs
 * would tell, and they do not.
 */
export type SignIn = 'yes' | 'no' | 'unknown';

export interface SignInOptions {
  /**
   * For company admins any credential counts, also a temporary password. Otherwise a temporary password does not count as long as nobody has ever
   * signed in with the account.
   */
  strict?: boolean;
  /** The user was just read by id: Keycloak has told their identities with that, which spares one request. */
  justRead?: boolean;
  /** The account's credentials, where they were asked for together with the user. */
  credentials?: Promise<Credentials> | undefined;
}

/** Whether any credential counts, also a temporary password. */
export function isStrict({ kind }: Actor): boolean {
  return kind === 'company-admin';
}

/** For commands that would change the account, and for keys that would set a password: what cannot be told counts as "yes". */
export async function canSignIn(admin: KeycloakAdmin, user: User, options: SignInOptions = {}): Promise<boolean> {
  return (await signInOf(admin, user, options)) !== 'no';
}

/** Costs two requests side by side, or one ({@link SignInOptions.justRead}); two more where a temporary password or a user federation is in play. Throws 404 for a user who is gone. */
export async function signInOf(
  admin: KeycloakAdmin,
  user: User,
  { strict = false, justRead = false, credentials }: SignInOptions = {},
): Promise<SignIn> {
  const { id } = user;
  if (!id) return 'unknown';
  const { types, identities } = await waysIn(admin, id, justRead ? user : undefined, credentials);
  const isAsked = isAskedForPassword(user);
  if (identities > 0 || (types.length > 0 && strict)) return 'yes';
  if (types.some((type) => type !== 'password' && !SECOND_FACTORS.has(type))) return 'yes';
  if (types.includes('password')) return !isAsked || wasActivated(user) ? 'yes' : hasEvent(admin, id, ['LOGIN']);
  // Somebody who still lacks a way in may be half-way through Keycloak's pages, which ask for some second factors first: those alone do not count.
  if (types.length > 0 && !isAsked && !lacksWayIn(user)) return 'yes';
  return isFederated(user) ? federatedSignIn(admin, user, isAsked) : 'no';
}

/**
 * Types of the account's credentials, and how many identities it has at other providers.
 * @param asked the credentials, where they were asked for already.
 * @param justRead the user as `GET /users/{id}` tells, a moment ago: it names the same identities, and none at all where the realm has no provider
 * (`UserResource.getUser`, 26.4 to 26.7). A search leaves them out.
 */
export async function waysIn(
  admin: KeycloakAdmin,
  id: string,
  justRead?: User,
  asked?: Promise<Credentials>,
): Promise<{ types: string[]; identities: number }> {
  const [credentials, identities] = await Promise.all([
    asked ?? credentialsOf(admin, id),
    justRead ? (justRead.federatedIdentities ?? []) : identitiesOf(admin, id),
  ]);
  // For every user of a directory Keycloak lists a password credential with this date, whether one was set or not: it does not count.
  const own = credentials.filter(({ createdDate }) => createdDate !== NEVER);
  return { types: own.map(({ type = '' }) => type), identities: identities.length };
}

const NEVER = -1;

export async function identitiesOf(admin: KeycloakAdmin, id: string): Promise<{ identityProvider?: string }[]> {
  return JSON.parse((await admin.call('GET', userPath(id, '/federated-identity'))).text);
}

export async function credentialsOf(admin: KeycloakAdmin, id: string): Promise<Credentials> {
  return JSON.parse((await admin.call('GET', userPath(id, '/credentials'))).text);
}

/** Whether Keycloak has stored a password of the account after a moment. */
export async function hasPasswordSince(admin: KeycloakAdmin, { id = '' }: User, since: Date): Promise<boolean> {
  const credentials = await credentialsOf(admin, id);
  return credentials.some(({ type, createdDate = NEVER }) => type === 'password' && createdDate > since.getTime());
}

/** Whether there may be a password that a new one could repeat: what Keycloak does not tell counts as "yes". */
export async function mayHavePassword(admin: KeycloakAdmin, { id = '' }: User): Promise<boolean> {
  return (await ownCredentials(admin, id)).password;
}

/** What of an account's own somebody may look after. */
export interface OwnCredentials {
  password: boolean;
  passkey: boolean;
}

/** What Keycloak does not tell counts as a password. */
export async function ownCredentials(admin: KeycloakAdmin, id: string): Promise<OwnCredentials> {
  const credentials = await credentialsOf(admin, id).catch(() => undefined);
  const has = (kind: string) => credentials?.some(({ type }) => type === kind);
  return { password: has('password') ?? true, passkey: has('webauthn-passwordless') ?? false };
}

/** Credentials that are not enough to sign in without another one. */
const SECOND_FACTORS: ReadonlySet<string> = new Set(['otp', 'webauthn', 'recovery-authn-codes']);

/** Whether the account still has the required action UPDATE_PASSWORD; Keycloak removes it as soon as the person has set one. */
export function isAskedForPassword({ requiredActions = [] }: User): boolean {
  return requiredActions.includes(PASSWORD);
}

/** Whether the user has still to make a passkey, or to come by a company's identity provider, and so is asked for no password. */
function lacksWayIn(user: User): boolean {
  const { requiredActions = [], attributes } = user;
  const [signIn = 'password'] = ((attributes ?? {}) as Attributes)['invitation.signIn'] ?? [];
  return requiredActions.includes(PASSKEY) || (signIn !== 'password' && !wasActivated(user));
}

/** Whether the record of the user's invitation (src/invitations/record/invitation.ts) says that they were active once. */
function wasActivated({ attributes }: User): boolean {
  const { 'invitation.status': status, 'invitation.history': history = [] } = (attributes ?? {}) as Attributes;
  const activated: InvitationStatus = 'activated';
  return [status?.[0], ...history.map((line) => line.split(' ')[1])].includes(activated);
}

/**
 * For users of a directory, which may hold a password that Keycloak does not know of. Only an account that this sidecar has created there is known to
 * have none until its person has set one.
 */
async function federatedSignIn(admin: KeycloakAdmin, user: User, isAsked: boolean): Promise<SignIn> {
  const { id = '' } = user;
  if (!isAsked || wasActivated(user)) return 'yes';
  const isOurs = await isOurCreation(admin, user);
  if (isOurs !== 'yes') return isOurs === 'no' ? 'yes' : 'unknown';
  return hasEvent(admin, id, ['LOGIN', 'UPDATE_PASSWORD']);
}

/** Whether our service account has made a user, by Keycloak's log of what admins do. */
async function isOurCreation(admin: KeycloakAdmin, user: User): Promise<SignIn> {
  const creator = await creatorOf(admin, user).catch((error) => {
    if (error instanceof AppError && error.code === 'keycloak_misconfigured') return undefined;
    throw error;
  });
  if (!creator) return 'unknown';
  return creator.userId === (await serviceAccountId(admin)) ? 'yes' : 'no';
}

/** Whether Keycloak's log of what people do has one of these of a user. `unknown` where it is not kept or may not be read. */
async function hasEvent(admin: KeycloakAdmin, user: string, types: string[]): Promise<SignIn> {
  const realm = admin.realmName;
  try {
    const [found, { eventsEnabled, enabledEventTypes = [] }] = await Promise.all([
      admin.realms.findEvents({ realm, user, type: types as never, max: 1 }),
      admin.realms.getConfigEvents({ realm }),
    ]);
    if (found.length > 0) return 'yes';
    return eventsEnabled && types.every((type) => enabledEventTypes.includes(type)) ? 'no' : 'unknown';
  } catch (error) {
    if (refusalStatus(error) === 403) return 'unknown';
    throw error;
  }
}
