import { setTimeout as delay } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import type { Registry } from 'prom-client';
import { createVerifyBearer } from './access/bearer.ts';
import { createGuards } from './access/guards.ts';
import { loginRoutes } from './access/login.ts';
import { createOidcClient } from './access/oidc.ts';
import { reachOf, requireReach } from './access/principal.ts';
import { profileRoutes } from './access/profile.ts';
import { session } from './access/session.ts';
import { wellKnownRoutes } from './access/well-known.ts';
import { createActivate } from './activation/activate.ts';
import { createAttempted } from './activation/attempt.ts';
import { createBegun } from './activation/begun.ts';
import { createFormOf } from './activation/form-of.ts';
import { tellingLeftOut } from './activation/left-out.ts';
import { createLinkStates } from './activation/link-state.ts';
import { loginAfterActivation, loginOfUsedLink } from './activation/next-login.ts';
import { resendRoutes } from './activation/resend.ts';
import { activationRoutes } from './activation/routes.ts';
import { createSealedRides } from './activation/sealed-rides.ts';
import { createKeepLanguage, createSpeaking } from './activation/visitor.ts';
import { hasPasswordSince, mayHavePassword } from './authority/can-sign-in.ts';
import { PAGES } from './common/addresses.ts';
import { cached } from './common/cache.ts';
import type { Check } from './common/readiness-check.ts';
import { createMailer, toTeam } from './help/mailer.ts';
import { helpRoutes } from './help/routes.ts';
import { waysIn } from './help/ways-in.ts';
import { securityHeaders } from './http/answer/headers.ts';
import { createReceipts } from './http/answer/receipts.ts';
import { auditLog } from './http/log/audit-log.ts';
import { requestLog } from './http/log/request-log.ts';
import { apiDocs } from './http/openapi/api-docs.ts';
import { createShowPage, errorPages } from './http/pages/pages.ts';
import { createCsrf } from './http/request/csrf.ts';
import { locale } from './http/request/locale.ts';
import { bodyDeadline } from './http/server/body-deadline.ts';
import { healthRoutes } from './http/server/health.ts';
import { destinationOf, invitedUsers } from './invitations/activation-adapter.ts';
import { keepList, PAGE_SIZE } from './invitations/admin/list-query.ts';
import { adminPages } from './invitations/admin/routes.ts';
import { createArrangedList } from './invitations/arranging/arranged-list.ts';
import { createCarriedList } from './invitations/arranging/carried-list.ts';
import { createKnownList } from './invitations/arranging/known-filters.ts';
import { bulkOperations } from './invitations/bulk/http/openapi.ts';
import { bulkPages } from './invitations/bulk/http/pages.ts';
import { bulkApi } from './invitations/bulk/http/rest.ts';
import { keepsPasskey } from './invitations/carried/sign-in.ts';
import { createLinkRequests } from './invitations/commands/request-link.ts';
import { importOperations } from './invitations/import/http/openapi.ts';
import { importPages, importUpload } from './invitations/import/http/pages.ts';
import { importApi } from './invitations/import/http/rest.ts';
import { createInvitationList } from './invitations/listing/list.ts';
import { invitationOf } from './invitations/record/invitation.ts';
import { invitationOperations } from './invitations/rest/openapi.ts';
import { invitationApi } from './invitations/rest/routes.ts';
import { ASKED_LATER } from './invitations/sending/asked-later.ts';
import { requireDirectory, takesPassword } from './keycloak/realm/directories.ts';
import { createLeanAdmin } from './keycloak/realm/lean-admin.ts';
import { readUser } from './keycloak/realm/users.ts';
import { createKeptRides } from './keycloak/ride/kept-rides.ts';
import { PASSKEY, PASSWORD } from './keycloak/ride/required-actions.ts';
import { openRide } from './keycloak/ride/ride.ts';
import { confirmsByMail, createSomeCompanySignsIn } from './keycloak/rights/company-providers.ts';
import { createIsServiceAccount } from './keycloak/rights/is-service-account.ts';
import type { Brand } from './settings/brand.ts';
import { estimateStrength } from './strength/dictionaries.ts';
import { PUBLIC_DIR, readAssets } from './views/assets.ts';
import { passwordRulesInWords } from './views/present/password-words.ts';
import { createViews } from './views/render.ts';
import type { Bulk, Parts } from './wiring.ts';

