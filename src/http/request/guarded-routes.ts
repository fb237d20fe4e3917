import type { ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express';
import { AppError } from '../../errors.ts';

/**
 * Routes behind a guard: they get what the guard has found out about the request, such as who asks, as an argument. It stands beside the
 * request and not in `res.locals`, which every route can read: so a route that does not ask for it by this wrapper cannot have it, and one
 * that no guard stands before refuses with `unauthenticated`.
 */
export interface GuardedRoutes<T> {
  <P extends Params>(handler: Handler<P, T>): RequestHandler<P>;
  /** The same for a handler of errors. One from before the guard goes on to the next handler. */
  onError(handler: (error: unknown, ...request: Parameters<Handler<Params, T>>) => unknown): ErrorRequestHandler;
}

declare global {
  namespace Express {
    /** Never set. Declared so that reading one of them does not compile; Express would give it the type `any`. */
    interface Locals {
      who?: never;
      caller?: never;
      actor?: never;
      reach?: never;
      evidence?: never;
    }
  }
}

/** For the guard itself: `admit` stores what it has found out about a request, `of` reads it. */
export function createGuardedRoutes<T extends object>() {
  const found = new WeakMap<object, T>();
  const routes: GuardedRoutes<T> = Object.assign(
    <P extends Params>(handler: Handler<P, T>): RequestHandler<P> =>
      (req, res, next) => {
        const known = found.get(req);
        if (!known) throw new AppError('unauthenticated');
        return handler(req, res, known, next) as void | Promise<void>;
      },
    {
      onError(handler: Parameters<GuardedRoutes<T>['onError']>[0]): ErrorRequestHandler {
        return (error, req, res, next) => {
          const known = found.get(req);
          return known ? (handler(error, req, res, known, next) as void | Promise<void>) : next(error);
        };
      },
    },
  );
  return {
    routes,
    admit: (req: Request, known: T) => void found.set(req, known),
    of: (req: Request) => found.get(req),
  };
}

type Params = Request['params'];
type Handler<P, T> = (req: Request<P>, res: Response, known: T, next: NextFunction) => unknown;
