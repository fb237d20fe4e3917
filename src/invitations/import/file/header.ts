import type { ProfileAttribute } from '../../../keycloak/profile/user-profile.ts';
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
