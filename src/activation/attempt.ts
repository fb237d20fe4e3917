import type { ActivatedWith } from '../common/addresses.ts';
import { AppError } from '../errors.ts';
import { type PageLocale, translate } from '../i18n/index.ts';
import type { KeycloakServer } from '../keycloak/api/server.ts';
import type { User } from '../keycloak/realm/users.ts';
import type { ActionToken } from '../keycloak/ride/action-token.ts';
import { hasWayIn, keycloakLink, openRide, type Ride, type RideResult, type Stop } from '../keycloak/ride/ride.ts';
import { passkeyStep } from '../keycloak/ride/steps/passkey.ts';
import { passwordStep } from '../keycloak/ride/steps/password.ts';
import { profileStep } from '../keycloak/ride/steps/profile.ts';
import { recoveryCodesStep } from '../keycloak/ride/steps/recovery-codes.ts';
import type { Submission } from '../keycloak/ride/steps/step.ts';
import { totpStep } from '../keycloak/ride/steps/totp.ts';
import { type ActivationForm, type Faults, NO_FAULTS } from './activation-form.ts';
import type { FormOf } from './form-of.ts';
import type { Invited } from './invitations-port.ts';
import type { LeftOut } from './left-out.ts';
import { KEY_USED, type LinkState, type LinkStates, type Ready } from './link-state.ts';
import type { HalfWay } from './sealed-rides.ts';
import type { Reader, Speaking } from './visitor.ts';
import { hold } from './ways/held.ts';

export interface Submitted {
  key: string;
  body: Readonly<Record<string, unknown>>;
  reader: Reader;
  /** Language of the sentences, once the person is known. */
  localeOf: (user: User) => PageLocale;
  /** Where the ride has stopped that the form goes on with; undefined for the form of the key itself. */
  stop?: HalfWay | undefined;
}

/** `leftOut`: what the person has prepared here does not count, and they are told before they go on. */
export type Attempt =
  /** `hasCodes`: an app for one-time codes was set up on the way. */
  | {
      kind: 'activated';
      signInName: string;
      user: User;
      hasCodes: boolean;
      activatedWith: ActivatedWith | undefined;
      leftOut?: LeftOut;
    }
  /** The data are stored and the key is burned: the person goes on to their company's identity provider, and is active once they are back. */
  | { kind: 'company'; user: User; provider: string; hasCodes: boolean; leftOut?: LeftOut }
  /** The person must correct something, or is asked for one thing more; the key is still good. `stop`: where to go on, as something cannot be stored twice. */
  | { kind: 'faults'; form: ActivationForm; faults: Faults; stop?: HalfWay | undefined }
  /** Keycloak has stored the password and not the data: it asks for these again at the sign-in. `faults`: what it has found, in words. */
  | { kind: 'password_stands'; signInName: string; user: User; faults: string[] }
  | { kind: 'linkState'; linkState: Exclude<LinkState, Ready>; leftOut?: LeftOut };

/** Keycloak has not answered a form. */
export class Unanswered extends AppError {
  /** The attempt, if it turns out that Keycloak has stored the password; undefined where it was not sent. */
  readonly activated: (() => Attempt) | undefined;

  constructor(cause: AppError, activated: (() => Attempt) | undefined) {
    super('keycloak_unavailable', { cause });
    this.activated = activated;
  }
}

/** A key that is ready, and what was sent with it. */
export interface Checked extends ReturnType<ActivationForm['read']> {
  ready: Ready;
  form: ActivationForm;
}

const hasCodes = ({ totp }: Submission, stop: Stop | undefined): boolean =>
  totp !== undefined || (stop?.stored.includes(totpStep.page) ?? false);

/** Pages whose answers Keycloak would store, or refuse, a second time: a ride that has stopped behind one of them is gone on with. */
const ONCE: readonly string[] = [passwordStep.page, passkeyStep.page, totpStep.page, recoveryCodesStep.page];

