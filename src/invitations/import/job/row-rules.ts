import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { mayFillIn } from '../../../authority/fillable-attributes.ts';
import type { Reach } from '../../../authority/reach.ts';
import { AppError } from '../../../errors.ts';
import { PAGE_LOCALES, type PageLocale } from '../../../i18n/index.ts';
import { profileTexts, textsOfRealm } from '../../../i18n/profile-texts.ts';
import type { KeycloakAdmin } from '../../../keycloak/api/keycloak-admin.ts';
import type { PatternMatcher } from '../../../keycloak/java/pattern-matcher.ts';
import { type AddressSettings, addressRules } from '../../../keycloak/profile/address-rules.ts';
import type { DateLanguage } from '../../../keycloak/profile/languages.ts';
import { type RealmLanguages, unknownLanguage } from '../../../keycloak/profile/languages.ts';
import { importableAttributes } from '../../../keycloak/profile/user-profile.ts';
import type { UsernameFor } from '../../../keycloak/profile/username-for-address.ts';
import { allOrganizations, noneIfSwitchedOff } from '../../../keycloak/realm/organizations.ts';
import type { Config } from '../../../settings/config.ts';
import { accessFault, type LifespanSettings, mailedAt } from '../../record/lifespan.ts';
import type { HeaderRules, KnownAttribute } from '../file/column-meanings.ts';
import type { Header } from '../file/header.ts';
import type { CheckedRow, RowRules } from '../file/read-row.ts';
import { checkedRows } from '../file/read-rows.ts';
import type { StoredJob } from './spool.ts';

export interface RulesDeps {
  admin: KeycloakAdmin;
  config: Pick<Config, 'companyAdminAttributes' | 'timeZone'> & LifespanSettings;
  realm: {
    profile(): Promise<UserProfileConfig>;
    addresses(): Promise<AddressSettings>;
    usernames(): Promise<UsernameFor>;
    texts(locale: string): Promise<Record<string, string>>;
    defaultTexts(): Promise<Record<string, string>>;
    languages(): Promise<RealmLanguages>;
    dateLanguage(): Promise<DateLanguage>;
    matches: PatternMatcher;
  };
}

export interface Rules extends RowRules, HeaderRules {}

/** Reads from Keycloak, once, what rows may hold: the realm's user profile and the companies within reach. */
export async function rulesFor(
  deps: RulesDeps,
  job: Pick<
    StoredJob,
    | 'reach'
    | 'organization'
    | 'locale'
    | 'app'
    | 'target'
    | 'groups'
    | 'accessUntil'
    | 'signIn'
    | 'message'
    | 'lifespanHours'
    | 'columns'
  >,
): Promise<Rules> {
  const { admin, realm } = deps;
  const { reach } = job;
  const organizations = reach.all ? await allOrganizations(admin).catch(noneIfSwitchedOff) : reach.organizations;
  const only = !reach.all && organizations.length === 1 ? organizations[0] : undefined;
  const named = organizations.find(({ alias }) => alias === job.organization);
  if (job.organization !== undefined && !named)
    throw new AppError('invalid_request', { fields: [{ field: 'organization', key: 'field.organization_unknown' }] });
  const languages = await realm.languages();
  if (job.locale !== undefined && languages.written(job.locale) === undefined)
    throw new AppError('invalid_request', { fields: [unknownLanguage(languages)] });
  const text = await textsOfRealm(realm, 'es');
  const { profile, known } = await knownAttributes(deps, reach);
  return {
    profile,
    addresses: addressRules(await realm.profile(), await realm.addresses()),
    usernameFor: await realm.usernames(),
    known,
    companies: organizations.length > 0,
    meanings: job.columns ?? {},
    text,
    matches: realm.matches,
    organizations,
    organizationRequired: !reach.all,
    organization: named ?? only,
    locale: job.locale,
    groups: job.groups,
    app: job.app,
    target: job.target,
    accessUntil: job.accessUntil,
    accessFault: (day) =>
      accessFault(day, deps.config, mailedAt(deps.config, { lifespanHours: job.lifespanHours }, new Date()).expiresAt),
    signIn: job.signIn,
    message: job.message,
    languages,
    dateLanguage: await realm.dateLanguage(),
  };
}

/**
 * The attributes that somebody's file may hold, each under its own name and its label in every language of the pages. The profile is complete: an
 * attribute that the realm requires and that they may not fill in is a fault of each row, as Keycloak would refuse it.
 */
export async function knownAttributes(
  { realm, config }: Pick<RulesDeps, 'realm' | 'config'>,
  reach: Pick<Reach, 'all'>,
): Promise<{ profile: KnownAttribute['attribute'][]; known: KnownAttribute[] }> {
  const profile = importableAttributes(await realm.profile());
  const texts = await Promise.all(PAGE_LOCALES.map((locale) => textsIn(realm, locale)));
  const known = profile
    .filter(({ name }) => name !== 'firstName' && name !== 'lastName')
    .filter((attribute) => mayFillIn(reach, attribute, config.companyAdminAttributes))
    .map((attribute) => ({
      attribute,
      names: [attribute.name, ...texts.map((text) => text(attribute.displayName || attribute.name))],
    }));
  return { profile, known };
}

async function textsIn(realm: RulesDeps['realm'], locale: PageLocale): Promise<(text: string) => string> {
  return profileTexts(locale, await realm.texts(locale));
}

export function rowsOf(path: string, rules: Rules, told?: (header: Header) => void): AsyncGenerator<CheckedRow> {
  return checkedRows(path, rules, told);
}

/** Counts the rows of a file and reads its titles. Reads it to its end: a file that is no CSV file somewhere in the middle is refused as a whole. */
export async function countedRows(path: string, rules: Rules): Promise<Pick<StoredJob, 'rows' | 'reading'>> {
  let rows = 0;
  let header: Header | undefined;
  for await (const _ of rowsOf(path, rules, (read) => {
    header = read;
  }))
    rows += 1;
  return { rows, ...(header?.reading && { reading: header.reading }) };
}
