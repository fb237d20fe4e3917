import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { NEAR_LANGUAGES } from '../../common/near-languages.ts';
import type { FieldError } from '../../errors.ts';
import { LOCALES } from '../../settings/brand.ts';
import type { PatternMatcher } from '../java/pattern-matcher.ts';
import { validateProfile } from './profile-validation.ts';
import { isRequiredOf, type Validators } from './user-profile.ts';

/**
 * What may stand in the attribute `locale` of a realm's people. A realm that declares it has its own rules: some languages only, or another
 * spelling (`es_ES`). Keycloak writes mails and pages in that language, as far as it is a BCP 47 tag of one that the realm supports.
 */
export interface RealmLanguages {
  /** Languages that people may be given, as tags: ours and the realm's, without those that its rules refuse. */
  choices: string[];
  /** The same as a refusal names them: an option that is no tag, such as `English`, as the realm writes it. */
  named: string[];
  /** How the realm writes a language (a tag, also with `_`); undefined for one that nobody here speaks, or that its rules refuse. */
  written(tag: string): string | undefined;
  /** What is written for new people whose language nobody has said; undefined for nothing. */
  initial: string | undefined;
  /** Whether Keycloak refuses a value when people fill in their profile; a value that nobody may change is left alone. */
  refuses(value: string | undefined): boolean;
}

/** The fault of a request for a language that {@link RealmLanguages.written} does not know. */
export const unknownLanguage = ({ named }: RealmLanguages): FieldError => ({
  field: 'locale',
  key: 'field.option',
  params: { options: named.join(', ') },
});

export type LanguageSettings = Pick<RealmRepresentation, 'defaultLocale' | 'supportedLocales'>;

/** Language of mails and pages where the realm has no default. */
const FIRST = 'es';

export function realmLanguages(
  { defaultLocale, supportedLocales = [] }: LanguageSettings,
  profile: UserProfileConfig,
  matches: PatternMatcher,
): RealmLanguages {
  const rules = profile.attributes?.find(({ name }) => name === 'locale');
  const options = optionsOf(rules);
  const isTaken = (value: string) => !rules || faults(rules, [value], matches) === 0;
  const spoken = new Set([...LOCALES, ...supportedLocales, ...(options ?? [])].map(languageOf));

  function written(tag: string): string | undefined {
    if (!spoken.has(languageOf(tag))) return undefined;
    const likely = spellings(tag);
    if (!options) return likely.find(isTaken);
    const named = likely.map((spelling) => options.find((option) => hyphenated(option) === hyphenated(spelling)));
    const alike = options.filter((option) => languageOf(option) === languageOf(tag));
    return [...named, ...alike].find((option) => option !== undefined && isTaken(option));
  }

  const tags = [...new Set([...LOCALES, ...supportedLocales.map(hyphenated), ...(options ?? []).map(languageOf)])];
  const choices = tags.filter((tag) => written(tag) !== undefined);
  return {
    choices,
    named: choices.map(
      (tag) => options?.find((option) => !tagOf(option)?.language.match(/^[a-z]{2,3}$/) && languageOf(option) === tag) ?? tag,
    ),
    written,
    initial:
      written(defaultLocale || FIRST) ?? (rules && isRequiredOf('admin', rules.required) ? options?.find(isTaken) : undefined),
    refuses(value) {
      if (!rules?.permissions?.edit?.includes('user')) return false;
      return value ? !isTaken(value) : isRequiredOf('user', rules.required);
    },
  };
}

/**
 * The language of those that a realm supports in which somebody reads a mail best: the stored one, however it is spelled, else one that is near.
 * Undefined where there is none.
 */
export function nearestSupported(stored: string, supported: readonly string[] = []): string | undefined {
  const tag = tagOf(stored);
  if (!tag) return undefined;
  const { language, region } = tag;
  const named = (wanted = '') => supported.find((one) => hyphenated(one) === hyphenated(wanted));
  const alike = (wanted = '') => named(wanted) ?? supported.find((one) => languageOf(one) === wanted);
  return named(`${language}-${region}`) ?? alike(language) ?? alike(NEAR_LANGUAGES.get(language));
}

/**
 * The language of those that a realm supports in which Keycloak speaks to an account with this stored one, and reads its dates: the same language, of the same
 * country or of none (`DefaultLocaleSelectorProvider.findBestMatchingLocale`, 26.7). Undefined where it takes another one, such as the realm's default.
 */
export function supportedAs(stored: string, supported: readonly string[] = []): string | undefined {
  if (stored.includes('_')) return undefined;
  const [language, country] = partsOf(stored);
  const alike = supported.filter((one) => partsOf(one)[0] === language);
  return alike.find((one) => partsOf(one)[1] === country) ?? alike.find((one) => (partsOf(one)[1] === '') !== (country === ''));
}

export type DateSettings = LanguageSettings & Pick<RealmRepresentation, 'internationalizationEnabled'>;

/**
 * The language in which Keycloak reads the dates of an account: that which is stored for the person (`spoken`), else that of the request (`asked`), which
 * an admin's does not name, else the realm's.
 */
export type DateLanguage = (spoken?: string, asked?: string) => string;

export function dateLanguageOf({ internationalizationEnabled, defaultLocale, supportedLocales }: DateSettings): DateLanguage {
  if (!internationalizationEnabled) return () => 'en';
  const [known, otherwise] = [(tag = '') => supportedAs(tag, supportedLocales), defaultLocale || 'en'];
  return (spoken, asked) => known(spoken) ?? known(asked) ?? otherwise;
}

/** Language and country of a tag; both empty for what is none. */
function partsOf(tag: string): [language: string, country: string] {
  try {
    const { language, region = '' } = new Intl.Locale(tag);
    return [language, region];
  } catch {
    return ['', ''];
  }
}

/** Also of a tag as a computer's settings write it (`es_ES.UTF-8`); undefined for what is none. */
function tagOf(text: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(hyphenated(text).split(/[.@]/)[0] ?? '');
  } catch {
    return undefined;
  }
}

/** `es_ES` and `ES-es` are written differently and mean the same. */
const hyphenated = (tag: string): string => tag.trim().replaceAll('_', '-').toLowerCase();
const languageOf = (tag: string): string => hyphenated(tag).split('-')[0] ?? '';

/**
 * Spellings of a tag to try, in this order: as given, the language alone, the language with the country that most of its speakers live in (CLDR's
 * likely subtags).
 */
function spellings(tag: string): string[] {
  const [language, country] = [languageOf(tag), likelyCountry(tag)];
  const given = tag.trim();
  const both = [given, given.replaceAll('_', '-'), given.replaceAll('-', '_'), language];
  return [...new Set(country ? [...both, `${language}-${country}`, `${language}_${country}`] : both)];
}

function likelyCountry(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag.trim().replaceAll('_', '-')).maximize().region;
  } catch {
    return undefined;
  }
}

function optionsOf(rules: UserProfileAttribute | undefined): string[] | undefined {
  const { options } = (rules?.validations as Validators | undefined)?.options ?? {};
  return Array.isArray(options) ? options.map(String) : undefined;
}

function faults(rules: UserProfileAttribute, values: string[], matches: PatternMatcher): number {
  const attribute = {
    name: 'locale',
    displayName: '',
    required: false,
    readOnly: false,
    multivalued: true,
    values,
    annotations: {},
    validators: (rules.validations ?? {}) as Validators,
  };
  return validateProfile([attribute], { locale: values }, (text) => text, matches).length;
}
