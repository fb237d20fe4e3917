import { setMaxListeners } from 'node:events';
import type { Registry } from 'prom-client';
import type { Check } from './common/readiness-check.ts';
import { createMailer } from './help/mailer.ts';
import { endAccessInTime } from './invitations/following/access-ends.ts';
import { followChangedUsers } from './invitations/following/changed-users.ts';
import { startWatcher } from './invitations/following/console-users.ts';
import { followFindable } from './invitations/following/findable.ts';
import { startFindableUpkeep } from './invitations/following/findable-upkeep.ts';
import { followJoins } from './invitations/following/joins.ts';
import { followLinksAtOnce } from './invitations/following/links-at-once.ts';
import { endNeverActivatedInTime } from './invitations/following/never-activated.ts';
import { followWaysIn } from './invitations/following/ways-in.ts';
import { startUpkeep } from './invitations/sending/invitation-upkeep.ts';
import { startSender } from './invitations/sending/sender.ts';
import { sendDailySummaries } from './invitations/summary/daily-summary.ts';
import { createSummaryMail, type Summary } from './invitations/summary/summary-mail.ts';
import { startWebhooks } from './invitations/webhooks/start.ts';
import { createDuty } from './jobs/duty.ts';
import { keycloakLease, redisLease } from './jobs/lease-store.ts';
import { createWorkerMetrics } from './jobs/worker-metrics.ts';
import { eventLogChecks } from './keycloak/checks/event-logs.ts';
import { openLogs } from './keycloak/realm/events.ts';
import { serviceAccountId, serviceAccountNotes } from './keycloak/realm/service-account.ts';
import { readBrand } from './settings/brand.ts';
import type { Bulk, Parts } from './wiring.ts';

export interface Worker {
  /** What it needs for `/readyz`: of Keycloak, and of others. */
  checks: Record<'ofKeycloak' | 'ofOthers', Record<string, Check>>;
  /** Ends after the work under way. */
  stop(): Promise<void>;
}

/** The sidecar's jobs in the background. Of several processes that run them one is on duty (jobs/duty.ts); the others stand by. */
export function startWorker(
  parts: Pick<
    Parts,
    | 'config'
    | 'logger'
    | 'admin'
    | 'unprotected'
    | 'realm'
    | 'counts'
    | 'mailQuota'
    | 'mailWord'
    | 'providers'
    | 'mayWork'
    | 'redirectCheck'
    | 'store'
  >,
  bulk: Bulk,
  metrics: Registry,
): Worker {
  const { config, admin, logger, store } = parts;
  const notes = serviceAccountNotes(admin);
  const ownId = () => serviceAccountId(admin);
  const lease = config.redisUrl === undefined ? keycloakLease(notes) : redisLease(store.link, store.prefix);
  const duty = createDuty({ store: lease, logger });
  const { outcomes, deliveries, observe } = createWorkerMetrics(metrics, parts.counts.all, () => duty.term() !== undefined);
  const stopping = new AbortController();
  // Everybody who waits for a mail's turn listens to it.
  setMaxListeners(0, stopping.signal);
  const mailTurn = () => bulk.pace.mailTurn(stopping.signal);
  const deps = { ...parts, logs: openLogs(parts.unprotected), notes, ownId, outcomes, mailTurn, duty };

  const sender = startSender({ ...deps, ...bulk });
  const followers = {
    watcher: config.inviteConsoleUsers ? startWatcher(deps) : undefined,
    readyLater: followChangedUsers(deps),
    ...followWaysIn(deps),
    linksAtOnce: followLinksAtOnce(deps),
    joins: followJoins(deps),
    ...followFindable(deps),
    webhooks: config.webhook && startWebhooks({ ...deps, webhook: config.webhook, deliveries }),
  };
  for (const [name, follower] of Object.entries(followers)) if (follower) observe(name, follower);
  const logs = eventLogChecks(parts.unprotected, () => followers.watcher?.resumedAt());
  const { userEvents, adminEvents } = logs;
  const checks = {
    ofKeycloak: { userEvents, ...(config.inviteConsoleUsers && { adminEvents }) },
    ofOthers: { ...(config.redisUrl !== undefined && { sender: () => store.require(MAILS_WAIT) }) },
  };
  // Before anybody waits for a mail.
  void duty.during(async () => {});
  const dailySummaries = () =>
    config.dailySummaryAt === undefined
      ? undefined
      : sendDailySummaries({ ...deps, write: createSummaryMail(), send: summarySender(config) });
  const jobs = [
    ...Object.values(followers),
    startUpkeep(deps),
    startFindableUpkeep(deps),
    endNeverActivatedInTime(deps),
    endAccessInTime(deps),
    dailySummaries(),
    sender,
  ];

  return {
    checks,
    async stop() {
      stopping.abort();
      await Promise.all(jobs.map((job) => job?.stop()));
      await duty.stop();
    },
  };
}

/** Sends summaries over SMTP_URL, in the name of the brand. */
function summarySender(config: Parts['config']): (to: string, mail: Summary) => Promise<void> {
  const { senderName: name, senderAddress: address } = readBrand(config.brandFile);
  const send = createMailer(config);
  return (to, mail) => send({ to, from: { name, address }, ...mail });
}

/** What it means for a worker that there is no store. */
const MAILS_WAIT = 'mails wait, as workers agree there on who sends';
