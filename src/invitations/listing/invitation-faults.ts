import { fieldOfAttribute } from '../../authority/fillable-attributes.ts';
import { type AccountFault, accountFaults } from '../../keycloak/profile/account-faults.ts';
import type { TextResolver } from '../../keycloak/profile/profile-form.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import { localeOf } from '../../keycloak/realm/users.ts';
import type { Invitation } from '../record/invitation.ts';
import { alreadyActive } from '../record/life-cycle.ts';
import { usernameBehind } from '../stand-ins/stand-in.ts';

/** What keeps Keycloak from taking changes of an invitation's account, field by field as in requests. */
export type FaultsOf = (invitation: Invitation) => AccountFault[];

/**
 * Finds these faults by the realm's user profile as it is now.
 * @param text puts the realm's own sentences into a language.
 */
export async function createFaultsOf(
  realm: Pick<RealmSettings, 'profile' | 'matches' | 'usernameCanBeEdited' | 'dateLanguage'>,
  text: TextResolver,
): Promise<FaultsOf> {
  const [profile, usernameCounts, dateLanguage] = await Promise.all([
    realm.profile(),
    realm.usernameCanBeEdited(),
    realm.dateLanguage(),
  ]);
  // Where nobody may edit usernames, Keycloak takes them as they are.
  const attributes = profile.attributes?.filter(({ name }) => usernameCounts || name !== 'username') ?? [];
  return (invitation) => {
    const { user, address } = invitation;
    if (!user || alreadyActive(invitation)) return [];
    // A stand-in is checked as if it had the invited address.
    const shown = address === undefined ? user : { ...user, email: address, username: usernameBehind(user, address) };
    const language = dateLanguage(localeOf(user));
    return accountFaults({ ...profile, attributes }, shown, text, realm.matches, language).map((fault) => ({
      ...fault,
      field: fieldOfAttribute(fault.field),
    }));
  };
}
