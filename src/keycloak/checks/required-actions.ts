import { CheckError, CheckWarning } from '../../common/readiness-check.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { asksPasswordFirst } from '../ride/required-actions.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';

/** Whether the realm asks for what an invitation asks for, and in the order in which nothing is half done. */
export async function checkRequiredActions(admin: KeycloakAdmin): Promise<void> {
  const actions = await admin.authenticationManagement.getRequiredActions();
  const isOn = (alias: string) => actions.some((action) => action.alias === alias && action.enabled);
  if (!isOn('UPDATE_PASSWORD'))
    throw new CheckError(
      `the required action UPDATE_PASSWORD is off, so links would be used up without a password and none is taken: ${HOW_TO_MEND}`,
    );
  if (!isOn('UPDATE_PROFILE'))
    throw new CheckWarning(`the required action UPDATE_PROFILE is off, so nobody is asked for their names: ${HOW_TO_MEND}`);
  if (asksPasswordFirst(actions))
    throw new CheckWarning(
      `the realm asks for UPDATE_PASSWORD before UPDATE_PROFILE: whoever has a fault in their data that only Keycloak finds mends it after the first sign-in (${HOW_TO_MEND})`,
    );
}
