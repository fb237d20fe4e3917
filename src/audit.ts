import type { Actor } from './authority/actor.ts';
import { clean, type Logger, maskEmail, pathForLog } from './common/log.ts';

export type { Actor };

/**
 * Writes the audit log: one line for each command and each refusal, from pages, API, imports and worker, marked `audit: true`. The one place that
 * knows the format; addresses are masked.
 */
export interface AuditEntry {
  /** Undefined where nobody has signed in. */
  actor: Pick<Actor, 'kind' | 'userId' | 'clientId'> | undefined;
  command: string;
  /** Alias of the company concerned, or aliases of those for which a company admin acts. */
  company?: string | undefined;
  /** Keycloak user id and address of the account concerned, as far as they are known. */
  account?: { id?: string | undefined; email?: string | undefined } | undefined;
  outcome: 'done' | 'refused' | 'failed' | 'unanswered';
  /** The stable code of a refusal, or the status of the invitation after the command. */
  detail?: string | undefined;
  /** Id of the request, also in the request's own line. */
  request?: string | undefined;
  /** Id of the import. */
  import?: string | undefined;
  /** Id of the job over many invitations. */
  job?: string | undefined;
  /** Counts of an import or a job. */
  figures?: object | undefined;
}

export function audit(logger: Logger, entry: AuditEntry, level: 'info' | 'debug' = 'info'): void {
  const { actor, account, company, ...told } = entry;
  const line = {
    audit: true,
    ...told,
    company: company && clean(company),
    actor: actor && { kind: actor.kind, id: actor.userId, client: actor.clientId },
    account: account && { id: account.id && pathForLog(account.id), email: maskEmail(account.email) },
  };
  logger[level](line, 'audit');
}
