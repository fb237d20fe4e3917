import { type MessageKey, PAGE_LOCALES, translate } from '../../../i18n/index.ts';
import type { ProfileAttribute } from '../../../keycloak/profile/user-profile.ts';
import { lettersAndDigits } from './letters-and-digits.ts';

/** What a column of the file is for. */
export type Column =
  | { kind: OwnField; name: string }
  | { kind: 'attribute'; name: string; attribute: ProfileAttribute }
  /** A column that excludes people: those whose value does not match `lets` are not invited. */
  | { kind: 'barring'; name: string; lets: RegExp }
  /** A column of a known template that is not used. */
  | { kind: 'unused'; name: string };

export const OWN_FIELDS = [
  'email',
  'firstName',
  'lastName',
  'locale',
  'organization',
  'groups',
  'app',
  'target',
  'accessUntil',
  'signIn',
  'message',
] as const;
export type OwnField = (typeof OWN_FIELDS)[number];

/** Further names that people give to columns, Spanish and English, as `lettersAndDigits` writes them. */
const NAMES: Record<OwnField, readonly string[]> = {
  email: [
    ...['correo', 'correoelectronico', 'direcciondecorreo', 'direcciondecorreoelectronico', 'correoe'],
    ...['email', 'emailaddress', 'mail', 'mailaddress', 'direcciondeemail'],
  ],
  firstName: ['nombre', 'nombredepila', 'nombres', 'firstname', 'givenname', 'forename', 'first'],
  lastName: ['apellidos', 'apellido', 'lastname', 'surname', 'familyname', 'last', 'sn'],
  locale: ['idioma', 'lengua', 'language', 'lang', 'locale'],
  organization: ['empresa', 'organizacion', 'compania', 'sociedad', 'company', 'organization', 'organisation'],
  groups: ['grupos', 'grupo', 'groups', 'group'],
  app: ['aplicacion', 'app', 'application'],
  target: ['destino', 'target'],
  accessUntil: ['accesohasta', 'findeacceso', 'accessuntil', 'accessends'],
  signIn: ['entrada', 'formadeentrar', 'acceso', 'signin', 'signsinwith'],
  message: ['mensaje', 'message'],
};

/** What the form of a new invitation calls each field. */
const LABELS: Record<OwnField, MessageKey> = {
  email: 'admin.new.email',
  firstName: 'admin.new.firstName',
  lastName: 'admin.new.lastName',
  locale: 'admin.new.locale',
  organization: 'admin.new.organization',
  groups: 'form.groups',
  app: 'form.app',
  target: 'form.target',
  accessUntil: 'admin.new.accessUntil',
  signIn: 'form.signIn',
  message: 'admin.new.message',
};

/** The titles of the templates and the labels of the form, in every language of the pages. */
const TITLES = new Map(
  OWN_FIELDS.map((field) => [
    field,
    ([`import.title.${field}`, LABELS[field]] as const).flatMap((key) =>
      PAGE_LOCALES.map((locale) => lettersAndDigits(translate(locale, key))),
    ),
  ]),
);

/** An attribute of the realm's user profile and the names under which a file may hold it. */
export interface KnownAttribute {
  attribute: ProfileAttribute;
  names: readonly string[];
}

/** The meaning of a column: the name of a field of the API, such as `organization` or `attributes.phone`. */
export type Meaning = string;

export interface HeaderRules {
  /** Attributes that the file may hold. */
  known: readonly KnownAttribute[];
  /** Whether there is any company to invite people into. */
  companies: boolean;
  /** The meanings that the uploader has chosen, by title. */
  meanings: Readonly<Record<string, Meaning>>;
}

/** All that a title, as `lettersAndDigits` writes it, may mean. */
export function meaningsOf(name: string, title: string, { known, companies, meanings }: HeaderRules): Column[] {
  const fields = OWN_FIELDS.filter((kind) => NAMES[kind].includes(title) || TITLES.get(kind)?.includes(title)).map(
    (kind): Column => ({ kind, name }),
  );
  const own = fields.filter(({ kind }) => kind !== 'organization' || companies);
  const named = known.filter(({ names }) => names.some((other) => lettersAndDigits(other) === title));
  // Where two attributes have the same label, the one whose name is exactly the title is meant.
  const exact = named.filter(({ attribute }) => attribute.name === name);
  const attributes = (exact.length > 0 ? exact : named).map(({ attribute }): Column => ({ kind: 'attribute', name, attribute }));
  const found = [...own, ...attributes];
  const said = Object.entries(meanings).find(([column]) => lettersAndDigits(column) === lettersAndDigits(name))?.[1];
  const meant = found.filter((column) => meaningOf(column) === said);
  return meant.length > 0 ? meant : found.length > 0 ? found : fields;
}

export const meaningOf = (column: Column): Meaning =>
  column.kind === 'attribute' ? `attributes.${column.attribute.name}` : column.kind;
