import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { ConfigureError } from './requirement.ts';

/** Reads the realm and changes single settings of it. */
export interface RealmAccess {
  read(): Promise<RealmRepresentation>;
  /** Keycloak leaves alone what is not named. */
  update(settings: Omit<RealmRepresentation, 'attributes'>): Promise<void>;
  /** The same of settings that Keycloak takes only together with their kin, such as those of a WebAuthn policy: the realm goes back complete. */
  updateAmongOthers(settings: Omit<RealmRepresentation, 'attributes'>): Promise<void>;
  /** Attributes are replaced as a whole, and some settings are attributes underneath: so the realm goes back complete, as the console does it. */
  setAttribute(name: string, value: string): Promise<void>;
}

const HIDDEN =
  'the realm cannot be read: the administrator lacks the right: it needs view-realm to look, and realm-admin to change something';

export function realmAccess(admin: KeycloakAdmin): RealmAccess {
  const realm = admin.realmName;

  async function read(): Promise<RealmRepresentation> {
    const found = await admin.realms.findOne({ realm });
    if (!found) throw new ConfigureError(`there is no realm ${realm} at ${admin.baseUrl} (KEYCLOAK_REALM)`);
    // Of a realm that an administrator may not view Keycloak gives little more than the name, and what is not there must not be taken for switched off.
    if (found.id === undefined) throw new ConfigureError(HIDDEN);
    return found;
  }

  return {
    read,
    update: (settings) => admin.realms.update({ realm }, settings),
    updateAmongOthers: async (settings) => admin.realms.update({ realm }, { ...(await read()), ...settings }),
    async setAttribute(name, value) {
      const before = await read();
      await admin.realms.update({ realm }, { ...before, attributes: { ...before.attributes, [name]: value } });
    },
  };
}
