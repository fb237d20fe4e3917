import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import type { ProfileAttribute, Validators } from '../../../keycloak/profile/user-profile.ts';
import type { Reach } from '../../../reach.ts';
import { FileFault, type ImportFault } from './fault.ts';

/** What a column of the file is for. */
export type Column =
  | { kind: 'email' | 'firstName' | 'lastName' | 'locale' | 'organization'; name: string }
  | { kind: 'attribute'; name: string; attribute: ProfileAttribute };

/** Names that people give to columns, Spanish and English, as {@link plain} writes them. */
const NAMES: Record<Exclude<Column['kind'], 'attribute'>, readonly string[]> = {
  email: [
    ...['correo', 'correoelectronico', 'direcciondecorreo', 'direcciondecorreoelectronico', 'correoe'],
    ...['email', 'emailaddress', 'mail', 'mailaddress', 'direcciondeemail'],
  ],
  firstName: ['nombre', 'nombredepila', 'nombres', 'firstname', 'givenname', 'forename', 'first'],
  lastName: ['apellidos', 'apellido', 'lastname', 'surname', 'familyname', 'last'],
  locale: ['idioma', 'lengua', 'language', 'lang', 'locale'],
  organization: ['empresa', 'organizacion', 'compania', 'sociedad', 'company', 'organization', 'organisation'],
};

/** An attribute of the realm's user profile and the names under which a file may hold it. */
export interface KnownAttribute {
  attribute: ProfileAttribute;
  names: readonly string[];
}

/** Columns by position; spreadsheets leave empty ones behind the last. Throws {@link FileFault} with every fault of the header. */
export function readHeader(titles: string[], line: number, known: readonly KnownAttribute[]): Column[] {
  const faults: ImportFault[] = [];
  const cells = titles.slice(0, titles.findLastIndex((title) => title !== '') + 1);
  const columns = cells.map((cell): Column | undefined => {
    const column = columnOf(cell, known);
    if (!column) faults.push({ line, column: cell, key: 'import.column.unknown', params: { column: cell } });
    return column;
  });
  const seen = new Set<string>();
  for (const column of columns) {
    if (!column) continue;
    const target = column.kind === 'attribute' ? column.attribute.name : column.kind;
    if (seen.has(target)) faults.push({ line, column: column.name, key: 'import.column.twice', params: { column: column.name } });
    seen.add(target);
  }
  // Without an address column, that is the fault to tell: the header may be missing altogether.
  if (!seen.has('email')) throw new FileFault({ line, column: '', key: 'import.column.no_email' });
  if (faults.length > 0) throw new FileFault(...faults);
  return columns as Column[];
}

function columnOf(cell: string, known: readonly KnownAttribute[]): Column | undefined {
  const name = plain(cell);
  for (const [kind, names] of Object.entries(NAMES)) {
    if (names.includes(name)) return { kind: kind as Exclude<Column['kind'], 'attribute'>, name: cell };
  }
  const found = name !== '' && known.find(({ names }) => names.some((other) => plain(other) === name));
  return found ? { kind: 'attribute', name: cell, attribute: found.attribute } : undefined;
}

/** Letters and digits only, without accents and capitals: `E-mail` and `Correo electrónico` are easy to recognise so. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** An attribute that Keycloak's admin API writes. */
export interface ImportableAttribute extends ProfileAttribute {
  /** Whether people may change it in their own account. */
  isTheirs: boolean;
}

/**
 * Whether somebody may fill an attribute in for others. A company admin gives what people may write of themselves, and what the setting
 * COMPANY_ADMIN_ATTRIBUTES names: any other attribute may be what an application takes for a right.
 */
export function mayFillIn(
  { all }: Pick<Reach, 'all'>,
  { name, isTheirs }: Pick<ImportableAttribute, 'name' | 'isTheirs'>,
  companyAdminAttributes: readonly string[],
): boolean {
  return all || isTheirs || companyAdminAttributes.includes(name);
}

/** The attributes that an admin may fill in, beside those that have a column of their own. */
export function importableAttributes({ attributes = [] }: UserProfileConfig): ImportableAttribute[] {
  return attributes.flatMap(({ name = '', displayName, required, permissions, multivalued, validations, annotations }) => {
    if (OWN.has(name) || name.startsWith('invitation.') || !permissions?.edit?.includes('admin')) return [];
    const attribute: ImportableAttribute = {
      name,
      displayName: displayName ?? '',
      required: Boolean(required && (!required.roles?.length || required.roles.includes('admin')) && !required.scopes?.length),
      readOnly: false,
      multivalued: multivalued ?? false,
      values: [],
      annotations: annotations ?? {},
      validators: (validations ?? {}) as Validators,
      isTheirs: permissions.edit.includes('user'),
    };
    return [attribute];
  });
}

const OWN = new Set(['username', 'email', 'locale']);
