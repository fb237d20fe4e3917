import { Router } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** One thing that the sidecar needs, for `/readyz`. */
export type Check = () => Promise<void>;

/** `/healthz`: the process lives. `/readyz`: it can do its work; names what is missing. `/metrics`: Prometheus. */
export function healthRoutes(checks: Record<string, Check>, metrics: Registry): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)] as const));
    const ready = results.every(([, result]) => result === 'ok');
    res.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'not ready', checks: Object.fromEntries(results) });
  });
  router.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}

export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Words of our own only: what a library says may hold addresses. */
async function outcome(check: Check): Promise<string> {
  try {
    await check();
    return 'ok';
  } catch (error) {
    return error instanceof CheckError ? error.message : 'failed';
  }
}

/** A fault whose words may be shown to whoever asks `/readyz`. */
export class CheckError extends Error {}
