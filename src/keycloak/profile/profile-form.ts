import { fieldNameOf } from './field-name.ts';
import type { FieldOption, FieldType, FormField, FormGroup } from './form-field.ts';
import type { ProfileAttribute } from './user-profile.ts';

/**
 * A user's profile as a form: annotations (https://www.keycloak.org/docs/latest/server_admin/#_user-profile, "Defining UI
 * annotations") and validators become fields. Where the realm says nothing of how a field looks, its validators do.
 */

/** `${key}` or a literal of the realm → words in the page's language (src/i18n/profile-texts.ts). */
export type TextResolver = (text: string) => string;

export interface FormOptions {
  text: TextResolver;
  /** What was typed, when the form is shown again. */
  values?: Readonly<Record<string, readonly string[]>>;
  /** Faults in words, by attribute. */
  errors?: ReadonlyMap<string, string[]>;
}

/** The fields in the realm's order; a group stands, as a whole, where its first field does. */
export function profileForm(profile: readonly ProfileAttribute[], options: FormOptions): FormGroup[] {
  const groups: FormGroup[] = [];
  for (const attribute of profile) {
    const name = attribute.group?.name ?? '';
    let group = name === '' ? groups.at(-1) : groups.find((other) => other.name === name);
    if (group?.name !== name) {
      group = { name, ...headings(attribute.group, options.text), fields: [] };
      groups.push(group);
    }
    group.fields.push(field(attribute, options));
  }
  return groups;
}

function headings(group: ProfileAttribute['group'], text: TextResolver): { title?: string; description?: string } {
  if (!group) return {};
  const title = text(group.displayHeader || group.name);
  return group.displayDescription ? { title, description: text(group.displayDescription) } : { title };
}

const TEXT_TYPES = new Set<FieldType>(['text', 'email', 'tel', 'url', 'textarea']);

function field(attribute: ProfileAttribute, { text, values, errors }: FormOptions): FormField {
  const { name, annotations, validators, required, readOnly } = attribute;
  const type = typeOf(attribute);
  const shown = [...(ownOf(values ?? {}, name) ?? attribute.values)];
  const length = TEXT_TYPES.has(type) ? validators.length : undefined;
  const hint = ['inputHelperTextBefore', 'inputHelperTextAfter']
    .map((key) => plain(asText(annotations[key]), text))
    .filter(Boolean);
  const range = validators.integer ?? validators.double;
  const found: FormField = {
    name: fieldNameOf(name),
    label: text(attribute.displayName || name),
    type,
    required,
    readOnly,
    multivalued: attribute.multivalued,
    values: shown.length > 0 ? shown : [''],
    options: optionsOf(attribute, shown, text),
    errors: errors?.get(name) ?? [],
  };
  return Object.assign(
    found,
    given({
      hint: hint.join(' ') || undefined,
      placeholder: plain(asText(annotations.inputTypePlaceholder), text),
      autocomplete: ownOf(AUTOFILL, name) ?? (type === 'tel' ? 'tel' : undefined),
      inputMode: validators.integer && type === 'text' ? 'numeric' : validators.double && type === 'text' ? 'decimal' : undefined,
      pattern: asText(annotations.inputTypePattern),
      minLength: asNumber(annotations.inputTypeMinlength ?? length?.min),
      maxLength: asNumber(annotations.inputTypeMaxlength ?? length?.max),
      min: asText(annotations.inputTypeMin ?? range?.min),
      max: asText(annotations.inputTypeMax ?? range?.max),
      step: asText(annotations.inputTypeStep) ?? (validators.double && type === 'number' ? 'any' : undefined),
      maxValues: attribute.multivalued ? asNumber(validators.multivalued?.max) : undefined,
      size: asNumber(annotations.inputTypeSize),
      rows: asNumber(annotations.inputTypeRows),
      cols: asNumber(annotations.inputTypeCols),
    } satisfies Partial<Record<keyof FormField, unknown>>),
  );
}

/** Keycloak's `inputType` values; html5-… are those of HTML. */
const TYPES: Record<string, FieldType> = {
  text: 'text',
  textarea: 'textarea',
  select: 'select',
  multiselect: 'multiselect',
  'select-radiobuttons': 'radio',
  'multiselect-checkboxes': 'checkboxes',
  'html5-email': 'email',
  'html5-tel': 'tel',
  'html5-url': 'url',
  'html5-number': 'number',
  'html5-range': 'range',
  'html5-color': 'color',
  'html5-date': 'date',
  'html5-datetime-local': 'datetime-local',
  'html5-month': 'month',
  'html5-week': 'week',
  'html5-time': 'time',
};