/** Milliseconds after which a process is ready that has not done all ahead: a slow Keycloak must not keep people away. */
const PREPARED_WITHIN = 5000;

/** What only pages and API need, beside the shared parts. */
export interface WebParts extends Parts {
  brand: Brand;
  bulk: Bulk;
  metrics: Registry;
  /** What `/readyz` looks at. */
  checks: Record<string, Check>;
}

/** The routers and middlewares of the web side, each made of the parts that it needs; app.ts puts them in order. */
export function createFeatures(parts: WebParts) {
  const { config, brand, logger, server, admin, unprotected, realm, limits, metrics, bulk } = parts;
  const supportEmail = config.supportEmail ?? brand.supportEmail;
  const { publicUrl, timeZone } = config;
  const csrf = createCsrf(config);
  const views = createViews({ brand, assets: readAssets(), publicUrl, supportEmail, timeZone });
  const show = createShowPage(views, csrf);
  const oidc = createOidcClient(config, server, parts.refusals);
  const isServiceAccount = createIsServiceAccount(admin);
  const verifyBearer = createVerifyBearer(config, server, oidc, isServiceAccount);
  const guards = createGuards(config, oidc, verifyBearer, reachOf.bind(null, admin));
  const { withCaller } = guards;
  const invited = invitedUsers(unprotected, logger);
  const login = loginRoutes(config, logger, oidc, readUser.bind(null, unprotected), show, {
    hindrance: invited.hindranceToCompany,
    isOn: invited.isOn,
    async arrived(user) {
      await invited.noteActive(user);
      const app = await destinationOf(parts.apps, user);
      return app || config.platformLoginUrl ? loginAfterActivation(config, server.issuer, user.email ?? '', { app }) : undefined;
    },
    cameInstead: invited.noteActive,
  });
  const invitations = {
    ...parts,
    list: createKnownList(
      createArrangedList(createCarriedList(createInvitationList(parts), parts), parts, config.timeZone),
      parts,
    ),
    requireReach: requireReach.bind(null, admin),
    withCaller,
  };
  const rides = createKeptRides(server);
  const keepsNotes = async () => ((await realm.profile()).attributes ?? []).some(({ name }) => name === ASKED_LATER);
  const speaking = createSpeaking(realm);
  const linkStates = createLinkStates(
    server,
    rides,
    createLeanAdmin(unprotected).readUser,
    invited,
    {
      takesPassword: takesPassword.bind(null, unprotected),
      requireDirectory: requireDirectory.bind(null, unprotected),
      hasPasswordSince: hasPasswordSince.bind(null, unprotected),
    },
    {
      requireLinks: parts.redirectCheck.requireLinks,
      offersPasskeys: (since) => realm.asksFor(PASSKEY, since),
      offersPasswords: (since) => realm.asksFor(PASSWORD, since),
      makesPasskeys: async () => (await realm.passkeyHindrance()) === undefined,
      keepsPasskey: (user) => keepsPasskey(realm, invitationOf(user)),
      keepsNotes,
    },
    speaking,
    logger,
  );
  const formOf = createFormOf({
    brand,
    passwordMinScore: config.passwordMinScore,
    realm,
    estimateStrength,
    mayHavePassword: mayHavePassword.bind(null, unprotected),
    credentialsOf: invited.credentialsOf,
    confirmsByMail: (alias, { id = '', email = '', attributes }) => confirmsByMail(unprotected, alias, { id, email, attributes }),
  });
  const someCompanySignsIn = createSomeCompanySignsIn(unprotected);
  const begun = createBegun(invited.markOpened);
  const attempted = createAttempted(server, linkStates, formOf, invited, speaking);
  const streams = limits.atOnce('streams', config.atOnce.streams);
  const imports = { admin, apps: parts.apps, config, realm, csrf, show, imports: bulk.imports, streams, withCaller };
  const pages = errorPages(show);
  const receipts = createReceipts(config);
  /** Does and asks ahead, once, what the first visitors of this process would wait for. Nobody hears of a Keycloak that is away: they will ask again. */
  const prepare = cached(async () => {
    const firstPage = invitations.list.page({ all: true }, { first: 0, max: PAGE_SIZE });
    const all = Promise.allSettled([views.prepare(), parts.companies.all(), parts.findable.isComplete(), firstPage]);
    await Promise.race([all, delay(PREPARED_WITHIN, undefined, { ref: false })]);
  }, Number.POSITIVE_INFINITY);

  return {
    prepare,
    trustProxy: config.trustProxy,
    hasManagementPort: config.managementPort !== undefined,
    requestLog: requestLog(logger),
    auditLog: auditLog(logger, guards.callerOf),
    securityHeaders: securityHeaders(config),
    bodyDeadline: bodyDeadline(),
    health: healthRoutes(parts.checks, metrics, prepare),
    /** Served for ever: the names of these files contain a hash of their content. */
    assets: expressStaticGzip(PUBLIC_DIR, {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      index: false,
      serveStatic: { immutable: true, maxAge: '1y', redirect: false },
    }),
    wellKnown: wellKnownRoutes(config, server.issuer, realm),
    session: session(config),
    locale: locale(config, realm.defaultLanguage),
    csrf: csrf.protect,
    guards,
    /** Readers of invitations wait for what an activation has just written. */
    settled: ((_req, _res, next) => void invited.settled().then(() => next(), next)) satisfies RequestHandler,
    notFound: pages.notFound,
    onError: pages.onError,

    apiLimit: limits.perClient('api', { max: 1200, seconds: 60 }),
    apiDocs: apiDocs(
      {
        title: `${brand.name}: invitations`,
        publicUrl,
        issuer: server.issuer,
        operations: [...invitationOperations(config), ...bulkOperations(config), ...importOperations(config)],
      },
      show,
    ),
    invitationApi: invitationApi(invitations),
    bulkApi: bulkApi({ ...invitations, imports: bulk.imports, streams }),
    importApi: importApi(imports),

    home: ((req, res) => show(req, res, 'home', { signInUrl: PAGES.signIn })) satisfies RequestHandler,
    activation: activationRoutes(
      {
        linkStateOf: linkStates.linkStateOf,
        linkStateHalfWay: linkStates.linkStateHalfWay,
        linkStateBack: linkStates.linkStateBack,
        sealedRides: createSealedRides(config),
        activate: tellingLeftOut(
          createActivate({
            server,
            rides,
            linkStates,
            formOf,
            attempted,
            invited,
            prefetch: realm.prefetch,
            begun,
            speaking,
          }),
          invited,
        ),
        formOf,
        noteBegun: begun.note,
        keepLanguage: createKeepLanguage(realm, invited),
        nextLogin: async (user, signInName, more) =>
          loginAfterActivation(config, server.issuer, signInName, { app: await destinationOf(parts.apps, user), ...more }),
        appOf: async (user) => (await destinationOf(parts.apps, user))?.name,
        signInOf: async (user, locale) => loginOfUsedLink(server.issuer, await destinationOf(parts.apps, user), locale),
        readUser: (id) => readUser(unprotected, id),
        expectSignIn: login.expectSignIn,
      },
      csrf,
      limits.perClient('activation', { max: config.activationRateLimit, seconds: 60 }),
      show,
    ),
    newLinks: resendRoutes(
      {
        async requireReady() {
          await parts.protection.require();
          await parts.redirectCheck.requireLinks();
        },
        requireAnswer: realm.requireAnswer,
        openKey: openRide.bind(null, server),
        languageOf: async (id) => (await readUser(unprotected, id))?.attributes?.locale?.[0],
        ...createLinkRequests(invitations),
      },
      limits,
      show,
      receipts,
    ),
    login: login.router,
    profile: profileRoutes(realm, server.issuer, unprotected, guards, login.startLogin, show),
    help: helpRoutes(
      {
        linkHours: config.invitationLifespanHours,
        waysIn: () =>
          waysIn({
            first: config.signIn === 'passkey' ? 'passkey' : 'password',
            signsInByEmail: realm.signsInByEmail,
            hasPasswords: () => realm.asksFor(PASSWORD),
            hasPasskeys: () => realm.asksFor(PASSKEY),
            hasCompanies: someCompanySignsIn,
            defaultActions: realm.defaultActions,
          }),
        passwordRules: (language) => passwordRulesInWords(realm, language),
      },
      toTeam(createMailer(config), brand, supportEmail),
      show,
      receipts,
      limits,
      metrics,
    ),
    importUpload: [keepList, importUpload(imports)],
    importPages: [keepList, importPages(imports)],
    bulkPages: bulkPages({ ...invitations, show, imports: bulk.imports, streams }),
    adminPages: adminPages({ ...invitations, logger, show, isServiceAccount }),
  };
}

export type Features = ReturnType<typeof createFeatures>;
