import type OrganizationRepresentation from '@keycloak/keycloak-admin-client/lib/defs/organizationRepresentation.js';
import { type Asking, cachedByKey } from '../../common/cache.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { findInFull, noneIfGone, unlessOff } from '../realm/organizations.ts';
import { ALL_BELOW, oneSpelling, spellingsOf } from './domain-spellings.ts';

/**
 * Which company a domain belongs to, as Keycloak sees it: a company has `sol.test`, or, from 26.7 on, `*.sol.test` for that domain and all below it. Of
 * several companies, the one that has it nearest counts. Both spellings of a domain that has letters beyond ASCII are one domain here; to Keycloak they are two.
 */

/** Keycloak takes no domain of fewer labels with {@link ALL_BELOW}, nor of more. */
const FEWEST_LABELS = 2;
const MOST_LABELS = 10;

/** Whether a domain is meant by one of a company's, or of a provider's. */
export function isMeantBy(domain: string, named: string): boolean {
  const [one, other] = [oneSpelling(domain), oneSpelling(named)];
  if (!other.startsWith(ALL_BELOW)) return one === other;
  const base = other.slice(ALL_BELOW.length);
  return one === base || one.endsWith(`.${base}`);
}

/**
 * That one of a company's domains by which it has a domain, as they are compared ({@link oneSpelling}). It is the one that Keycloak's sign-in finds
 * (`Organizations.getMatchingDomain`, 26.7): the one of most labels, `*` being a label; so `sol.test` is had by `*.sol.test` where a company has both. Of equal
 * ones it is the last in Keycloak's own order, in which `domains` come.
 */
export function ownDomainOf({ domains = [] }: Pick<OrganizationRepresentation, 'domains'>, domain: string): string | undefined {
  const meant = domains.map(({ name = '' }) => oneSpelling(name)).filter((name) => isMeantBy(domain, name));
  return meant.toSorted((a, b) => labelsOf(a) - labelsOf(b)).at(-1);
}

const labelsOf = (name: string): number => name.split('.').length;

/** Milliseconds for which the company of a domain is believed where many are asked about: a file of 100,000 rows does not ask as often. */
const FRESH = 1000;
const MOST_DOMAINS = 1000;
const byDomain = new WeakMap<KeycloakAdmin, ReturnType<typeof cachedByKey<OrganizationRepresentation | undefined>>>();

/** The company to which a domain belongs, with its attributes, also where it is off. @param domain in lower case. */
export function holderOfDomain(
  admin: KeycloakAdmin,
  domain: string,
  asking?: Asking,
): Promise<OrganizationRepresentation | undefined> {
  let ask = byDomain.get(admin);
  if (!ask) {
    ask = cachedByKey((name) => findByDomain(admin, name), FRESH, MOST_DOMAINS);
    byDomain.set(admin, ask);
  }
  return ask(domain, asking);
}

/** The same, of companies that are on. One that is off hides those that have the domain from farther away, as it does at Keycloak's sign-in. */
export async function companyOfDomain(
  admin: KeycloakAdmin,
  domain: string,
  asking?: Asking,
): Promise<OrganizationRepresentation | undefined> {
  const holder = await holderOfDomain(admin, domain, asking);
  return holder?.enabled ? holder : undefined;
}

async function findByDomain(admin: KeycloakAdmin, domain: string): Promise<OrganizationRepresentation | undefined> {
  // Keycloak's search knows no more of `*.`, or of spellings, than that a company has this text: so it is asked for each that would mean the domain.
  const found = await Promise.all(namesFor(domain).map((name) => holdersOf(admin, name)));
  return found.flat()[0];
}

async function holdersOf(admin: KeycloakAdmin, name: string): Promise<OrganizationRepresentation[]> {
  const read = findInFull(admin, { search: name, exact: 'true', max: '10' });
  const found = await unlessOff(admin, read).catch(noneIfGone);
  return found.filter(({ domains = [] }) => domains.some((own) => own.name?.toLowerCase() === name));
}

/** All that a company may have called a domain of its own which means this one, the nearest first. */
function namesFor(domain: string): string[] {
  const labels = domain.split('.');
  const above = labels.map((_, i) => labels.slice(i));
  const wide = above.filter(({ length }) => length >= FEWEST_LABELS && length <= MOST_LABELS);
  return [domain, ...wide.map((base) => ALL_BELOW + base.join('.'))].flatMap(spellingsOf);
}
