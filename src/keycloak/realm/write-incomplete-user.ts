import { refusalBody, refusalStatus } from '../api/faults.ts';
import { limit, type ProfileFault, reportedFaults } from '../profile/profile-errors.ts';
import type { User } from './users.ts';

/**
 * Keycloak's admin API checks the whole account at each write: once an attribute is required that an account lacks, nothing of it can be
 * written any more, not even that it is off. Keycloak 26 asks for a text that is more than ASCII's white space (`Validation.isBlank`), and keeps
 * none that is nothing but Unicode's (`StringUtil.isBlank`): so this text is taken for a value, and the account lacks it afterwards as before.
 */
const NO_VALUE = '\u2003';

/** Tries with values for what is missing, then for how long they have to be. */
const TRIES = 3;

/**
 * Writes a user by `send`. Where Keycloak only misses attributes that the account lacks already, the write goes through all the same and gives
 * it none. A value that breaks a rule, or a missing one that has to be of a pattern or an option, stands in the way: then it throws
 * Keycloak's first refusal, which names the attributes.
 * @param before the account as it is: what it has is not taken from it in this way.
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

/** The user with what Keycloak misses; undefined where it finds fault with anything else. */
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
