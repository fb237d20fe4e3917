import { isAddressLike } from '../../common/address-like.ts';
import { hasNoNameSymbols } from '../../common/name-symbols.ts';
import type { FieldError } from '../../errors.ts';
import { MAX_MATCHED, type PatternMatcher } from '../java/pattern-matcher.ts';
import { isNoLocalDate } from './local-date.ts';
import { countFault, lengthFault, limit, numberFault, realmFault } from './profile-errors.ts';
import type { TextResolver } from './profile-form.ts';
import type { ProfileAttribute } from './user-profile.ts';

/**
 * The realm's own validators, run here so that all faults show at once. Each refuses only what Keycloak 26.7 is sure to
 * refuse (org.keycloak.validate.validators, org.keycloak.userprofile.validator); whatever is in doubt, or unknown, is Keycloak's. Two rules
 * are ours: a name must not look like an address, nor hold signs that no name has.
 */

type Config = Record<string, unknown>;
type Fault = Omit<FieldError, 'field'>;
type Validator = (value: string, config: Config, matches: PatternMatcher, language?: string) => Fault | undefined;

/**
 * At most one fault a field, the first of its validators.
 * @param values what `readSubmission` gives.
 * @param matches never takes long (pattern-matcher.ts).
 * @param language in which Keycloak will read dates of `local-date`; without it, they are Keycloak's.
 */
export function validateProfile(
  profile: readonly ProfileAttribute[],
  values: Readonly<Record<string, readonly string[]>>,
  text: TextResolver,
  matches: PatternMatcher,
  language?: string,
): FieldError[] {
  return profile.flatMap((attribute): FieldError[] => {
    if (attribute.readOnly) return [];
    const fault = faultOf(attribute, values[attribute.name] ?? [], text, matches, language);
    return fault ? [{ field: attribute.name, ...fault }] : [];
  });
}

function faultOf(
  attribute: ProfileAttribute,
  values: readonly string[],
  text: TextResolver,
  matches: PatternMatcher,
  language: string | undefined,
): Fault | undefined {
  // Java calls blank what is nothing but white space.
  const filled = values.filter((value) => value.trim() !== '');
  if (attribute.required && filled.length === 0) return { key: 'field.required' };
  const count = countOf(attribute, values.filter((value) => value !== '').length);
  if (count) return count;
  for (const value of filled) {
    for (const [name, config] of lengthFirst(attribute.validators)) {
      // Some validators take a time that grows with the square of the length.
      if (value.length > MAX_MATCHED && name !== 'length') continue;
      const fault = Object.hasOwn(VALIDATORS, name) ? VALIDATORS[name]?.(value, config ?? {}, matches, language) : undefined;
      if (fault)
        return worded(fault, config?.['error-message'], text, [text(attribute.displayName || attribute.name), config?.pattern]);
    }
    if (!NAMES.has(attribute.name) || value.length > MAX_MATCHED) continue;
    if (isAddressLike(value)) return { key: 'field.name_address' };
    if (!hasNoNameSymbols(value)) return { key: 'field.name_symbols' };
  }
  return undefined;
}

/** Attributes that mails use in their greeting. */
const NAMES: ReadonlySet<string> = new Set(['firstName', 'lastName']);

/** The length is checked first: a value that is too long is not given to other validators. */
const lengthFirst = (validators: ProfileAttribute['validators']) =>
  Object.entries(validators).sort(([a], [b]) => Number(b === 'length') - Number(a === 'length'));

const worded = (fault: Fault, message: unknown, text: TextResolver, params: readonly unknown[]): Fault => {
  if (typeof message !== 'string' || message === '') return fault;
  const own = realmFault(message, text, params);
  return own.key === 'field.realm_message' ? own : fault;
};

