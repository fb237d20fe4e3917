import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DIST } from '../src/common/paths.ts';
import { NODE_FLAGS } from './node-flags.ts';

/** Starts the built sidecar as a process of its own and waits until it is ready. */
export async function startSidecar(env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...NODE_FLAGS, join(DIST, 'server', 'main.js')], {
    env: { ...env, LOG_LEVEL: 'error', PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit').then(() => {
    throw new Error('the sidecar ended while starting');
  });
  gone.catch(() => {});
  for (let tries = 0; tries < 600; tries++) {
    const ready = await fetch(`${env.PUBLIC_URL}/readyz`).catch(() => undefined);
    if (ready?.ok) return child;
    await Promise.race([delay(100), gone]);
  }
  child.kill();
  throw new Error('the sidecar is not ready after a minute');
}

/** Ends it: in good order, or as a crash does. */
export async function endSidecar(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
