import type { Actor } from '../../authority/actor.ts';
import { mayInviteBy } from '../../authority/reach.ts';
import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { PASSKEY } from '../../keycloak/ride/required-actions.ts';
import { providerOfAddress } from '../../keycloak/rights/company-providers.ts';
import type { Config } from '../../settings/config.ts';
import { byProvider, providerOfSignIn, type SignIn } from '../../settings/sign-in.ts';

export interface SignInDeps {
  admin: KeycloakAdmin;
  realm: Pick<RealmSettings, 'asksFor'>;
  config: Pick<Config, 'signIn'>;
}

/** Who is invited, into which company, and how they are to sign in if somebody has said so. */
interface Asked {
  email: string;
  company: Organization | undefined;
  wish: SignIn | undefined;
}

/**
 * How somebody gets to sign in: as was asked for, else by the identity provider of the company to which the domain of their address belongs, else as the
 * setting says. Throws `invalid_request` for what the realm does not have, as a link would be used up without it, and for a provider that whoever invites may
 * not name.
 */
export async function requireSignIn(
  deps: SignInDeps,
  actor: Pick<Actor, 'reach'>,
  { email, company, wish }: Asked,
): Promise<SignIn> {
  const alias = providerOfSignIn(wish);
  if (alias !== undefined && !(await mayInviteBy(deps.admin, actor.reach, alias, { email, company })))
    throw new AppError('invalid_request', { fields: [{ field: 'signIn', key: 'field.provider_unknown' }] });
  if (wish !== undefined) return requirePasskeys(deps, wish);
  const own = await providerOfAddress(deps.admin, email);
  return own === undefined ? requirePasskeys(deps, deps.config.signIn) : byProvider(own);
}

/** Throws `invalid_request` for a passkey in a realm that has none. */
export async function requirePasskeys<Wish extends SignIn | undefined>(
  { realm }: Pick<SignInDeps, 'realm'>,
  wish: Wish,
): Promise<Wish> {
  if (wish !== 'passkey' || (await realm.asksFor(PASSKEY))) return wish;
  throw new AppError('invalid_request', { fields: [{ field: 'signIn', key: 'field.passkeys_off' }] });
}

/**
 * The same for somebody whom others have made: nobody by a company's provider is asked for a password, whatever was asked of the account; of others only
 * where that is not asked for.
 */
export async function signInOfOthers({ admin, realm, config }: SignInDeps, user: User): Promise<SignIn> {
  const own = await providerOfAddress(admin, user.email ?? '');
  if (own !== undefined) return byProvider(own);
  const asksPassword = user.requiredActions?.includes('UPDATE_PASSWORD');
  return config.signIn === 'passkey' && !asksPassword && (await realm.asksFor(PASSKEY)) ? 'passkey' : 'password';
}
