import cookieParser from 'cookie-parser';
import express, { type Express, Router } from 'express';
import { API, ASSETS, PAGES, RESOURCES } from './common/addresses.ts';
import type { Features, WebParts } from './features.ts';
import { noStore, securityHeaders } from './http/answer/headers.ts';
import { notFound, problems } from './http/answer/problem.ts';
import { requestLog } from './http/log/request-log.ts';
import { locale } from './http/request/locale.ts';
import { healthRoutes } from './http/server/health.ts';

/** The sidecar's web side: every middleware and every router, in the order in which a request meets them. */
export function createApp(features: Features): Express {
  const { guards } = features;
  const app = express();
  app.set('trust proxy', features.trustProxy);
  // No automatic entity tags: most answers may not be cached, and invitations have a tag of their own (http/request/etag.ts).
  app.disable('etag');
  app.disable('x-powered-by');
  app.use(features.requestLog, features.auditLog, features.securityHeaders, features.bodyDeadline);
  if (!features.hasManagementPort) app.use(features.health);
  app.use(ASSETS, features.assets, noStore, (_req, res) => void res.sendStatus(404));
  app.use(noStore, cookieParser(), features.session);
  app.use(API, createApi(features));

  // The language is read twice: before the body, to refuse a broken one in the person's language; and after it, because a form may choose a language.
  app.use(features.locale, express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200 }), features.locale);
  app.get(PAGES.home, features.home);
  app.use(features.wellKnown);
  app.use(features.activation);
  // Before the general check of forms: a form with a file checks its token itself, as soon as it arrives.
  app.post(PAGES.imports, ...guards.signedIn, guards.administration, features.importUpload);
  app.use(features.csrf);
  app.use(features.settled);
  app.use(features.newLinks);
  app.use(features.login);
  app.use(features.profile);
  app.use(features.help);
  app.use(PAGES.admin, ...guards.signedIn, guards.administration);
  app.use(features.importPages, features.bulkPages, features.adminPages);
  app.use(features.notFound, features.onError);
  return app;
}

function createApi(features: Features): Router {
  const { guards } = features;
  const api = Router();
  api.use(features.locale, features.apiLimit);
  api.use(features.apiDocs);
  api.use(RESOURCES.bulk, ...guards.api, features.settled, features.bulkApi);
  api.use(RESOURCES.invitations, ...guards.api, features.settled, features.invitationApi);
  api.use(RESOURCES.imports, ...guards.api, features.importApi);
  api.use(notFound, problems);
  return api;
}

/**
 * Health and metrics alone: on MANAGEMENT_PORT, or all that a process which only works in the background answers.
 * @param prepare what has to be done before the process is ready.
 */
export function createManagementApp(
  { config, logger, metrics, checks }: Pick<WebParts, 'config' | 'logger' | 'metrics' | 'checks'>,
  prepare?: () => Promise<void>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(logger), securityHeaders(config));
  app.use(healthRoutes(checks, metrics, prepare), locale(config), notFound, problems);
  return app;
}
