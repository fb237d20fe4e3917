import { setTimeout as delay } from 'node:timers/promises';
import { audit } from '../../audit.ts';
import { PERSON } from '../../authority/actor.ts';
import type { Logger } from '../../common/log.ts';
import { AppError } from '../../errors.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { requireDirectory } from '../../keycloak/realm/directories.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';

import { createLeftAlone, type LeftAloneSettings } from '../console-users/is-left-alone.ts';
import type { Invitation } from '../record/invitation.ts';

import { hasFailed, MOVES, mayMove } from '../record/life-cycle.ts';
import { invitationNow } from '../record/revocation-notes.ts';
import { signInNow } from '../sending/mail-actions.ts';
import type { SendDeps } from '../sending/send-mail.ts';
import { inviteExisting } from './invite-existing.ts';
import { resend } from './resend.ts';

/**
 * Handles requests for a new link at `/reenviar`, by address or with an old key: renews invitations that exist, and makes those that the worker
 * itself would make. The result is never told to whoever asks.
 */
export interface LinkRequests {
  byEmail(email: string): Promise<void>;
  byUserId(userId: string): Promise<void>;
}

export interface LinkRequestDeps extends SendDeps {
  config: SendDeps['config'] & LeftAloneSettings;
  logger: Logger;
}

/** Milliseconds between two mails that somebody asked for themselves, for one account. */
const PAUSE = 60_000;

/** Accounts that are mailed again at most, where the realm lets several share one address (`duplicateEmailsAllowed`). */
const MAX_ACCOUNTS = 10;

/** Invitations that are mailed again at most, where several companies have invited one address and wait for an answer. */
const MAX_COMPANIES = 10;

/** Milliseconds until each next try while Keycloak is away: the person was told that a mail is coming. */
const RETRY_AFTER: readonly number[] = [1_000, 10_000, 60_000, 300_000];

export function createLinkRequests(deps: LinkRequestDeps): LinkRequests {
  const isLeftAlone = createLeftAlone(deps.admin, deps.config);

  function told(account: { id?: string | undefined; email?: string | undefined }, detail: string, isRefusal = false): void {
    const outcome = isRefusal ? 'refused' : detail === 'failed' ? 'failed' : 'done';
    audit(deps.logger, { actor: PERSON, command: 'resend', account, outcome, detail });
  }

  async function renew(userId: string, invitation: Invitation): Promise<void> {
    const justSent = invitation.sentAt && Date.now() - invitation.sentAt.getTime() < PAUSE && !hasFailed(invitation);
    if (!mayMove(MOVES.requestLink, invitation)) return;
    // The link that was sent leads nowhere where its company's sign-in was taken out since.
    if (justSent && (await signInNow(deps, invitation, invitation.signIn, { afresh: true })) === invitation.signIn) return;
    const { status } = await resend(deps, PERSON, userId, { lifespanHours: invitation.lifespanHours });
    told(invitation, status);
  }

  /** Runs after the answer to the browser was sent: a fault can only be logged. */
  async function quietly(work: () => Promise<void>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        const wait = RETRY_AFTER[tries];
        const { code, status } = toAppError(error);
        // The person can sign in already, although the record does not say so: there is nothing to send.
        if (code === 'already_active') return;
        if (code === 'organization_disabled' || code === 'access_ended') return;
        if (code === 'provider_off' || code === 'passkeys_off' || code === 'passwords_off' || code === 'domain_unclear') return;
        // The address has got as many mails as it may (MAILS_PER_RECIPIENT_AND_DAY): the last link is still good.
        if (code === 'too_many_mails') return;
        if (wait === undefined || status !== 503) {
          deps.logger.error({ err: error }, 'a requested link could not be sent');
          return;
        }
        await delay(wait, undefined, { ref: false });
      }
    }
  }

  async function byUserId(userId: string): Promise<void> {
    let before: string | undefined;
    await quietly(async () => {
      const user = await readUser(deps.admin, userId);
      if (!user) return;
      await requireDirectory(deps.admin, user);
      if (!user.enabled) return;
      const invitation = await invitationNow(deps.admin, user);
      const now = invitation?.invitationId ?? '';
      before ??= now;
      // The last try has stored a new invitation id, and its mail may have left: the sender asks Keycloak and mails if not. Or somebody else has sent
      // one.
      if (before !== now) return;
      const { id, email } = user;
      try {
        if (invitation) await renew(userId, invitation);
        else {
          const adoption = await inviteExisting(deps, PERSON, userId, { isExcluded: isLeftAlone });
          if (adoption.outcome === 'invited') told({ id, email }, adoption.invitation.status);
        }
      } catch (error) {
        // Only while Keycloak, or the directory behind it, is away does another try make sense.
        if (error instanceof AppError && error.status !== 503) told(invitation ?? { id, email }, error.code, true);
        throw error;
      }
    });
  }

  return {
    byUserId,
    async byEmail(email) {
      let found: User[] = [];
      await quietly(async () => {
        const [users, standIns] = await Promise.all([
          deps.admin.users.find({ email, exact: true, max: MAX_ACCOUNTS }),
          // The person's own account may be active, and only a company's invitation of it (a stand-in) waits.
          deps.admin.users.find({ q: `invitation.email:"${email}"`, max: MAX_COMPANIES }),
        ]);
        found = [...users, ...standIns];
      });
      // One after the other would stop at the first refusal, and the other companies' mails would not leave.
      await Promise.all(found.map(({ id = '' }) => byUserId(id)));
    },
  };
}
