import { AppError } from '../errors.ts';
import { translate } from '../i18n/index.ts';
import type { KeycloakServer } from '../keycloak/api/server.ts';
import { UPDATE_EMAIL, type User } from '../keycloak/realm/users.ts';
import { type ActionToken, readActionToken } from '../keycloak/ride/action-token.ts';
import type { KeptRides } from '../keycloak/ride/kept-rides.ts';
import { PASSKEY, PASSWORD } from '../keycloak/ride/required-actions.ts';
import { type GoodRide, goOnWith, hasWayIn, keycloakLink, openRide, type Ride, type RideResult } from '../keycloak/ride/ride.ts';
import type { Submission } from '../keycloak/ride/steps/step.ts';
import type { Visitor } from '../keycloak/ride/visit.ts';
import { NO_FAULTS } from './activation-form.ts';
import { type Attempt, type Attempted, at, type Checked, refusesPasskey, type Submitted, Unanswered } from './attempt.ts';
import type { Begun } from './begun.ts';
import type { FormOf } from './form-of.ts';
import type { Invited } from './invitations-port.ts';
import { type AskedAhead, KEY_USED, type LinkState, type LinkStates, type Ready } from './link-state.ts';
import type { HalfWay } from './sealed-rides.ts';
import type { Reader, Speaking } from './visitor.ts';
import { holdOn } from './ways/held.ts';
import { wishOf } from './ways/passkey.ts';

/** `since`: when the attempt began (`Date.now()`). Whether a passkey can be made is not taken from an earlier answer. */
interface Received extends Submitted {
  since: number;
}

/** What sending the form needs: what keys are worth, forms, and where it is written down that somebody has begun or is active. */
interface Needs {
  server: KeycloakServer;
  rides: Pick<KeptRides, 'take'>;
  linkStates: LinkStates;
  formOf: FormOf;
  attempted: Attempted;
  invited: Pick<
    Invited,
    | 'markOpened'
    | 'proveAddress'
    | 'withdraw'
    | 'keepAddress'
    | 'askForPasskey'
    | 'askForPassword'
    | 'askedLaterOf'
    | 'setAside'
    | 'putBack'
    | 'owes'
  >;
  prefetch: (locale: string) => void;
  begun: Pick<Begun, 'during'>;
  speaking: Speaking;
}

