import { type Check, CheckError, CheckWarning } from '../../common/readiness-check.ts';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import { KeycloakRefusal, refusalBody, refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import type { KeycloakServer } from '../api/server.ts';
import { keepsUnmanaged } from '../profile/user-profile.ts';
import { keepsInvitations, NOBODY_IS_ASKED } from '../realm/organization-invitations.ts';
import { areSwitchedOff, companiesAreOff } from '../realm/organizations.ts';
import { readRealmFile, sidecarAttributes } from '../realm/realm-file.ts';
import { connectionCheck } from './connection.ts';
import { checkAccountHistory } from './event-logs.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';
import { TOKENS_REFUSED, taking } from './missing-right.ts';
import { checkRequiredActions } from './required-actions.ts';
import { requireSupportedKeycloak } from './supported-keycloak.ts';
import { checkTheme } from './theme.ts';
import { checkTokenRoles } from './token-roles.ts';
import { whyNoToken } from './why-no-token.ts';

/** What `/readyz` looks at: `theme` matters to the web side only. */
export function readinessChecks({
  server,
  admin,
  config,
}: {
  server: KeycloakServer;
  admin: KeycloakAdmin;
  config: Pick<Config, 'keycloak' | 'signIn' | 'invitationMaxLifespanHours' | 'neverActivatedAfterDays'>;
}): Record<'keycloak' | 'serviceAccount' | 'companies' | 'userProfile' | 'requiredActions' | 'accountHistory' | 'theme', Check> {
  const attributes = sidecarAttributes(readRealmFile()).map(({ name }) => name);

  return {
    /** Keycloak answers, under the address that browsers use. */
    keycloak: connectionCheck(server, config.keycloak),
    /** The service account may do its work. */
    serviceAccount: async () => {
      try {
        await admin.users.find({ max: 1, briefRepresentation: true });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'keycloak_misconfigured') throw error;
        if (refusalStatus(error) === 401) throw new CheckError(TOKENS_REFUSED, { cause: error });
        const why =
          error instanceof KeycloakRefusal
            ? 'the service account may not read users'
            : `the service account of ${config.keycloak.clientId} gets no token (${whyNoToken(refusalBody(error.cause))})`;
        throw new CheckError(`${why}: ${HOW_TO_MEND}`, { cause: error });
      }
      // First: beside a Keycloak that is too old, no advice of the other checks helps.
      await requireSupportedKeycloak(admin);
      await checkTokenRoles(server, admin, config.keycloak);
    },
    /** Without the right to see organizations the sidecar works, for people who belong to no company. */
    companies: async () => {
      const areOff = await companiesAreOff(admin).catch((error) => {
        if (!areSwitchedOff(error)) throw error;
        throw new CheckWarning('companies are off: the realm’s organizations are switched off in Keycloak (Realm settings)');
      });
      if (areOff)
        throw new CheckWarning(
          'companies are off: the service account may not manage organizations (`npm run configure -- --check` says what that takes)',
        );
      if (!(await keepsInvitations(admin))) throw new CheckWarning(NOBODY_IS_ASKED);
    },
    /** Invitations stand in attributes of users: Keycloak drops those that the realm's user profile does not know. */
    userProfile: async () => {
      const profile = await admin.users.getProfile();
      const lacking = attributes.filter((name) => !profile.attributes?.some((attribute) => attribute.name === name));
      if (lacking.length === 0) return;
      const words = `the realm’s user profile lacks ${lacking.join(', ')}: ${HOW_TO_MEND}`;
      throw keepsUnmanaged(profile) || lacking.length < attributes.length ? new CheckWarning(words) : new CheckError(words);
    },
    /** Keycloak passes over a required action that is off, and asks in an order of the realm's own. */
    requiredActions: taking('view-realm', () => checkRequiredActions(admin, config.signIn)),
    /** Admin events tell whether an account is wholly a company's; where they do not, its admins may not change it. */
    accountHistory: taking('view-events', () => checkAccountHistory(admin, config)),
    /** Pages that carry the state block. */
    theme: () => checkTheme(server, config.keycloak.clientId),
  };
}
