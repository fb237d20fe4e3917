import type { Request, Response } from 'express';
import type { Visitor } from '../keycloak/ride/visit.ts';

/** The person of this request, as Keycloak gets to know them. */
export function visitorOf(req: Request, res: Response): Visitor {
  return { ip: req.ip ?? '127.0.0.1', locale: res.locals.locale };
}
