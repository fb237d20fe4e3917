import type { Request, RequestHandler, Response } from 'express';
import { type AuditEntry, audit } from '../../audit.ts';
import type { Logger } from '../../log.ts';

/** Commands by method and address: a table, so that no door is forgotten and what never reaches its route is told of, too. */
const COMMANDS: readonly [method: string, path: RegExp, command: string][] = [
  ['POST', /^\/api\/v1\/invitations\/?$/, 'invite'],
  ['PATCH', /^\/api\/v1\/invitations\/([^/]+)\/?$/, 'amend'],
  ['DELETE', /^\/api\/v1\/invitations\/([^/]+)\/?$/, 'revoke'],
  ['POST', /^\/api\/v1\/invitations\/([^/]+)\/resend\/?$/, 'resend'],
  ['POST', /^\/api\/v1\/imports\/?$/, 'import'],
  ['POST', /^\/admin\/invitaciones\/?$/, 'invite'],
  ['POST', /^\/admin\/invitaciones\/([^/]+)\/corregir\/?$/, 'amend'],
  ['POST', /^\/admin\/invitaciones\/([^/]+)\/revocar\/?$/, 'revoke'],
  ['POST', /^\/admin\/invitaciones\/([^/]+)\/reenviar\/?$/, 'resend'],
  ['POST', /^\/admin\/importar\/?$/, 'import'],
  ['POST', /^\/admin\/importar\/[^/]+\/enviar\/?$/, 'import'],
  ['POST', /^\/admin\/muestra\/?$/, 'sample'],
  ['POST', /^\/reenviar\/?$/, 'request-link'],
];

/** What a route knows of its command, for the line: left in `res.locals.audited`. */
export interface Audited {
  account?: { id: string; email: string; organization: string | undefined; status: string };
  /** The code of a refusal that a form shows. */
  refusal?: string;
  import?: string;
}

/** Stands before everything that may refuse. The line is written when the answer has left. */
export function auditLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const path = req.originalUrl.split('?')[0] ?? '';
    for (const [method, pattern, command] of COMMANDS) {
      const match = method === req.method ? pattern.exec(path) : null;
      if (match) res.once('close', () => audit(logger, entryOf(req, res, command, match[1])));
    }
    next();
  };
}

function entryOf(req: Request, res: Response, command: string, id: string | undefined): AuditEntry {
  const { actor, audited = {} } = res.locals;
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
  };
}
