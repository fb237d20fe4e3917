/**
 * A realm's password policy (`passwordPolicy` of the realm representation) as rules that a page can show and check.
 * No Node imports: the browser runs this file too. Follows org.keycloak.models.PasswordPolicy and the
 * PasswordPolicyProviders of Keycloak 26.7, all of which are named here.
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
  | 'passwordAge'
  | 'passwordBlacklist'
  /** A provider that somebody added to Keycloak. */
  | 'other';

export interface PasswordRule {
  /** The policy's id in Keycloak; a policy holds each id once. */
  id: string;
  kind: RuleKind;
  /** For the sentences `password.rule.<kind>` and `password.unmet.<kind>`: `count`, or `pattern`. */
  params: Record<string, string | number>;
  /** `live`: can be checked while somebody types, exactly as Keycloak will; `server`: not by a browser, as a pattern could stop the page. */
  check: 'live' | 'server';
}

/** What a policy means without a value of its own; `server`: it takes Keycloak's own data. */
const KINDS: Record<string, { kind: RuleKind; count?: number; server?: true }> = {
  length: { kind: 'length', count: 8 },
  maxLength: { kind: 'maxLength', count: 64 },
  lowerCase: { kind: 'lowerCase', count: 1 },
  upperCase: { kind: 'upperCase', count: 1 },
  digits: { kind: 'digits', count: 1 },
  specialChars: { kind: 'specialChars', count: 1 },
  notUsername: { kind: 'notUsername' },
  notContainsUsername: { kind: 'notContainsUsername' },
  notEmail: { kind: 'notEmail' },
  regexPattern: { kind: 'regexPattern' },
  passwordHistory: { kind: 'passwordHistory', count: 3, server: true },
  passwordAge: { kind: 'passwordAge', count: 30, server: true },
  passwordBlacklist: { kind: 'passwordBlacklist', server: true },
};

/** Policies that ask nothing of the password itself: how it is stored, when it must be renewed, how old a sign-in may be. */
const SILENT = new Set([
  'hashAlgorithm',
  'hashIterations',
  'forceExpiredPasswordChange',
  'maxAuthAge',
  'recoveryCodesWarningThreshold',
]);

/**
 * The rules in the realm's order. As in Keycloak, the text is cut at every " and " (so a pattern cannot hold one: Keycloak
 * refuses it) and the last of several policies with one id counts.
 */
export function parsePasswordPolicy(policy: string | null | undefined): PasswordRule[] {
  const configs = new Map<string, string | undefined>();
  for (const part of (policy ?? '').split(' and ').map((text) => text.trim())) {
    const open = part.indexOf('(');
    if (part === '') continue;
    if (open < 0) configs.set(part, undefined);
    else configs.set(part.slice(0, open).trim(), part.slice(open + 1, -1));
  }
  return [...configs].flatMap(([id, config]) => ruleOf(id, config) ?? []);
}

/** One policy as a rule; undefined when it asks nothing of the password. */
export function ruleOf(id: string, config?: string): PasswordRule | undefined {
  if (SILENT.has(id)) return undefined;
  const known = Object.hasOwn(KINDS, id) ? KINDS[id] : undefined;
  if (!known) return { id, kind: 'other', params: {}, check: 'server' };
  if (known.kind === 'regexPattern') return { id, kind: 'regexPattern', params: { pattern: config ?? '' }, check: 'server' };
  const check = known.server ? 'server' : 'live';
  if (known.count === undefined) return { id, kind: known.kind, params: {}, check };
  const count = config === undefined ? known.count : Number.parseInt(config, 10);
  // "At least 0 digits" asks nothing; passwordAge(0) and passwordHistory(0) still compare with the current password.
  if (count <= 0 && known.kind !== 'maxLength' && !known.server) return undefined;
  return { id, kind: known.kind, params: { count }, check };
}
