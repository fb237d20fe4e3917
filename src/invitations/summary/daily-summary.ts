import type { Counter } from 'prom-client';
import type { Logger } from '../../common/log.ts';
import type { Duty } from '../../jobs/duty.ts';
import { repeatRounds } from '../../jobs/repeat-rounds.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { ExchangeableNotes } from '../../keycloak/realm/service-account.ts';
import type { Config } from '../../settings/config.ts';
import { dayIn, momentOf } from '../record/lifespan.ts';
import { summaryFor } from './recipients.ts';
import { doneText, noteWith, noteWithout, readSentNote } from './sent-note.ts';
import type { Summary, SummaryData } from './summary-mail.ts';
import { type News, type Span, tallyOf } from './tally.ts';

export interface DailySummaryDeps {
  admin: KeycloakAdmin;
  config: Pick<Config, 'dailySummaryAt' | 'timeZone' | 'publicUrl'>;
  logger: Logger;
  notes: ExchangeableNotes;
  /** User id of the sidecar's service account, which writes the invitations. */
  ownId: () => Promise<string>;
  outcomes: Pick<Counter<'outcome'>, 'inc'>;
  duty: Pick<Duty, 'during' | 'term'>;
  mayWork?: () => Promise<boolean>;
  /** The mail as it is built. */
  write: (data: SummaryData) => Summary;
  /** Sends over the sidecar's own mail server. Throws where that is away. */
  send: (to: string, mail: Summary) => Promise<void>;
}

export interface DailySummaryOptions {
  /** Milliseconds between two looks at the clock. */
  pause?: number;
  now?: () => Date;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOTE = 'summary';
/** Milliseconds after DAILY_SUMMARY_AT at which the very first summary waits for the next day. */
const LATE = 60 * MINUTE;

/**
 * Tells each inviter once a day what has become of their invitations: counts and a link. Nobody gets two, whichever worker goes on
 * (sent-note.ts); who has nothing to hear gets none. A worker, or a mail server, that was away at that time makes up for it on the same day. Undefined where the setting is off.
 */
export function sendDailySummaries(
  deps: DailySummaryDeps,
  options: DailySummaryOptions = {},
): { stop(): Promise<void> } | undefined {
  const { logger, duty, config } = deps;
  const { pause = MINUTE } = options;
  if (config.dailySummaryAt === undefined) return undefined;
  const at = config.dailySummaryAt;
  const stopping = new AbortController();
  const { signal } = stopping;
  const complaint = 'cannot send the daily summaries; trying again';
  const mayWork = async () => duty.term() !== undefined && ((await deps.mayWork?.()) ?? true);
  const ended = repeatRounds(() => round(deps, at, options, signal), { pause, signal, logger, complaint, mayWork });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function round(
  deps: DailySummaryDeps,
  at: number,
  { now = () => new Date() }: DailySummaryOptions,
  signal: AbortSignal,
): Promise<void> {
  const { admin, config, notes } = deps;
  const moment = now();
  const day = dayIn(config.timeZone, moment);
  const span = spanOf(day, at, config.timeZone);
  const late = moment.getTime() - span.until.getTime();
  if (late < 0) return;
  const note = readSentNote(await notes.read(NOTE));
  if (note && (note.day > day || (note.day === day && note.isDone))) return;
  if (!note && late > LATE) return notes.write(NOTE, doneText(day));
  // What happens from then on is told on the next day, however late this is.
  const news = await tallyOf(admin, await deps.ownId(), { ...span, now: moment, signal });
  for (const [userId, theirs] of news) {
    if (signal.aborted || !(await deps.duty.during(() => tell(deps, day, userId, theirs)))) return;
  }
  if (!signal.aborted) await notes.write(NOTE, doneText(day));
}

/** What a day's summary tells: from its time of day on the day before, by the clocks of the time zone, to that of the day itself. */
export function spanOf(day: string, at: number, timeZone: string): Span {
  const wall = Date.parse(`${day}T00:00:00Z`) + at;
  return { since: momentOf(wall - DAY, timeZone), until: momentOf(wall, timeZone) };
}

async function tell(
  { admin, config, notes, logger, outcomes, write, send }: DailySummaryDeps,
  day: string,
  userId: string,
  news: readonly News[],
): Promise<void> {
  const data = await summaryFor(admin, config.publicUrl, userId, news);
  if (!data) return;
  const mail = write(data);
  // Noted before the mail leaves: a mail that is lost costs a day's news, and one that is sent twice costs trust.
  if (!(await notes.exchange(NOTE, (text) => noteWith(text, day, userId)))) return;
  try {
    await send(data.email, mail);
    outcomes.inc({ outcome: 'summary_sent' });
  } catch (error) {
    if (hasNotLeft(error)) {
      await notes.exchange(NOTE, (text) => noteWithout(text, day, userId));
      throw error;
    }
    outcomes.inc({ outcome: 'summary_failed' });
    logger.warn({ user: userId, err: error }, 'a daily summary could not be sent');
  }
}

/** Whether a mail cannot have left: the mail server was not reached, or takes no mail of ours at all (nodemailer's `command` and `code`). */
function hasNotLeft(error: unknown): boolean {
  const { command, code } = error as { command?: string; code?: string };
  return command === 'CONN' || ['ECONNECTION', 'ECONNREFUSED', 'EDNS', 'EAUTH'].includes(code ?? '');
}
