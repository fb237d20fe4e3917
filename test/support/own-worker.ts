import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBulk } from '../../src/bulk.ts';
import { createMetrics } from '../../src/http/server/health.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import type { OwnRealm } from './own-realm.ts';

/** A worker of a realm of the suite's own, in this process. */
export interface OwnWorker extends Worker {
  /** What `/metrics` says. */
  metrics(): Promise<string>;
}

export async function startOwnWorker(realm: OwnRealm, settings: Record<string, string> = {}): Promise<OwnWorker> {
  const directory = await mkdtemp(join(tmpdir(), 'own-worker-'));
  const { config, admin, logger, mayWork, mailQuota } = realm.sidecar({ IMPORT_DIR: directory, ...settings });
  const registry = createMetrics();
  const bulk = await createBulk({ config, admin, logger, mailQuota });
  const worker = startWorker({ config, admin, logger, metrics: registry, bulk, mayWork, mailQuota });
  return {
    checks: worker.checks,
    metrics: () => registry.metrics(),
    async stop() {
      await worker.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
