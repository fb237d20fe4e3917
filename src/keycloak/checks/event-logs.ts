import { type Check, CheckWarning } from '../../common/readiness-check.ts';
import type { Config } from '../../settings/config.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';
import { taking } from './missing-right.ts';

/** Checks of Keycloak's logs, for `/readyz` and the log: the worker depends on them. */
export interface EventLogChecks extends Record<string, Check> {
  /** Users created in the console come to light by admin events. */
  adminEvents: Check;
  /** Users who set a password on Keycloak's own pages come to light by user events; slower, without. */
  userEvents: Check;
}

/** User events that tell of a new way to sign in: a password, a passkey, an identity at another provider. */
export const WAY_IN_EVENTS: readonly string[] = [
  'UPDATE_PASSWORD',
  'UPDATE_CREDENTIAL',
  'RESET_PASSWORD',
  'FEDERATED_IDENTITY_LINK',
];

/** User events that the realm must save: those, and the sign-ins, which tell a temporary password from one that was reset. */
export const SAVED_EVENTS: readonly string[] = [...WAY_IN_EVENTS, 'LOGIN'];

const HOUR = 3_600_000;
/** Keycloak drops entries by age in a job of its own: an hour more than the longest pause that is to be expected. */
const LEAST_RETENTION = HOUR;

/** @param resumedAt where the watcher went on when this process started, in epoch milliseconds: entries that Keycloak has dropped since are lost for it. */
export function eventLogChecks(admin: KeycloakAdmin, resumedAt: () => number | undefined): EventLogChecks {
  const started = Date.now();
  return {
    adminEvents: taking('view-events', async () => {
      const { adminEventsEnabled } = await admin.realms.getConfigEvents({ realm: admin.realmName });
      if (!adminEventsEnabled) {
        throw new CheckWarning(
          `admin events are off in the realm: users created in the Keycloak console or by other clients are not invited; ${HOW_TO_MEND}`,
        );
      }
      const retention = await adminEventRetention(admin);
      if (retention === undefined) return;
      if (retention < LEAST_RETENTION) {
        throw new CheckWarning(
          `admin events are kept for ${retention / 1000} seconds only: users created while the worker is down may be missed`,
        );
      }
      const from = resumedAt();
      if (from !== undefined && started - from > retention) {
        throw new CheckWarning(
          `the worker was away for longer than admin events are kept: users created soon after ${new Date(from).toISOString()} may have no invitation`,
        );
      }
    }),
    userEvents: taking('view-events', async () => {
      const { eventsEnabled, enabledEventTypes = [] } = await admin.realms.getConfigEvents({ realm: admin.realmName });
      if (!eventsEnabled || (enabledEventTypes.length > 0 && !enabledEventTypes.includes('UPDATE_PASSWORD'))) {
        throw new CheckWarning(
          `user events are off in the realm: who sets a password on Keycloak’s own pages counts as activated only some minutes later; ${HOW_TO_MEND}`,
        );
      }
      const lacking = SAVED_EVENTS.filter((type) => enabledEventTypes.length > 0 && !enabledEventTypes.includes(type));
      if (lacking.length > 0) {
        throw new CheckWarning(
          `the realm does not save the user events ${lacking.join(', ')}: who signs in by another way than a link is noticed late, and whoever has a temporary password counts as active; ${HOW_TO_MEND}`,
        );
      }
    }),
  };
}

/**
 * Whether admin events reach back to the making of every account whose invitation may still hold.
 */
export async function checkAccountHistory(
  admin: KeycloakAdmin,
  {
    invitationMaxLifespanHours: hours,
    neverActivatedAfterDays: days,
  }: Pick<Config, 'invitationMaxLifespanHours' | 'neverActivatedAfterDays'>,
): Promise<void> {
  const { adminEventsEnabled } = await admin.realms.getConfigEvents({ realm: admin.realmName });
  const so = `so nobody can tell who made an account, and company administrators can correct nothing; ${HOW_TO_MEND}`;
  if (!adminEventsEnabled) throw new CheckWarning(`admin events are off in the realm, ${so}`);
  const retention = await adminEventRetention(admin);
  const kept = `admin events are kept for ${Math.floor((retention ?? 0) / HOUR)} hours`;
  if (retention !== undefined && retention >= hours * HOUR && days > 0 && retention < (hours + 24 * days) * HOUR)
    throw new CheckWarning(
      `${kept}, less than INVITATION_MAX_LIFESPAN_HOURS and NEVER_ACTIVATED_AFTER_DAYS together (${hours + 24 * days}): after that nobody can tell who made an account, and invitations that nobody activated are not ended`,
    );
  if (retention === undefined || retention >= hours * HOUR) return;
  throw new CheckWarning(
    `${kept}, less than INVITATION_MAX_LIFESPAN_HOURS (${hours}): after that nobody can tell who made an account, and company administrators can correct nothing; ${HOW_TO_MEND}`,
  );
}

/** Milliseconds for which the realm keeps admin events; undefined = for ever. */
async function adminEventRetention(admin: KeycloakAdmin): Promise<number | undefined> {
  const realm = await admin.realms.findOne({ realm: admin.realmName });
  const seconds = Number(realm?.attributes?.adminEventsExpiration);
  return seconds > 0 ? seconds * 1000 : undefined;
}
