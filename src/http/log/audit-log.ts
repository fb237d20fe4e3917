import type { Request, RequestHandler, Response } from 'express';
import { type Actor, type AuditEntry, audit } from '../../audit.ts';
import { API, PAGES, RESOURCES, resourceAddress } from '../../common/addresses.ts';
import type { Logger } from '../../common/log.ts';

/**
 * Commands by method and address. A table, so that no route is forgotten and requests that are refused before they reach their route are logged, too.
 */
const COMMANDS: readonly [method: string, path: RegExp, command: string][] = [
  ['GET', pattern(`${API}${RESOURCES.invitations}/export.csv`), 'export'],
  ['GET', pattern(PAGES.exportInvitations), 'export'],
  ['POST', pattern(API + RESOURCES.invitations), 'invite'],
  ['PATCH', pattern(resourceAddress('invitations', ':id')), 'amend'],
  ['DELETE', pattern(resourceAddress('invitations', ':id')), 'revoke'],
  ['POST', pattern(`${resourceAddress('invitations', ':id')}/resend`), 'resend'],
  ['POST', pattern(API + RESOURCES.bulk), 'bulk'],
  ['POST', pattern(`${API}${RESOURCES.bulk}/[^/]+/confirm`), 'bulk'],
  ['POST', pattern(API + RESOURCES.imports), 'import'],
  ['POST', pattern(PAGES.invitations), 'invite'],
  ['POST', pattern(PAGES.amendInvitation), 'amend'],
  ['POST', pattern(PAGES.revokeInvitation), 'revoke'],
  ['POST', pattern(PAGES.resendInvitation), 'resend'],
  ['POST', pattern(PAGES.imports), 'import'],
  // The id in this address is an import's, not an account's.
  ['POST', pattern(PAGES.confirmImport.replace(':id', '[^/]+')), 'import'],
  ['POST', pattern(PAGES.bulkJobs), 'bulk'],
  ['POST', pattern(PAGES.confirmBulkJob.replace(':id', '[^/]+')), 'bulk'],
  ['POST', pattern(PAGES.sample), 'sample'],
  // A line of its own for each account is written by the route.
  ['POST', pattern(PAGES.confirmSelection), 'selection'],
  ['POST', pattern(PAGES.newLink), 'request-link'],
];

/** What Express takes for an address: capitals as small letters, and a slash behind it. Its group is the account's id. */
function pattern(address: string): RegExp {
  return new RegExp(`^${address.replace(':id', '([^/]+)')}/?$`, 'i');
}

/** What a route adds to the line of its command, by `res.locals.audited`. */
export interface Audited {
  account?: { id: string; email: string; organization: string | undefined; status: string };
  /** The code of a refusal that a form shows. */
  refusal?: string;
  import?: string;
  job?: string;
}

declare global {
  namespace Express {
    interface Locals {
      audited?: Audited;
    }
  }
}

/**
 * Writes an audit line for each command, when the answer has been sent. Mounted before everything that may refuse.
 * @param callerOf gives the caller, once a guard has let them in.
 */
export function auditLog(logger: Logger, callerOf: (req: Request) => { actor: Actor } | undefined): RequestHandler {
  return (req, res, next) => {
    const path = req.originalUrl.split('?')[0] ?? '';
    for (const [method, address, command] of COMMANDS) {
      const match = method === req.method ? address.exec(path) : null;
      if (match) res.once('close', () => audit(logger, entryOf(req, res, callerOf(req)?.actor, command, match[1])));
    }
    next();
  };
}

function entryOf(req: Request, res: Response, actor: Actor | undefined, command: string, id: string | undefined): AuditEntry {
  const { audited = {} } = res.locals;
  const { account, refusal } = audited;
  const typed = (name: string) => (typeof req.body?.[name] === 'string' ? String(req.body[name]).slice(0, 254) : undefined);
  const companies = actor && !actor.reach.all ? actor.reach.organizations.map(({ alias }) => alias).join(' ') : undefined;
  const outcome = res.statusCode >= 500 ? 'failed' : res.statusCode >= 400 ? 'refused' : 'done';
  return {
    actor,
    command,
    company: account?.organization ?? (typed('organization') || companies),
    account: { id: account?.id ?? id, email: account?.email ?? typed('email') },
    outcome: res.writableFinished ? outcome : 'unanswered',
    detail: refusal ?? account?.status,
    request: String(req.id),
    import: audited.import,
    job: audited.job,
  };
}
