import { Router } from 'express';
import { z } from 'zod';
import { type OwnCredentials, ownCredentials } from '../authority/can-sign-in.ts';
import { PAGES } from '../common/addresses.ts';
import { AppError } from '../errors.ts';
import type { ShowPage } from '../http/pages/pages.ts';
import { languageSchema, parse, textOf } from '../http/request/validation.ts';
import { pageLocaleOf } from '../i18n/index.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { type RealmLanguages, unknownLanguage } from '../keycloak/profile/languages.ts';
import { hasPasswordElsewhere } from '../keycloak/realm/directories.ts';
import { noneIfSwitchedOff, organizationsOfMember } from '../keycloak/realm/organizations.ts';
import type { RealmSettings } from '../keycloak/realm/realm-settings.ts';
import { changeUser, displayName, readUser, type User } from '../keycloak/realm/users.ts';
import { PASSKEY, PASSWORD } from '../keycloak/ride/required-actions.ts';
import type { ProfileModel } from '../views/models/models.ts';
import type { Guards } from './guards.ts';
import type { StartLogin } from './login.ts';

/** Keycloak's own actions that `/perfil` offers (application-initiated actions, `kc_action`). */
const ACTIONS = {
  profilePassword: { action: PASSWORD, done: 'flash.passwordChanged' },
  profilePasskey: { action: PASSKEY, done: 'flash.passkeyAdded' },
} as const;

/** Where passkeys are looked at, added and taken away: Keycloak's account console. */
export const PASSKEYS = '/account/account-security/signing-in';

const languageForm = z.object({ locale: languageSchema });

/** `/perfil`: the signed-in person's own page. Passwords and passkeys are changed at Keycloak. */
export function profileRoutes(
  realm: Pick<RealmSettings, 'languages' | 'asksFor'>,
  issuer: string,
  admin: KeycloakAdmin,
  guards: Guards,
  startLogin: StartLogin,
  show: ShowPage,
): Router {
  const router = Router();
  router.use(PAGES.profile, ...guards.signedIn);

  router.get(
    PAGES.profile,
    guards.withUser(async (req, res, { id }) => {
      const [user, own, companies, makesPasswords, makesPasskeys] = await Promise.all([
        readUser(admin, id),
        ownCredentials(admin, id),
        organizationsOfMember(admin, id).catch(noneIfSwitchedOff),
        realm.asksFor(PASSWORD),
        realm.asksFor(PASSKEY),
      ]);
      if (!user) throw new AppError('not_found');
      const { choices, locale } = languageChoice(await realm.languages(), user, textOf(req.query.lang));
      await show(req, res, 'profile', {
        name: displayName(user),
        email: user.email ?? '',
        username: user.username ?? '',
        companies: companies.map(({ name }) => name),
        locale,
        locales: choices,
        // Whoever signs in by a company's provider, or with a passkey alone, has no password, is not to be given one, and reads of none.
        ...(own.password && { password: await passwordOf(admin, user, makesPasswords) }),
        offerPasskey: own.password && !own.passkey && makesPasskeys,
        ...(own.passkey && { passkeys: `${issuer}${PASSKEYS}` }),
      });
    }),
  );

  /** Leads to Keycloak's page, or back to the profile for those whom it is not for, and where the realm has its action off: Keycloak would pass it over. */
  const startFor = (page: keyof typeof ACTIONS, isFor: (own: OwnCredentials, id: string) => boolean | Promise<boolean>) =>
    guards.withUser(async (req, res, { id }) => {
      const [own, isOn] = await Promise.all([ownCredentials(admin, id), realm.asksFor(ACTIONS[page].action)]);
      if (isOn && (await isFor(own, id))) return startLogin(req, res, { ...ACTIONS[page], back: PAGES.profile });
      res.redirect(303, PAGES.profile);
    });

  // Password managers lead here (`/.well-known/…`), also whoever signs in by their company: such people have neither, and get no way in beside it.
  router.get(
    PAGES.profilePasskey,
    startFor('profilePasskey', ({ password, passkey }) => password || passkey),
  );
  router.get(
    PAGES.profilePassword,
    startFor('profilePassword', async ({ password }, id) => {
      if (!password) return false;
      const user = await readUser(admin, id);
      return user !== undefined && !(await hasPasswordElsewhere(admin, user));
    }),
  );

  router.post(
    PAGES.profileLanguage,
    guards.withUser(async (req, res, { id }) => {
      const { locale } = parse(languageForm, req.body);
      const languages = await realm.languages();
      const value = languages.written(locale);
      if (value === undefined) throw new AppError('invalid_request', { fields: [unknownLanguage(languages)] });
      const { session } = res.locals;
      if (session.user) session.user.locale = value;
      await changeUser(admin, id, (user) => ({ attributes: { ...user.attributes, locale: [value] } }));
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

/** What somebody who has a password is told of it. */
async function passwordOf(admin: KeycloakAdmin, user: User, isOn: boolean): Promise<NonNullable<ProfileModel['password']>> {
  if (await hasPasswordElsewhere(admin, user)) return 'directory';
  return isOn ? 'offered' : 'off';
}

/**
 * The account's language among those to choose from, or another one that was asked for and is still to be saved. A language of the account that is none
 * of them stands there, too, until the person chooses another.
 */
function languageChoice(
  { choices, written, initial }: RealmLanguages,
  { attributes }: User,
  asked: string,
): { choices: string[]; locale: string } {
  const stored: string = attributes?.locale?.[0] ?? initial ?? '';
  const locale = choices.find((tag) => tag === stored) ?? choices.find((tag) => written(tag) === stored) ?? stored;
  const listed = choices.includes(locale) ? choices : [locale, ...choices].filter(Boolean);
  return { choices: listed, locale: listed.includes(asked) ? asked : locale };
}
