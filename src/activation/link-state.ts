import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../common/log.ts';
import type { LinkVerdict } from '../common/statuses.ts';
import { AppError } from '../errors.ts';
import type { KeycloakServer } from '../keycloak/api/server.ts';
import type { LeanAdmin } from '../keycloak/realm/lean-admin.ts';
import type { Organization } from '../keycloak/realm/organizations.ts';
import type { Credentials, User } from '../keycloak/realm/users.ts';
import { type ActionToken, readActionToken } from '../keycloak/ride/action-token.ts';
import type { KeptRides } from '../keycloak/ride/kept-rides.ts';
import { makesPasskeyAlone, PASSKEY, PASSWORD } from '../keycloak/ride/required-actions.ts';
import { keycloakLink, openRide, type Ride, type Stop, hasWayIn as storedWayIn } from '../keycloak/ride/ride.ts';
import { type Terms, termsStep } from '../keycloak/ride/steps/terms.ts';
import type { Invited } from './invitations-port.ts';
import type { Reader, Speaking } from './visitor.ts';

/** What an activation link means for the person who holds it. */
export type LinkState =
  /** The form can be shown. `passwordInstead`: of an invitation to a passkey, as its person has asked, or because nobody can make one (`passkeysOff`). `blocked`: Keycloak refuses something that the form cannot show. `heldBack`: an admin has to send a new link first. */
  | {
      kind: 'ready';
      user: User;
      token: ActionToken;
      terms: Terms | undefined;
      provider?: string | undefined;
      passkey?: ByPasskey;
      passwordInstead?: 'asked' | 'passkeysOff';
      /** With `passwordInstead`: the passkey comes at the first sign-in, as others ask for it, too. */
      keepsPasskey?: boolean;
    }
  /** The key is used, and the person has still to sign in by their company's identity provider. */
  | { kind: 'company'; user: User; provider: string }
  /** The person was to sign in by their company's identity provider, and that is not ready for them any more: a new link leads another way. */
  | { kind: 'companyGone'; user: User }
  /** The key is good, but the person's password is kept by a directory that Keycloak may not write to. */
  | { kind: 'directory'; user: User; token: ActionToken }
  /** Keycloak has stored a password since the key was mailed, and asks for the data alone now: at the sign-in. */
  | { kind: 'passwordStands'; user: User; token: ActionToken }
  /** `userId`: of a key that Keycloak has signed. */
  | { kind: 'used' | 'expired' | 'replaced' | 'invalid'; userId?: string }
  /** `companyOff`: the key is good again once the person's company is on. `passkeysOff`: the key is good, its person is to make a passkey, and the realm lets nobody make one, nor this person choose a password. `passwordsOff`: the same of a password. */
  | { kind: 'disabled' | 'revoked' | 'blocked' | 'heldBack' | 'passkeysOff' | 'passwordsOff' | 'companyOff'; reference: string }
  /** The browser must go to Keycloak's own pages, for other required actions. */
  | { kind: 'continue'; url: URL; user: User; orPassword?: boolean }
  /** The same for a theme that is not ours. */
  | { kind: 'foreign'; url: URL };

/** The person makes a passkey, and gets no password. `orPassword`: unless their browser makes none. */
export interface ByPasskey {
  orPassword: boolean;
  /** Somebody has taken the required action off the account. */
  isUnasked: boolean;
}

export type Ready = Extract<LinkState, { kind: 'ready' }>;
export type OfDirectory = Extract<LinkState, { kind: 'directory' }>;
export type PasswordStands = Extract<LinkState, { kind: 'passwordStands' }>;

/** What a key tells of an account and its invitation. */
type Told = Pick<ActionToken, 'userId' | 'invitationId'>;

/** What the person asks for whose invitation is to a passkey. */
export type Wish = 'password' | undefined;

/** The code of Keycloak's page about a key that has done its work. */
export const KEY_USED = 'expiredActionMessage';

/** Milliseconds after which a key that is used and has left nothing behind is looked at again. */
const STORED_WITHIN = 1000;

/** What is asked of the account that a key names, while Keycloak looks at the key; the rest is asked when it is wanted. It counts only where Keycloak takes the key. */
export interface AskedAhead {
  user: Promise<User | undefined>;
  credentials?: Promise<Credentials>;
  companies?: Promise<Organization[]>;
}

/** What is to be asked about somebody's password, and the directory that may keep it. */
interface Passwords {
  /** Whether Keycloak has stored one after this moment. */
  hasPasswordSince: (user: User, since: Date) => Promise<boolean>;
  /** Whether Keycloak can store a password for the user; false where only their directory can. */
  takesPassword: (user: User) => Promise<boolean>;
  /** Throws `directory_unavailable` for somebody whom Keycloak shows as disabled only because their directory does not answer. */
  requireDirectory: (user: User) => Promise<void>;
}

