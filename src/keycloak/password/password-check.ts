import { countUnits, equalsIgnoreCase, isDigit, isLetterOrDigit, isLowerCase, isUpperCase } from '../java/java-text.ts';
import type { PasswordRule } from './password-policy.ts';

/** `unknown`: only Keycloak can tell. */
export type RuleState = 'met' | 'unmet' | 'unknown';

export interface RuleResult {
  rule: PasswordRule;
  state: RuleState;
}

/** The account that the password is for, as Keycloak keeps it. */
export interface Account {
  username?: string | undefined;
  email?: string | undefined;
}

type Matches = (pattern: string, text: string) => boolean | undefined;

/**
 * Every rule at once, where Keycloak itself stops at the first that fails. No Node imports: the browser runs this file too.
 * @param matches whether a text matches a pattern of the policy; by default nobody knows.
 */
export function checkPassword(
  rules: readonly PasswordRule[],
  password: string,
  account: Account,
  matches: Matches = () => undefined,
): RuleResult[] {
  return rules.map((rule) => ({ rule, state: stateOf(rule, password, account, matches) }));
}

/** Keycloak takes a password of nothing but spaces (Java's `trim`: up to U+0020) for none at all, whatever the policy. */
export const isMissing = (password: string): boolean => [...password].every((unit) => unit <= ' ');

function stateOf(rule: PasswordRule, password: string, account: Account, matches: Matches): RuleState {
  if (rule.kind === 'regexPattern') {
    const matched = matches(String(rule.params.pattern), password);
    return matched === undefined ? 'unknown' : matched ? 'met' : 'unmet';
  }
  if (rule.check === 'server') return 'unknown';
  return isMet(rule, password, account) ? 'met' : 'unmet';
}

function isMet({ kind, params }: PasswordRule, password: string, { username, email }: Account): boolean {
  const count = Number(params.count);
  switch (kind) {
    case 'length':
      return password.length >= count;
    case 'maxLength':
      return password.length <= count;
    case 'digits':
      return countUnits(password, isDigit) >= count;
    case 'lowerCase':
      return countUnits(password, isLowerCase) >= count;
    case 'upperCase':
      return countUnits(password, isUpperCase) >= count;
    case 'specialChars':
      return countUnits(password, (unit) => !isLetterOrDigit(unit)) >= count;
    case 'notUsername':
      return username === undefined || !equalsIgnoreCase(password, username);
    case 'notEmail':
      return email === undefined || !equalsIgnoreCase(password, email);
    case 'notContainsUsername':
      return username === undefined || !password.toLowerCase().includes(username.toLowerCase());
    default:
      return true;
  }
}
