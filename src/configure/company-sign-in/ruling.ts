import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { isRuling, RULING_ATTRIBUTE } from '../../keycloak/rights/ruling-clients.ts';
import { type Finding, missing, unwanted } from '../requirement.ts';

/**
 * The attribute of the realm that tells the sidecar which clients' roles give rights, by Keycloak's own ids, as its log names clients. The service account may
 * not look at clients themselves.
 */
export async function rulingClients(admin: KeycloakAdmin, clientId: string): Promise<Finding[]> {
  const names = ['realm-management', clientId, ...(admin.realmName === 'master' ? ['-realm'] : [])];
  const found = (
    await Promise.all(names.map((name) => admin.clients.find({ clientId: name, search: name === '-realm' })))
  ).flat();
  const ids = found.filter((client) => isRuling(client.clientId ?? '', clientId)).flatMap(({ id }) => id ?? []);
  const wanted = [...new Set(ids)].sort().join(',');
  if ((await attributesOf(admin))[RULING_ATTRIBUTE] === wanted) return [];
  return [missing('the realm does not say which clients’ roles give rights', () => write(admin, wanted))];
}

export async function withoutRulingClients(admin: KeycloakAdmin): Promise<Finding[]> {
  if (!(RULING_ATTRIBUTE in (await attributesOf(admin)))) return [];
  return [unwanted('what the realm says of clients whose roles give rights', () => write(admin, undefined))];
}

const attributesOf = async (admin: KeycloakAdmin): Promise<Record<string, string>> =>
  (await admin.realms.findOne({ realm: admin.realmName }))?.attributes ?? {};

/**
 * Keycloak takes away the attributes that are not sent, and touches nothing else (tried on 26.7.5). The realm as a whole would make it note some of its
 * defaults as attributes, too, which `--remove` could not take back.
 */
async function write(admin: KeycloakAdmin, value: string | undefined): Promise<void> {
  const { [RULING_ATTRIBUTE]: _, ...attributes } = await attributesOf(admin);
  await admin.realms.update(
    { realm: admin.realmName },
    { attributes: { ...attributes, ...(value !== undefined && { [RULING_ATTRIBUTE]: value }) } },
  );
}
