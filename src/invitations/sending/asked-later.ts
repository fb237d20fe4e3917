import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../common/log.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Attributes, changeUser, type User } from '../../keycloak/realm/users.ts';
import { BROWSER_ACTIONS, makesPasskeyAlone, PASSKEY, PASSWORD } from '../../keycloak/ride/required-actions.ts';
import { invitationOf } from '../record/invitation.ts';

/**
 * Required actions that need the person's own browser, as a passkey beside the password, come at the sign-in after the activation. Keycloak burns a key only
 * when nothing is left to ask, so these are taken off the account for the moment of the ride, and put back right after it. In the same write they are noted
 * in this attribute: where Keycloak does not answer meanwhile, {@link createAskedLater} goes on trying; where the process ends, the worker does it as soon as Keycloak's
 * log shows a way in.
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

async function takeOff(admin: KeycloakAdmin, userId: string, actions: readonly string[]): Promise<void> {
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

/** Asks for it again. @returns false where nothing is noted. */
async function askAgain(admin: KeycloakAdmin, userId: string): Promise<boolean> {
  let wasNoted = false;
  await changeUser(admin, userId, (user) => {
    const noted = notedOf(user);
    wasNoted = noted.length > 0;
    if (!wasNoted) return undefined;
    const { [ASKED_LATER]: _, ...attributes } = (user.attributes ?? {}) as Attributes;
    return { requiredActions: [...new Set([...(user.requiredActions ?? []), ...noted])], attributes };
  });
  return wasNoted;
}

/**
 * Asks for it again later than right after the ride. Whoever has signed in meanwhile was not asked: their sessions end, and the next sign-in asks them.
 * Does nothing where nothing is noted.
 */
export async function putBackLate(admin: KeycloakAdmin, userId: string): Promise<void> {
  if (await askAgain(admin, userId)) await admin.users.logout({ id: userId });
}

/** Milliseconds until each next try, and how many there are: for five minutes. */
const AGAIN = { after: 1000, tries: 300 };

/** What a process does for its rides. */
export interface AskedLater {
  /** Does nothing for whom nothing of the kind is asked. The realm's profile has to declare {@link ASKED_LATER}, or Keycloak would drop the note. */
  setAside(userId: string, actions: readonly string[]): Promise<void>;
  /** Throws where Keycloak does not answer, or refuses it: nobody may be led on to a sign-in then. It is tried again without being called. */
  putBack(userId: string): Promise<void>;
  /** Whether that is still to be done for a user. */
  owes(userId: string): boolean;
}

export function createAskedLater(admin: KeycloakAdmin, logger: Pick<Logger, 'warn'>): AskedLater {
  /** Users to whom it is owed, with the attempt at which it was not done. */
  const owed = new Map<string, symbol>();

  async function settle(userId: string): Promise<void> {
    await putBackLate(admin, userId);
    owed.delete(userId);
  }

  async function goOn(userId: string): Promise<void> {
    const mine = Symbol(userId);
    owed.set(userId, mine);
    for (let tries = 0; tries < AGAIN.tries; tries += 1) {
      await delay(AGAIN.after, undefined, { ref: false });
      if (owed.get(userId) !== mine) return;
      await settle(userId).catch(() => {});
    }
    if (owed.get(userId) === mine) owed.delete(userId);
  }

  return {
    async setAside(userId, actions) {
      // Nothing comes back in the middle of the next ride.
      owed.delete(userId);
      await takeOff(admin, userId, actions);
    },
    owes: (userId) => owed.has(userId),
    async putBack(userId) {
      if (owed.has(userId)) return settle(userId);
      try {
        await askAgain(admin, userId);
      } catch (error) {
        logger.warn({ user: userId, err: error }, 'could not ask a user again for what comes at their sign-in; trying again');
        void goOn(userId);
        throw error;
      }
    },
  };
}
