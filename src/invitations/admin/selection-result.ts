import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FieldError } from '../../errors.ts';
import type { MessageKey, MessageParams } from '../../i18n/index.ts';
import type { Config } from '../../settings/config.ts';
import { sealerFor } from '../../settings/sealer.ts';
import type { SelectionCommand } from '../../views/models/list.ts';

/** What became of several invitations: ids only, as names and addresses are read again where it is shown. */
export interface SelectionResult {
  command: SelectionCommand;
  done: number;
  /** Those whose mail could not be sent and is tried again. */
  failed: string[];
  refused: { id: string; key: MessageKey; params?: MessageParams | undefined; fields: FieldError[] }[];
}

/**
 * Results of commands for several invitations, sealed into the address of the page that shows them: so that Back and reload are no form that is sent again,
 * any sidecar can show one, and none keeps anything. Good for whoever gave the command, for a day.
 */
export interface SelectionResults {
  seal(userId: string, result: SelectionResult): Promise<string>;
  /** Undefined for one that is not ours, of somebody else, or too old. */
  open(userId: string, sealed: string): Promise<SelectionResult | undefined>;
}

const ONE_DAY = 24 * 60 * 60;

export function createSelectionResults(config: Pick<Config, 'sessionSecrets'>): SelectionResults {
  const sealer = sealerFor<{ userId: string; result: string }>(config, 'selection results', { lifetime: ONE_DAY });
  return {
    // Compressed: proxies take addresses of 8,000 characters.
    seal: (userId, result) => sealer.seal({ userId, result: deflateRawSync(JSON.stringify(result)).toString('base64url') }),
    async open(userId, sealed) {
      const opened = await sealer.open(sealed);
      return opened?.userId === userId
        ? (JSON.parse(inflateRawSync(Buffer.from(opened.result, 'base64url')).toString()) as SelectionResult)
        : undefined;
    },
  };
}
