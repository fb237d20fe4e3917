import { canSignIn, credentialsOf } from '../authority/can-sign-in.ts';
import { groupsGiven } from '../authority/groups-given.ts';
import { isKeyHeldBack } from '../authority/held-key.ts';
import type { Logger } from '../common/log.ts';
import type { HindranceToCompany, LinkVerdict } from '../common/statuses.ts';
import { isMailedElsewhere } from '../http/request/email-address.ts';
import { createAfterwards } from '../jobs/afterwards.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import type { Organization } from '../keycloak/realm/organizations.ts';
import { type Credentials, changeUser, readUser, UPDATE_EMAIL, type User, type UserChange } from '../keycloak/realm/users.ts';
import type { Apps } from '../keycloak/ride/apps.ts';
import { COVERED_ACTIONS, PASSKEY, turnedActions } from '../keycloak/ride/required-actions.ts';
import { isReadyFor } from '../keycloak/rights/company-providers.ts';
import { providerOfSignIn } from '../settings/sign-in.ts';
import { companiesOf, isCompanyClosed } from './record/closed-company.ts';
import { takeWithdrawn } from './record/groups.ts';
import { invitationOf } from './record/invitation.ts';
import { alreadyActive, hasExpired, isRevoked, MOVES, mayMove } from './record/life-cycle.ts';
import { addressHash } from './record/mailed-address.ts';
import { invitationNow } from './record/revocation-notes.ts';
import { markUser, noteActive } from './record/status-changes.ts';
import { writeRecord } from './record/store.ts';
import { askedLaterOf, createAskedLater } from './sending/asked-later.ts';
import { isAddressOf } from './stand-ins/address-owner.ts';

/**
 * Whether a link may still be used; `invitationId` is undefined for a mail sent from the console. A link of an invitation counts as used as soon as
 * its person is active, whatever way they became so, because it would set a new password.
 * @param user just read by id.
 * @param credentials those of the user, where they were asked for at the same moment.
 */
export async function verdictOf(
  admin: KeycloakAdmin,
  user: User,
  invitationId: string | undefined,
  credentials?: Promise<Credentials>,
): Promise<LinkVerdict> {
  const invitation = await invitationNow(admin, user);
  const revoked = isRevoked(invitation);
  const hasWayIn = () => canSignIn(admin, user, { justRead: true, credentials });
  // Whoever holds such a key has the mail of another domain than the account's.
  const isElsewhere = isMailedElsewhere(user.email ?? '');
  if (invitationId === undefined) return revoked && !(await hasWayIn()) ? 'revoked' : isElsewhere ? 'held_back' : 'current';
  if (alreadyActive(invitation) || (await hasWayIn())) return 'used';
  if (revoked) return 'revoked';
  // Keycloak keeps older keys good after a resend, so they are refused here.
  if (invitation && invitationId !== invitation.invitationId) return 'replaced';
  if (isElsewhere) return 'held_back';
  const isHeldBack = () => isKeyHeldBack(admin, user, invitation?.actors);
  if (!(await isHeldBack())) return 'current';
  // It may be a group of the invitation itself that has got rights: without that its person gets in.
  const withdrawn = await takeWithdrawn(admin, user.id ?? '', groupsGiven(user));
  return withdrawn.length > 0 && !(await isHeldBack()) ? 'current' : 'held_back';
}

/** A UUID that nobody guesses: random, or made of the one before it. It stands in mails alone. */
const INVITATION_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

async function accountOf(admin: KeycloakAdmin, invitationId: string): Promise<User | undefined> {
  if (!INVITATION_ID.test(invitationId)) return undefined;
  const [found, ...others] = await admin.users.find({ q: `invitation.id:${invitationId}`, max: 2 });
  return found?.id && others.length === 0 ? readUser(admin, found.id) : undefined;
}

type ProvingKey = { userId: string; invitationId: string | undefined; address: string | undefined };

/** What the person's choice of a language changes of their account. */
interface Spoken {
  /** That the person has chosen on the page: Keycloak's own page takes it only where the realm's profile declares it. */
  language?: string | undefined;
  /** The language of the account's dates, where the realm's profile has such. */
  datesIn?: string | undefined;
}

/** The invitation of a redeemed key, and the user as it was when Keycloak took the key. */
interface Redeemed extends Spoken {
  invitationId: string | undefined;
  user: User;
}

