import { isAskedForPassword } from '../../authority/can-sign-in.ts';
import { fieldOfAttribute } from '../../authority/fillable-attributes.ts';
import { AppError } from '../../errors.ts';
import type { PageLocale } from '../../i18n/index.ts';
import { textsOfRealm } from '../../i18n/profile-texts.ts';
import { refusalBody, refusalStatus } from '../../keycloak/api/faults.ts';
import { atAddress } from '../../keycloak/profile/address-rules.ts';
import { profileFaultsOf, type RealmWording } from '../../keycloak/profile/profile-errors.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Invitation } from '../record/invitation.ts';
import { alreadyActive } from '../record/life-cycle.ts';

/** Puts the realm's own sentences into the language of whoever asks. */
export type Sentences = () => Promise<RealmWording>;

export function wordsIn(
  { realm }: { realm: Pick<RealmSettings, 'texts' | 'defaultTexts' | 'profile'> },
  locale: PageLocale,
): Sentences {
  return async () => ({ text: await textsOfRealm(realm, locale), profile: await realm.profile() });
}

/** Attributes of the record that hold what somebody has asked for, by the field that asks for it. */
const CARRIED: Record<string, string> = {
  'invitation.app': 'app',
  'invitation.groups': 'groups',
  'invitation.message': 'message',
  'invitation.target': 'target',
};

/** Throws Keycloak's refusal of a new or changed user as faults of the request; any other error as it is. */
export function refused(words?: Sentences): (error: unknown) => Promise<never> {
  return async (error) => {
    const { code, fields } = (await refusalOf(error, words)) ?? {};
    if (!code || !fields) throw error;
    throw new AppError(code, {
      cause: error,
      fields: fields.map((fault) => ({ ...fault, field: CARRIED[fault.field] ?? fieldOfAttribute(fault.field) })),
    });
  };
}

/** Keycloak's refusal of a new or changed user, in our words: `email_exists` or `invalid_request`, by the names of attributes. */
export async function refusalOf(error: unknown, words?: Sentences): Promise<AppError | undefined> {
  if (refusalStatus(error) === 409) {
    return new AppError('email_exists', { cause: error, fields: [{ field: 'email', key: 'field.email_exists' }] });
  }
  const found = refusalStatus(error) === 400 ? profileFaultsOf(refusalBody(error), await words?.()).map(atAddress) : [];
  // Keycloak says the same of address and username.
  const fields = found.filter(({ field }, i) => field !== 'email' || i === found.findIndex((fault) => fault.field === field));
  return fields.length > 0 ? new AppError('invalid_request', { cause: error, fields }) : undefined;
}

/**
 * Throws `already_active` for somebody who has activated their account between the two readings: the record says so, or Keycloak no longer asks them
 * for a password.
 */
export function refuseActivated(current: Invitation | undefined, before: User, now: User): void {
  const meanwhile = isAskedForPassword(before) && !isAskedForPassword(now);
  if (alreadyActive(current) || meanwhile) throw new AppError('already_active');
}
