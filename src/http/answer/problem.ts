import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { AppError, type FieldError } from '../../errors.ts';
import { type PageLocale, translate } from '../../i18n/index.ts';
import { toAppError } from './to-app-error.ts';

/** Errors of the API as problem details (RFC 9457) with a stable `code`, in the caller's language. */
export const problems: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const appError = toAppError(error);
  res.locals.audited = { ...res.locals.audited, refusal: appError.code };
  if (appError.status >= 500) req.log.error({ err: error }, 'request failed');
  if (appError.retryAfter !== undefined) res.set('Retry-After', String(appError.retryAfter));
  if (appError.status === 401) res.set('WWW-Authenticate', challengeOf(appError, req.get('Authorization') !== undefined));
  res
    .status(appError.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(appError, res.locals.locale, String(req.id))));
};

/** RFC 6750 §3 (without a token there is nothing wrong with it), and RFC 9470 §3 of how somebody must have signed in. */
function challengeOf({ code, params }: AppError, hasToken: boolean): string {
  if (code === 'insufficient_user_authentication') return `Bearer error="${code}", acr_values="${params.acr}"`;
  return hasToken ? 'Bearer error="invalid_token"' : 'Bearer';
}

const FIELD = z
  .string()
  .min(1)
  .describe('`attributes.` before the name of an attribute, a header by its own name; `body` where it is missing or empty.');

/** A fault of one field. */
export const fieldProblemSchema = z.strictObject({ field: FIELD, code: z.string(), message: z.string() });

/** RFC 9457. */
export const problemSchema = z
  .strictObject({
    type: z.literal('about:blank').describe('The status and `code` say it all.'),
    title: z.string().describe('A sentence for people, in the language of `Accept-Language`, of those that pages have.'),
    status: z.int().min(400).max(599),
    code: z.string().describe('Stable, for programs.'),
    instance: z.string().describe('Id of the request. Quote it to support: it stands in the log.'),
    errors: z.array(fieldProblemSchema).optional().describe('Each fault of the input, field by field.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof problemSchema>;

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

export function fieldProblem({ field, key, params }: FieldError, locale: PageLocale) {
  return { field, code: key.replace(/^field\./, ''), message: translate(locale, key, params) };
}

/** The end of a router: nothing here has this address. */
export const notFound: RequestHandler = () => {
  throw new AppError('not_found');
};

/** For an address that exists, but not with this method (RFC 9110 §15.5.6); OPTIONS asks for just that list. */
export function methodNotAllowed(...methods: string[]): RequestHandler {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return (req, res) => {
    res.set('Allow', allowed);
    if (req.method === 'OPTIONS') return void res.status(204).end();
    throw new AppError('method_not_allowed');
  };
}
