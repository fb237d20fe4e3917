import { Router } from 'express';
import { z } from 'zod';
import { PAGES } from '../addresses.ts';
import { LOCALES, type Locale } from '../brand.ts';
import { AppError } from '../errors.ts';
import type { ShowPage } from '../http/pages/pages.ts';
import { parse } from '../http/request/validation.ts';
import { DEFAULT_LOCALE, pageLocaleOf } from '../i18n/index.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { organizationsOfMember } from '../keycloak/realm/organizations.ts';
import { changeUser, displayName, readUser, type User } from '../keycloak/realm/users.ts';
import type { Guards } from './guards.ts';
import type { StartLogin } from './login.ts';

/** Keycloak's own actions that `/perfil` offers (application-initiated actions, `kc_action`). */
const ACTIONS = {
  profilePassword: { action: 'UPDATE_PASSWORD', done: 'flash.passwordChanged' },
  profilePasskey: { action: 'webauthn-register-passwordless', done: 'flash.passkeyAdded' },
} as const;

const languageSchema = z.object({ locale: z.enum(LOCALES) });

/** `/perfil`: the signed-in person's own page. Passwords and passkeys are changed at Keycloak. */
export function profileRoutes(admin: KeycloakAdmin, guards: Guards, startLogin: StartLogin, show: ShowPage): Router {
  const router = Router();
  router.use(PAGES.profile, ...guards.signedIn);

  router.get(
    PAGES.profile,
    guards.withUser(async (req, res, { id }) => {
      const [user, companies, actions] = await Promise.all([
        readUser(admin, id),
        organizationsOfMember(admin, id),
        admin.authenticationManagement.getRequiredActions(),
      ]);
      if (!user) throw new AppError('not_found');
      await show(req, res, 'profile', {
        name: displayName(user),
        email: user.email ?? '',
        companies: companies.map(({ name }) => name),
        locale: localeOf(user) ?? DEFAULT_LOCALE,
        locales: [...LOCALES],
        offerPasskey: actions.some(({ alias, enabled }) => alias === ACTIONS.profilePasskey.action && enabled),
      });
    }),
  );

  for (const page of ['profilePassword', 'profilePasskey'] as const) {
    router.get(PAGES[page], (req, res) => startLogin(req, res, { ...ACTIONS[page], back: PAGES.profile }));
  }

  router.post(
    PAGES.profileLanguage,
    guards.withUser(async (req, res, { id }) => {
      const { locale } = parse(languageSchema, req.body);
      const { session } = res.locals;
      await changeUser(admin, id, (user) => ({ attributes: { ...user.attributes, locale: [locale] } }));
      session.flash = [{ kind: 'success', key: 'flash.languageSaved' }];
      await session.save();
      const page = pageLocaleOf(locale);
      res.redirect(303, page ? `${PAGES.profile}?lang=${page}` : PAGES.profile);
    }),
  );

  router.post(
    PAGES.endSessions,
    guards.withUser(async (_req, res, { id }) => {
      await admin.users.logout({ id });
      res.locals.session.destroy();
      res.redirect(303, PAGES.signOut);
    }),
  );

  return router;
}

function localeOf({ attributes }: User): Locale | undefined {
  return LOCALES.find((locale) => locale === attributes?.locale?.[0]);
}
