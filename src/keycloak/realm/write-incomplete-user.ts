import { refusalBody, refusalStatus } from '../api/faults.ts';
import { limit, type ProfileFault, reportedFaults } from '../profile/profile-errors.ts';
import type { User } from './users.ts';

/**
 * An em space, written for required attributes that an account lacks. Keycloak's admin API checks the whole account at each write: once the realm
 * requires an attribute that an account lacks, nothing of the account can be written, not even `enabled: false`. Keycloak 26 takes this text for a
 * value (`Validation.isBlank` knows ASCII white space only) and does not store it (`StringUtil.isBlank` knows Unicode's): so the write succeeds and
 * the account still lacks the attribute.
 */
const NO_VALUE = '\u2003';

/** Tries: values for what is missing first, then as many characters as a length rule wants. */
const TRIES = 3;

/**
 * Writes a user with `send`. Where Keycloak refuses only because of attributes that the account lacked before, the write is repeated with {@link
 * NO_VALUE} for them. Where such an attribute has to match a pattern or an option, or a given value breaks a rule, it throws Keycloak's first
 * refusal, which names the attributes.
 * @param before the account as it is; what it has stays.
 */
export async function writeIncompleteUser<T>(before: User, user: User, send: (user: User) => Promise<T>): Promise<T> {
  let refusal: unknown;
  let fitting = user;
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      return await send(fitting);
    } catch (error) {
      refusal ??= error;
      const next = refusalStatus(error) === 400 ? fitted(before, fitting, reportedFaults(refusalBody(error))) : undefined;
      if (!next) throw refusal;
      fitting = next;
    }
  }
  throw refusal;
}

/** The user with {@link NO_VALUE} for what Keycloak misses; undefined where it refuses anything else. */
function fitted(before: User, user: User, faults: ProfileFault[]): User | undefined {
  let next: User | undefined;
  for (const { field, errorMessage, params } of faults) {
    if (valuesOf(before, field).some((value) => value !== '')) return undefined;
    const isOurs = valuesOf(user, field)[0]?.startsWith(NO_VALUE) === true;
    const isMissing = !isOurs && errorMessage === 'error-user-attribute-required';
    const isShort = isOurs && errorMessage.startsWith('error-invalid-length');
    if (!isMissing && !isShort) return undefined;
    next = withValue(next ?? user, field, NO_VALUE.repeat(isShort ? (limit(params?.[1]) ?? 1) : 1));
  }
  return next;
}

type NameField = 'firstName' | 'lastName';
const isNameField = (field: string): field is NameField => field === 'firstName' || field === 'lastName';

function valuesOf(user: User, field: string): string[] {
  if (isNameField(field)) return [user[field] ?? ''];
  return (user.attributes?.[field] as string[] | undefined) ?? [];
}

function withValue(user: User, field: string, value: string): User {
  return isNameField(field) ? { ...user, [field]: value } : { ...user, attributes: { ...user.attributes, [field]: [value] } };
}
