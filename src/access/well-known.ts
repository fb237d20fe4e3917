import { Router } from 'express';
import { PAGES } from '../common/addresses.ts';
import type { RealmSettings } from '../keycloak/realm/realm-settings.ts';
import { PASSKEY, PASSWORD } from '../keycloak/ride/required-actions.ts';
import type { Config } from '../settings/config.ts';
import { PASSKEYS } from './profile.ts';

export type WellKnownConfig = Pick<Config, 'publicUrl' | 'sharedLoginOrigins'>;

/**
 * What browsers and password managers ask each site for (RFC 8615), docs/passkeys.md:
 * - where a password is changed (W3C, A Well-Known URL for Changing Passwords);
 * - where a passkey is made, and looked at (W3C, Passkey Endpoints): of the host that passkeys are made for, so 404 where that is another one;
 * - with which other sites this one shares what people sign in with (Digital Asset Links, `get_login_creds`): only where the setting names some.
 */
export function wellKnownRoutes(
  { publicUrl, sharedLoginOrigins }: WellKnownConfig,
  issuer: string,
  realm: Pick<RealmSettings, 'asksFor' | 'passkeyHost'>,
): Router {
  const router = Router();
  const { origin, hostname } = new URL(publicUrl);

  router.get(PAGES.wellKnownPassword, async (_req, res) => {
    const change = (await realm.asksFor(PASSWORD)) ? PAGES.profilePassword : PAGES.profile;
    res.redirect(302, `${publicUrl}${change}`);
  });

  router.get(PAGES.wellKnownPasskeys, async (_req, res, next) => {
    if ((await realm.passkeyHost()) !== hostname || !(await realm.asksFor(PASSKEY))) return next();
    const enroll = `${publicUrl}${PAGES.profilePasskey}`;
    res.json({ enroll, manage: `${issuer}${PASSKEYS}` });
  });

  router.get(PAGES.wellKnownLinks, (_req, res, next) => {
    if (sharedLoginOrigins.length === 0) return next();
    const sites = [...new Set([origin, ...sharedLoginOrigins])];
    res.json(
      sites.map((site) => ({
        relation: ['delegate_permission/common.get_login_creds'],
        target: { namespace: 'web', site },
      })),
    );
  });

  return router;
}
