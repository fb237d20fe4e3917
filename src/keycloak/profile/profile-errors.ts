import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import type { FieldError } from '../../errors.ts';

/**
 * Faults that Keycloak's user profile reports (400 of the admin API: `{field, errorMessage, params}`, several of them in
 * `errors`; the first parameter is the attribute's name) → our messages, which say how to mend them.
 */

export interface ProfileFault {
  field: string;
  errorMessage: string;
  params?: readonly unknown[] | null;
}

type Fault = Omit<FieldError, 'field'>;
type MessageKey = Fault['key'];

/** What each of Keycloak's codes means; `a` and `b` are the parameters after the attribute's name. */
const CODES: Record<string, (a: unknown, b: unknown) => Fault> = {
  'error-user-attribute-required': () => ({ key: 'field.required' }),
  'error-invalid-blank': () => ({ key: 'field.required' }),
  'error-empty': () => ({ key: 'field.required' }),
  'error-invalid-length': lengthFault,
  'error-invalid-length-too-short': lengthFault,
  'error-invalid-length-too-long': lengthFault,
  'error-invalid-number': () => ({ key: 'field.number' }),
  'error-number-out-of-range': numberFault,
  'error-number-out-of-range-too-small': numberFault,
  'error-number-out-of-range-too-big': numberFault,
  'error-invalid-multivalued-size': countFault,
  'error-invalid-email': () => ({ key: 'field.email' }),
  'error-non-ascii-local-part-email': () => ({ key: 'field.email_ascii' }),
  'error-pattern-no-match': () => ({ key: 'field.pattern' }),
  // The only validator with this code is the one of options.
  'error-invalid-value': () => ({ key: 'field.option_unknown' }),
  'error-invalid-uri': () => ({ key: 'field.url' }),
  'error-invalid-uri-scheme': () => ({ key: 'field.url_scheme' }),
  'error-invalid-uri-fragment': () => ({ key: 'field.url_fragment' }),
  'error-invalid-date': () => ({ key: 'field.date' }),
  'error-person-name-invalid-character': () => ({ key: 'field.name_characters' }),
  'error-username-invalid-character': () => ({ key: 'field.username_characters' }),
  'error-user-attribute-read-only': () => ({ key: 'field.read_only' }),
  updateReadOnlyAttributesRejectedMessage: () => ({ key: 'field.read_only' }),
  readOnlyUsernameMessage: () => ({ key: 'field.read_only' }),
  missingUsernameMessage: () => ({ key: 'field.required' }),
  missingEmailMessage: () => ({ key: 'field.required' }),
  invalidEmailMessage: () => ({ key: 'field.email' }),
  usernameExistsMessage: () => ({ key: 'field.username_exists' }),
  emailExistsMessage: () => ({ key: 'field.email_in_use' }),
};

/** The realm's own sentences, in a language. */
export interface RealmWording {
  text: (text: string) => string;
  /** Whose validators may have an `error-message`. */
  profile?: UserProfileConfig;
}

/** `wording` words a validator's own `error-message`; without it such a fault is `field.invalid`. */
export function profileErrorOf({ field, errorMessage, params }: ProfileFault, wording?: RealmWording): FieldError {
  const text = wording?.text;
  const own = wording && ownFault(field, errorMessage, wording);
  if (own) return { field, ...own };
  const known = Object.hasOwn(CODES, errorMessage) ? CODES[errorMessage] : undefined;
  if (known) return { field, ...known(params?.[1], params?.[2]) };
  if (text && errorMessage) return { field, ...realmFault(errorMessage, text, params) };
  return { field, key: 'field.invalid' };
}

/** The faults in the body of a 400; none when the refusal is about something else. */
export function profileFaultsOf(refusal: unknown, wording?: RealmWording): FieldError[] {
  return reportedFaults(refusal).map((fault) => profileErrorOf(fault, wording));
}

/** The validators that report a code. Keycloak itself says the `error-message` of some of them only. */
const VALIDATORS_OF: readonly [code: RegExp, validators: readonly string[]][] = [
  [/^error-invalid-length/, ['length']],
  [/^error-invalid-number$|^error-number-out-of-range/, ['integer', 'double']],
  [/^error-invalid-email$|^error-non-ascii-local-part-email$/, ['email']],
  [/^error-pattern-no-match$/, ['pattern']],
  [/^error-invalid-value$/, ['options']],
  [/^error-invalid-uri/, ['uri']],
  [/^error-invalid-date$/, ['iso-date', 'local-date']],
  [/^error-person-name-invalid-character$/, ['person-name-prohibited-characters']],
  [/^error-username-invalid-character$/, ['username-prohibited-characters', 'up-username-not-idn-homograph']],
];

