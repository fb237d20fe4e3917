import cookieParser from 'cookie-parser';
import express, { type Express, type RequestHandler, Router } from 'express';
import expressStaticGzip from 'express-static-gzip';
import type { Registry } from 'prom-client';
import { createVerifyBearer } from './access/bearer.ts';
import { createGuards } from './access/guards.ts';
import { loginRoutes } from './access/login.ts';
import { createOidcClient } from './access/oidc.ts';
import { requireReach } from './access/principal.ts';
import { profileRoutes } from './access/profile.ts';
import { session } from './access/session.ts';
import { resendRoutes } from './activation/resend.ts';
import { activationRoutes } from './activation/routes.ts';
import type { Brand } from './brand.ts';
import type { Bulk } from './bulk.ts';
import type { Check } from './checks.ts';
import type { Config } from './config.ts';
import { createMailer } from './help/mailer.ts';
import { helpRoutes } from './help/routes.ts';
import { noStore, securityHeaders } from './http/answer/headers.ts';
import { notFound, problems } from './http/answer/problem.ts';
import type { Limits } from './http/limits/limits.ts';
import { auditLog } from './http/log/audit-log.ts';
import { requestLog } from './http/log/request-log.ts';
import { apiDocs } from './http/openapi/api-docs.ts';
import { createShowPage, errorPages } from './http/pages/pages.ts';
import { createCsrf } from './http/request/csrf.ts';
import { locale } from './http/request/locale.ts';
import { bodyDeadline } from './http/server/body-deadline.ts';
import { healthRoutes } from './http/server/health.ts';
import { adminPages } from './invitations/admin/routes.ts';
import { createLinkRequests } from './invitations/commands/request-link.ts';
import { invitedUsers } from './invitations/for-activation.ts';
import { importOperations } from './invitations/import/http/openapi.ts';
import { importPages, importUpload } from './invitations/import/http/pages.ts';
import { importApi } from './invitations/import/http/rest.ts';
import { createCompanyLookup } from './invitations/listing/company-lookup.ts';
import { createCounts } from './invitations/listing/counts.ts';
import { createInvitationList } from './invitations/listing/list.ts';
import { invitationOperations } from './invitations/rest/openapi.ts';
import { invitationApi } from './invitations/rest/routes.ts';
import type { MailQuota } from './invitations/sending/mail-quota.ts';
import type { KeycloakAdmin } from './keycloak/api/keycloak-admin.ts';
import type { KeycloakServer } from './keycloak/api/server.ts';
import type { RecordProtection } from './keycloak/checks/record-protection.ts';
import { createIsServiceAccount } from './keycloak/realm/is-service-account.ts';
import { createLeanAdmin } from './keycloak/realm/lean-admin.ts';
import { createRealmSettings } from './keycloak/realm/realm-settings.ts';
import type { Logger } from './log.ts';
import { estimateStrength } from './strength/dictionaries.ts';
import { PUBLIC_DIR, readAssets } from './views/assets.ts';
import { passwordRulesInWords } from './views/present/password-words.ts';
import { createViews } from './views/render.ts';

export interface AppDeps {
  config: Config;
  brand: Brand;
  logger: Logger;
  server: KeycloakServer;
  /** Refuses while users of the realm could read or write invitations; `unprotected` does not (keycloak/checks/record-protection.ts). */
  admin: KeycloakAdmin;
  unprotected: KeycloakAdmin;
  protection: Pick<RecordProtection, 'require'>;
  metrics: Registry;
  bulk: Bulk;
  mailQuota: MailQuota;
  /** What `/readyz` looks at. */
  checks: Record<string, Check>;
  limits: Limits;
}

/** Health and metrics alone: on MANAGEMENT_PORT, or all that a process which only works in the background answers. */
export function createManagementApp({
  config,
  logger,
  metrics,
  checks,
}: Pick<AppDeps, 'config' | 'logger' | 'metrics' | 'checks'>): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(logger), securityHeaders(config));
  app.use(healthRoutes(checks, metrics), locale(config), notFound, problems);
  return app;
}

