import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../common/paths.ts';
import { ConfigError, type Environment } from '../settings/config.ts';
import { banner } from './banner.ts';
import { effectOf } from './machine/change-effects.ts';
import { SetupError } from './machine/setup-error.ts';
import { type Supervised, supervise } from './machine/supervised-process.ts';
import { startEmbedded } from './start.ts';

/**
 * `npm run dev`: Keycloak and the mail catcher stay up; a change in the sidecar's code restarts the sidecar, a change in mails, themes,
 * styles, pages or browser code rebuilds them first. Keycloak in development mode reads themes anew for each page.
 */
const TSX = ['--import', 'tsx'];
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  await develop(process.env);
} catch (error) {
  if (!ending.signal.aborted) {
    if (!(error instanceof SetupError || error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function develop(env: Environment): Promise<void> {
  if (!(await build(env))) throw new SetupError('the first build failed: mend it and start again');
  if (env.KEYCLOAK_URL) return keepServing(env, () => {});
  const embedded = await startEmbedded({ env, log: say, signal: ending.signal });
  embedded.died.then((line) => {
    if (!ending.signal.aborted) say(line);
    ending.abort();
  });
  try {
    await keepServing({ LOG_LEVEL: 'warn', ...env, ...embedded.env }, () => {
      say(banner(embedded));
      say(`ready ${embedded.publicUrl}`);
    });
  } finally {
    await embedded.stop();
  }
}

/** Runs the sidecar, and again after each change, until a signal ends it. */
async function keepServing(env: Environment, onFirstReady: () => void): Promise<void> {
  const changes = watchSources();
  const publicUrl = env.PUBLIC_URL || `http://localhost:${env.PORT || 3000}`;
  let ready = false;
  let sidecar = await serve(env);
  while (!ending.signal.aborted) {
    // Waits until the sidecar answers: if the code is broken at the first start, that is after a later change.
    if (!ready && (await answers(`${publicUrl}/healthz`, sidecar))) {
      ready = true;
      onFirstReady();
    }
    const change = await changes.next();
    if (change === undefined) continue;
    if (change === 'rebuild' && !(await build(env))) continue;
    await sidecar.stop();
    if (ending.signal.aborted) break;
    say('the sidecar starts again');
    sidecar = await serve(env);
  }
  changes.close();
  await sidecar.stop();
}

function serve(env: Environment): Promise<Supervised> {
  return supervise({ command: process.execPath, args: [...TSX, join('src', 'main.ts')], env, cwd: ROOT });
}

/** In a process of its own, so that a change in the build's own code counts too. False when it failed; it has said why. */
async function build(env: Environment): Promise<boolean> {
  const building = await supervise({
    command: process.execPath,
    args: [...TSX, join('src', 'build', 'main.ts')],
    env,
    cwd: ROOT,
  });
  const abort = () => void building.stop();
  ending.signal.addEventListener('abort', abort);
  const status = await building.exited;
  ending.signal.removeEventListener('abort', abort);
  return status === 0;
}

async function answers(address: string, sidecar: Supervised): Promise<boolean> {
  while (sidecar.running && !ending.signal.aborted) {
    if (await fetch(address).catch(() => undefined)) return true;
    await delay(100);
  }
  return false;
}

/** Changes that arrive together (an editor's save, a branch switch) count as one: the one that asks for more. */
function watchSources(): { next(): Promise<'rebuild' | 'restart' | undefined>; close(): void } {
  let pending: 'rebuild' | 'restart' | undefined;
  const watchers = ['src', 'themes', 'email-templates'].map((dir) =>
    watch(join(ROOT, dir), { recursive: true }, (_event, file) => {
      const effect = file ? effectOf(join(dir, file)) : undefined;
      if (effect === 'rebuild' || pending === undefined) pending = effect ?? pending;
    }),
  );
  return {
    async next() {
      while (pending === undefined && !ending.signal.aborted) await delay(100);
      await delay(150);
      const change = pending;
      pending = undefined;
      return ending.signal.aborted ? undefined : change;
    },
    close() {
      for (const watcher of watchers) watcher.close();
    },
  };
}
