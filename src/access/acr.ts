import { PAGES } from '../common/addresses.ts';
import { AppError } from '../errors.ts';
import type { Config } from '../settings/config.ts';

/**
 * `ADMIN_ACR`: how people of the administration must have signed in ("authentication context class", OpenID Connect Core §2), such as
 * with a second factor. Machines have no such thing: their service accounts are left alone.
 */
export type AcrConfig = Pick<Config, 'adminAcr'>;

/** Whether a session or token of this `acr` may enter. Only the exact value counts: only Keycloak knows which values are higher. */
export const hasAcr = ({ adminAcr }: AcrConfig, acr: string | undefined): boolean => adminAcr === undefined || acr === adminAcr;

/** The refusal that tells a client how its user must sign in (RFC 9470 §3). */
export const insufficientAcr = ({ adminAcr }: AcrConfig): AppError =>
  new AppError('insufficient_user_authentication', { params: { acr: adminAcr ?? '' } });

/** Whether a path of ours is one of the administration's pages; Express, too, takes capitals for small letters. */
export const isAdministration = (path: string): boolean => new RegExp(`^${PAGES.admin}(?:[/?]|$)`, 'i').test(path);
