import { refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { ARRIVAL_SCOPE } from '../../keycloak/rights/company-providers.ts';
import { clientAccess } from '../client-access.ts';
import { type Finding, missing, unwanted } from '../requirement.ts';

/**
 * The client scope that the sidecar asks for where somebody comes by the link of their invitation: with it, the flow of first sign-ins makes no account for
 * whoever else is signed in at the company. It puts nothing into tokens, and only the sidecar's client can ask for it.
 */

/** Keycloak has the condition that reads the scopes of a sign-in. */
export async function readsScopes({ authenticationManagement: flows }: KeycloakAdmin): Promise<boolean> {
  const known = (await flows.getAuthenticatorProviders()) as { id?: string }[];
  return known.some(({ id }) => id === 'conditional-client-scope');
}

const findScope = async ({ clientScopes }: KeycloakAdmin) =>
  (await clientScopes.find()).find(({ name }) => name === ARRIVAL_SCOPE);

/** What the realm and the sidecar's client lack of it, where Keycloak {@link readsScopes}. */
export async function arrivalScope(admin: KeycloakAdmin, clientId: string): Promise<Finding[]> {
  const client = clientAccess(admin, clientId);
  const { optionalClientScopes = [], defaultClientScopes = [] } = (await client.find()) ?? {};
  if (optionalClientScopes.includes(ARRIVAL_SCOPE) && !defaultClientScopes.includes(ARRIVAL_SCOPE)) return [];
  return [
    missing(
      `the client scope ${ARRIVAL_SCOPE}, by which nobody gets an account on the way of somebody else’s invitation`,
      async () => {
        await admin.clientScopes.create(SCOPE).catch(ifThere);
        const [{ id }, scope] = [await client.require(), await findScope(admin)];
        const clientScopeId = scope?.id ?? '';
        await admin.clients.delDefaultClientScope({ id, clientScopeId });
        await admin.clients.addOptionalClientScope({ id, clientScopeId });
      },
    ),
  ];
}

export async function withoutArrivalScope(admin: KeycloakAdmin): Promise<Finding[]> {
  const scope = await findScope(admin);
  return scope ? [unwanted(`the client scope ${ARRIVAL_SCOPE}`, () => admin.clientScopes.del({ id: scope.id ?? '' }))] : [];
}

const SCOPE = {
  name: ARRIVAL_SCOPE,
  description:
    'Asked for by the sidecar at a sign-in by the link of an invitation; made by npm run configure -- --company-sign-in',
  protocol: 'openid-connect',
  attributes: { 'include.in.token.scope': 'false', 'display.on.consent.screen': 'false' },
};

async function ifThere(error: unknown): Promise<void> {
  if (refusalStatus(error) !== 409) throw error;
}
