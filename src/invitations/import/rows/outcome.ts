import { AppError } from '../../../errors.ts';
import { mayHaveFailed, refusalStatus } from '../../../keycloak/api/faults.ts';
import { codeOf, type Hindrance } from '../../sending/mail-actions.ts';
import type { ImportFault } from '../file/import-fault.ts';
import type { ImportRow } from '../file/read-row.ts';
import { columnOf } from './carried.ts';

/** The result of a row. */
export interface Outcome {
  kind: 'sent' | 'queued' | 'failed' | 'skipped';
  /** Whether this import made the account. */
  created: boolean;
  /** The reason, if there is something to say; `reason` is the mail server's own text. */
  fault?: Omit<ImportFault, 'line'>;
  /** The mail server has refused the mail. */
  mailFault?: boolean;
}

/** The account is there, and its mail is left to the sender. */
export const WAITING: Outcome = { kind: 'queued', created: true, fault: { column: '', key: 'import.row.queued' } };

/** The account is there, and the mail server has refused its mail. @param reason in its own words. */
export function mailRefused(reason: string): Outcome {
  return {
    kind: 'failed',
    created: true,
    fault: { column: '', key: 'import.row.mail_failed', params: { reason } },
    mailFault: true,
  };
}

/** The account is there, and its mail waits for a way to sign in that is off. No fault of the mail server: other rows are mailed as ever. */
export function hindered(hindrance: Hindrance): Outcome {
  const fault =
    hindrance.kind === 'provider'
      ? ({ key: 'import.row.provider_off', params: { provider: hindrance.alias } } as const)
      : ({ key: `error.${codeOf(hindrance)}` } as const);
  return { kind: 'failed', created: true, fault: { column: '', ...fault } };
}

/** The result of a row at which Keycloak has failed again and again. */
export function failedFor(error: unknown): Outcome {
  const isDirectory = error instanceof AppError && error.code === 'directory_unavailable';
  const fault = isDirectory
    ? ({ column: '', key: 'import.row.directory_away', params: error.params } as const)
    : ({ column: '', key: 'import.row.refused' } as const);
  return { kind: 'failed', created: false, fault };
}

/** The result of a row that Keycloak refuses. */
export function faultOf(error: unknown, row: ImportRow): Outcome {
  if (mayHaveFailed(error)) throw error;
  if (error instanceof AppError && error.code === 'directory_keeps_nothing')
    return { kind: 'failed', created: false, fault: { column: '', key: 'import.row.directory' } };
  if (!(error instanceof AppError && error.code === 'invalid_request') && refusalStatus(error) !== 400) throw error;
  const [fault] = error instanceof AppError ? error.fields : [];
  const { field = '', key = 'import.row.refused', params } = fault ?? {};
  return { kind: 'failed', created: false, fault: { column: columnOf(row, field) ?? field, key, ...(params && { params }) } };
}