/** Makes {@link Attempted} of what it needs: what keys are worth, forms, and where it is written down that somebody has begun or is active. */
export function createAttempted(
  server: KeycloakServer,
  { linkStateRefused, foreignLinkState }: Pick<LinkStates, 'linkStateRefused' | 'foreignLinkState'>,
  formOf: FormOf,
  { markOpened, markActivated }: Pick<Invited, 'markOpened' | 'markActivated'>,
  speaking: Speaking,
): Attempted {
  return async (result, { ready, form, submission }, submitted, token) => {
    const url = keycloakLink(server, submitted.key);
    const spoken = { language: submission.profile.locale?.[0], datesIn: form.datesIn };
    const person = { invitationId: token.invitationId, user: ready.user, ...spoken };
    const activated = (): Attempt => {
      markActivated(token.userId, person);
      const { stop } = submitted;
      const byPasskey = ready.passkey !== undefined || (stop?.stored.includes(passkeyStep.page) ?? false);
      const codes = hasCodes(submission, stop);
      const activatedWith = byPasskey ? 'passkey' : codes ? 'codes' : undefined;
      return { kind: 'activated', signInName: form.signInName(submission), user: ready.user, hasCodes: codes, activatedWith };
    };
    switch (result.kind) {
      case 'refused':
        // Nodes that do not know of each other yet refuse what another one has begun: while the key is good, it is as if Keycloak were away.
        return begunElsewhere(await openRide(server, submitted.key, submitted.reader.visitor), result.code, token);
      case 'faults': {
        // Which attributes may be shown can depend on the key's client: Keycloak's own page decides.
        const { body, localeOf } = submitted;
        const { faults: page, passwordStands, stop } = result;
        // A theme of before does not tell what Keycloak wants of it.
        if (page.page === passkeyStep.page && !page.newPasskey) return at({ kind: 'continue', url, user: ready.user });
        // A passkey is made for the challenge of this one ride, and so are recovery codes.
        const isBound =
          page.newPasskey !== undefined ||
          page.recoveryCodes !== undefined ||
          stop.stored.some((stored) => ONCE.includes(stored));
        const goesOn = isBound && !(passwordStands && page.page === profileStep.page);
        const stored = goesOn ? stop.stored : [];
        const kept = hold(body, goesOn ? form.asks.filter((asked) => asked !== page.page && !stored.includes(asked)) : []);
        const again = await formOf(ready, { locale: localeOf(ready.user), body, faults: page, stored, held: kept.held });
        const found = again.faultsOf(page, body);
        if (!hasWayIn(stop)) await markOpened(token.userId);
        else if (!found.hidden) markActivated(token.userId, person);
        const before = submitted.stop;
        const codesOf = before?.codesOf ?? before?.state.recoveryCodes?.generatedAt;
        if (goesOn)
          return { kind: 'faults', form: again, faults: found, stop: { ...stop, ...kept, ...(codesOf && { codesOf }) } };
        if (!passwordStands || found.hidden) return { kind: 'faults', form: again, faults: found };
        return {
          kind: 'password_stands',
          signInName: form.signInName(),
          user: ready.user,
          faults: [...again.named(found), ...found.form],
        };
      }
      case 'done': {
        const { provider, user } = ready;
        if (provider === undefined) {
          if (result.hasWayIn) return activated();
          // Keycloak has burned the key, and passed over the passkey or the password.
          const used = await linkStateRefused(KEY_USED, token);
          return at(used.kind === 'used' ? { kind: 'expired', userId: token.userId } : used);
        }
        await markOpened(token.userId, spoken);
        return { kind: 'company', user, provider, hasCodes: hasCodes(submission, submitted.stop) };
      }
      case 'unanswered':
        throw new Unanswered(result.cause, result.passwordSent ? activated : undefined);
      case 'unknown_page':
        if (refusesPasskey(result)) {
          const { body, localeOf } = submitted;
          const faults = { ...NO_FAULTS, form: [translate(localeOf(ready.user), 'passkey.refused')] };
          // The form begins again, and its terms are those of a key.
          const ride = await openRide(server, submitted.key, await speaking.visitor(submitted.reader, ready.user));
          const begun = { ...ready, terms: ride.kind === 'good' ? ride.terms : undefined };
          return { kind: 'faults', form: await formOf(begun, { locale: localeOf(ready.user), body }), faults };
        }
        if (!result.passwordStands) return at({ kind: 'continue', url, user: ready.user });
        markActivated(token.userId, person);
        return { kind: 'password_stands', signInName: form.signInName(), user: ready.user, faults: [] };
      case 'foreign':
        return at(foreignLinkState(url));
    }
  };

  /** Of a ride that Keycloak refuses: what it says of the key by now, as it may have forgotten the ride because another one has used the key. */
  async function begunElsewhere(anew: Ride, code: string | null, token: ActionToken): Promise<Attempt> {
    if (anew.kind === 'good') throw new AppError('keycloak_unavailable');
    return at(await linkStateRefused(anew.kind === 'refused' ? anew.code : code, token));
  }
}

/** What has become of an attempt, by where the ride has ended. Throws {@link Unanswered}. */
export type Attempted = (
  result: RideResult,
  checked: Pick<Checked, 'ready' | 'form' | 'submission'>,
  submitted: Submitted,
  token: ActionToken,
) => Promise<Attempt>;

/** Keycloak's page about a passkey that it does not take. */
export const refusesPasskey = (result: RideResult): boolean => result.kind === 'unknown_page' && result.page === 'webauthn-error';

export function at(linkState: Exclude<LinkState, Ready>): Attempt {
  return { kind: 'linkState', linkState };
}