function typeOf({ annotations, validators, multivalued }: ProfileAttribute): FieldType {
  const { inputType } = annotations;
  if (typeof inputType === 'string' && inputType !== '') return ownOf(TYPES, inputType) ?? 'text';
  if (optionValues({ annotations, validators })) return multivalued ? 'multiselect' : 'select';
  if (validators.email) return 'email';
  if (validators.uri) return 'url';
  if (validators['iso-date']) return 'date';
  return 'text';
}

/** The permitted answers, from the validator that the annotation names or else from `options`. */
function optionValues({ annotations, validators }: Pick<ProfileAttribute, 'annotations' | 'validators'>): string[] | undefined {
  const named = validators[String(annotations.inputOptionsFromValidation)]?.options;
  const options = named ?? validators.options?.options;
  return Array.isArray(options) ? options.map(String) : undefined;
}

/** The permitted answer that a value means: the realm may have written one with spaces around it. Any other value stays as it is. */
function asOption(attribute: Pick<ProfileAttribute, 'annotations' | 'validators'>, value: string): string {
  const options = optionValues(attribute) ?? [];
  return options.includes(value) ? value : (options.find((option) => option.trim() === value.trim()) ?? value);
}

/**
 * A value as somebody gives it, by form, file or API → as the realm takes it: spaces around it do not count, unless the realm wants them kept, and
 * one that means a permitted answer is that answer.
 */
export function givenValue(attribute: ProfileAttribute, value: string): string {
  const keepsSpaces = typeOf(attribute) === 'textarea' || String(attribute.validators.length?.['trim-disabled']) === 'true';
  return asOption(attribute, keepsSpaces ? value : value.trim());
}

function optionsOf(attribute: ProfileAttribute, shown: readonly string[], text: TextResolver): FieldOption[] {
  if (!['select', 'multiselect', 'radio', 'checkboxes'].includes(typeOf(attribute))) return [];
  const labels = attribute.annotations.inputOptionLabels as Record<string, unknown> | undefined;
  const prefix = asText(attribute.annotations.inputOptionLabelsI18nPrefix);
  return (optionValues(attribute) ?? []).map((value) => ({
    value,
    label: text(asText(labels?.[value]) ?? (prefix && !labels ? `\${${prefix}.${value}}` : value)),
    selected: shown.includes(value),
  }));
}

/** WHATWG autofill tokens for attributes by their usual names (those of OpenID Connect's claims). */
const AUTOFILL: Record<string, string> = {
  username: 'username',
  firstName: 'given-name',
  lastName: 'family-name',
  middleName: 'additional-name',
  nickname: 'nickname',
  phone: 'tel',
  phoneNumber: 'tel',
  mobile: 'tel',
  street: 'street-address',
  locality: 'address-level2',
  region: 'address-level1',
  postal_code: 'postal-code',
  country: 'country-name',
  birthday: 'bday',
  birthdate: 'bday',
  website: 'url',
  company: 'organization',
  jobTitle: 'organization-title',
};

const asText = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

function asNumber(value: unknown): number | undefined {
  const number = Number(asText(value));
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}

/** Keycloak lets helper texts hold a little HTML; here they are text. */
const plain = (value: string | undefined, text: TextResolver): string | undefined =>
  value === undefined ? undefined : text(value).replace(/<[^<>]*>/g, '');

/** The record's own property only: an attribute may be called `constructor`. */
const ownOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const given = <T extends object>(object: T): Partial<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;

/**
 * A form body → values of every editable attribute. An attribute that was left empty becomes one empty text: Keycloak
 * keeps what is not sent at all.
 */
export function readSubmission(
  profile: readonly ProfileAttribute[],
  body: Readonly<Record<string, unknown>>,
): Record<string, string[]> {
  const editable = profile.filter(({ readOnly }) => !readOnly);
  return Object.fromEntries(
    editable.map((attribute) => {
      const sent = [ownOf(body, fieldNameOf(attribute.name))].flat();
      const values = sent.filter((value) => typeof value === 'string').map((value) => givenValue(attribute, value));
      const filled = values.filter((value) => value !== '');
      return [attribute.name, filled.length > 0 ? filled : ['']];
    }),
  );
}
