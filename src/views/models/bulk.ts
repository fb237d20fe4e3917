import type { ImportProgress } from '../../common/import-progress.ts';
import type { BulkCommand } from '../../common/statuses.ts';
import type { FieldError } from '../../errors.ts';
import type { MessageKey, MessageParams } from '../../i18n/index.ts';

/** A command for many invitations: counted and to be confirmed (`dryRun`), on its way, or at its end. */
export interface AdminBulkModel extends ImportProgress {
  command: BulkCommand;
  /** Invitations that were revoked. */
  ok: number;
  /** The first refusals. */
  faults: { key: MessageKey; params?: MessageParams }[];
  errors: FieldError[];
  /** Revoking deletes accounts: it cannot be undone. */
  deletes: boolean;
  /** Some accounts may not be wholly the company's: then their people only leave it. */
  mayLeave: boolean;
  defaultLifespanHours: number;
  maxLifespanHours: number;
}
