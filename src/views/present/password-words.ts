import { type MessageKey, type MessageParams, type PageLocale, translate } from '../../i18n/index.ts';
import { unbroken } from '../../i18n/unbroken.ts';
import type { PasswordRule, RuleKind } from '../../keycloak/password/password-policy.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import { type Strength, SUGGESTIONS, WARNINGS } from '../../strength/score.ts';
import type { PasswordWords } from '../../strength/words.ts';

/** Password rules, their failures and the strength meter in words: for the page, for its script and for Keycloak's error codes. */

export interface WordsOptions {
  /** The realm takes the address as username (`registrationEmailAsUsername`): people know no username of theirs. */
  usernameIsEmail?: boolean;
  /** The realm's own texts (localization API): a text `password.rule.<id>` explains a pattern or a provider of one's own. */
  realmTexts?: Readonly<Record<string, string>>;
}

/** One line of the checklist; `check` goes into `data-check` and is missing where only Keycloak can judge. */
export interface ChecklistItem {
  id: string;
  text: string;
  check?: number | string | true;
}

/** The order in which rules are listed, here and in the login theme; a realm's own order is only that in which somebody clicked. */
const RULE_ORDER: readonly RuleKind[] = [
  'length',
  'maxLength',
  'lowerCase',
  'upperCase',
  'digits',
  'specialChars',
  'notUsername',
  'notContainsUsername',
  'notEmail',
  'regexPattern',
  'passwordBlacklist',
  'other',
  'passwordHistory',
  'passwordAge',
];
const inOrder = (a: PasswordRule, b: PasswordRule): number => RULE_ORDER.indexOf(a.kind) - RULE_ORDER.indexOf(b.kind);

/** The rules as a page lists them. */
export function passwordChecklist(
  rules: readonly PasswordRule[],
  locale: PageLocale,
  options: WordsOptions = {},
): ChecklistItem[] {
  const listed =
    options.usernameIsEmail && rules.some(({ kind }) => kind === 'notEmail') ? rules.filter(isNotNotUsername) : rules;
  return listed.toSorted(inOrder).map((rule) => {
    const text = unbroken(
      options.realmTexts?.[`password.rule.${rule.id}`] ?? translate(locale, wordsKey('rule', rule.kind, options), rule.params),
    );
    return rule.check === 'live' ? { id: rule.id, text, check: checkValue(rule) } : { id: rule.id, text };
  });
}

/** The same as plain sentences, for who sets no password just now. */
export async function passwordRulesInWords(
  realm: Pick<RealmSettings, 'passwordRules' | 'usernameIsEmail' | 'texts'>,
  locale: PageLocale,
): Promise<string[]> {
  const options = { usernameIsEmail: await realm.usernameIsEmail(), realmTexts: await realm.texts(locale) };
  return passwordChecklist(await realm.passwordRules(), locale, options).map(({ text }) => text);
}

const isNotNotUsername = ({ kind }: PasswordRule): boolean => kind !== 'notUsername';
const checkValue = ({ params }: PasswordRule): number | string | true => params.count ?? true;

/** What to do about a rule that is not met, as a message of the field. */
export function unmetMessage(rule: PasswordRule, options: WordsOptions = {}): { key: MessageKey; params: MessageParams } {
  return { key: wordsKey('unmet', rule.kind, options), params: rule.params };
}

function wordsKey(form: 'rule' | 'unmet', kind: RuleKind, { usernameIsEmail }: WordsOptions): MessageKey {
  if (usernameIsEmail && kind === 'notUsername') return `password.${form}.notEmail`;
  if (usernameIsEmail && kind === 'notContainsUsername') return `password.${form}.notContainsEmail`;
  return `password.${form}.${kind}`;
}

/** Keycloak's message codes (in 400 answers of its API and in its themes) → the policy that refused. */
const POLICY_OF_CODE: Readonly<Record<string, string>> = {
  invalidPasswordMinLengthMessage: 'length',
  invalidPasswordMaxLengthMessage: 'maxLength',
  invalidPasswordMinLowerCaseCharsMessage: 'lowerCase',
  invalidPasswordMinUpperCaseCharsMessage: 'upperCase',
  invalidPasswordMinDigitsMessage: 'digits',
  invalidPasswordMinSpecialCharsMessage: 'specialChars',
  invalidPasswordNotUsernameMessage: 'notUsername',
  invalidPasswordNotContainsUsernameMessage: 'notContainsUsername',
  invalidPasswordNotEmailMessage: 'notEmail',
  invalidPasswordRegexPatternMessage: 'regexPattern',
  invalidPasswordHistoryMessage: 'passwordHistory',
  // passwordAge has no message of its own.
  invalidPasswordGenericMessage: 'passwordAge',
  invalidPasswordBlacklistedMessage: 'passwordBlacklist',
};

const OTHER_CODES: Readonly<Record<string, MessageKey>> = {
  missingPasswordMessage: 'password.required',
  notMatchPasswordMessage: 'password.mismatch',
  invalidPasswordConfirmMessage: 'password.mismatch',
};

/** Keycloak's refusal of a password as a message of ours; `password.unmet.other` for codes of other providers. */
export function passwordErrorOf(
  code: string,
  rules: readonly PasswordRule[],
  options: WordsOptions = {},
): { key: MessageKey; params: MessageParams } {
  const rule = rules.find(({ id }) => id === POLICY_OF_CODE[code]);
  if (rule) return unmetMessage(rule, options);
  return { key: OTHER_CODES[code] ?? 'password.unmet.other', params: {} };
}

/** Value of the attribute `passwordrules`, by which password managers make up a password that will do. */
export function passwordRulesAttribute(rules: readonly PasswordRule[]): string {
  const parts: string[] = [];
  for (const { kind, params } of rules) {
    if (kind === 'length') parts.push(`minlength: ${params.count}`);
    if (kind === 'maxLength') parts.push(`maxlength: ${params.count}`);
    if (kind === 'lowerCase') parts.push('required: lower');
    if (kind === 'upperCase') parts.push('required: upper');
    if (kind === 'digits') parts.push('required: digit');
    if (kind === 'specialChars') parts.push('required: [-().&@?\'#,/";+*!]');
  }
  return parts.map((part) => `${part};`).join(' ');
}

/** For `data-words` of a form that sets a password. */
export function passwordWords(locale: PageLocale): PasswordWords {
  const t = (key: MessageKey) => translate(locale, key);
  return {
    show: t('password.show'),
    showLabel: t('password.show_label'),
    hide: t('password.hide'),
    hideLabel: t('password.hide_label'),
    met: t('password.met'),
    unmet: t('password.unmet'),
    progress: t('password.progress'),
    strength: t('password.strength'),
    scores: ([0, 1, 2, 3, 4] as const).map((score) => t(`password.score.${score}`)),
    warnings: Object.fromEntries(WARNINGS.map((name) => [name, t(`password.warning.${name}`)])),
    suggestions: Object.fromEntries(SUGGESTIONS.map((name) => [name, t(`password.suggestion.${name}`)])),
  };
}

/** What makes a password weak and one thing that helps, in one line, for `password.too_weak`. */
export function adviceInWords({ warning, suggestions }: Strength, locale: PageLocale): string {
  const keys: MessageKey[] = suggestions.slice(0, 1).map((name) => `password.suggestion.${name}` as const);
  if (warning) keys.unshift(`password.warning.${warning}`);
  return keys.map((key) => translate(locale, key)).join(' ');
}