/**
 * Gives the account its first address back if the invitation was moved to another address while the person was activating it: they have proved that
 * the first address is theirs, and the key that was mailed to the other one no longer works. An address that the person has changed themselves keeps
 * the same invitation, and stays.
 */
function movedBack(redeemed: Redeemed | undefined): ((now: User) => User) | undefined {
  if (!redeemed?.invitationId) return undefined;
  const { invitationId } = redeemed;
  const { email, username, emailVerified = false } = redeemed.user;
  return (now) => {
    const isMoved = now.email !== email && invitationOf(now)?.invitationId !== invitationId;
    if (!isMoved || email === undefined || username === undefined) return {};
    // The other one was mailed, too, and did not answer.
    const attributes = { ...now.attributes, 'invitation.mailedTo': [addressHash(email)] };
    return { email, username, emailVerified, attributes };
  };
}

const inLanguage =
  ({ language, datesIn }: Spoken) =>
  ({ attributes }: User): UserChange => ({
    datesIn,
    ...(language !== undefined && { attributes: { ...attributes, locale: [language] } }),
  });

/**
 * The app that a user's invitation leads to. Undefined for where everybody goes: there is none, it is none any more, or Keycloak does not say. The
 * target is left out where the app takes it no longer.
 */
export async function destinationOf(
  apps: Apps,
  user: User | undefined,
): Promise<{ name: string; home: string; target: string | undefined } | undefined> {
  const { app: clientId, target } = (user && invitationOf(user)) ?? {};
  if (clientId === undefined) return undefined;
  try {
    const app = await apps.find(clientId);
    return app && { name: app.name, home: app.home, target: target === undefined ? undefined : await apps.targetIn(app, target) };
  } catch {
    return undefined;
  }
}

/** How many activations are written down at a time: few in a crowd, as Keycloak has the others' pages to answer; more while somebody wants to see them. */
const AT_ONCE = { calm: 2, hurry: 16 };

/**
 * What the activation needs to know of invitations. Faults in storing statuses never reach the person. `activated` is stored while they are already
 * on their way to the login, because Keycloak has stored the password. What a crash or a failing Keycloak loses of it is found later by
 * {@link followWaysIn}.
 */
