import type { Supervised } from '../../src/dev/machine/supervised-process.ts';

/** A process of the cluster that can be ended in good order or killed, and started again with the same address. */
export interface Part {
  name: string;
  readonly running: boolean;
  /** Resolves when it is ready. Nothing to do when it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** As a crash does. */
  kill(): Promise<void>;
}

/** @param start resolves when it is ready. */
export function createPart(name: string, start: () => Promise<Supervised>): Part {
  let process: Supervised | undefined;
  return {
    name,
    get running() {
      return process?.running ?? false;
    },
    async start() {
      if (!process?.running) process = await start();
    },
    stop: async () => process?.stop(20_000),
    kill: async () => process?.kill('SIGKILL'),
  };
}
