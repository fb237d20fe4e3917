import type { Logger } from '../../../common/log.ts';
import { repeatRounds } from '../../../jobs/repeat-rounds.ts';
import type { Imports } from './imports.ts';

export interface ImportUpkeep {
  stop(): Promise<void>;
}

/** Runs in every process that can run imports, whatever its role: resumes imports that were cut off, and removes files that are a day old. */
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
