import type RequiredActionProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/requiredActionProviderRepresentation.js';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';

/** Milliseconds after which no process answers by what a realm's required actions were. */
const KNOWN_WITHIN = 2500;

/** Changes a required action of a realm. Returns whether it was another one. */
export async function setAction(
  { authenticationManagement: actions }: KeycloakAdmin,
  alias: string,
  change: Partial<RequiredActionProviderRepresentation>,
): Promise<boolean> {
  const before = await actions.getRequiredActionForAlias({ alias });
  const isOther = Object.entries(change).some(([name, value]) => before[name as keyof typeof before] !== value);
  if (isOther) await actions.updateRequiredAction({ alias }, { ...before, ...change });
  return isOther;
}

/** Switches required actions in a realm, and waits until the answers of before have run out at the sidecar, and at its worker. */
export async function switchActions(admin: KeycloakAdmin, switches: Record<string, boolean>): Promise<void> {
  let isOther = false;
  for (const [alias, enabled] of Object.entries(switches)) isOther = (await setAction(admin, alias, { enabled })) || isOther;
  if (isOther) await new Promise((resolve) => setTimeout(resolve, KNOWN_WITHIN));
}
