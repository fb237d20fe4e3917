import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { mayEdit } from '../profile/user-profile.ts';
import { UPDATE_EMAIL } from '../realm/users.ts';

/** Whether people may change the address of their own account, and Keycloak has them confirm no new one (26.7: `UpdateEmail`, and the account page's own rules). */
export async function mayChooseAddresses(admin: KeycloakAdmin, realm: RealmRepresentation): Promise<boolean> {
  const { attributes = [] } = await admin.users.getProfile();
  if (!mayEdit({ name: 'email', ...attributes.find(({ name }) => name === 'email') }, 'user')) return false;
  const actions = await admin.authenticationManagement.getRequiredActions();
  const action = actions.find(({ alias, enabled }) => alias === UPDATE_EMAIL && enabled === true);
  // Older versions do not say how the action is set: then the realm decides.
  if (action) return !(realm.verifyEmail || action.config?.verifyEmail === 'true');
  // An address that is a username which nobody may change stays as it is.
  return !(realm.registrationEmailAsUsername && !realm.editUsernameAllowed);
}
