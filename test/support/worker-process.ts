import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from '../../src/common/paths.ts';
import { freePort } from '../../src/dev/machine/ports.ts';
import type { OwnSidecar } from './own-realm.ts';

/** A built worker as a process of its own, which a measurement can end, kill, or stop and wake at any moment. */
export interface WorkerProcess {
  child: ChildProcess;
  /** When it was started, as `performance.now()`. */
  startedAt: number;
  logFile: string;
}

/** Does not wait until it is ready. */
export async function startWorkerProcess({ config }: OwnSidecar, settings: Record<string, string> = {}): Promise<WorkerProcess> {
  const [port, directory] = [await freePort(), await mkdtemp(join(tmpdir(), 'worker-process-'))];
  const logFile = join(directory, 'worker.log');
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [join(DIST, 'server', 'main.js')], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      ROLE: 'worker',
      PORT: String(port),
      PUBLIC_URL: config.publicUrl,
      KEYCLOAK_URL: config.keycloak.url,
      KEYCLOAK_REALM: config.keycloak.realm,
      KEYCLOAK_CLIENT_SECRET: config.keycloak.clientSecret,
      SESSION_SECRET: config.sessionSecrets[0],
      IMPORT_DIR: join(directory, 'imports'),
      LOG_LEVEL: 'info',
      ...settings,
    },
    stdio: ['ignore', log, log],
  });
  return { child, startedAt: performance.now(), logFile };
}

/** Ends it: in good order, or as a crash does. */
export async function endWorkerProcess({ child }: WorkerProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
