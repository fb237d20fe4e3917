import { Router } from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { cached } from '../../common/cache.ts';
import { type Check, CheckError, CheckWarning } from '../../common/readiness-check.ts';

/** Milliseconds for which an answer of `/readyz` is given again: whoever asks, Keycloak is asked no more often. */
const FRESH = 3000;

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work, and what is amiss. `/metrics`: Prometheus.
 * @param prepare what `/readyz` waits for before its first answer; may not fail.
 */
export function healthRoutes(checks: Record<string, Check>, metrics: Registry, prepare = async () => {}): Router {
  const router = Router();
  const look = cached(() => outcomes(checks), FRESH);
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const [results] = await Promise.all([look(), prepare()]);
    const worst = WORST_FIRST.find((status) => results.some(([, result]) => result.status === status)) ?? 'ok';
    const said = Object.fromEntries(results.map(([name, { words }]) => [name, words]));
    res.status(worst === 'not ready' ? 503 : 200).json({ status: worst, checks: said });
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

/** `degraded`: it works, and somebody should mend something; a load balancer goes on sending people here. */
const WORST_FIRST = ['not ready', 'degraded'] as const;

function outcomes(checks: Record<string, Check>) {
  return Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)] as const));
}

/** Words of our own only: what a library says may hold addresses. */
async function outcome(check: Check): Promise<{ status: (typeof WORST_FIRST)[number] | 'ok'; words: string }> {
  try {
    await check();
    return { status: 'ok', words: 'ok' };
  } catch (error) {
    const words = error instanceof CheckError ? error.message : 'failed';
    return { status: error instanceof CheckWarning ? 'degraded' : 'not ready', words };
  }
}
