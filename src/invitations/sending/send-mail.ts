import { groupsGiven } from '../../authority/groups-given.ts';
import type { Logger } from '../../common/log.ts';
import type { Duty } from '../../jobs/duty.ts';
import { refusalBody, refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { RedirectCheck } from '../../keycloak/checks/redirect-check.ts';
import { type ActionsMail, sendActionsMail } from '../../keycloak/realm/actions-mail.ts';
import type { RealmSettings } from '../../keycloak/realm/realm-settings.ts';
import { localeOf, readUser } from '../../keycloak/realm/users.ts';
import { invitationRedirectUri } from '../../keycloak/ride/action-token.ts';
import { turnedActions } from '../../keycloak/ride/required-actions.ts';
import type { ProviderSwitch } from '../../keycloak/rights/provider-switch.ts';
import type { Config } from '../../settings/config.ts';
import type { SignIn } from '../../settings/sign-in.ts';
import { giveGroups, takeWithdrawn } from '../record/groups.ts';
import type { Invitation } from '../record/invitation.ts';
import { latest } from '../record/key-expiry.ts';
import { MOVES, mayMove } from '../record/life-cycle.ts';
import { type LifespanSettings, mailedAt, secondsOf } from '../record/lifespan.ts';
import { addressHash } from '../record/mailed-address.ts';
import { writeRecord } from '../record/store.ts';
import { canBeTakenBack, hasJoined, joinOf, mailJoin, markJoined, type StandIn } from '../stand-ins/company-join.ts';
import { hasProvenAddress } from '../stand-ins/proven-address.ts';
import { usernameBehind } from '../stand-ins/stand-in.ts';
import { hindranceOf, hindranceReason, type MailActionsRealm, mailActions, signInNow } from './mail-actions.ts';
import type { MailPlace, MailQuota } from './mail-quota.ts';
import type { MailWord } from './word-by-mail.ts';

export interface SendDeps {
  /** Whether mails can leave at all: asked before anything is written that a mail has to follow. */
  redirectCheck: Pick<RedirectCheck, 'requireLinks'>;
  admin: KeycloakAdmin;
  realm: MailActionsRealm & Pick<RealmSettings, 'mailLanguage'>;
  config: Pick<Config, 'publicUrl' | 'keycloak' | 'timeZone' | 'signIn'> & LifespanSettings;
  mailQuota: MailQuota;
  mailWord: MailWord;
  logger: Pick<Logger, 'info'>;
  providers: ProviderSwitch;
  /** Of work in the background: whether this process is on duty. Asked at the moment at which a mail leaves. */
  duty?: Pick<Duty, 'holds' | 'term'>;
}

export interface SendOptions {
  /** Required actions that the user has beside ours: the mail names them. */
  otherActions?: readonly string[];
  /** The link must hold at least until then. */
  expiresAt?: Date | undefined;
}

/** The parameters of Keycloak's `execute-actions-email` for an invitation. */
export async function mailOf(
  { realm, config }: Pick<SendDeps, 'realm' | 'config'>,
  userId: string,
  {
    invitationId,
    locale,
    signIn,
    ...lifespan
  }: Pick<Mailed, 'invitationId' | 'lifespanHours' | 'locale'> & Partial<Pick<Mailed, 'accessUntil' | 'signIn'>>,
  { otherActions = [] }: SendOptions = {},
): Promise<ActionsMail> {
  const [language, actions] = await Promise.all([realm.mailLanguage(locale), mailActions(realm, otherActions, signIn)]);
  return {
    id: userId,
    language,
    clientId: config.keycloak.clientId,
    redirectUri: invitationRedirectUri(config.publicUrl, invitationId),
    lifespan: secondsOf(config, lifespan),
    actions,
  };
}

/** What became of an invitation whose mail may be due. `waits`: the address has used up its mails of the day, or its company is disabled.
 * `stands_by`: a mail is due, and another worker is on duty. */
export type SendOutcome = 'sent' | 'failed' | 'already_mailed' | 'activated' | 'not_needed' | 'waits' | 'stands_by';

/** The properties of an invitation that its mail depends on. */
export type Mailed = Pick<
  Invitation,
  | 'email'
  | 'invitationId'
  | 'lifespanHours'
  | 'accessUntil'
  | 'sends'
  | 'groups'
  | 'address'
  | 'locale'
  | 'signIn'
  | 'message'
  | 'messageBy'
>;

/**
 * Has Keycloak send the mail of an invitation that is stored in the user's attributes, and stores the result. An SMTP fault is no error here, nor is a
 * way to sign in that is off: the invitation becomes `failed` with the reason.
 * @param place the reserved mail within the address's daily quota.
 */
export async function sendMail(
  deps: SendDeps,
  userId: string,
  record: Mailed,
  place: MailPlace,
  options: SendOptions = {},
): Promise<Invitation> {
  const { admin, realm, config, duty } = deps;
  const mailedTo = addressHash(record.email);
  const requireDuty = async () => {
    if (duty && !(await duty.holds())) throw new Error('another worker is on duty: it sends this mail');
  };
  // Does nothing where another worker's mail has gone out in the meantime.
  const failed = (reason: string) => writeRecord(admin, userId, { move: MOVES.mailRefused, mailedTo, error: reason });
  const storeMailed = () => {
    const mailed = mailedAt(config, record, new Date());
    return writeRecord(admin, userId, (current) => ({
      // The person may have opened the link meanwhile, or be active; an admin may have revoked it: then the status stays.
      ...(mayMove(MOVES.mailLeft, current) && { move: MOVES.mailLeft }),
      ...mailed,
      mailedTo,
      expiresAt: latest(mailed.expiresAt, options.expiresAt),
      sends: (current?.sends ?? record.sends) + 1,
      error: undefined,
    }));
  };
  try {
    const hindrance = await hindranceOf(deps, { id: userId, email: record.email }, record.signIn, { afresh: true });
    if (hindrance) return await failed(hindranceReason(hindrance));
    const standIn = record.address === undefined ? undefined : { id: userId, address: record.address };
    const join = standIn && (await joinOf(admin, standIn));
    if (join && hasJoined(join)) return await markJoined(admin, userId, join);
    // Before Keycloak 26.5 nobody is asked, and the invitation goes on as if its mail had left: whatever else it became would tell that the address has an
    // account.
    if (join && !(await canBeTakenBack(admin, join))) {
      await requireDuty();
      place.used = true;
      return await storeMailed();
    }
    // Stored as a refused mail, which is tried again later: the person may verify the address meanwhile. Only the log tells, which company admins do not read.
    if (join && !(join.isOwn && (await hasProvenAddress(admin, join.account)))) {
      deps.logger.info({ user: userId, reason: 'address not proven' }, 'an account is not asked to join a company');
      return await failed(MAIL_REFUSED);
    }
    if (join) {
      const language = await realm.mailLanguage(localeOf(join.account));
      await requireDuty();
      place.used = true;
      await mailJoin(admin, join, language);
      deps.mailWord(join.account.email ?? '', language, record);
    } else {
      // The account that this user stood in for is gone: the user now gets the invited address itself.
      if (standIn) await takeAddress(admin, standIn);
      await takeWithdrawn(admin, userId, record.groups);
      const signIn = await signInNow(deps, { id: userId, email: record.email }, record.signIn);
      if (signIn !== record.signIn) await turn(admin, userId, record.signIn, signIn);
      const mail = await mailOf(deps, userId, { ...record, signIn }, options);
      const requireTurn = async () => {
        await requireDuty();
        place.used = true;
      };
      await sendActionsMail(admin, { ...mail, requireTurn });
    }
  } catch (error) {
    const reason = mailFault(error);
    // With any other fault the mail may have left all the same: the status stays, and the sender asks Keycloak later.
    if (!reason) throw error;
    place.used = false;
    return failed(reason);
  }
  return storeMailed();
}

/** The way to sign in that an invitation speaks of is there no more: its account is asked for what another one takes. */
async function turn(admin: KeycloakAdmin, userId: string, from: SignIn, signIn: SignIn): Promise<void> {
  await writeRecord(admin, userId, { signIn, signInChosen: false }, ({ requiredActions = [] }) => ({
    requiredActions: turnedActions(from, signIn, requiredActions),
  }));
}

/** The user gets the groups of the invitation first, so that whoever repeats what was cut off gives them. */
async function takeAddress(admin: KeycloakAdmin, { id, address }: StandIn): Promise<void> {
  await giveGroups(admin, id, groupsGiven((await readUser(admin, id)) ?? {}));
  await writeRecord(admin, id, { address: undefined }, (user) => ({ email: address, username: usernameBehind(user, address) }));
}

/**
 * Keycloak's reason when it could not hand the mail over (500 with `errorMessage`); undefined for any other fault. The same words
 * whichever mail it was: an invitation must not tell whether somebody stands in for an account.
 */
export function mailFault(error: unknown): string | undefined {
  if (refusalStatus(error) !== 500) return undefined;
  const { errorMessage } = (refusalBody(error) ?? {}) as { errorMessage?: unknown };
  if (typeof errorMessage !== 'string') return undefined;
  return (errorMessage === 'Failed to send invite email' ? MAIL_REFUSED : errorMessage).slice(0, 255);
}

/** What Keycloak says of an activation mail that the mail server refuses, or when there is none. */
const MAIL_REFUSED =
  'Failed to send execute actions email: Error when attempting to send the email to the server. More information is available in the server log.';
