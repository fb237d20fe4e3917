import type { Request, Response } from 'express';
import type { Visitor } from '../keycloak/ride/visit.ts';

/** What Keycloak is told of the person behind a request: address and language. */
export function visitorOf(req: Request, res: Response): Visitor {
  return { ip: req.ip ?? '127.0.0.1', locale: res.locals.locale };
}
