import type { Actor } from '../../authority/actor.ts';
import { companyShown, mayInviteBy, type Reach, withinReach } from '../../authority/reach.ts';
import type { Asking } from '../../common/cache.ts';
import { AppError } from '../../errors.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import {
  companyInFull,
  type Organization,
  organizationByAlias,
  organizationsOfMember,
  requireOrganizations,
} from '../../keycloak/realm/organizations.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { PASSKEY, PASSWORD } from '../../keycloak/ride/required-actions.ts';
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
  /** The wish was said before, for another address. */
  isOfBefore?: boolean;
}

/** How somebody gets to sign in, as the record of their invitation has it. */
export type WayIn = Pick<Invitation, 'signIn' | 'signInChosen'>;

/**
 * How somebody gets to sign in: as was asked for, else by the identity provider of the company to which the domain of their address belongs, else as the
 * setting says. Throws `invalid_request` for what the realm does not have, as a link would be used up without it, and for a provider that whoever invites may
 * not name.
 */
export async function requireSignIn(
  deps: SignInDeps,
  actor: Pick<Actor, 'reach'>,
  { email, company, wish, isOfBefore = false }: Asked,
  asking?: Asking,
): Promise<WayIn> {
  const alias = providerOfSignIn(wish);
  if (alias !== undefined && !(await mayInviteBy(deps.admin, actor.reach, alias, { email, company }))) {
    const key = isOfBefore ? 'field.provider_not_for_address' : 'field.provider_unknown';
    throw new AppError('invalid_request', { fields: [{ field: 'signIn', key }] });
  }
  if (wish !== undefined) return { signIn: await requireCredential(deps, wish), signInChosen: true };
  const own = await providerOfAddress(deps.admin, email, asking);
  return { signIn: own === undefined ? await requireCredential(deps, deps.config.signIn) : byProvider(own), signInChosen: false };
}

/** What a correction may say of the way to sign in in place of one: it follows from the address again. */
export const BY_ADDRESS = '';

/**
 * How somebody gets to sign in once their invitation is corrected: as is asked for, else as was chosen before, else, where the address moves, by the provider of
 * the new one. Throws `organizations_off`, and `invalid_request` as {@link requireSignIn} does, also for a provider that was chosen before and may not be named for the new address.
 */
export async function correctedSignIn(
  deps: SignInDeps,
  actor: Pick<Actor, 'reach'>,
  before: WayIn & Pick<Invitation, 'id' | 'email'>,
  { email = before.email, signIn: asked }: { email?: string | undefined; signIn?: SignIn | typeof BY_ADDRESS | undefined },
): Promise<WayIn> {
  const stays = { signIn: before.signIn, signInChosen: before.signInChosen };
  if (asked === undefined && email === before.email) return stays;
  if (asked === BY_ADDRESS) return requireSignIn(deps, actor, { email, company: undefined, wish: undefined });
  const wish = asked ?? (before.signInChosen ? before.signIn : undefined);
  if (wish !== undefined) {
    const isByProvider = providerOfSignIn(wish) !== undefined;
    if (asked === undefined && !isByProvider) return stays;
    const companies = isByProvider ? await organizationsOfMember(deps.admin, before.id) : [];
    return requireSignIn(deps, actor, {
      email,
      company: companyShown(actor.reach, companies),
      wish,
      isOfBefore: asked === undefined,
    });
  }
  const wasByProvider = providerOfSignIn(before.signIn) !== undefined;
  // While they are off it cannot be told whose provider the new address has, and nobody gets a password for that.
  if (wasByProvider) await requireOrganizations(deps.admin);
  const own = await providerOfAddress(deps.admin, email);
  if (own !== undefined) return { ...stays, signIn: byProvider(own) };
  return wasByProvider ? { ...stays, signIn: await requireCredential(deps, deps.config.signIn) } : stays;
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

/** Throws `invalid_request` for a passkey or a password in a realm that lets nobody have one. */
export async function requireCredential<Wish extends SignIn | undefined>(
  { realm }: Pick<SignInDeps, 'realm'>,
  wish: Wish,
): Promise<Wish> {
  if (wish !== 'passkey' && wish !== 'password') return wish;
  const [hasPasskeys, hasPasswords] = await Promise.all([realm.asksFor(PASSKEY), realm.asksFor(PASSWORD)]);
  if (wish === 'passkey' ? hasPasskeys : hasPasswords) return wish;
  const key = hasPasswords ? 'field.passkeys_off' : hasPasskeys ? 'field.passwords_off' : 'field.credentials_off';
  throw new AppError('invalid_request', { fields: [{ field: 'signIn', key }] });
}

/**
 * The same for somebody whom others have made: nobody by a company's provider is asked for a password, whatever was asked of the account; of others only
 * where that is not asked for. Whom nothing can be given yet is mailed once it can.
 */
export async function signInOfOthers({ admin, realm, config }: SignInDeps, user: User): Promise<SignIn> {
  const own = await providerOfAddress(admin, user.email ?? '');
  if (own !== undefined) return byProvider(own);
  if (config.signIn !== 'passkey' || user.requiredActions?.includes(PASSWORD)) return 'password';
  return (await realm.asksFor(PASSKEY)) || !(await realm.asksFor(PASSWORD)) ? 'passkey' : 'password';
}

/**
 * Whether an account goes on being asked for a passkey once its person is not to sign in with one any more: because the realm asks everybody, or because the
 * account was asked before it was invited to that. Not where the realm lets nobody make one.
 */
export async function keepsPasskey(
  realm: Pick<RealmSettings, 'asksFor' | 'defaultActions'>,
  invitation: Pick<Invitation, 'passkeyAsked'> | undefined,
): Promise<boolean> {
  return invitation?.passkeyAsked ? realm.asksFor(PASSKEY) : (await realm.defaultActions()).includes(PASSKEY);
}
