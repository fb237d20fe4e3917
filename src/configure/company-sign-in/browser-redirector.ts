import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { type Finding, leftToOwner } from '../requirement.ts';

const REDIRECTOR = 'identity-provider-redirector';

/**
 * What leads from the sidecar's sign-in straight on to a company's provider: a step of the browser flow that the client follows. Without it people meet Keycloak's
 * sign-in page, which asks whom it does not know for a password. A flow is its owner's to change.
 */
export async function withoutRedirector(admin: KeycloakAdmin, clientId: string): Promise<Finding[]> {
  const flow = await browserFlow(admin, clientId);
  if (flow === undefined) return [];
  const steps = await admin.authenticationManagement.getExecutions({ flow });
  const isOn = steps.some(({ providerId, requirement }) => providerId === REDIRECTOR && requirement !== 'DISABLED');
  return isOn
    ? []
    : [
        leftToOwner(
          `the browser flow “${flow}” has no Identity Provider Redirector that is on: nobody is led from our page to the company's provider`,
        ),
      ];
}

/** Alias of the flow by which people sign in to the sidecar: the client's own, where it has one. */
async function browserFlow(admin: KeycloakAdmin, clientId: string): Promise<string | undefined> {
  const [client] = await admin.clients.find({ clientId });
  const own = client?.authenticationFlowBindingOverrides?.browser;
  if (own) return (await admin.authenticationManagement.getFlow({ flowId: own })).alias;
  return (await admin.realms.findOne({ realm: admin.realmName }))?.browserFlow;
}