/** Makes {@link Activate}. */
export function createActivate({
  server,
  rides,
  linkStates,
  formOf,
  attempted,
  invited,
  prefetch,
  begun,
  speaking,
}: Needs): Activate {
  const { askAhead, linkStateAfter, linkStateHalfWay, linkStateRefused, foreignLinkState } = linkStates;
  const { markOpened } = invited;

  /** Redeems, without groups that have got rights meanwhile, and while what comes at the first sign-in is set aside. */
  async function redeemed(
    { user, token, passkey, passwordInstead, keepsPasskey = false }: Ready,
    redeem: (prove: () => Promise<boolean>) => Promise<RideResult>,
  ): Promise<RideResult> {
    await invited.withdraw(user);
    if (user.requiredActions?.includes(UPDATE_EMAIL)) await invited.keepAddress(token.userId);
    if (passwordInstead) await invited.askForPassword(token.userId, keepsPasskey);
    if (passkey?.isUnasked) await invited.askForPasskey(token.userId);
    const prove = () => invited.proveAddress(token);
    // Whoever chooses a password is asked for it now, also where it would have come later.
    const now = [...token.requiredActions, ...(passwordInstead ? [PASSWORD] : [])];
    const later = [...invited.askedLaterOf(user), ...(keepsPasskey ? [PASSKEY] : [])].filter((action) => !now.includes(action));
    if (later.length === 0) return redeem(prove);
    try {
      await invited.setAside(token.userId, later);
      return await redeem(prove);
    } finally {
      // What comes of the ride is still to be told: {@link settled} looks whether this was done.
      await invited.putBack(token.userId).catch(() => {});
    }
  }

  async function attempt(submitted: Submitted, token: ActionToken): Promise<Attempt> {
    const { key, reader, stop } = submitted;
    const received = { ...submitted, since: Date.now() };
    // The realm's settings depend on nobody: asked for while Keycloak looks at the key.
    prefetch(reader.visitor.locale);
    if (stop) return goOnFrom(stop, received, token);
    const kept = rides.take(key);
    const gone = kept && (await goOn(kept, received, token, askAhead(token)));
    if (gone) return gone;
    // Also after a kept ride: what was read for it may be no more so.
    const ahead = askAhead(token);
    return begin(await openedFor(key, reader, ahead.user), received, token, ahead);
  }

  const openedFor = async (key: string, reader: Reader, user: Promise<User | undefined>): Promise<Ride> =>
    openRide(server, key, await speaking.visitorAhead(reader, user));

  /**
   * Goes on with the ride that was opened for the page. Undefined where that shows no more than that something is wrong: a new ride tells what, before
   * anything of the account is shown.
   */
  async function goOn(ride: GoodRide, submitted: Received, token: ActionToken, ahead: AskedAhead): Promise<Attempt | undefined> {
    const checked = await check(ride, submitted, token, ahead);
    if ('kind' in checked || checked.faults !== NO_FAULTS) return undefined;
    const { ready, submission } = checked;
    const visitor = await speaking.visitor(submitted.reader, ready.user);
    // Opened for the page in another language, which its terms are in.
    if (visitor.chosen !== ride.chosen) return undefined;
    const result = await redeemed(ready, (prove) => ride.redeem(submission, withLocaleOf(submission, visitor), prove));
    const isOpen =
      result.kind === 'done' ||
      result.kind === 'faults' ||
      result.kind === 'unanswered' ||
      (result.kind === 'unknown_page' && result.passwordStands);
    return isOpen ? attempted(result, checked, submitted, token) : undefined;
  }

  async function begin(ride: Ride, submitted: Received, token: ActionToken, ahead?: AskedAhead): Promise<Attempt> {
    if (ride.kind === 'refused') return at(await linkStateRefused(ride.code, token));
    if (ride.kind === 'foreign') return at(foreignLinkState(keycloakLink(server, submitted.key)));
    const checked = await check(ride, submitted, token, ahead);
    if ('kind' in checked) return at(checked);
    const { ready, form, faults, submission } = checked;
    if (faults !== NO_FAULTS) {
      await markOpened(token.userId);
      return { kind: 'faults', form, faults };
    }
    const visitor = await speaking.visitor(submitted.reader, ready.user);
    const result = await redeemed(ready, (prove) => ride.redeem(submission, withLocaleOf(submission, visitor), prove));
    return attempted(result, checked, submitted, token);
  }

  /** Goes on where the ride has stopped. */
  async function goOnFrom(stop: HalfWay, submitted: Received, token: ActionToken): Promise<Attempt> {
    const { key, body, reader, localeOf } = submitted;
    const ready = await linkStateHalfWay(key, token, stop, reader);
    if (ready.kind !== 'ready') return at(ready);
    const visitor = await speaking.visitor(reader, ready.user);
    // The person has chosen a password in another tab since.
    if (stop.state.newPasskey && !ready.passkey) return begin(await openRide(server, key, visitor), submitted, token);
    const { state, stored, held } = stop;
    const form = await formOf(ready, { locale: localeOf(ready.user), body, faults: state, stored, held });
    const { submission, faults } = form.read(body);
    if (faults !== NO_FAULTS) return { kind: 'faults', form, faults, stop: { ...stop, ...holdOn(stop, faults) } };
    const by = withLocaleOf(submission, visitor);
    const result = await redeemed(ready, (prove) => goOnWith(server, stop, by).redeem(submission, prove));
    const isAnswer = result.kind === 'done' || result.kind === 'faults' || result.kind === 'unanswered';
    if (isAnswer || refusesPasskey(result)) return attempted(result, { ready, form, submission }, submitted, token);
    // Keycloak has forgotten the ride, or the key was used elsewhere meanwhile.
    if (hasWayIn(stop)) return at({ kind: 'used', userId: token.userId });
    const ride = await openRide(server, key, visitor);
    if (ride.kind === 'refused') return at(await linkStateRefused(ride.code, token));
    if (ride.kind === 'foreign') return at(foreignLinkState(keycloakLink(server, key)));
    const anew = await check(ride, submitted, token);
    if ('kind' in anew) return at(anew);
    const byPassword = anew.ready.provider === undefined && anew.ready.passkey === undefined;
    const reason = translate(localeOf(ready.user), byPassword ? 'activate.anew' : 'activate.anewWithoutPassword');
    return { kind: 'faults', form: anew.form, faults: { ...NO_FAULTS, form: [reason] } };
  }

  /** What the key is worth if it is not ready; else what was typed, with the faults that can be found here. */
  async function check(
    ride: GoodRide,
    { key, body, localeOf, since }: Received,
    token: ActionToken,
    ahead?: AskedAhead,
  ): Promise<Checked | Exclude<LinkState, Ready>> {
    const ready = await linkStateAfter(key, token, ride, wishOf(body), ahead, since);
    if (ready.kind !== 'ready') return ready;
    const form = await formOf(ready, { locale: localeOf(ready.user), body });
    return { ready, form, ...form.read(body) };
  }

  return async (submitted) => {
    const token = readActionToken(submitted.key);
    if (!token) return at({ kind: 'invalid' });
    return begun.during(token.userId, async () => settled(await twice(submitted, token), token));
  };

  /** Tries once more where Keycloak has not answered. */
  async function twice(submitted: Submitted, token: ActionToken): Promise<Attempt> {
    try {
      return await attempt(submitted, token);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'keycloak_unavailable') throw error;
      const again = await attempt(submitted, token);
      const activated = error instanceof Unanswered ? error.activated : undefined;
      if (!activated || again.kind !== 'linkState') return again;
      if (again.linkState.kind === 'expired') await untilStored(token, error);
      else if (again.linkState.kind !== 'used') return again;
      return activated();
    }
  }

  /**
   * Before an attempt leads on to a sign-in, the account is asked again for what comes there, also where an earlier attempt, of whatever process, has not come
   * to that. Throws where Keycloak does not answer.
   */
  async function settled(attempt: Attempt, { userId }: ActionToken): Promise<Attempt> {
    if (attempt.kind === 'faults') return attempt;
    const isOfEarlier = attempt.kind === 'linkState' && ['used', 'company'].includes(attempt.linkState.kind);
    if (isOfEarlier || invited.owes(userId)) await invited.putBack(userId);
    return attempt;
  }

  /**
   * Of a key that is used by the form that Keycloak has not answered, while nothing of the account says so: an overloaded Keycloak may be storing it still.
   * Throws the given error where that takes too long: what was typed is kept, and the next try tells.
   */
  async function untilStored(token: ActionToken, unanswered: unknown): Promise<void> {
    for (let looks = 0; looks < STILL_STORING; looks += 1) if ((await linkStateRefused(KEY_USED, token)).kind === 'used') return;
    throw unanswered;
  }
}

/** How often that is looked for, for a second or two each ({@link LinkStates.linkStateRefused}). */
const STILL_STORING = 3;

/**
 * Redeems a key with a submitted form: local checks run first, so that all faults show at once, then Keycloak checks, stores the password and burns
 * the key. A ride whose connection breaks may have reached its end, and of two rides at once Keycloak may answer one with 500: so the state of the
 * key is asked afterwards, and while it is still good, one more ride is made. Where it is used by then, the ride that was not answered has activated the
 * account with the password that it sent, and the person goes on to the sign-in. Throws `keycloak_unavailable` when Keycloak stays away.
 */
export type Activate = (submitted: Submitted) => Promise<Attempt>;

/** Where the form asks for the account's locale, that is what Keycloak is to store. */
const withLocaleOf = ({ profile: { locale } }: Submission, visitor: Visitor): Visitor =>
  visitor.chosen !== undefined && locale?.[0] ? { ...visitor, chosen: locale[0] } : visitor;
