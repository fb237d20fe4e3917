import type { Actor } from '../../authority/actor.ts';
import { companyShown, mayInviteBy, type Reach, withinReach } from '../../authority/reach.ts';
import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import {
  companyInFull,
  type Organization,
  organizationByAlias,
  organizationsOfMember,
} from '../../keycloak/realm/organizations.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { PASSKEY } from '../../keycloak/ride/required-actions.ts';
import { companyOfDomain } from '../../keycloak/rights/company-of-domain.ts';
import { providerFor, providerOfAddress, providersOf } from '../../keycloak/rights/company-providers.ts';
import { domainOf } from '../../keycloak/rights/domain-spellings.ts';
import type { Config } from '../../settings/config.ts';
import { byProvider, providerOfSignIn, type SignIn } from '../../settings/sign-in.ts';
import type { Invitation } from '../record/invitation.ts';

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

/**
 * How somebody gets to sign in once their invitation is corrected: as was asked for; where the address moves, by the provider of the new one. What was said
 * before, and did not follow from the address, stays.
 */
export async function correctedSignIn(
  deps: SignInDeps,
  actor: Pick<Actor, 'reach'>,
  before: Pick<Invitation, 'id' | 'email' | 'signIn'>,
  { email = before.email, signIn: wish }: { email?: string | undefined; signIn?: SignIn | undefined },
): Promise<SignIn> {
  if (wish !== undefined) {
    const companies = providerOfSignIn(wish) === undefined ? [] : await organizationsOfMember(deps.admin, before.id);
    const company = companyShown(actor.reach, companies);
    return requireSignIn(deps, actor, { email, company, wish });
  }
  if (email === before.email) return before.signIn;
  const isByProvider = providerOfSignIn(before.signIn) !== undefined;
  const wasSaid = !isByProvider && (await providerOfAddress(deps.admin, before.email)) !== undefined;
  const own = wasSaid ? undefined : await providerOfAddress(deps.admin, email);
  if (own !== undefined) return byProvider(own);
  return isByProvider ? requirePasskeys(deps, deps.config.signIn) : before.signIn;
}

/**
 * "By their company's account", as a form says it: by the provider of the chosen company, else of the one to which the address's domain belongs. Throws
 * `invalid_request` where that company has none, and where it is beyond the reach of whoever invites.
 */
export async function companySignIn(
  admin: KeycloakAdmin,
  reach: Reach,
  { email, organization }: { email: string; organization?: string | undefined },
): Promise<SignIn> {
  const domain = domainOf(email);
  const named = organization === undefined ? undefined : await organizationByAlias(admin, organization);
  const company =
    organization === undefined ? await companyOfDomain(admin, domain) : named && (await companyInFull(admin, named.id));
  const isTheirs = company?.id !== undefined && withinReach(reach, company.id);
  const alias = isTheirs ? (providerFor(company, domain) ?? providersOf(company)[0]) : undefined;
  if (alias !== undefined) return byProvider(alias);
  throw new AppError('invalid_request', { fields: [{ field: 'signIn', key: 'field.company_sign_in_missing' }] });
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
