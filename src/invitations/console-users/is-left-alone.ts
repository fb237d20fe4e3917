import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { creatorOf } from '../../keycloak/realm/events.ts';
import { serviceAccountId } from '../../keycloak/realm/service-account.ts';
import type { User } from '../../keycloak/realm/users.ts';
import type { Config } from '../../settings/config.ts';
import { createExclusions } from './exclusions.ts';

export type LeftAloneSettings = Pick<Config, 'inviteConsoleUsers' | 'inviteExcept'>;

/**
 * Whether the worker would not invite a user who has no invitation (following/console-users.ts): because of a setting, or because Keycloak's log does
 * not show that somebody else has created them. What cannot be told counts as yes, because anybody may ask.
 */
export function createLeftAlone(admin: KeycloakAdmin, { inviteConsoleUsers, inviteExcept }: LeftAloneSettings) {
  const isExcluded = createExclusions(admin, inviteExcept);
  return async (user: User): Promise<boolean> => {
    if (!inviteConsoleUsers) return true;
    const creator = await creatorOf(admin, user);
    if (!creator || creator.userId === (await serviceAccountId(admin))) return true;
    return (await isExcluded.author(creator)) !== false || isExcluded.user(user);
  };
}