/** Two of these take the moment (`Date.now()`) from which on Keycloak is to be asked: a key is about to be used up on their word. */
interface KeysAtAll {
  /** Throws `keycloak_misconfigured` where no key of ours leads anywhere, whatever it is worth: Keycloak would refuse it. */
  requireLinks: () => Promise<void>;
  /** Whether Keycloak asks for the passkey of a key that makes one alone; where not, it would use the key up without it. */
  offersPasskeys: (since?: number) => Promise<boolean>;
  /** Whether Keycloak asks for a password; where not, it would use a key up without it. */
  offersPasswords: (since?: number) => Promise<boolean>;
  /** Whether our own page can make one that Keycloak takes; where not, its own does. */
  makesPasskeys: () => Promise<boolean>;
  /** Whether the account stays asked for a passkey where a password takes its place in the invitation. */
  keepsPasskey: (user: User) => Promise<boolean>;
  /** Whether what comes at the first sign-in can be written down meanwhile; where not, it stays on Keycloak's pages. */
  keepsNotes: () => Promise<boolean>;
}

/** What keys are worth, as Keycloak and the invitations say. */
export function createLinkStates(
  server: KeycloakServer,
  rides: Pick<KeptRides, 'open'>,
  readUser: LeanAdmin['readUser'],
  {
    verdict,
    accountOf,
    providerOf,
    isReady,
    isCompanyOff,
    hasExpired,
    isByPasskey,
    coveredActions,
    askedLaterOf,
    credentialsOf,
    companiesOf,
    hasWayIn,
  }: Pick<
    Invited,
    | 'verdict'
    | 'accountOf'
    | 'hasWayIn'
    | 'providerOf'
    | 'isReady'
    | 'isCompanyOff'
    | 'hasExpired'
    | 'isByPasskey'
    | 'coveredActions'
    | 'askedLaterOf'
    | 'credentialsOf'
    | 'companiesOf'
  >,
  { takesPassword, requireDirectory, hasPasswordSince }: Passwords,
  { requireLinks, offersPasskeys, offersPasswords, makesPasskeys, keepsPasskey, keepsNotes }: KeysAtAll,
  { visitorAhead }: Pick<Speaking, 'visitorAhead'>,
  logger: Pick<Logger, 'warn'>,
) {
  /** Asks Keycloak. Consumes nothing, however often it is asked. */
  async function linkStateOf(key: string, reader: Reader, wish?: Wish): Promise<LinkState> {
    const token = readActionToken(key);
    if (!token) return { kind: 'invalid' };
    const ahead = askAhead(token);
    const answer = await rides.open(key, await visitorAhead(reader, ahead.user));
    return linkStateAfter(key, token, answer, wish, ahead);
  }

  function askAhead({ userId }: ActionToken): AskedAhead {
    const asked = { user: readUser(userId), credentials: credentialsOf(userId), companies: companiesOf(userId) };
    // Of a key that Keycloak refuses nobody wants to know.
    for (const answer of Object.values(asked)) answer.catch(() => {});
    return asked;
  }

  /**
   * The same, once Keycloak has answered. The claims of the key are believed only if it was accepted. @param since where the key is to be used: since when. A passkey,
   * and a password in its place, are then not offered on the word of an earlier answer.
   */
  async function linkStateAfter(
    key: string,
    token: ActionToken,
    answer: Ride,
    wish?: Wish,
    ahead?: AskedAhead,
    since?: number,
  ): Promise<LinkState> {
    if (answer.kind === 'refused') return linkStateRefused(answer.code, token);
    const url = keycloakLink(server, key);
    if (answer.kind === 'foreign') return foreignLinkState(url);
    return worth(token, answer.terms, url, wish, ahead, since);
  }

  /**
   * The same of a key whose ride has stopped half-way. Where Keycloak has stored the password in it, or the passkey, the link counts as used for everybody else, and this
   * browser goes on.
   */
  async function linkStateHalfWay(
    key: string,
    token: ActionToken,
    stop: Pick<Stop, 'stored'>,
    { visitor }: Pick<Reader, 'visitor'>,
  ): Promise<LinkState> {
    if (token.invitationId === undefined) {
      // No invitation tells that the key was used in another window meanwhile, and in the middle of a ride Keycloak does not look.
      const anew = await openRide(server, key, visitor);
      if (anew.kind === 'refused' && anew.code === KEY_USED) return linkStateRefused(KEY_USED, token);
    }
    const user = await readUser(token.userId);
    // In the middle of a ride Keycloak does not look whether the account is on.
    if (user?.enabled === false) return disabledLinkState(token);
    const ahead = { user: Promise.resolve(user) };
    if (!storedWayIn(stop)) {
      // A ride that was begun showed them: its page has what they say now.
      const found = await worth(token, { html: '', locale: '' }, keycloakLink(server, key), undefined, ahead);
      return found.kind === 'ready' ? { ...found, terms: undefined } : found;
    }
    return user ? { kind: 'ready', user, token, terms: undefined } : { kind: 'invalid' };
  }

  /** What a key is worth that Keycloak takes. @param terms what the realm's theme tells of them. */
  async function worth(
    token: ActionToken,
    terms: Terms | undefined,
    url: URL,
    wish?: Wish,
    ahead?: AskedAhead,
    since?: number,
  ): Promise<LinkState> {
    const user = await (ahead?.user ?? readUser(token.userId));
    if (!user) return { kind: 'invalid' };
    const [found, isOff] = await Promise.all([
      verdict(user, token.invitationId, ahead?.credentials),
      isCompanyOff(user, ahead?.companies),
    ]);
    if (found !== 'current') return refusedBy(found, token);
    if (isOff) return { kind: 'companyOff', reference: token.userId };
    const actions = [...token.requiredActions, ...(user.requiredActions ?? [])];
    // A theme of before does not tell the terms.
    const shows = (action: string) => terms !== undefined || !termsStep.actions.includes(action);
    const later = askedLaterOf(user).filter((action) => !token.requiredActions.includes(action));
    const waits = new Set(later.length > 0 && (await keepsNotes()) ? later : []);
    const ofUser = user.requiredActions?.filter((action) => !waits.has(action));
    const made = makesPasskeyAlone(token.requiredActions, ofUser, isByPasskey(user)) ? PASSKEY : undefined;
    const covered = actions.every(
      (action) => action === made || waits.has(action) || (coveredActions.has(action) && shows(action)),
    );
    const asksPassword = actions.some((action) => action === PASSWORD && !waits.has(action));
    const provider = asksPassword || made ? undefined : providerOf(user);
    if (provider !== undefined && !(await isReady(user, provider))) return { kind: 'companyGone', user };
    if (covered && provider !== undefined) return { kind: 'ready', user, token, terms, provider };
    if (made) {
      // A key that names the passkey would not be used up without it.
      const orPassword = !token.requiredActions.includes(made) && (await takesPassword(user)) && (await offersPasswords(since));
      if (!(await offersPasskeys(since))) {
        if (!covered || !orPassword) return { kind: 'passkeysOff', reference: token.userId };
        return { kind: 'ready', user, token, terms, passwordInstead: 'passkeysOff' };
      }
      if (covered && orPassword && wish === 'password') {
        const keeps = (await keepsPasskey(user)) && (await keepsNotes());
        return { kind: 'ready', user, token, terms, passwordInstead: 'asked', keepsPasskey: keeps };
      }
      if (!covered) return { kind: 'continue', url, user };
      if (!(await makesPasskeys())) return { kind: 'continue', url, user, orPassword };
      return { kind: 'ready', user, token, terms, passkey: { orPassword, isUnasked: !actions.includes(made) } };
    }
    // Of an invitation also where the rest is asked for on Keycloak's own pages: they would pass over the password in silence.
    const isBarred = asksPassword && (covered || token.invitationId !== undefined) && !(await offersPasswords());
    if (isBarred) return { kind: 'passwordsOff', reference: token.userId };
    if (!covered || !asksPassword) return { kind: 'continue', url, user };
    if (!(await takesPassword(user))) return { kind: 'directory', user, token };
    if (await isHalfDone(user, token)) return { kind: 'passwordStands', user, token };
    return { kind: 'ready', user, token, terms };
  }

  /** Whether the key was ridden up to the data, in a realm that asks for the password before them: the same password is none that Keycloak would take again. */
  async function isHalfDone(user: User, { requiredActions, issuedAt }: ActionToken): Promise<boolean> {
    const asked = user.requiredActions ?? [];
    const dataAlone = asked.includes('UPDATE_PROFILE') && !asked.includes(PASSWORD);
    if (!dataAlone || !requiredActions.includes(PASSWORD) || !issuedAt) return false;
    // A key says the second of its mail alone: a password of the same second is an older one, as nobody answers a mail so fast.
    return hasPasswordSince(user, new Date(issuedAt.getTime() + 999));
  }

  /** The same of a key that Keycloak has refused, with the code of its page. */
  async function linkStateRefused(code: string | null, token: ActionToken): Promise<Exclude<LinkState, Ready>> {
    const refused = refusedLinkState(code, token);
    // Keycloak says as much of a key that nobody has signed as of one whose client or realm is not what it was.
    if (refused.kind === 'invalid') await requireLinks();
    if (refused.kind === 'disabled') return disabledLinkState(token);
    if (refused.kind !== 'used') return refused;
    const found = await unfinished(token);
    if (found?.kind !== 'expired') return found ?? refused;
    // In the request that ends a ride Keycloak notes the key as used before its database has the password.
    await delay(STORED_WITHIN);
    return (await unfinished(token)) ?? refused;
  }

  /**
   * Of a key that was used: what its person has still to do. They follow a newer link; they sign in by their company's provider; or they ask for a new link, as they
   * have no way in: Keycloak burns a key without having asked for the passkey where it passes over that (26.7: what comes after UPDATE_EMAIL, in a realm that lets
   * nobody change their address).
   */
  async function unfinished({ userId, invitationId }: Told, read?: User): Promise<Exclude<LinkState, Ready> | undefined> {
    const user = read ?? (await readUser(userId));
    const provider = user && providerOf(user);
    if (!user || (provider === undefined && user.enabled !== true)) return undefined;
    // Of a key from the console, which no invitation follows.
    if (provider === undefined && invitationId === undefined && (await hasWayIn(user))) return undefined;
    const found = await verdict(user, invitationId);
    if (found !== 'current') return refusedBy(found, { userId });
    // Before what leads to a new mail: none would be sent.
    if (await isCompanyOff(user)) return { kind: 'companyOff', reference: userId };
    if (provider === undefined || hasExpired(user)) return { kind: 'expired', userId };
    return (await isReady(user, provider)) ? { kind: 'company', user, provider } : { kind: 'companyGone', user };
  }

  /**
   * What an invitation's link is worth once Keycloak's own pages lead back from it, whatever was done on them: `used` where its person can sign in. The
   * invitation is all that is known then; undefined where it tells nothing.
   */
  async function linkStateBack(invitationId: string): Promise<{ user: User; linkState: Exclude<LinkState, Ready> } | undefined> {
    const user = await accountOf(invitationId);
    if (!user?.id) return undefined;
    const told = { userId: user.id, invitationId };
    const found = user.enabled === false ? await disabledLinkState(told) : await unfinished(told, user);
    return { user, linkState: found ?? { kind: 'used', userId: user.id } };
  }

  /** Keycloak has accepted the key's signature; whoever is revoked is disabled, too. Throws `directory_unavailable`. */
  async function disabledLinkState({ userId, invitationId }: Told) {
    const user = await readUser(userId);
    if (user) await requireDirectory(user);
    const isRevoked = user !== undefined && (await verdict(user, invitationId)) === 'revoked';
    return { kind: isRevoked ? 'revoked' : 'disabled', reference: userId } as const;
  }

  function foreignLinkState(url: URL): Extract<LinkState, { url: URL }> {
    logger.warn('Keycloak answered a key without the state block: is the login theme of the sidecar’s client set?');
    return { kind: 'foreign', url };
  }

  return { linkStateOf, askAhead, linkStateAfter, linkStateHalfWay, linkStateRefused, linkStateBack, foreignLinkState };
}

