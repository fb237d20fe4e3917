import type { FieldError } from '../../../errors.ts';
import { emailSchema, faultsOf, messageSchema } from '../../../http/request/validation.ts';
import type { PatternMatcher } from '../../../keycloak/java/pattern-matcher.ts';
import { atAddress } from '../../../keycloak/profile/address-rules.ts';
import { valueFromAdmin } from '../../../keycloak/profile/given-attributes.ts';
import type { DateLanguage, RealmLanguages } from '../../../keycloak/profile/languages.ts';
import { validateProfile } from '../../../keycloak/profile/profile-validation.ts';
import type { ProfileAttribute } from '../../../keycloak/profile/user-profile.ts';
import type { UsernameFor } from '../../../keycloak/profile/username-for-address.ts';
import type { Organization } from '../../../keycloak/realm/organizations.ts';
import type { SignIn } from '../../../settings/sign-in.ts';
import type { Column } from './column-meanings.ts';
import type { CsvRecord } from './csv.ts';
import type { ImportFault } from './import-fault.ts';
import { tagOf } from './language-names.ts';
import { lettersAndDigits } from './letters-and-digits.ts';
import { type SignInWord, signInWordOf } from './sign-in-words.ts';

/** A person to invite, as one row of the file says it. */
export interface ImportRow {
  line: number;
  email: string;
  /** Where it is not the address. */
  username?: string;
  firstName?: string;
  lastName?: string;
  /** Language tag as the realm writes it; undefined for the realm's default. */
  locale?: string;
  organization?: Organization;
  /** Paths of the groups that the person gets, and the title of the column that says so. */
  groups?: { paths: string[]; column: string };
  /** Where the person is to go after activation, and the titles of what says so. */
  destination?: { app?: string; target?: string; columns: Record<'app' | 'target', string> };
  /** The last day of what the person gets, as `2026-12-31`. */
  accessUntil?: string;
  /** How the person gets to sign in, and the title of the column that says so. */
  signIn?: { kind: SignInWord; column: string };
  /** A word for the mail, and the title of the column that says so. */
  message?: { text: string; column: string };
  attributes: Record<string, string[]>;
}

/** The rules for rows, and defaults for what a row leaves empty. */
export interface RowRules {
  /** The realm's user profile, as far as an admin may fill it in. */
  profile: readonly ProfileAttribute[];
  /** What the realm asks of addresses (address-rules.ts). */
  addresses: readonly ProfileAttribute[];
  usernameFor: UsernameFor;
  /** The realm's own sentences for its faults. */
  text: (text: string) => string;
  /** Checks the realm's patterns. */
  matches: PatternMatcher;
  /** Companies that may be named. */
  organizations: readonly Organization[];
  /** Company admins must name a company for each person. */
  organizationRequired: boolean;
  organization?: Organization | undefined;
  /** Language of a row that names none, as a tag. */
  locale?: string | undefined;
  languages: RealmLanguages;
  /** Groups of a row that names none. */
  groups?: readonly string[] | undefined;
  /** The app of a row that names none, and where in it to arrive. */
  app?: string | undefined;
  target?: string | undefined;
  /** The last day for a row that names none. */
  accessUntil?: string | undefined;
  /** What is wrong with a last day, asked when the row is read. */
  accessFault?: ((day: string) => Pick<FieldError, 'key'> | undefined) | undefined;
  /** How people get to sign in whose row does not say. */
  signIn?: SignIn | undefined;
  /** The word for a row that has none. */
  message?: string | undefined;
  /** Language in which Keycloak reads the dates of new accounts, by the person's. */
  dateLanguage: DateLanguage;
}

export type CheckedRow = { row: ImportRow; faults: [] } | { row?: undefined; line: number; email: string; faults: ImportFault[] };

/** Several values of one attribute in a cell stand between these. */
const VALUES = '|';

