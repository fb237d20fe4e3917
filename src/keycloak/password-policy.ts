/**
 * A realm's password policy as rules that a page can show and check. No Node imports: the browser runs this file too.
 */

export type RuleKind =
  | 'length'
  | 'maxLength'
  | 'digits'
  | 'lowerCase'
  | 'upperCase'
  | 'specialChars'
  | 'notUsername'
  | 'notEmail'
  | 'notContainsUsername'
  | 'regexPattern'
  | 'passwordHistory'
  | 'passwordBlacklist'
  | 'passwordAge'
  | 'other';

export interface PasswordRule {
  /** Unique in the list, fit for `data-rule`: the kind. */
  id: string;
  kind: RuleKind;
  /** For the sentences `password.rule.<kind>` and `password.failed.<kind>`. */
  params: Record<string, string | number>;
  /** `live`: we count exactly as Keycloak does; `server`: only Keycloak can tell. */
  check: 'live' | 'server';
}

export interface RuleResult {
  rule: PasswordRule;
  state: 'met' | 'unmet' | 'unknown';
}
