import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { decodeJwt } from 'jose';
import { cached } from '../../common/cache.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { createPatternMatcher, type PatternMatcher } from '../java/pattern-matcher.ts';
import { type PasskeyHindrance, type PasskeySites, passkeyHindrance, passkeyHost } from '../password/passkey-policy.ts';
import { type PasswordRule, parsePasswordPolicy } from '../password/password-policy.ts';
import { type AddressSettings, addressRules } from '../profile/address-rules.ts';
import {
  type DateLanguage,
  dateLanguageOf,
  nearestSupported,
  type RealmLanguages,
  realmLanguages,
} from '../profile/languages.ts';
import { type UsernameFor, usernames } from '../profile/username-for-address.ts';

/** What the pages need of the realm's own settings. Fresh within two seconds: a change in the console shows up at once. */
export interface RealmSettings {
  /** Throws when Keycloak does not answer now, or not to the service account. */
  requireAnswer(): Promise<void>;
  /** Starts to load what a form needs, if the cache is not fresh. Failures are thrown by the later call that wants the answer. */
  prefetch(locale: string): void;
  passwordRules(): Promise<PasswordRule[]>;
  usernameIsEmail(): Promise<boolean>;
  /** Whether people sign in with their address; where not, with their username alone. */
  signsInByEmail(): Promise<boolean>;
  /** Whether people may choose their username: where it is not the address, and the realm lets them. */
  usernameCanBeEdited(): Promise<boolean>;
  /** Which addresses Keycloak takes, beside what the user profile says of them. */
  addresses(): Promise<AddressSettings>;
  /** The usernames that accounts get for their addresses. */
  usernames(): Promise<UsernameFor>;
  /** The realm's user profile: attributes, who may see and edit them, groups. */
  profile(): Promise<UserProfileConfig>;
  /**
   * Whether the realm has a required action and asks for it: one that is off is passed over in silence. @param since a moment (`Date.now()`) from which on Keycloak
   * is to be asked, where more depends on it than what a page shows.
   */
  asksFor(action: string, since?: number): Promise<boolean>;
  /** Required actions that every new account is asked for. */
  defaultActions(): Promise<string[]>;
  /** Whether the realm has everybody prove their address who has not. */
  verifiesAddresses(): Promise<boolean>;
  /** Why our own page cannot make a passkey here; undefined where it can. */
  passkeyHindrance(): Promise<PasskeyHindrance | undefined>;
  /** The host that passkeys are made for; undefined where people do not sign in with them. */
  passkeyHost(): Promise<string | undefined>;
  /** How apps make one-time codes here. */
  otpPolicy(): Promise<OtpPolicy>;
  /** What may stand in people's attribute `locale`. */
  languages(): Promise<RealmLanguages>;
  /** Language in which Keycloak reads the dates of an account (local-date.ts). */
  dateLanguage(): Promise<DateLanguage>;
  /**
   * Language of mails to an account with this stored one: the nearest that the realm supports. Keycloak takes it where it cannot use the stored one
   * itself (`es_ES`, `ca`). Undefined where none is stored or near.
   */
  mailLanguage(stored: string | undefined): Promise<string | undefined>;
  /** The realm's own texts of a language (localization), which labels of attributes may name. */
  texts(locale: string): Promise<Record<string, string>>;
  /** The same in the realm's default language, for what nobody has put into another. */
  defaultTexts(): Promise<Record<string, string>>;
  /** The language of whoever has none of their own. */
  defaultLanguage(): Promise<string | undefined>;
  /** Whether Keycloak keeps a log of what admins do. */
  keepsAdminEvents(): Promise<boolean>;
  /** Client scopes that the sidecar's client has by default, as its own token names them: attributes may want one. */
  scopes(): Promise<string[]>;
  /** Whether a text matches a pattern of the user profile or of the password policy; undefined where that would take long. */
  matches: PatternMatcher;
}

export interface OtpPolicy {
  type: 'totp' | 'hotp';
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  digits: number;
  /** Seconds that a code holds, of `totp`. */
  period: number;
  /** The first counter, of `hotp`. */
  counter: number;
  /** How many codes before and after the present one Keycloak takes. */
  window: number;
  /** Whether the same code is taken more than once. */
  reusable: boolean;
}

/** Milliseconds for which an answer is used again: long enough to spare Keycloak in a rush, short enough that nobody notices. */
const FRESH = 2000;

type RequiredActions = Awaited<ReturnType<KeycloakAdmin['authenticationManagement']['getRequiredActions']>>;
const requiredActions = new WeakMap<KeycloakAdmin, (since?: number) => Promise<RequiredActions>>();

/** The realm's required actions, with the same freshness; cached by client, because not every client may ask at every time (record-protection.ts). */
export function requiredActionsOf(admin: KeycloakAdmin, since?: number): Promise<RequiredActions> {
  const known = requiredActions.get(admin) ?? cached(() => admin.authenticationManagement.getRequiredActions(), FRESH);
  requiredActions.set(admin, known);
  return known(since);
}