/** A record as a person to invite, or every fault that it has. Duplicates are the caller's business. */
export function readRow(
  { line, cells, spaced = cells, unreadable }: CsvRecord,
  columns: readonly Column[],
  rules: RowRules,
): CheckedRow {
  const faults: ImportFault[] = [];
  const fault = (column: string, { key, params }: Pick<FieldError, 'key' | 'params'>) =>
    faults.push({ line, column, key, ...(params && { params }) });
  const cell = (kind: Column['kind']) => {
    const index = columns.findIndex((column) => column.kind === kind);
    return { text: cells[index] ?? '', column: columns[index]?.name ?? '' };
  };
  if (cells.slice(columns.length).some((text) => text !== ''))
    fault('', { key: 'import.row.too_many_cells', params: { expected: columns.length, found: cells.length } });

  for (const [index, column] of columns.entries()) {
    const text = cells[index] ?? '';
    if (column.kind === 'barring' && !column.lets.test(text))
      fault(column.name, { key: 'import.row.barred', params: { value: short(text) } });
  }

  const address = cell('email');
  const email = emailSchema.safeParse(address.text);
  const [wrong] = email.success ? addressFaults(email.data, rules) : faultsOf(email.error);
  if (wrong) fault(address.column, wrong);

  const language = cell('locale');
  const tag = language.text === '' ? rules.locale : tagOf(language.text);
  const locale = tag === undefined ? rules.languages.initial : rules.languages.written(tag);
  if (tag !== undefined && locale === undefined)
    fault(language.column, {
      key: 'import.row.language',
      params: { value: short(language.text), options: rules.languages.named.join(', ') },
    });

  const company = cell('organization');
  const organization = company.text === '' ? rules.organization : organizationOf(company.text, rules.organizations);
  if (company.text !== '' && !organization) fault(company.column, { key: 'field.organization_unknown' });
  if (organization?.disabled) fault(company.column, { key: 'field.organization_disabled' });
  if (company.text === '' && !organization && rules.organizationRequired)
    fault(company.column, { key: 'import.row.organization_required' });

  const [firstName, lastName] = [cell('firstName').text, cell('lastName').text];
  const named = cell('groups');
  const ownGroups = named.text
    .split(VALUES)
    .map((path) => path.trim())
    .filter(Boolean);
  const paths = ownGroups.length > 0 ? ownGroups : [...(rules.groups ?? [])];
  const destination = destinationOf(cell('app'), cell('target'), rules);
  const end = cell('accessUntil');
  const accessUntil = end.text.trim() === '' ? rules.accessUntil : dayOf(end.text);
  const wrongDay = accessUntil === undefined ? undefined : rules.accessFault?.(accessUntil);
  if (wrongDay) fault(end.column, wrongDay);
  const way = cell('signIn');
  const signIn = way.text.trim() === '' ? rules.signIn : signInWordOf(way.text);
  if (way.text.trim() !== '' && signIn === undefined) fault(way.column, { key: 'field.sign_in_unknown' });
  const word = cell('message');
  const message = messageSchema.safeParse(word.text);
  if (!message.success) for (const found of faultsOf(message.error)) fault(word.column, found);
  const text = message.data || rules.message;
  const dateLanguage = rules.dateLanguage(locale);
  const attributes = attributesIn(spaced, columns, dateLanguage);
  const values = { ...attributes, firstName: texts(firstName), lastName: texts(lastName) };
  for (const { field, ...found } of validateProfile(rules.profile, values, rules.text, rules.matches, dateLanguage))
    fault(columnOfAttribute(field, columns), found);

  if (unreadable.length > 0)
    return { line, email: short(address.text), faults: unreadableFirst(faults, line, columns, unreadable) };
  if (!email.success || faults.length > 0) return { line, email: short(address.text), faults };
  const username = rules.usernameFor(email.data);
  const row: ImportRow = {
    line,
    email: email.data,
    ...(username !== email.data && { username }),
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
    ...(locale !== undefined && { locale }),
    ...(organization && { organization }),
    ...(paths.length > 0 && { groups: { paths, column: named.column } }),
    ...(destination && { destination }),
    ...(accessUntil !== undefined && { accessUntil }),
    ...(signIn !== undefined && { signIn: { kind: signIn, column: way.column } }),
    ...(text && { message: { text, column: word.column } }),
    attributes,
  };
  return { row, faults: [] };
}

/** A day as files write it: `2026-12-31`, or day first as spreadsheets in Europe do, `31/12/2026`. Anything else stays as it is, and is a fault. */
function dayOf(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text.trim()) ?? [];
  return year === '' ? text.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A row that names an app of its own does not take the target of another one. */
function destinationOf(
  app: { text: string; column: string },
  target: { text: string; column: string },
  rules: Pick<RowRules, 'app' | 'target'>,
): ImportRow['destination'] {
  const asked = app.text || rules.app;
  const at = target.text || (app.text === '' ? rules.target : undefined);
  if (!asked && !at) return undefined;
  return { ...(asked && { app: asked }), ...(at && { target: at }), columns: { app: app.column, target: target.column } };
}

/** Faults of an address that the realm does not take. */
function addressFaults(address: string, { addresses, usernameFor, text, matches }: RowRules): FieldError[] {
  const values = { email: [address], username: [usernameFor(address)] };
  return validateProfile(addresses, values, text, matches).map(atAddress);
}

/** A fault of encoding hides the cell's other faults. */
function unreadableFirst(
  faults: readonly ImportFault[],
  line: number,
  columns: readonly Column[],
  unreadable: readonly number[],
): ImportFault[] {
  const names = unreadable.map((index) => columns[index]?.name ?? '');
  const told = names.map((column): ImportFault => ({ line, column, key: 'import.row.unreadable' }));
  return [...told, ...faults.filter(({ column }) => !names.includes(column))];
}

/** Whether spaces around a single value count, the realm's user profile says (`givenValue`), as it does for forms and the API. */
function attributesIn(cells: string[], columns: readonly Column[], dateLanguage: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [index, column] of columns.entries()) {
    if (column.kind !== 'attribute') continue;
    const text = cells[index] ?? '';
    const values = column.attribute.multivalued ? text.split(VALUES).map((value) => value.trim()) : [text];
    const { attribute } = column;
    const given = values.filter((value) => value.trim() !== '').map((value) => valueFromAdmin(attribute, value, dateLanguage));
    if (given.length > 0) found[column.attribute.name] = given;
  }
  return found;
}

/** Finds a company by alias or name, ignoring case and accents, if only one matches. */
function organizationOf(text: string, organizations: readonly Organization[]): Organization | undefined {
  const exact = text.trim();
  const wanted = lettersAndDigits(text);
  const named = organizations.find(({ alias }) => alias === exact) ?? organizations.find(({ name }) => name === exact);
  const alike = organizations.filter(
    ({ alias, name }) => lettersAndDigits(alias) === wanted || lettersAndDigits(name) === wanted,
  );
  return named ?? (alike.length === 1 ? alike[0] : undefined);
}

function columnOfAttribute(name: string, columns: readonly Column[]): string {
  const column = columns.find((other) => (other.kind === 'attribute' ? other.attribute.name : other.kind) === name);
  return column?.name ?? name;
}

const texts = (text: string): string[] => (text === '' ? [] : [text]);
const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
