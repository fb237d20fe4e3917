import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import { AppError } from '../../errors.ts';
import { type Follower, follow } from '../../jobs/follow-log.ts';
import { type AdminEvent, readAdminEvents, userIdOf } from '../../keycloak/realm/events.ts';
import { readUser } from '../../keycloak/realm/users.ts';
import type { Config } from '../../settings/config.ts';
import { mayBeInvited } from '../commands/invite-existing.ts';
import { resend } from '../commands/resend.ts';
import { createExclusions } from '../console-users/exclusions.ts';
import { createLeftAlone } from '../console-users/is-left-alone.ts';
import { type Invitation, invitationOf, nextInvitationId } from '../record/invitation.ts';
import { hasFailed, isPending, waitsForMail } from '../record/life-cycle.ts';
import { isMailedElsewhere } from '../record/mailed-address.ts';
import { createdElsewhere, followOptions, userOfOthers, type WatcherDeps } from './created-elsewhere.ts';

const INTERVAL = 5000;
const CONCURRENCY = 4;
/** Name of the note that keeps the moment since which created users count as new. */
const SINCE = 'readyLaterSince';

/**
 * Invites users who could not be mailed when they were created, as soon as they can be: created disabled and enabled later, given an address later,
 * or replaced by a partial import. Whoever is invited already and gets another address is mailed there, as after a correction (commands/amend.ts); what
 * is missed, or cannot be sent yet, invitation-upkeep.ts finds. Follows the changes that admins and clients make to users, and never reads a whole realm. Each such change costs
 * one request, and more only for users who can be invited: enabled, with an address, never invited, created since the follower's first start.
 * Keycloak's log must tell who created them, and the settings must allow it.
 */
export function followChangedUsers(deps: WatcherDeps & { config: Pick<Config, 'inviteConsoleUsers'> }): Follower {
  const { admin, config, logs, notes } = deps;
  const isLeftAlone = createLeftAlone(admin, { inviteConsoleUsers: true, inviteExcept: config.inviteExcept });
  const isExcluded = createExclusions(admin, config.inviteExcept);
  const changed = createdElsewhere(deps, isLeftAlone);
  const imported = createdElsewhere(deps, isExcluded.user);
  let since: number | undefined;

  /** When the sidecar first came to this realm, less the time for which it looks back. Users from before are left alone. */
  async function newSince(): Promise<number> {
    const noted = Number(await notes.read(SINCE));
    if (noted > 0) return noted;
    const first = Date.now() - config.inviteCatchUpHours * 3_600_000;
    await notes.write(SINCE, String(first));
    return first;
  }

  /** Two changes of one address, or two workers, send one mail: the id of the invitation says what was sent. */
  async function mailNewAddress(invitation: Invitation): Promise<undefined> {
    const { id, invitationId: before, lifespanHours, organization: company } = invitation;
    if (!isPending(invitation) || waitsForMail(invitation)) return undefined;
    await deps.mailTurn();
    const told = (outcome: 'done' | 'failed' | 'refused', detail: string) =>
      audit(deps.logger, { actor: WORKER, command: 'resend', company, account: invitation, outcome, detail });
    try {
      const mailed = await resend(deps, WORKER, id, { invitationId: nextInvitationId(before), lifespanHours });
      told(hasFailed(mailed) ? 'failed' : 'done', mailed.status);
      deps.outcomes.inc({ outcome: hasFailed(mailed) ? 'mail_failed' : 'mailed_to_new_address' });
    } catch (error) {
      if (!(error instanceof AppError) || error.status === 503) throw error;
      told('refused', error.code);
    }
    return undefined;
  }

  return follow<AdminEvent>({
    ...followOptions(deps),
    name: 'readyLater',
    read: async (page) => {
      since ??= await newSince();
      return readAdminEvents(logs.reader, { operations: ['UPDATE'], resources: ['USER', 'REALM'] }, page);
    },
    handle: async (event, attempt) => {
      const userId = await userOfOthers(deps, event);
      if (!userId) return undefined;
      const user = await readUser(admin, userId);
      const invitation = user && invitationOf(user);
      const moved = invitation && isMailedElsewhere(invitation) ? invitation : undefined;
      if (!user || !(moved || (config.inviteConsoleUsers && mayBeInvited(user)))) return undefined;
      if (moved) return mailNewAddress(moved);
      // A partial import that overwrites: the user is another one, and perhaps older by what the file says.
      if (event.resourceType === 'REALM')
        return (await isExcluded.author(event.author))
          ? imported.settled('excluded', userId)
          : imported.invite(userId, event, attempt);
      if ((user.createdTimestamp ?? 0) < (since ?? Number.POSITIVE_INFINITY)) return undefined;
      return changed.invite(userId, event, attempt);
    },
    // Noting a place changes the sidecar's own account.
    ignore: (event) => userIdOf(event) === event.author.userId,
    interval: INTERVAL,
    concurrency: CONCURRENCY,
  });
}
