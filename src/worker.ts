import { setMaxListeners } from 'node:events';
import type { Registry } from 'prom-client';
import type { Check } from './common/readiness-check.ts';
import { followChangedUsers } from './invitations/following/changed-users.ts';
import { startWatcher } from './invitations/following/console-users.ts';
import { followFindable } from './invitations/following/findable.ts';
import { startFindableUpkeep } from './invitations/following/findable-upkeep.ts';
import { followJoins } from './invitations/following/joins.ts';
import { followWaysIn } from './invitations/following/ways-in.ts';
import { startUpkeep } from './invitations/sending/invitation-upkeep.ts';
import { startSender } from './invitations/sending/sender.ts';
import { startWebhooks } from './invitations/webhooks/start.ts';
import { createWorkerMetrics } from './jobs/worker-metrics.ts';
import { eventLogChecks } from './keycloak/checks/event-logs.ts';
import { serviceAccountId, serviceAccountNotes } from './keycloak/realm/service-account.ts';
import type { Bulk, Parts } from './wiring.ts';

export interface Worker {
  /** What it needs, for `/readyz`. */
  checks: Record<string, Check>;
  /** Ends after the work under way. */
  stop(): Promise<void>;
}

/** The sidecar's jobs in the background. One process should run them; two by accident do no harm beyond a rare double mail. */
export function startWorker(
  parts: Pick<Parts, 'config' | 'logger' | 'admin' | 'realm' | 'counts' | 'mailQuota' | 'mayWork' | 'redirectCheck'>,
  bulk: Bulk,
  metrics: Registry,
): Worker {
  const { config, admin } = parts;
  const notes = serviceAccountNotes(admin);
  const ownId = () => serviceAccountId(admin);
  const { outcomes, deliveries, observe } = createWorkerMetrics(metrics, parts.counts.all);
  const stopping = new AbortController();
  // Everybody who waits for a mail's turn listens to it.
  setMaxListeners(0, stopping.signal);
  const mailTurn = () => bulk.pace.mailTurn(stopping.signal);
  const deps = { ...parts, notes, ownId, outcomes, mailTurn };

  const sender = startSender({ ...deps, ...bulk });
  const followers = {
    watcher: config.inviteConsoleUsers ? startWatcher({ ...deps, isOnDuty: sender.isOnDuty }) : undefined,
    readyLater: followChangedUsers({ ...deps, isOnDuty: sender.isOnDuty }),
    ...followWaysIn(deps),
    joins: followJoins(deps),
    ...followFindable(deps),
    webhooks: config.webhook && startWebhooks({ ...deps, webhook: config.webhook, deliveries }),
  };
  for (const [name, follower] of Object.entries(followers)) if (follower) observe(name, follower);
  const logs = eventLogChecks(admin, () => followers.watcher?.resumedAt());
  const checks = { userEvents: logs.userEvents, ...(config.inviteConsoleUsers && { adminEvents: logs.adminEvents }) };
  const jobs = [...Object.values(followers), startUpkeep(deps), startFindableUpkeep(deps), sender];

  return {
    checks,
    async stop() {
      stopping.abort();
      await Promise.all(jobs.map((job) => job?.stop()));
    },
  };
}