export type LinkStates = ReturnType<typeof createLinkStates>;

/** What the invitation says of a key that may not be used. */
function refusedBy(verdict: Exclude<LinkVerdict, 'current'>, { userId }: Pick<Told, 'userId'>): Exclude<LinkState, Ready> {
  if (verdict === 'revoked') return { kind: 'revoked', reference: userId };
  return verdict === 'held_back' ? { kind: 'heldBack', reference: userId } : { kind: verdict, userId };
}

/**
 * Codes of Keycloak's error pages. Where another theme draws the page there is no code: the key's own `exp` picks the wording.
 * Throws `keycloak_misconfigured` where the link is as good as ever and our way to Keycloak is not.
 */
export function refusedLinkState(code: string | null, token: ActionToken): Exclude<LinkState, Ready> {
  switch (code) {
    case KEY_USED:
      return { kind: 'used', userId: token.userId };
    case 'expiredActionTokenNoSessionMessage':
    case 'expiredActionTokenSessionExistsMessage':
      return { kind: 'expired', userId: token.userId };
    case 'accountDisabledMessage':
      return { kind: 'disabled', reference: token.userId };
    case 'httpsRequiredMessage':
    case 'realmNotEnabledMessage':
    case 'clientDisabledMessage':
    case 'clientNotFoundMessage':
    case 'invalidRedirectUriMessage':
      throw new AppError('keycloak_misconfigured', { cause: new Error(`Keycloak refuses every key: ${code}`) });
    case null:
      return { kind: token.expiresAt <= new Date() ? 'expired' : 'invalid' };
    default:
      return { kind: 'invalid' };
  }
}
