import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { PAGES } from '../../common/addresses.ts';
import { AppError } from '../../errors.ts';
import type { PageModels, PageName } from '../../views/models/models.ts';
import type { NoticeModel } from '../../views/models/notices.ts';
import type { Views } from '../../views/render.ts';
import { sendPacked } from '../answer/send-packed.ts';
import { toAppError } from '../answer/to-app-error.ts';
import type { Csrf } from '../request/csrf.ts';
import { localPath } from '../request/local-path.ts';
import { retryForm } from './retry-form.ts';

export interface ShowOptions {
  status?: number;
  /** Path for the language switch; the request's own unless it answers only to POST. */
  path?: string;
  /** Compressed: for a page of many like rows. */
  packed?: boolean;
}

/** Draws a page for the person of this request. */
export type ShowPage = <K extends PageName>(
  req: Request,
  res: Response,
  page: K,
  model: PageModels[K],
  options?: ShowOptions,
) => Promise<void>;

export function createShowPage(views: Views, csrf: Csrf): ShowPage {
  return async (req, res, page, model, { status = 200, path = req.originalUrl, packed = false } = {}) => {
    const { session, locale } = res.locals;
    const { user, flash } = session;
    if (flash) {
      delete session.flash;
      await session.save();
    }
    const html = views.render(
      page,
      {
        locale,
        path: localPath(path) ?? PAGES.home,
        csrfToken: csrf.token(req, res, { masks: packed }),
        ...(user && { user: { name: user.name, isAdmin: user.roles.length > 0 } }),
        ...(flash && { flash }),
        ...(res.locals.list && { list: res.locals.list }),
      },
      model,
    );
    res.status(status).set('Content-Language', locale).vary('Accept-Language').type('html');
    if (packed) await sendPacked(req, res, html);
    else res.send(html);
  };
}

/** The last word on a page request: no address leads nowhere, and no error shows more than it should. */
export function errorPages(show: ShowPage): { notFound: RequestHandler; onError: ErrorRequestHandler } {
  return {
    notFound: () => {
      throw new AppError('not_found');
    },
    onError: async (error, req, res, next) => {
      if (res.headersSent) return next(error);
      const appError = toAppError(error);
      res.locals.audited = { ...res.locals.audited, refusal: appError.code };
      if (appError.status >= 500) req.log.error({ err: error }, 'request failed');
      if (appError.retryAfter !== undefined) res.set('Retry-After', String(appError.retryAfter));
      const notice = noticeOf(appError, req);
      await show(req, res, 'notice', notice, { status: appError.status, path: retryPath(req) });
    },
  };
}

/** Where "try again" leads: the page that the form was on. */
function retryPath(req: Request): string {
  if (req.method === 'GET') return req.originalUrl;
  return (
    [PAGES.newLink, PAGES.support, PAGES.profile, PAGES.admin].find((path) => req.originalUrl.startsWith(path)) ?? PAGES.home
  );
}

function noticeOf(error: AppError, req: Request): NoticeModel {
  const retry = { again: retryForm(req), key: keyOf(req) };
  switch (error.code) {
    case 'not_found':
      return { kind: 'notFound' };
    case 'forbidden':
      return { kind: 'forbidden' };
    case 'csrf':
      // What another site may have filled in is not offered to be sent as the person's own words.
      return req.get('Sec-Fetch-Site') === 'same-origin' && retry.again
        ? { kind: 'formKept', ...retry }
        : { kind: 'formExpired' };
    case 'keycloak_unavailable':
      return { kind: 'unavailable', ...retry };
    case 'directory_unavailable':
      // Whoever administers invitations is told which directory it is; a person with a link is not.
      return req.originalUrl.startsWith(PAGES.admin)
        ? { kind: 'refused', message: `error.${error.code}`, params: error.params }
        : { kind: 'directoryAway', ...retry };
    case 'too_many_requests':
      return { kind: 'tooMany', ...(error.retryAfter && { retryAfterSeconds: error.retryAfter }), ...retry };
    case 'keycloak_misconfigured':
      return { kind: 'maintenance', reference: String(req.id), ...retry };
    case 'unexpected':
      return { kind: 'error', reference: String(req.id), ...retry };
    default:
      return { kind: 'refused', message: `error.${error.code}`, params: error.params };
  }
}

/** The activation key of the request, so that the language switch keeps it. */
function keyOf(req: Request): string | undefined {
  const key = req.body?.key ?? req.query.key;
  return typeof key === 'string' && key !== '' ? key : undefined;
}
