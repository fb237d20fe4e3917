import { setTimeout as delay } from 'node:timers/promises';
import type { Counter } from 'prom-client';
import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import type { Logger } from '../../common/log.ts';
import { AppError } from '../../errors.ts';
import type { Duty } from '../../jobs/duty.ts';
import { repeatRounds } from '../../jobs/repeat-rounds.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { Config } from '../../settings/config.ts';
import { endNeverActivated } from '../commands/revoke.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { keysUntilOf } from '../record/key-expiry.ts';
import { hasExpired, MOVES } from '../record/life-cycle.ts';

export interface NeverActivatedDeps {
  admin: KeycloakAdmin;
  config: Pick<Config, 'revokeAction' | 'neverActivatedAfterDays'>;
  logger: Logger;
  outcomes: Pick<Counter<'outcome'>, 'inc'>;
  duty: Pick<Duty, 'during'>;
  mayWork?: () => Promise<boolean>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PAGE = 100;
/** Duty cycle 1:19, as in the round over all invitations. */
const REST = 19;

/**
 * Ends invitations that nobody activated, NEVER_ACTIVATED_AFTER_DAYS after their last link has expired: the account is disabled, or deleted where
 * REVOKE_ACTION says so. Only accounts that are wholly the sidecar's own work, as Keycloak says at that moment (authority/decide.ts, `end`); whoever activates meanwhile
 * stays. Undefined where the setting is off.
 * @param pause milliseconds between two rounds.
 */
export function endNeverActivatedInTime(deps: NeverActivatedDeps, { pause = HOUR } = {}): { stop(): Promise<void> } | undefined {
  const { logger, config, mayWork } = deps;
  if (config.neverActivatedAfterDays === 0) return undefined;
  const stopping = new AbortController();
  const { signal } = stopping;
  /** Accounts that must stay, and until when nobody need ask again: others have touched them, say. */
  const left = new Map<string, number>();
  const complaint = 'cannot look for invitations that nobody activated; trying again';
  const ended = repeatRounds(() => round(deps, left, signal), { pause, signal, logger, complaint, mayWork });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function round(deps: NeverActivatedDeps, left: Map<string, number>, signal: AbortSignal): Promise<void> {
  const { admin, config } = deps;
  for (const [id, until] of left) if (until < Date.now()) left.delete(id);
  for (let first = 0; !signal.aborted; ) {
    const started = Date.now();
    const query = { q: `invitation.status:${MOVES.noteExpiry.to}`, first, max: PAGE, briefRepresentation: false };
    const users = await admin.users.find(query);
    let gone = 0;
    for (const user of users) {
      const invitation = invitationOf(user);
      if (signal.aborted) return;
      if (!invitation || left.has(invitation.id) || !isDue(invitation, config.neverActivatedAfterDays)) continue;
      const outcome = await end(deps, invitation);
      if (outcome === 'ended') gone += 1;
      if (outcome === 'refused') left.set(invitation.id, Date.now() + DAY);
    }
    if (users.length < PAGE) return;
    // Those that were ended have dropped out of the list, and the rest has moved forward.
    first += users.length - gone;
    await delay((Date.now() - started) * REST, undefined, { signal }).catch(() => {});
  }
}

/** Stand-ins are left out: they are nobody's account, and go with their company's invitation. Who was never mailed had no link that could expire. */
function isDue(invitation: Invitation, days: number): boolean {
  const until = keysUntilOf(invitation);
  const isOwn = invitation.address === undefined;
  return isOwn && hasExpired(invitation) && until !== undefined && until.getTime() + days * DAY <= Date.now();
}

async function end(
  { admin, config, logger, outcomes, duty }: NeverActivatedDeps,
  invitation: Invitation,
): Promise<'ended' | 'refused' | 'later'> {
  const entry = { actor: WORKER, command: 'end', company: invitation.organization, account: invitation };
  let isEnded = false;
  try {
    await duty.during(async () => {
      const stillDue = (now: Invitation) => isDue(now, config.neverActivatedAfterDays);
      isEnded = (await endNeverActivated({ admin, config }, invitation.id, stillDue)) !== undefined;
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    audit(logger, { ...entry, outcome: 'refused', detail: error.code });
    return 'refused';
  }
  // Another worker is on duty, or another link has left meanwhile.
  if (!isEnded) return 'later';
  outcomes.inc({ outcome: 'never_activated' });
  audit(logger, { ...entry, outcome: 'done', detail: config.revokeAction });
  return 'ended';
}
