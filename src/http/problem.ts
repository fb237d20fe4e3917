import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError, type FieldError } from '../errors.ts';
import { type PageLocale, translate } from '../i18n/index.ts';
import { toAppError } from './foreign-errors.ts';

/** Errors of the API as problem details (RFC 9457) with a stable `code`, in the caller's language. */
export const problems: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const appError = toAppError(error);
  if (appError.status >= 500) req.log.error({ err: error }, 'request failed');
  if (appError.retryAfter !== undefined) res.set('Retry-After', String(appError.retryAfter));
  if (appError.status === 401) res.set('WWW-Authenticate', 'Bearer');
  res
    .status(appError.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(appError, res.locals.locale, String(req.id))));
};

export interface Problem {
  /** Always `about:blank`: the status and `code` say it all. */
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  /** Id of the request, for support: it stands in the log. */
  instance: string;
  errors?: { field: string; code: string; message: string }[];
}

function problemOf(error: AppError, locale: PageLocale, requestId: string): Problem {
  return {
    type: 'about:blank',
    title: translate(locale, `error.${error.code}`, error.params),
    status: error.status,
    code: error.code,
    instance: `urn:uuid:${requestId}`,
    ...(error.fields.length > 0 ? { errors: error.fields.map((fault) => fieldProblem(fault, locale)) } : {}),
  };
}

function fieldProblem({ field, key, params }: FieldError, locale: PageLocale) {
  return { field, code: key.replace(/^field\./, ''), message: translate(locale, key, params) };
}

/** The end of a router: nothing here has this address. */
export const notFound: RequestHandler = () => {
  throw new AppError('not_found');
};

/** For an address that exists, but not with this method (RFC 9110 §15.5.6). */
export function methodNotAllowed(...allowed: string[]): RequestHandler {
  return (_req, res) => {
    res.set('Allow', allowed.join(', '));
    throw new AppError('method_not_allowed');
  };
}
