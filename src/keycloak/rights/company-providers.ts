import type OrganizationRepresentation from '@keycloak/keycloak-admin-client/lib/defs/organizationRepresentation.js';
import { type Asking, cached } from '../../common/cache.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { companyInFull, firstCompanies, noneIfSwitchedOff, organizationsOfMember } from '../realm/organizations.ts';
import { companyOfDomain, isMeantBy, ownDomainOf } from './company-of-domain.ts';
import { domainOf, oneSpelling } from './domain-spellings.ts';

/**
 * Attribute of an organization, written by `npm run configure -- --company-sign-in`: the identity providers that are made ready for company sign-in. The
 * sidecar's service account may not look at identity providers themselves. Each value is `alias` for all domains of the organization, or `alias domain` for one (`alias ANY` for all, where more
 * follows). Further words: `confirmed` says that Keycloak has the person confirm the address by a mail, `-domain` that the provider leaves people of this domain out.
 */
export const PROVIDERS_ATTRIBUTE = 'invitation.idp';

/** Attribute of an account whose invitation is by a company's provider: its alias, while the invitation is open. Only administrators may write it. */
export const MARK_ATTRIBUTE = 'invitation.idp';

/** In place of the alias: the account is linked only once its mailbox has said so. No alias can have such a name. */
export const BY_MAILBOX = '@mailbox';

/** Whether whoever comes by the provider whose mark an account bears is linked to it at once. */
export const isLinkedAtOnce = ({ attributes }: Pick<Marked, 'attributes'>): boolean =>
  ![undefined, BY_MAILBOX].includes((attributes?.[MARK_ATTRIBUTE] as string[] | undefined)?.[0]);

/** Of an account. */
export interface Names {
  username?: string | undefined;
  email?: string | undefined;
}

/**
 * Whether the username is an address, and not the account's own: Keycloak's sign-in by a provider looks for the address of whoever comes among e-mail addresses
 * and then among usernames, and would find this account for its owner.
 */
export const isNamedLikeAnother = ({ username = '', email = '' }: Names): boolean =>
  username.includes('@') && username.toLowerCase() !== email.toLowerCase();

/** Client scope that the sidecar asks for where somebody comes by the link of their invitation; Keycloak then makes no account for anybody else. */
export const ARRIVAL_SCOPE = 'invitation-arrival';

/** What a provider names in place of a domain for all that its organization has. */
export const ANY = 'ANY';

/** An organization as Keycloak gives it in full. */
type Company = Pick<OrganizationRepresentation, 'attributes' | 'domains'>;

/** Aliases of the providers of a company that are ready. */
export function providersOf({ attributes = {} }: Company): string[] {
  return readyOnes(attributes).map(({ alias }) => alias);
}

/** Alias of the provider of a company that signs in people of a domain: the domain is the company's own. Undefined where there is none. */
export function providerFor(company: Company, domain: string): string | undefined {
  return readyFor(company, domain)?.alias;
}

/** As Keycloak's sign-in finds it: a provider says by its very name which one of the company's domains it signs in for, in whatever spelling. */
function readyFor(company: Company, domain: string): ReadyProvider | undefined {
  const own = ownDomainOf(company, domain);
  if (own === undefined) return undefined;
  const isLeftOut = ({ except }: ReadyProvider) => except.some((name) => isMeantBy(domain, name));
  return readyOnes(company.attributes ?? {}).find((one) => oneSpelling(one.domain ?? own) === own && !isLeftOut(one));
}

/**
 * Alias of the provider by which somebody with this address signs in: that of the company to which the domain belongs. Undefined where none is ready.
 */
export async function providerOfAddress(admin: KeycloakAdmin, email: string, asking?: Asking): Promise<string | undefined> {
  const domain = domainOf(email);
  const company = await companyOfDomain(admin, domain, asking);
  return company && providerFor(company, domain);
}

interface Person {
  id: string;
  email: string;
}

/** An account that may bear {@link MARK_ATTRIBUTE}. */
type Marked = Person & { attributes?: Record<string, unknown> | undefined };

/** Whether a provider is ready for somebody: it is that of their address's domain, or of a company to which they belong. */
export async function isReadyFor(admin: KeycloakAdmin, alias: string, person: Person, asking?: Asking): Promise<boolean> {
  return (await findReady(admin, alias, person, asking)) !== undefined;
}

/** Whether somebody who comes by a provider has to confirm their address by a second mail. */
export async function confirmsByMail(admin: KeycloakAdmin, alias: string, person: Marked): Promise<boolean> {
  if ((person.attributes?.[MARK_ATTRIBUTE] as string[] | undefined)?.[0] === BY_MAILBOX) return true;
  return (await findReady(admin, alias, person))?.confirms ?? false;
}

async function findReady(
  admin: KeycloakAdmin,
  alias: string,
  { id, email }: Person,
  asking?: Asking,
): Promise<ReadyProvider | undefined> {
  const domain = domainOf(email);
  const ofDomain = await companyOfDomain(admin, domain, asking);
  const own = ofDomain && readyFor(ofDomain, domain);
  if (own?.alias === alias) return own;
  const companies = await organizationsOfMember(admin, id);
  const inFull = await Promise.all(companies.map((company) => companyInFull(admin, company.id)));
  return inFull.flatMap((company) => readyOnes(company?.attributes ?? {})).find((one) => one.alias === alias);
}

/** Milliseconds for which it is believed that some company has a provider, or none; companies that are looked at. */
const FRESH = 60_000;
const MOST_COMPANIES = 500;

/** Makes the question whether people of any company sign in by its provider. Of a realm with very many companies only the first are looked at. */
export const createSomeCompanySignsIn = (admin: KeycloakAdmin): (() => Promise<boolean>) =>
  cached(async () => {
    const companies = await firstCompanies(admin, MOST_COMPANIES).catch(noneIfSwitchedOff);
    return companies.some((company) => providersOf(company).length > 0);
  }, FRESH);

/**
 * @param domain as an identity provider names the one that it signs in for its organization (`kc.org.domain`): one, or `ANY`.
 * @param confirms whether each address has to be confirmed by a mail.
 * @param except those that it leaves out, as it names them (`kc.org.excluded.domains`), with commas in between.
 */
export function providerText(alias: string, domain: string, confirms = false, except = ''): string {
  const left = except.split(',').flatMap((name) => (name.trim() === '' ? [] : `-${name.trim().toLowerCase()}`));
  const more = [...(confirms ? [CONFIRMED] : []), ...left.sort()];
  if (domain === ANY) return more.length === 0 ? alias : [alias, ANY, ...more].join(' ');
  return [alias, domain.toLowerCase(), ...more].join(' ');
}

const CONFIRMED = 'confirmed';

interface ReadyProvider {
  alias: string;
  /** Undefined for all that the company has. */
  domain: string | undefined;
  /** Whether each address has to be confirmed by a mail. */
  confirms: boolean;
  /** Domains whose people it does not sign in. */
  except: string[];
}

const readyOnes = (attributes: Record<string, unknown>): ReadyProvider[] =>
  ((attributes[PROVIDERS_ATTRIBUTE] as string[] | undefined) ?? []).map((value) => {
    const [alias = '', domain, ...more] = value.split(' ');
    const except = more.flatMap((word) => (word.startsWith('-') ? word.slice(1) : []));
    return { alias, domain: domain === ANY ? undefined : domain, confirms: more.includes(CONFIRMED), except };
  });