/** The sentence that the realm has for the validator that reports a code; undefined where it has none. */
function ownFault(field: string, code: string, { text, profile }: RealmWording): Fault | undefined {
  const { displayName, validations } = profile?.attributes?.find(({ name }) => name === field) ?? {};
  const declared = (validations ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const [, validators = []] = VALIDATORS_OF.find(([codes]) => codes.test(code)) ?? [];
  for (const name of validators) {
    const message = declared[name]?.['error-message'];
    if (typeof message !== 'string' || message === '') continue;
    const own = realmFault(message, text, [text(displayName || field), declared[name]?.pattern]);
    if (own.key === 'field.realm_message') return own;
  }
  return undefined;
}

/** The faults in Keycloak's refusal, with Keycloak's own codes. */
export function reportedFaults(refusal: unknown): ProfileFault[] {
  const { errors } = Object(refusal) as { errors?: unknown };
  const faults: unknown[] = Array.isArray(errors) ? errors : [refusal];
  return faults.filter(isProfileFault);
}

function isProfileFault(value: unknown): value is ProfileFault {
  const { field, errorMessage } = Object(value) as Partial<ProfileFault>;
  return typeof field === 'string' && typeof errorMessage === 'string';
}

/**
 * A sentence of the realm's own, `error-message` of a validator: the key of a text, with or without `${}`, or the sentence itself.
 * @param params what the sentence may name by `{0}` (the attribute) and `{1}` (such as the pattern).
 */
export function realmFault(errorMessage: string, text: (text: string) => string, params?: readonly unknown[] | null): Fault {
  const key = errorMessage.startsWith('${') ? errorMessage : `\${${errorMessage}}`;
  const words = text(key);
  // A key that nobody has put into words says nothing to a person.
  if (`\${${words}}` === key && isKey(errorMessage)) return { key: 'field.pattern' };
  return { key: 'field.realm_message', params: { text: filledIn(words, params ?? []) } };
}

/** `${key}`, or words that hang together without spaces: `error-badge`, `profile.badge.wrong`, `badgeWrong`. */
const isKey = (text: string): boolean => /^\$\{.*\}$|^[a-z\d]+(?:[._-][a-z\d]+)*$|^[a-z]+[A-Z]\w*$/s.test(text);

/** Keycloak words its messages as Java's MessageFormat does; of that, `{0}` without a format is what people write. */
const filledIn = (words: string, params: readonly unknown[]): string =>
  words.replace(/\{(\d)\}/g, (mark, n) => String(params[Number(n)] ?? mark));

export function lengthFault(min: unknown, max: unknown): Fault {
  const exact = limit(min);
  if (exact !== undefined && exact === limit(max)) return { key: 'field.length_exact', params: { count: exact } };
  return between(atLeastOne(min), max, 'field.length_between', 'field.too_short', 'field.too_long');
}

export function numberFault(min: unknown, max: unknown): Fault {
  return between(min, max, 'field.number_between', 'field.number_min', 'field.number_max');
}

export function countFault(min: unknown, max: unknown): Fault {
  return between(atLeastOne(min), max, 'field.values_between', 'field.values_min', 'field.values_max');
}

/** A lower limit of 0 or less is none: "between 0 and 5 values" is told as "at most 5". */
const atLeastOne = (min: unknown): unknown => ((limit(min) ?? 0) > 0 ? min : undefined);

function between(least: unknown, most: unknown, both: MessageKey, onlyMin: MessageKey, onlyMax: MessageKey): Fault {
  const min = limit(least);
  const max = limit(most);
  if (min !== undefined && max !== undefined) return { key: both, params: { min, max } };
  if (min !== undefined) return { key: onlyMin, params: { min } };
  if (max !== undefined) return { key: onlyMax, params: { max } };
  return { key: 'field.invalid' };
}

/** A validator's limit: a number, or a text that is one. */
export function limit(value: unknown): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}