/** The sidecar's web side: every middleware and every router, in the order in which a request meets them. */
export function createApp({ config, brand, logger, server, admin, unprotected, protection, ...deps }: AppDeps): Express {
  const { metrics, bulk, mailQuota, checks, limits } = deps;
  const supportEmail = config.supportEmail ?? brand.supportEmail;
  const lean = createLeanAdmin(admin);
  const realm = createRealmSettings(unprotected, logger);
  const csrf = createCsrf(config);
  const views = createViews({
    brand,
    assets: readAssets(),
    publicUrl: config.publicUrl,
    supportEmail,
    timeZone: config.timeZone,
  });
  const show = createShowPage(views, csrf);
  const oidc = createOidcClient(config, server);
  const isServiceAccount = createIsServiceAccount(admin);
  const guards = createGuards({
    config,
    admin,
    oidc,
    verifyBearer: createVerifyBearer({ config, server, oidc, isServiceAccount }),
  });
  const [counts, companies] = [createCounts(admin), createCompanyLookup(admin)];
  const list = createInvitationList({ admin, lean, counts, companies });
  const invitationDeps = {
    admin,
    config,
    logger,
    mailQuota,
    realm,
    requireReach: requireReach.bind(null, admin),
    list,
    counts,
    companies,
  };
  const invited = invitedUsers(unprotected, logger);
  const invitationsSettled: RequestHandler = (_req, _res, next) => void invited.settled().then(() => next(), next);
  const activationDeps = {
    config,
    server,
    lean: createLeanAdmin(unprotected),
    logger,
    realm,
    brand,
    show,
    csrf,
    limits,
    estimateStrength,
    invitations: invited,
  };
  const streams = limits.atOnce('streams', config.atOnce.streams);
  const importDeps = { admin, config, realm, csrf, show, imports: bulk.imports, streams };
  const login = loginRoutes({ config, logger, admin: unprotected, oidc, show });
  const pages = errorPages(show);

  const app = express();
  app.set('trust proxy', config.trustProxy);
  // What may not be kept needs no tag; what two admins may change has its own (http/request/etag.ts).
  app.disable('etag');
  app.disable('x-powered-by');
  app.use(requestLog(logger), auditLog(logger));
  app.use(securityHeaders(config));
  app.use(bodyDeadline());
  if (config.managementPort === undefined) app.use(healthRoutes(checks, metrics));
  app.use(
    '/assets',
    expressStaticGzip(PUBLIC_DIR, {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      index: false,
      serveStatic: { immutable: true, maxAge: '1y', redirect: false },
    }),
    noStore,
    (_req, res) => void res.sendStatus(404),
  );

  app.use(noStore, cookieParser(), session(config));

  const api = Router();
  api.use(locale(config), limits.perClient('api', { max: 1200, seconds: 60 }));
  api.use(apiDocs({ brand, config, server, operations: [...invitationOperations(config), ...importOperations(config)], show }));
  api.use('/v1/invitations', ...guards.api, invitationsSettled, invitationApi(invitationDeps));
  api.use('/v1/imports', ...guards.api, importApi(bulk.imports, config, streams));
  api.use(notFound, problems);
  app.use('/api', api);

  // The language twice: a body that cannot be read is refused in words, and a form may choose another one.
  app.use(locale(config), express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200 }), locale(config));
  app.get('/', (req, res) => show(req, res, 'home', { signInUrl: '/entrar' }));
  app.use(activationRoutes({ ...activationDeps, expectSignIn: login.expectSignIn }));
  // Before the check of forms: a form with a file checks by itself, as soon as its token has arrived.
  app.post('/admin/importar', ...guards.signedIn, guards.administration, importUpload(importDeps));
  app.use(csrf.protect);
  app.use(invitationsSettled);
  app.use(resendRoutes({ ...activationDeps, links: createLinkRequests(invitationDeps), requireReady: protection.require }));
  app.use(login.router);
  app.use(profileRoutes({ admin: unprotected, guards, startLogin: login.startLogin, show }));
  app.use(
    helpRoutes({
      brand,
      supportEmail,
      linkHours: config.invitationLifespanHours,
      passwordRules: (locale) => passwordRulesInWords(realm, locale),
      send: createMailer(config),
      show,
      limits,
      metrics,
    }),
  );
  app.use('/admin/importar', ...guards.signedIn, guards.administration, importPages(importDeps));
  app.use('/admin', ...guards.signedIn, guards.administration, adminPages({ ...invitationDeps, show, limits, isServiceAccount }));
  app.use(pages.notFound, pages.onError);
  return app;
}
