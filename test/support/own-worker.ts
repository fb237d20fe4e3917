import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMetrics } from '../../src/http/server/health.ts';
import { openBulk } from '../../src/wiring.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import type { OwnRealm } from './own-realm.ts';

/** A worker of a realm of the suite's own, in this process. */
export interface OwnWorker extends Worker {
  /** What `/metrics` says. */
  metrics(): Promise<string>;
}

export async function startOwnWorker(realm: OwnRealm, settings: Record<string, string> = {}): Promise<OwnWorker> {
  const directory = await mkdtemp(join(tmpdir(), 'own-worker-'));
  const parts = realm.sidecar({ IMPORT_DIR: directory, ...settings });
  const registry = createMetrics();
  const worker = startWorker(parts, await openBulk(parts), registry);
  return {
    checks: worker.checks,
    metrics: () => registry.metrics(),
    async stop() {
      await worker.stop();
      await parts.store.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
