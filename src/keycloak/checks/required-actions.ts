import { CheckError, CheckWarning } from '../../common/readiness-check.ts';
import type { Config } from '../../settings/config.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { asksPasswordFirst, PASSKEY, PASSWORD } from '../ride/required-actions.ts';
import { HOW_TO_MEND } from './how-to-mend.ts';

/**
 * Whether the realm asks for what an invitation asks for, and in the order in which nothing is half done. Where passkeys are the usual way to sign in
 * (`SIGN_IN`), it need let nobody have a password.
 */
export async function checkRequiredActions(admin: KeycloakAdmin, signIn: Config['signIn']): Promise<void> {
  const actions = await admin.authenticationManagement.getRequiredActions();
  const isOn = (alias: string) => actions.some((action) => action.alias === alias && action.enabled);
  if (!isOn(PASSWORD) && !(signIn === 'passkey' && isOn(PASSKEY)))
    throw new CheckError(
      `the required action UPDATE_PASSWORD is off, so nobody can choose a password, and whoever is to have one is mailed nothing: ${HOW_TO_MEND}`,
    );
  if (!isOn('UPDATE_PROFILE'))
    throw new CheckWarning(`the required action UPDATE_PROFILE is off, so nobody is asked for their names: ${HOW_TO_MEND}`);
  if (asksPasswordFirst(actions))
    throw new CheckWarning(
      `the realm asks for UPDATE_PASSWORD before UPDATE_PROFILE: whoever has a fault in their data that only Keycloak finds mends it after the first sign-in (${HOW_TO_MEND})`,
    );
}
