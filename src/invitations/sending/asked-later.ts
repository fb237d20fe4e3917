import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Attributes, changeUser, type User } from '../../keycloak/realm/users.ts';
import { BROWSER_ACTIONS, makesPasskeyAlone, PASSKEY, PASSWORD } from '../../keycloak/ride/required-actions.ts';
import { invitationOf } from '../record/invitation.ts';

/**
 * Required actions that need the person's own browser, as a passkey beside the password, come at the sign-in after the activation. Keycloak burns a key only
 * when nothing is left to ask, so these are taken off the account for the moment of the ride, and put back right after it. In the same write they are noted
 * in this attribute: whatever ends the process in between, {@link putBack} is done by the worker as soon as Keycloak's log shows a password.
 */
export const ASKED_LATER = 'invitation.askedLater';

const notedOf = ({ attributes }: User): string[] => ((attributes ?? {}) as Attributes)[ASKED_LATER] ?? [];

/**
 * What is to be put back, and what would have to be set aside; not the passkey that is somebody's only way in. A password, too, of somebody whose
 * invitation is to sign in without one: an admin asks for that in Keycloak beside the way in that the mail speaks of, and not in its place.
 */
export function askedLaterOf(user: User): string[] {
  const asked = user.requiredActions ?? [];
  const invitation = invitationOf(user);
  const later = new Set(BROWSER_ACTIONS);
  if (invitation && invitation.signIn !== 'password') later.add(PASSWORD);
  const now = asked.filter((action) => action !== PASSWORD || !later.has(action));
  if (makesPasskeyAlone([], now, invitation?.signIn === 'passkey')) later.delete(PASSKEY);
  return [...notedOf(user), ...asked.filter((action) => later.has(action))];
}

/** Does nothing for whom nothing of the kind is asked. The realm's profile has to declare {@link ASKED_LATER}, or Keycloak would drop the note. */
export async function setAside(admin: KeycloakAdmin, userId: string, actions: readonly string[]): Promise<void> {
  await changeUser(admin, userId, (user) => {
    const { requiredActions = [], attributes } = user;
    const later = requiredActions.filter((action) => actions.includes(action));
    if (later.length === 0) return undefined;
    return {
      requiredActions: requiredActions.filter((action) => !later.includes(action)),
      attributes: { ...attributes, [ASKED_LATER]: [...new Set([...notedOf(user), ...later])] },
    };
  });
}

/** Asks for it again. Does nothing where nothing is noted. */
export async function putBack(admin: KeycloakAdmin, userId: string): Promise<void> {
  await changeUser(admin, userId, (user) => {
    const noted = notedOf(user);
    if (noted.length === 0) return undefined;
    const { [ASKED_LATER]: _, ...attributes } = (user.attributes ?? {}) as Attributes;
    return { requiredActions: [...new Set([...(user.requiredActions ?? []), ...noted])], attributes };
  });
}
