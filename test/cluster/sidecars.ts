import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixedPort } from '../support/fixed-port.ts';
import { startSidecarProcess } from '../support/sidecar-process.ts';
import { createPart, type Part } from './part.ts';

export interface OwnProcess {
  /** A free one without it. */
  port?: number | undefined;
  /** A program and its arguments that runs it. */
  runner?: readonly string[];
}

export interface Sidecar {
  part: Part;
  address: string;
  /** What it has logged since it was last started. */
  log(): Promise<string>;
}

/** Makes sidecars in production mode that have these settings, and their own. `onMade` hears of each, to end it in the end. */
export function createSidecars(
  environment: Parameters<typeof startSidecarProcess>[0],
  { dir, common, onMade }: { dir: string; common: Record<string, string>; onMade: (part: Part) => void },
) {
  return async (name: string, settings: Record<string, string>, { port, runner = [] }: OwnProcess = {}): Promise<Sidecar> => {
    const listening = port ?? (await fixedPort());
    let logFile = '';
    const part = createPart(name, () => {
      logFile = join(dir, `${name}-${Date.now()}.log`);
      return startSidecarProcess(environment, {
        port: listening,
        logFile,
        runner,
        settings: {
          NODE_ENV: 'production',
          HOST: '127.0.0.1',
          TRUST_PROXY: '1',
          IMPORT_DIR: join(dir, 'imports'),
          LOG_LEVEL: 'info',
          ...common,
          ...settings,
        },
      });
    });
    onMade(part);
    return { part, address: `http://127.0.0.1:${listening}`, log: () => readFile(logFile, 'utf8') };
  };
}