export function invitedUsers(admin: KeycloakAdmin, logger: Pick<Logger, 'warn'>) {
  const afterwards = createAfterwards(AT_ONCE.calm, AT_ONCE.hurry);
  async function withdraw(user: User): Promise<void> {
    const withdrawn = await takeWithdrawn(admin, user.id ?? '', groupsGiven(user));
    const groups = withdrawn.map(({ path }) => path);
    if (groups.length > 0)
      logger.warn({ user: user.id, groups }, 'a user who activates does not get groups that may not be given any more');
  }
  return {
    verdict: verdictOf.bind(null, admin),
    accountOf: accountOf.bind(null, admin),
    hasWayIn: (user: User) => canSignIn(admin, user, { justRead: true }),
    credentialsOf: credentialsOf.bind(null, admin),
    providerOf(user: User): string | undefined {
      const invitation = invitationOf(user);
      return alreadyActive(invitation) ? undefined : providerOfSignIn(invitation?.signIn);
    },
    isReady: ({ id = '', email = '' }: User, provider: string) => isReadyFor(admin, provider, { id, email }, { afresh: true }),
    companiesOf: companiesOf.bind(null, admin),
    isCompanyOff: async (user: User, companies?: Promise<Organization[]>) => {
      const invitation = invitationOf(user);
      return invitation !== undefined && isCompanyClosed(admin, invitation, companies);
    },
    hasExpired: (user: User) => hasExpired(invitationOf(user)),
    /**
     * What keeps an address whose link has brought somebody here from being led to its company's provider: nobody has it any more, the provider is not ready for
     * them any more, the link has expired, or they are to come another way since. Undefined for nothing: then it is written down that the person has begun, as
     * Keycloak links nobody else's account on this way (src/configure/company-sign-in/flow-steps.ts).
     */
    async hindranceToCompany(account: string, provider: string): Promise<HindranceToCompany | undefined> {
      const [found, ...others] = await admin.users.find({ email: account, exact: true, max: 2 });
      if (!found) return 'invalid';
      const invitation = invitationOf(found);
      if (others.length > 0 || !found.enabled || !invitation || alreadyActive(invitation) || isRevoked(invitation))
        return undefined;
      if (providerOfSignIn(invitation.signIn) !== provider) return 'replaced';
      if (hasExpired(invitation)) return 'expired';
      const person = { id: invitation.id, email: found.email ?? '' };
      if (await isCompanyClosed(admin, invitation)) return 'companyOff';
      if (!(await isReadyFor(admin, provider, person, { afresh: true }))) return 'companyGone';
      if (mayMove(MOVES.open, invitation, found)) await markUser(admin, invitation.id, MOVES.open);
      return undefined;
    },
    async isOn(account: string): Promise<boolean> {
      const found = await admin.users.find({ email: account, exact: true, max: 2 });
      return found.length === 1 && found[0]?.enabled === true;
    },
    isByPasskey(user: User): boolean {
      const invitation = invitationOf(user);
      return invitation?.signIn === 'passkey' && !alreadyActive(invitation);
    },
    async askForPasskey(userId: string): Promise<void> {
      await changeUser(admin, userId, ({ requiredActions = [] }) =>
        requiredActions.includes(PASSKEY) ? undefined : { requiredActions: [...requiredActions, PASSKEY] },
      );
    },
    async askForPassword(userId: string, keepsPasskey: boolean): Promise<void> {
      await writeRecord(
        admin,
        userId,
        (current) => (current?.signIn === 'passkey' ? { signIn: 'password' } : undefined),
        ({ requiredActions = [] }) => ({
          requiredActions: turnedActions('passkey', 'password', requiredActions, keepsPasskey),
        }),
      );
    },
    coveredActions: COVERED_ACTIONS,
    askedLaterOf,
    withdraw,
    async keepAddress(userId: string): Promise<void> {
      await changeUser(admin, userId, ({ requiredActions = [] }) =>
        requiredActions.includes(UPDATE_EMAIL)
          ? { requiredActions: requiredActions.filter((action) => action !== UPDATE_EMAIL) }
          : undefined,
      );
    },
    ...createAskedLater(admin, logger),
    markActivated(userId: string, redeemed?: Redeemed): void {
      const [back, speaks] = [movedBack(redeemed), inLanguage(redeemed ?? {})];
      const left = (now: User) => {
        const moved = invitationOf(now) ? back?.(now) : undefined;
        const isAny = moved?.email !== undefined || redeemed?.language !== undefined || redeemed?.datesIn !== undefined;
        return isAny ? { ...moved, ...speaks({ ...now, ...moved }) } : undefined;
      };
      afterwards.add(async () => {
        try {
          // Asked again: a group may have got rights while the password was stored.
          if (redeemed) await withdraw(redeemed.user);
          const isInvited = await markUser(admin, userId, MOVES.activate, (now) => ({ ...back?.(now), ...speaks(now) }));
          // A worker has found it in Keycloak's log first; or nobody has invited this user.
          if (!isInvited) await changeUser(admin, userId, left);
        } catch (error) {
          logger.warn({ user: userId, err: error }, 'could not write down that a user is active: their password will tell');
        }
      });
    },
    async proveAddress({ userId, invitationId, address }: ProvingKey): Promise<boolean> {
      if (invitationId === undefined || address === undefined) return false;
      const prove = (user: User) => (isAddressOf(user, address) ? { emailVerified: true } : undefined);
      return isAddressOf(await changeUser(admin, userId, prove), address);
    },
    /** Writes down that somebody is active who has just signed in by their company's provider; returns whether it did. Faults never reach the person: the worker finds it. */
    async noteActive(user: User): Promise<boolean> {
      return noteActive(admin, user).catch((error) => {
        logger.warn({ user: user.id, err: error }, 'could not write down that a user is active: their identity will tell');
        return false;
      });
    },
    /** Resolves when every write that this process has begun is stored in Keycloak: readers of invitations wait for it. */
    settled: afterwards.settled,
    /** Called when the person has done something on the page; a GET does not count, because mail scanners send it, too. */
    async markOpened(userId: string, spoken: Spoken = {}): Promise<void> {
      const speaks = inLanguage(spoken);
      try {
        const isNoted = await markUser(admin, userId, MOVES.open, speaks);
        const isAny = spoken.language !== undefined || spoken.datesIn !== undefined;
        if (!isNoted && isAny) await changeUser(admin, userId, speaks);
      } catch (error) {
        logger.warn({ user: userId, err: error }, 'could not write down that a user has begun');
      }
    },
  };
}
