import { Counter, Gauge, type Registry } from 'prom-client';
import { INVITATION_STATUSES, type InvitationStatus } from '../common/statuses.ts';

/** Metrics of the background jobs, for `/metrics`. */
export function createWorkerMetrics(
  registry: Registry,
  countAll: () => Promise<Record<InvitationStatus, number>>,
  isOnDuty: () => boolean,
) {
  const registers = [registry];
  new Gauge({
    name: 'invitations',
    help: 'Invitations by status, at most a minute old. Those queued or failed wait for a mail.',
    labelNames: ['status'],
    registers,
    async collect() {
      const counts = await countAll().catch(() => undefined);
      this.reset();
      for (const status of INVITATION_STATUSES) if (counts) this.set({ status }, counts[status]);
    },
  });
  new Gauge({
    name: 'worker_on_duty',
    help: 'Whether this process is the one that works in the background, as far as it knows: 1 at one process of a realm.',
    registers,
    collect() {
      this.set(isOnDuty() ? 1 : 0);
    },
  });
  const followers = new Map<string, { lag(): number; waiting(): number }>();
  new Gauge({
    name: 'worker_lag_seconds',
    help: 'How long the oldest entry of Keycloak’s logs that is not settled has waited, by job.',
    labelNames: ['job'],
    registers,
    collect() {
      for (const [job, { lag }] of followers) this.set({ job }, lag() / 1000);
    },
  });
  new Gauge({
    name: 'worker_queue_length',
    help: 'How many entries of Keycloak’s logs wait, by job.',
    labelNames: ['job'],
    registers,
    collect() {
      for (const [job, { waiting }] of followers) this.set({ job }, waiting());
    },
  });
  return {
    outcomes: new Counter({
      name: 'invitation_jobs_total',
      help: 'What the worker did for invitations, and for users whom others created, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    deliveries: new Counter({
      name: 'webhook_deliveries_total',
      help: 'Tries to deliver webhook messages, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    /** Shows how far a follower of Keycloak's logs is behind. */
    observe(name: string, follower: { lag(): number; waiting(): number }): void {
      followers.set(name, follower);
    },
  };
}
