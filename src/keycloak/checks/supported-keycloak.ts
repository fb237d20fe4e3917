import type { ServerInfoRepresentation } from '@keycloak/keycloak-admin-client/lib/defs/serverInfoRepesentation.js';
import { CheckError } from '../../common/readiness-check.ts';
import { refusalStatus } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';

/** Features that came with Keycloak 26.4, switched on or not. Not every administrator is told the version. */
const SINCE_26_4 = ['WORKFLOWS', 'SPIFFE', 'CLIENT_AUTH_FEDERATED', 'KUBERNETES_SERVICE_ACCOUNTS'];

const asked = new WeakSet<KeycloakAdmin>();

/** Throws a {@link CheckError} beside a Keycloak older than 26.4; where that cannot be told, nothing happens. Asks until one is new enough. */
export async function requireSupportedKeycloak(admin: KeycloakAdmin): Promise<void> {
  if (asked.has(admin)) return;
  const info = await admin.serverInfo.find().catch((error) => {
    if (refusalStatus(error) === undefined) throw error;
    return undefined;
  });
  const why = whyTooOld(info);
  if (why) throw new CheckError(why);
  asked.add(admin);
}

/** Why the sidecar does not work beside a Keycloak, by what that says of itself; undefined where it does, or where that cannot be told. */
export function whyTooOld(info: Pick<ServerInfoRepresentation, 'features' | 'systemInfo'> | undefined): string | undefined {
  const features = (info?.features ?? []).map(({ name }) => String(name));
  if (features.length === 0 || SINCE_26_4.some((name) => features.includes(name))) return undefined;
  const version = info?.systemInfo?.version;
  return `this Keycloak${version ? ` (${version})` : ''} is older than 26.4, the oldest that the sidecar works with`;
}
