import { spawn } from 'node:child_process';
import { type FileHandle, open, readFile } from 'node:fs/promises';

/**
 * A process with descendants (kc.sh → java, mvn → java) that never outlives us, however we end: Ctrl-C, a crash, even kill -9.
 * A tiny shell runs the command in a process group of its own and listens to a pipe that only this process holds open. When we are
 * gone the pipe closes, and the shell ends the group; it waits for the command, so nothing is left for init to reap either.
 */
const SUPERVISOR = `
trap : TERM INT HUP
"$@" </dev/null & child=$!
exec 2>/dev/null
{ { cat <&3 >/dev/null; kill -s TERM 0; } & } 3<&0
guard=$!
wait $child; status=$?
while kill -0 $child 2>/dev/null; do wait $child; status=$?; done
kill $guard 2>/dev/null
exit $status
`;

export interface SupervisedOptions {
  command: string;
  args: string[];
  env: Record<string, string | undefined>;
  cwd?: string;
  /** Standard output and error go here, and the file is started anew; without one they go where ours go. */
  logFile?: string;
}

export interface Supervised {
  /** The exit status of the command: 128 + n when signal n ended it. Never rejects. */
  readonly exited: Promise<number>;
  readonly running: boolean;
  /** Ends the whole group and waits until the command is gone; after `grace` milliseconds by force. */
  stop(grace?: number): Promise<void>;
  /** Sends the whole group another signal, as by `kill -9`, and waits until the command is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** What the command has written to `logFile` so far, line by line. */
  output(): Promise<string[]>;
}

export async function supervise(options: SupervisedOptions): Promise<Supervised> {
  const log = options.logFile === undefined ? undefined : await open(options.logFile, 'w');
  try {
    return start(options, log);
  } finally {
    await log?.close();
  }
}

function start({ command, args, env, cwd, logFile }: SupervisedOptions, log: FileHandle | undefined): Supervised {
  const child = spawn('/bin/sh', ['-c', SUPERVISOR, 'supervisor', command, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', log?.fd ?? 'inherit', log?.fd ?? 'inherit'],
  });
  let running = true;
  const exited = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 137));
  }).then((code) => {
    running = false;
    child.stdin?.destroy();
    return code;
  });

  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // The group is gone already.
    }
  };

  return {
    exited,
    get running() {
      return running;
    },
    async stop(grace = 10_000) {
      if (!running) return;
      signalGroup('SIGTERM');
      const force = setTimeout(() => signalGroup('SIGKILL'), grace);
      await exited;
      clearTimeout(force);
    },
    async kill(signal) {
      if (!running) return;
      signalGroup(signal);
      await exited;
    },
    async output() {
      const text = logFile === undefined ? '' : await readFile(logFile, 'utf8');
      return text.split('\n').filter((line) => line.trim() !== '');
    },
  };
}