export function createRealmSettings(
  admin: KeycloakAdmin,
  logger: Parameters<typeof createPatternMatcher>[0],
  sites: PasskeySites,
): RealmSettings {
  const realmName = admin.realmName;
  const readRealm = async (): Promise<RealmRepresentation> => {
    const found = await admin.realms.findOne({ realm: realmName });
    if (!found) throw new Error(`no realm ${realmName}`);
    return found;
  };
  const realm = cached(readRealm, FRESH);
  const profile = cached(() => admin.users.getProfile(), FRESH);
  const actions = (since?: number) => requiredActionsOf(admin, since);
  const asksFor = async (action: string, since?: number) =>
    (await actions(since)).some(({ alias, enabled }) => alias === action && enabled === true);
  const texts = new Map<string, () => Promise<Record<string, string>>>();
  const passwordRules = async () => parsePasswordPolicy((await realm()).passwordPolicy);
  const usernameIsEmail = async () => (await realm()).registrationEmailAsUsername ?? false;
  const usernameCanBeEdited = async () => ((await realm()).editUsernameAllowed ?? false) && !(await usernameIsEmail());
  const textsOf = (locale: string) => {
    const known = texts.get(locale) ?? cached(() => realmTexts(admin, locale), FRESH);
    texts.set(locale, known);
    return known();
  };

  const matches = createPatternMatcher(logger);
  const addresses = async (): Promise<AddressSettings> => {
    const { smtpServer = {} } = await realm();
    // Without a mail server Keycloak asks for nothing.
    const asciiOnly = Object.keys(smtpServer).length > 0 && String(smtpServer.allowutf8) !== 'true';
    return { usernameIsEmail: await usernameIsEmail(), asciiOnly };
  };

  return {
    async requireAnswer() {
      await readRealm();
    },
    matches,
    prefetch(locale) {
      for (const answer of [realm(), profile(), actions(), textsOf(locale)]) answer.catch(() => {});
    },
    passwordRules,
    usernameIsEmail,
    usernameCanBeEdited,
    addresses,
    async usernames() {
      const settings = await addresses();
      return usernames(addressRules(await profile(), settings), settings, matches);
    },
    async signsInByEmail() {
      const { loginWithEmailAllowed = true, duplicateEmailsAllowed = false } = await realm();
      return (await usernameIsEmail()) || (loginWithEmailAllowed && !duplicateEmailsAllowed);
    },
    profile,
    asksFor,
    defaultActions: async () =>
      (await actions()).flatMap(({ alias, enabled, defaultAction }) => (alias && enabled && defaultAction ? alias : [])),
    verifiesAddresses: async () => (await realm()).verifyEmail ?? false,
    passkeyHindrance: async () => passkeyHindrance(await realm(), sites),
    passkeyHost: async () => passkeyHost(await realm(), sites),
    otpPolicy: async () => otpPolicyOf(await realm()),
    languages: async () => realmLanguages(await realm(), await profile(), matches),
    dateLanguage: async () => dateLanguageOf(await realm()),
    mailLanguage: async (stored) => (stored ? nearestSupported(stored, (await realm()).supportedLocales) : undefined),
    defaultLanguage: async () => (await realm()).defaultLocale || undefined,
    texts: textsOf,
    async defaultTexts() {
      const { defaultLocale } = await realm();
      return defaultLocale ? textsOf(defaultLocale) : {};
    },
    keepsAdminEvents: async () => (await realm()).adminEventsEnabled ?? false,
    async scopes() {
      const { scope } = decodeJwt<{ scope?: string }>((await admin.getAccessToken()) ?? '');
      return scope?.split(' ') ?? [];
    },
  };
}

async function realmTexts(admin: KeycloakAdmin, selectedLocale: string): Promise<Record<string, string>> {
  const found = (await admin.realms.getRealmLocalizationTexts({ realm: admin.realmName, selectedLocale })) as unknown;
  return (found ?? {}) as Record<string, string>;
}

/** Keycloak's own defaults where a realm says nothing (`OTPPolicy.DEFAULT_POLICY`). */
function otpPolicyOf(realm: RealmRepresentation): OtpPolicy {
  const algorithm = realm.otpPolicyAlgorithm?.replace('Hmac', '') ?? 'SHA1';
  return {
    type: realm.otpPolicyType === 'hotp' ? 'hotp' : 'totp',
    algorithm: algorithm === 'SHA256' || algorithm === 'SHA512' ? algorithm : 'SHA1',
    digits: realm.otpPolicyDigits ?? 6,
    period: realm.otpPolicyPeriod ?? 30,
    counter: realm.otpPolicyInitialCounter ?? 0,
    window: realm.otpPolicyLookAheadWindow ?? 1,
    reusable: realm.otpPolicyCodeReusable ?? false,
  };
}