/** `multivalued`, which counts no value as none at all, even where the attribute is not required. */
function countOf({ multivalued, validators }: ProfileAttribute, count: number): Fault | undefined {
  const { min, max } = validators.multivalued ?? {};
  const most = limit(max) ?? (multivalued ? undefined : 1);
  if (count >= (limit(min) ?? 0) && count <= (most ?? count)) return undefined;
  return countFault(min, most);
}

const VALIDATORS: Record<string, Validator> = {
  length(value, { min, max, 'trim-disabled': trimDisabled }) {
    const { length } = String(trimDisabled) === 'true' ? value : value.trim();
    return length < (limit(min) ?? 0) || length > (limit(max) ?? length) ? lengthFault(min, max) : undefined;
  },

  integer: (value, { min, max }) => (/^[+-]?\p{Nd}+$/u.test(value) ? inRange(value, min, max) : { key: 'field.integer' }),

  double(value, { min, max }) {
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value)) return inRange(value, min, max);
    // Java also reads 1.5f, 0x1p3 and NaN.
    return /^\s*[+-]?(?:NaN|Infinity|[\d.]+(?:e[+-]?\d+)?|0x[\da-f.]+p[+-]?\d+)[df]?\s*$/i.test(value)
      ? undefined
      : { key: 'field.number' };
  },

  email(value, { 'max-local-length': max, 'ascii-only': asciiOnly }) {
    const at = value.lastIndexOf('@');
    const quoted = value.startsWith('"');
    const malformed = at < 1 || at === value.length - 1 || (!quoted && /[\s@]|\.\.|^\.|\.$/.test(value.slice(0, at)));
    if (malformed || at > (limit(max) ?? 64)) return { key: 'field.email' };
    return asciiOnly === true && /[^\p{ASCII}]/u.test(value.slice(0, at)) ? { key: 'field.email_ascii' } : undefined;
  },

  pattern: (value, { pattern }, matches) => (matches(String(pattern), value) === false ? { key: 'field.pattern' } : undefined),

  options: (value, { options }) =>
    Array.isArray(options) && !options.map(String).includes(value) ? { key: 'field.option_unknown' } : undefined,

  uri(value, { allowedSchemes, allowFragment }) {
    const scheme = /^([a-z][a-z0-9+.-]*):./i.exec(value)?.[1];
    if (!scheme || /[\s<>"{}|\\^`]/.test(value)) return { key: 'field.url' };
    const schemes = Array.isArray(allowedSchemes) && allowedSchemes.length > 0 ? allowedSchemes.map(String) : ['http', 'https'];
    if (!schemes.includes(scheme)) return { key: 'field.url_scheme' };
    return String(allowFragment) === 'false' && value.includes('#') ? { key: 'field.url_fragment' } : undefined;
  },

  'iso-date'(value) {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)?.map(Number) ?? [];
    if (year === undefined || month === undefined || day === undefined) return { key: 'field.date' };
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? undefined : { key: 'field.date' };
  },

  'local-date': (value, _config, _matches, language) =>
    language !== undefined && isNoLocalDate(value, language) ? { key: 'field.date' } : undefined,

  // Java's \v is any vertical white space, and its \p{Cntrl} is ASCII's.
  'person-name-prohibited-characters': (value) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[<>&"$%!#?§;*~/\\|^=[\]{}()\x00-\x1f\x7f\x85\u2028\u2029]/.test(value) ? { key: 'field.name_characters' } : undefined,

  'username-prohibited-characters': (value) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[<>&"'\s$%!#?§,;:*~/\\|^=[\]{}()`\x00-\x1f\x7f\x85\u180e]/.test(value) ? { key: 'field.username_characters' } : undefined,

  'up-username-not-idn-homograph': (value) =>
    /^[\p{Script=Latin}\p{Script=Common}|]+$/u.test(value) ? undefined : { key: 'field.username_characters' },
};

function inRange(value: string, min: unknown, max: unknown): Fault | undefined {
  const number = Number(value.normalize('NFKC'));
  return number < (limit(min) ?? number) || number > (limit(max) ?? number) ? numberFault(min, max) : undefined;
}
