import { repeatRounds } from '../../../jobs/repeat-rounds.ts';
import type { Logger } from '../../../log.ts';
import type { Imports } from './imports.ts';

export interface ImportUpkeep {
  stop(): Promise<void>;
}

/** Wherever imports can run, whatever the role: goes on with those that were cut off, and removes files that have had their day. */
export function startImportUpkeep(
  {
    imports,
    logger,
    mayWork,
  }: { imports: Pick<Imports, 'resume'>; logger: Pick<Logger, 'warn'>; mayWork?: () => Promise<boolean> },
  { interval = 30_000 }: { interval?: number } = {},
): ImportUpkeep {
  const stopping = new AbortController();
  const ended = repeatRounds(imports.resume, {
    pause: interval,
    signal: stopping.signal,
    logger,
    mayWork,
    complaint: 'cannot look after the files of imports; trying again',
  });
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
