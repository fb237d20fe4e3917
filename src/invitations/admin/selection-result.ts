import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { FieldError } from '../../errors.ts';
import type { MessageKey, MessageParams } from '../../i18n/index.ts';
import type { Config } from '../../settings/config.ts';
import { keysFor } from '../../settings/derived-keys.ts';
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

interface Sealed {
  userId: string;
  at: number;
  result: SelectionResult;
}

const LIFETIME = 24 * 60 * 60 * 1000;
const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;
const ACCEPTED = { keyManagementAlgorithms: [ALGORITHMS.alg], contentEncryptionAlgorithms: [ALGORITHMS.enc] };

export function createSelectionResults(config: Pick<Config, 'sessionSecrets'>): SelectionResults {
  const keys = keysFor(config, 'selection results');
  return {
    seal(userId, result) {
      const content = JSON.stringify({ userId, at: Date.now(), result } satisfies Sealed);
      // Compressed, 100 refusals make some 4,000 characters: proxies take addresses of 8,000.
      return new CompactEncrypt(deflateRawSync(content)).setProtectedHeader(ALGORITHMS).encrypt(keys[0]);
    },
    async open(userId, sealed) {
      for (const key of keys) {
        const opened = await compactDecrypt(sealed, key, ACCEPTED).catch(() => undefined);
        if (!opened) continue;
        const content = JSON.parse(inflateRawSync(opened.plaintext).toString()) as Sealed;
        return content.userId === userId && content.at > Date.now() - LIFETIME ? content.result : undefined;
      }
      return undefined;
    },
  };
}
