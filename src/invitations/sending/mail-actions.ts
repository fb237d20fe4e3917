import { AppError } from '../../errors.ts';
import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import { UPDATE_EMAIL } from '../../keycloak/realm/users.ts';
import {
  askedActions,
  BROWSER_ACTIONS,
  COVERED_ACTIONS,
  PASSKEY,
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
 * How somebody who is about to be mailed gets to sign in: as their invitation says, but for a provider that is not ready for them any more, because it is gone
 * or the address is another one now. Then by that of the address's company, or else as the setting says.
 */
export async function signInNow(
  { admin, realm, config }: SignInNowDeps,
  person: { id: string; email: string },
  signIn: SignIn,
): Promise<SignIn> {
  const alias = providerOfSignIn(signIn);
  if (alias === undefined || (await isReadyFor(admin, alias, person))) return signIn;
  const own = await providerOfAddress(admin, person.email);
  if (own !== undefined) return byProvider(own);
  return config.signIn === 'passkey' && !(await realm.asksFor(PASSKEY)) ? 'password' : config.signIn;
}

/**
 * Alias of the identity provider by which somebody is to sign in, while it is off, or gone, in Keycloak: the link of a mail would lead nowhere. Nobody gets a
 * password instead, as a company may have switched it off for an hour. So no mail leaves until it is on again, or somebody chooses another way to sign in.
 * Stand-ins are held to the same: a difference would tell that there is an account elsewhere.
 */
export async function offProvider(
  deps: SignInNowDeps & { providers: ProviderSwitch },
  person: { id: string; email: string },
  signIn: SignIn,
): Promise<string | undefined> {
  if (providerOfSignIn(signIn) === undefined) return undefined;
  const alias = providerOfSignIn(await signInNow(deps, person, signIn));
  return alias === undefined || (await deps.providers.isOn(alias)) ? undefined : alias;
}

/** Throws `provider_off`, with the provider's alias, while no mail of this invitation may leave for {@link offProvider}. */
export async function requireProvider(
  deps: Parameters<typeof offProvider>[0],
  invited: { id: string; email: string; signIn: SignIn },
): Promise<void> {
  const provider = await offProvider(deps, invited, invited.signIn);
  if (provider !== undefined) throw new AppError('provider_off', { params: { provider } });
}

/** What the record of an invitation says whose mail has not left for {@link offProvider}. */
export const providerOffReason = (alias: string): string => `Not sent: Keycloak leads nobody to the identity provider ${alias}`;

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
