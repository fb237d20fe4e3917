import type { Actor } from './authority/actor.ts';
import { clean, type Logger, maskEmail, pathForLog } from './log.ts';

export type { Actor };

/**
 * Who has done what to whom: one line in the log for each command and each refusal, at whichever door, marked `audit: true`. The one
 * place that knows what such a line looks like; addresses are masked in it.
 */
export interface AuditEntry {
  /** Undefined where nobody has signed in. */
  actor: Pick<Actor, 'kind' | 'userId' | 'clientId'> | undefined;
  command: string;
  /** Alias of the company that it is about, or of those for which a company admin asks. */
  company?: string | undefined;
  /** Keycloak user id, and address, of whom it is about, as far as they are known. */
  account?: { id?: string | undefined; email?: string | undefined } | undefined;
  outcome: 'done' | 'refused' | 'failed' | 'unanswered';
  /** Of a refusal: the stable code. Of what was done: the status of the invitation. */
  detail?: string | undefined;
  /** Id of the request, which the request's own line has, too. */
  request?: string | undefined;
  /** Id of the import. */
  import?: string | undefined;
  /** What an import has come to. */
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
