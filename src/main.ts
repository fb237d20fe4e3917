import type { Server } from 'node:http';
import { signInCheck } from './access/sign-in-check.ts';
import { createApp, createManagementApp } from './app.ts';
import { createLogger } from './common/log.ts';
import { after } from './common/readiness-check.ts';
import { usesEmbedded } from './embedded-keycloak.ts';
import { createFeatures } from './features.ts';
import { createMetrics } from './http/server/health.ts';
import { logChecks } from './http/server/health-log.ts';
import { closed, listen } from './http/server/listen.ts';
import { startImportUpkeep } from './invitations/import/job/import-upkeep.ts';
import { readinessChecks } from './keycloak/checks/readiness.ts';
import { readBrand } from './settings/brand.ts';
import { type Config, type Environment, loadConfig } from './settings/config.ts';
import { openBulk, wire } from './wiring.ts';
import { startWorker } from './worker.ts';

/**
 * The process: configuration, wiring, web and worker, orderly shutdown. Without KEYCLOAK_URL it first starts a Keycloak
 * and a mail catcher of its own (src/dev), for trying things out; in production that is a fault.
 */
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());

try {
  await (usesEmbedded(process.env) ? serveEmbedded(process.env) : serve(process.env));
} catch (error) {
  if (!ending.signal.aborted) {
    process.stderr.write(`${lineOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** Runs the sidecar until a signal ends it. */
async function serve(env: Environment, onReady: (config: Config) => void = () => {}): Promise<void> {
  const config = loadConfig(env);
  const logger = createLogger(config.logLevel);
  const brand = readBrand(config.brandFile);
  const parts = wire(config, logger);
  const { protection, limits, store, server } = parts;
  const metrics = createMetrics();
  const bulk = await openBulk(parts, { places: limits.atOnce('imports', config.atOnce.imports) });
  const worker = config.role === 'web' ? undefined : startWorker(parts, bulk, metrics);
  const importUpkeep = startImportUpkeep({ ...parts, imports: bulk.imports });
  const isWeb = config.role !== 'worker';
  const { keycloak, serviceAccount, theme, ...realm } = readinessChecks({ ...parts, admin: parts.unprotected });
  const ofPages = isWeb ? { theme, signIn: signInCheck(config, server, Date.now, parts.refusals) } : {};
  const others = { ...realm, records: protection.check, ...worker?.checks.ofKeycloak, ...ofPages };
  const behind = { serviceAccount, redirectUris: parts.redirectCheck.check, ...after('serviceAccount', serviceAccount, others) };
  const checks = { keycloak, ...after('keycloak', keycloak, behind), ...worker?.checks.ofOthers };
  const log = logChecks(checks, logger);
  const { port, host, managementPort } = config;
  const servers: Server[] = [];

  try {
    const web = { ...parts, brand, bulk, metrics, checks: { ...checks, ...store.checks } };
    const features = isWeb ? createFeatures(web) : undefined;
    const management = createManagementApp(web, features?.prepare);
    if (managementPort !== undefined)
      servers.push(await listen(management, { setting: 'MANAGEMENT_PORT', port: managementPort, host }));
    if (features || managementPort === undefined)
      servers.push(await listen(features ? createApp(features) : management, { setting: 'PORT', port, host }));
    void features?.prepare();
    logger.info({ port, host, managementPort, realm: config.keycloak.realm, role: config.role }, 'listening');
    onReady(config);

    await aborted(ending.signal);
    logger.info('stopping');
  } finally {
    // All at once: a stream of an import's progress ends only when the import stops.
    await Promise.all([...servers.map(closed), worker?.stop(), log.stop(), importUpkeep.stop(), bulk.imports.stop()]);
    await store.stop();
  }
}

async function serveEmbedded(env: Environment): Promise<void> {
  const [{ startEmbedded }, { banner }] = await Promise.all([import('./dev/start.ts'), import('./dev/banner.ts')]);
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const embedded = await startEmbedded({ env, log, signal: ending.signal });
  embedded.died.then((line) => {
    if (ending.signal.aborted) return;
    process.stderr.write(`${line}\n`);
    process.exitCode = 1;
    ending.abort();
  });
  try {
    await serve({ LOG_LEVEL: 'warn', ...env, ...embedded.env }, ({ publicUrl }) => {
      log(banner(embedded));
      log(`ready ${publicUrl}`);
    });
  } finally {
    await embedded.stop();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** One line for what a person can mend; the whole stack for what they cannot. */
function lineOf(error: unknown): string {
  if (error instanceof Error && ['ConfigError', 'SetupError'].includes(error.name)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
