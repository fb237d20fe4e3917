import type { LinkVerdict } from '../common/statuses.ts';
import type { Organization } from '../keycloak/realm/organizations.ts';
import type { Credentials, User } from '../keycloak/realm/users.ts';

/** What activation needs to know of invitations; src/features.ts hands in the invitations' own functions. */
export interface Invited {
  /** Whether a link may still be used. `invitationId` is undefined for a mail sent from the console. */
  verdict(user: User, invitationId: string | undefined, credentials?: Promise<Credentials>): Promise<LinkVerdict>;
  /** The account, read by id, whose invitation this is; undefined for one that a later mail has replaced, and for none of ours. */
  accountOf(invitationId: string): Promise<User | undefined>;
  /** Whether the account, just read by id, can be signed in to in any way. */
  hasWayIn(user: User): Promise<boolean>;
  /** What {@link Invited.verdict} asks of the user's account; it may be asked beforehand. */
  credentialsOf(userId: string): Promise<Credentials>;
  /** Alias of the company's identity provider by which the person is to sign in first; undefined for with a password, and once they have. */
  providerOf(user: User): string | undefined;
  /** Whether that provider is ready for the person, by what Keycloak says at this moment: their link leads nowhere where it was taken out since the mail. */
  isReady(user: User, provider: string): Promise<boolean>;
  /**
   * Whether the companies that the person belongs to are all disabled, or that one by whose identity provider they are to sign in: nobody gets in by a link
   * meanwhile.
   */
  isCompanyOff(user: User, companies?: Promise<Organization[]>): Promise<boolean>;
  /** What {@link Invited.isCompanyOff} asks of the user's account; it may be asked beforehand. */
  companiesOf(userId: string): Promise<Organization[]>;
  /** Whether the last mail's link has ended, whatever Keycloak says of its key. */
  hasExpired(user: User): boolean;
  /** Whether the invitation is to sign in with a passkey and never with a password, and its person has none yet. */
  isByPasskey(user: User): boolean;
  /** Has the account asked for the passkey, if somebody has taken that away. */
  askForPasskey(userId: string): Promise<void>;
  /** Turns such an invitation into one with a password. @param keepsPasskey whether the account stays asked for the passkey. */
  askForPassword(userId: string, keepsPasskey: boolean): Promise<void>;
  /** Required actions that the one page covers. */
  coveredActions: ReadonlySet<string>;
  /** Takes the account out of groups of its invitation that may not be given any more; asked right before a password is stored. */
  withdraw(user: User): Promise<void>;
  /**
   * Takes off the account that its person is asked for another address: the link proves the one that it was sent to. Keycloak (26.7) passes over whatever comes
   * after that step in a realm that lets nobody change their address, a password too, and burns the key.
   */
  keepAddress(userId: string): Promise<void>;
  /** What the account is asked for at its first sign-in, because only the person's own browser can do it. */
  askedLaterOf(user: User): string[];
  /** Takes these off the account, and writes down that they have to be put back. */
  setAside(userId: string, actions: readonly string[]): Promise<void>;
  /** Puts it back. Throws where Keycloak does not answer: the person may not be led on to a sign-in then. Whatever comes of that, it is tried again. */
  putBack(userId: string): Promise<void>;
  /** Whether it is still to be put back, as Keycloak has not answered. */
  owes(userId: string): boolean;
  /**
   * Writes that the account's address is proved by a key of an invitation that was mailed there, where Keycloak does not count that as proof (26.8, of mails
   * without VERIFY_EMAIL). Returns false for any other key, and where the account has another address by now.
   */
  proveAddress(key: { userId: string; invitationId: string | undefined; address: string | undefined }): Promise<boolean>;
  /**
   * Writes down that the person has begun to fill the page in. Does nothing for a user who was never invited.
   * @param spoken the language that they have chosen, and that of their dates, where their sign-in by a company is still to come.
   */
  markOpened(userId: string, spoken?: { language?: string | undefined; datesIn?: string | undefined }): Promise<void>;
  /**
   * Writes down that the user is active, without making anybody wait. Does nothing for a user who was never invited.
   * @param redeemed the key's invitation, the user as it was when Keycloak took the key, the language that the person has chosen, and that of their dates.
   */
  markActivated(
    userId: string,
    redeemed?: { invitationId: string | undefined; user: User; language?: string | undefined; datesIn?: string | undefined },
  ): void;
}
