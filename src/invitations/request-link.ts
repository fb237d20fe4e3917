import { setTimeout as delay } from 'node:timers/promises';
import { toAppError } from '../http/foreign-errors.ts';
import type { Logger } from '../http/log.ts';
import { readUser, type User } from '../keycloak/users.ts';
import { adopt } from './adopt.ts';
import { type InvitationStatus, invitationOf } from './invitation.ts';
import { resend, type SendDeps } from './send.ts';

/** Somebody asks for a new link, by address or with an old key. What comes of it is never told to them. */
export interface LinkRequests {
  byEmail(email: string): Promise<void>;
  byUserId(userId: string): Promise<void>;
}

/** Statuses in which a person may ask for another mail. */
const PENDING: ReadonlySet<InvitationStatus> = new Set(['queued', 'sent', 'failed', 'opened', 'expired']);

/** Milliseconds between two mails that somebody asked for themselves, for one account. */
const PAUSE = 60_000;

/** Milliseconds until each next try, where Keycloak went away in between: the person was told that a mail is coming. */
const RETRY_AFTER: readonly number[] = [1_000, 10_000, 60_000, 300_000];

export function createLinkRequests(deps: SendDeps & { logger: Logger }): LinkRequests {
  async function send(user: User | undefined): Promise<void> {
    if (!user?.id || !user.enabled) return;
    const invitation = invitationOf(user);
    if (!invitation) {
      await adopt(deps, user.id);
      return;
    }
    const justSent = invitation.sentAt && Date.now() - invitation.sentAt.getTime() < PAUSE && invitation.status !== 'failed';
    if (PENDING.has(invitation.status) && !justSent) await resend(deps, user.id);
  }

  /** The answer is on its way to the browser already: a fault here is ours to note. */
  async function quietly(work: () => Promise<void>): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        const wait = RETRY_AFTER[tries];
        if (wait === undefined || toAppError(error).code !== 'keycloak_unavailable') {
          deps.logger.error({ err: error }, 'a requested link could not be sent');
          return;
        }
        await delay(wait, undefined, { ref: false });
      }
    }
  }

  return {
    byEmail: (email) =>
      quietly(async () => {
        const [user] = await deps.admin.users.find({ email, exact: true, max: 1 });
        await send(user);
      }),
    byUserId: (userId) => quietly(async () => send(await readUser(deps.admin, userId))),
  };
}
