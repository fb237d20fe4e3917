import type { Counter } from 'prom-client';
import { audit } from '../../audit.ts';
import { WORKER } from '../../authority/actor.ts';
import type { Logger } from '../../common/log.ts';
import type { Duty } from '../../jobs/duty.ts';
import { repeatRounds } from '../../jobs/repeat-rounds.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { Notes } from '../../keycloak/realm/service-account.ts';
import type { Config } from '../../settings/config.ts';
import { type Invitation, invitationOf } from '../record/invitation.ts';
import { dayIn, isDay } from '../record/lifespan.ts';
import { endAccess } from './end-access.ts';

export interface AccessEndsDeps {
  admin: KeycloakAdmin;
  config: Pick<Config, 'timeZone'>;
  logger: Logger;
  notes: Notes;
  outcomes: Pick<Counter<'outcome'>, 'inc'>;
  duty: Pick<Duty, 'during' | 'term'>;
  mayWork?: () => Promise<boolean>;
}

export interface AccessEndsOptions {
  /** Milliseconds between two rounds. */
  pause?: number;
  /** People who are asked for at a time. */
  page?: number;
  now?: () => Date;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAGE = 100;
/** Days that are looked at where no note says how far an earlier worker has come. */
const FIRST_LOOK = 31;
/** Name of the note: the last day of which nothing is left. */
const NOTE = 'accessEnds';

/**
 * Ends what invitations gave when their last day is over (`accessUntil`). Keycloak finds accounts by an exact value alone: so each day that is over is asked for,
 * from the one behind the note on. A day is noted as done when nobody of it is left and it has been over for an hour, so that clocks of other processes may
 * differ; then a round asks for nothing but the note.
 */
export function endAccessInTime(deps: AccessEndsDeps, options: AccessEndsOptions = {}) {
  const { pause = MINUTE, now = () => new Date(), page = PAGE } = options;
  const { logger, duty } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  const complaint = 'cannot look for accesses that have ended; trying again';
  // Only the worker on duty writes the note.
  const mayWork = async () => duty.term() !== undefined && ((await deps.mayWork?.()) ?? true);
  const ended = repeatRounds(() => round(deps, { now, page }, signal), { pause, signal, logger, complaint, mayWork });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function round(
  deps: AccessEndsDeps,
  { now, page }: Required<Omit<AccessEndsOptions, 'pause'>>,
  signal: AbortSignal,
): Promise<void> {
  const { config, notes } = deps;
  const today = dayIn(config.timeZone, now());
  const settled = dayIn(config.timeZone, new Date(now().getTime() - HOUR));
  const noted = await notes.read(NOTE);
  const known = noted !== undefined && isDay(noted) ? noted : undefined;
  let done = known;
  let isWhole = true;
  for (let day = known ? next(known) : next(today, -FIRST_LOOK); day < today && !signal.aborted; day = next(day)) {
    const left = await endDay(deps, { day, today, page }, signal);
    isWhole = isWhole && left === 0;
    if (isWhole && day < settled) done = day;
  }
  if (done !== undefined && done !== known && !signal.aborted) await notes.write(NOTE, done);
}

/** Ends the accesses of one day. Resolves to how many are left. */
async function endDay(
  deps: AccessEndsDeps,
  { day, today, page }: { day: string; today: string; page: number },
  signal: AbortSignal,
): Promise<number> {
  const { admin, logger } = deps;
  /** Who is done, also where Keycloak refuses to write that down: those stay in the list. */
  const done = new Set<string>();
  let left = 0;
  for (let first = 0; ; ) {
    const users = await admin.users.find({ q: `invitation.accessDue:${day}`, first, max: page, briefRepresentation: false });
    let gone = 0;
    for (const invitation of users.flatMap((user) => invitationOf(user) ?? [])) {
      if (signal.aborted) return Number.POSITIVE_INFINITY;
      if (done.has(invitation.id)) continue;
      try {
        if (!(await end(deps, invitation, today))) continue;
        done.add(invitation.id);
        gone += 1;
      } catch (error) {
        logger.warn({ user: invitation.id, err: error }, 'could not end an access; trying again at the next round');
      }
    }
    left += users.filter(({ id = '' }) => !done.has(id)).length;
    if (users.length < page) return left;
    // Those that have ended have dropped out of the list, and the rest has moved forward.
    first += users.length - gone;
  }
}

/** Resolves to whether nothing is left of it. */
async function end({ admin, logger, outcomes, duty }: AccessEndsDeps, invitation: Invitation, today: string): Promise<boolean> {
  let outcome: Awaited<ReturnType<typeof endAccess>> | undefined;
  await duty.during(async () => {
    outcome = await endAccess(admin, invitation.id, today);
  });
  if (outcome === 'ended') {
    outcomes.inc({ outcome: 'access_ended' });
    audit(logger, {
      actor: WORKER,
      command: 'end',
      company: invitation.organization,
      account: invitation,
      outcome: 'done',
      detail: 'access_ended',
    });
  }
  return outcome !== undefined && outcome !== 'later';
}

function next(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
}
