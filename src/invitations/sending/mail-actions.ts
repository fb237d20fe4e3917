import type { Asking } from '../../common/cache.ts';
import { AppError } from '../../errors.ts';
import { isMailedElsewhere } from '../../http/request/email-address.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import { UPDATE_EMAIL } from '../../keycloak/realm/users.ts';
import {
  askedActions,
  BROWSER_ACTIONS,
  COVERED_ACTIONS,
  PASSKEY,
  PASSWORD,
  pageActionsOf,
  VERIFY_EMAIL,
} from '../../keycloak/ride/required-actions.ts';
import { isReadyFor, providerOfAddress } from '../../keycloak/rights/company-providers.ts';
import type { ProviderSwitch } from '../../keycloak/rights/provider-switch.ts';
import type { Config } from '../../settings/config.ts';
import { byProvider, providerOfSignIn, type SignIn } from '../../settings/sign-in.ts';

export type MailActionsRealm = Pick<RealmSettings, 'asksFor' | 'verifiesAddresses' | 'profile'>;

/**
 * The required actions of an invitation's mail: what our page covers, and what else the account is asked for. VERIFY_EMAIL is among them, because from
 * Keycloak 26.8 on only that makes opening the link prove the address; on older ones it changes nothing. Not among them is what comes at the first sign-in.
 */
export async function mailActions(
  realm: MailActionsRealm,
  otherActions: readonly string[],
  signIn: SignIn = 'password',
): Promise<string[]> {
  const others = otherActions.filter((action) => !BROWSER_ACTIONS.has(action));
  const ours = pageActionsOf(signIn);
  const asked = new Set([...ours, ...askedActions(signIn, others)]);
  if (
    await provesAddress(
      realm,
      [...asked].filter((action) => !ours.includes(action)),
    )
  )
    asked.add(VERIFY_EMAIL);
  // The account is asked for these, and not the key: makesPasskeyAlone; what is taken off the account cannot be taken out of a key.
  asked.delete(PASSKEY);
  asked.delete(UPDATE_EMAIL);
  return [...asked];
}

interface SignInNowDeps {
  admin: KeycloakAdmin;
  realm: MailActionsRealm;
  config: Pick<Config, 'signIn'>;
}

/**
 * How somebody who is about to be mailed gets to sign in: as their invitation says, but for what is not to be had any more. Instead of a provider that is not
 * ready for them, because it is gone or the address is another one now: that of the address's company, or else as the setting says. Instead of a passkey
 * that the realm lets nobody make: a password, where it lets people have one.
 */
export async function signInNow(
  { admin, realm, config }: SignInNowDeps,
  person: { id: string; email: string },
  signIn: SignIn,
  asking?: Asking,
): Promise<SignIn> {
  const alias = providerOfSignIn(signIn);
  if (alias === undefined) return withoutPasskey(realm, signIn);
  if (await isReadyFor(admin, alias, person, asking)) return signIn;
  const own = await providerOfAddress(admin, person.email);
  return own === undefined ? withoutPasskey(realm, config.signIn) : byProvider(own);
}

async function withoutPasskey(realm: SignInNowDeps['realm'], signIn: SignIn): Promise<SignIn> {
  if (signIn !== 'passkey' || (await realm.asksFor(PASSKEY))) return signIn;
  return (await realm.asksFor(PASSWORD)) ? 'password' : signIn;
}

/** Why no mail of an invitation may leave for now: its link would lead nowhere, or somebody else would get it. */
export type Hindrance =
  /** The identity provider by which its person is to sign in is off, or gone, in Keycloak. */
  | { kind: 'provider'; alias: string }
  /** The realm lets nobody make a passkey, nor have a password. */
  | { kind: 'passkeys' }
  /** The realm lets nobody have a password. */
  | { kind: 'passwords' }
  /** Keycloak would mail another domain than the address names. */
  | { kind: 'domain' };

/**
 * What keeps the mail of an invitation from leaving. Nobody gets a password instead of a provider that is off, as a company may have switched it off for an
 * hour. So no mail leaves until it is on again, or somebody chooses another way to sign in. Stand-ins are held to the same: a difference would tell that there
 * is an account elsewhere.
 */
export async function hindranceOf(
  deps: SignInNowDeps & { providers: ProviderSwitch },
  person: { id: string; email: string },
  signIn: SignIn,
  asking?: Asking,
): Promise<Hindrance | undefined> {
  if (isMailedElsewhere(person.email)) return { kind: 'domain' };
  const now = await signInNow(deps, person, signIn, asking);
  const alias = providerOfSignIn(now);
  if (alias !== undefined) return (await deps.providers.isOn(alias, asking)) ? undefined : { kind: 'provider', alias };
  if (now === 'passkey') return (await deps.realm.asksFor(PASSKEY)) ? undefined : { kind: 'passkeys' };
  return (await deps.realm.asksFor(PASSWORD)) ? undefined : { kind: 'passwords' };
}

/** Throws `provider_off`, with the provider's alias, `passkeys_off`, `passwords_off` or `domain_unclear`, while no mail of this invitation may leave for {@link hindranceOf}: Keycloak is asked afresh. */
export async function requireUnhindered(
  deps: Parameters<typeof hindranceOf>[0],
  invited: { id: string; email: string; signIn: SignIn },
): Promise<void> {
  const hindrance = await hindranceOf(deps, invited, invited.signIn, { afresh: true });
  if (hindrance?.kind === 'provider') throw new AppError('provider_off', { params: { provider: hindrance.alias } });
  if (hindrance) throw new AppError(codeOf(hindrance));
}

/** The error of a hindrance, whose sentence says it to people, too. */
export function codeOf({ kind }: Hindrance): 'provider_off' | 'passkeys_off' | 'passwords_off' | 'domain_unclear' {
  return kind === 'domain' ? 'domain_unclear' : `${kind}_off`;
}

/** What the record of an invitation says whose mail has not left for {@link hindranceOf}. */
export function hindranceReason(hindrance: Hindrance): string {
  if (hindrance.kind === 'provider') return `Not sent: Keycloak leads nobody to the identity provider ${hindrance.alias}`;
  if (hindrance.kind === 'domain')
    return 'Not sent: Keycloak would mail another domain than the address names, which needs its ASCII form (xn--)';
  const what = hindrance.kind === 'passkeys' ? 'make a passkey or choose a password' : 'choose a password';
  return `Not sent: the realm lets nobody ${what}`;
}

/**
 * Not where the realm does not have the action, nor for whoever goes through Keycloak's own pages and may change their address there: they would have to
 * prove the new one, in a realm that asks nobody to. What cannot be told counts as no.
 */
async function provesAddress(realm: MailActionsRealm, asked: readonly string[]): Promise<boolean> {
  try {
    if (!(await realm.asksFor(VERIFY_EMAIL))) return false;
    if (asked.every((action) => COVERED_ACTIONS.has(action)) || (await realm.verifiesAddresses())) return true;
    const { attributes = [] } = await realm.profile();
    const { edit = [] } = attributes.find(({ name }) => name === 'email')?.permissions ?? {};
    return edit.length > 0 && !edit.includes('user');
  } catch (error) {
    if (refusalStatus(error) === 403) return false;
    throw error;
  }
}
