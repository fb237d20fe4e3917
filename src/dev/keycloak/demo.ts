import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { CLIENT_ID } from './fixed-names.ts';

/** Companies and accounts to try the product with. They exist in the embedded Keycloak only: no file that is deployed holds a password. */
export const DEMO_PASSWORD = 'Demo-1234!';

export const DEMO_COMPANIES = [
  { alias: 'sol', name: 'Sol' },
  { alias: 'luna', name: 'Luna' },
] as const;

export interface DemoAccount {
  email: string;
  firstName: string;
  lastName: string;
  role: 'admin' | 'company-admin';
  company?: (typeof DEMO_COMPANIES)[number]['alias'];
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'admin@amperecloud.test', firstName: 'Alba', lastName: 'Ferrer', role: 'admin' },
  { email: 'gestora@sol.test', firstName: 'Lucía', lastName: 'Marín', role: 'company-admin', company: 'sol' },
  { email: 'gestor@luna.test', firstName: 'Mateo', lastName: 'Serra', role: 'company-admin', company: 'luna' },
];

/** Makes what is missing and leaves the rest as it is, so that changes made while trying things out survive a restart. */
export async function createDemoData(admin: KeycloakAdmin): Promise<void> {
  const companyIds = new Map<string, string>();
  for (const company of DEMO_COMPANIES) companyIds.set(company.alias, await ensureCompany(admin, company));
  for (const account of DEMO_ACCOUNTS) {
    const userId = await ensureUser(admin, account);
    await ensureRole(admin, userId, account.role);
    const orgId = account.company && companyIds.get(account.company);
    if (orgId) await ensureMember(admin, orgId, userId);
  }
}

async function ensureCompany(admin: KeycloakAdmin, { alias, name }: { alias: string; name: string }): Promise<string> {
  const found = (await admin.organizations.find({ search: name, exact: true })).find((company) => company.alias === alias);
  return found?.id ?? (await admin.organizations.create({ alias, name, enabled: true, domains: [] })).id;
}

async function ensureUser(admin: KeycloakAdmin, account: DemoAccount): Promise<string> {
  const { email, firstName, lastName } = account;
  const [found] = await admin.users.find({ email, exact: true });
  if (found?.id) return found.id;
  // With the password in the same call: a user without one would be invited by mail (see the watcher).
  const { id } = await admin.users.create({
    username: email,
    email,
    firstName,
    lastName,
    enabled: true,
    emailVerified: true,
    requiredActions: [],
    attributes: { locale: ['es'] },
    credentials: [{ type: 'password', value: DEMO_PASSWORD, temporary: false }],
  });
  return id;
}

async function ensureRole(admin: KeycloakAdmin, userId: string, roleName: string): Promise<void> {
  const [client] = await admin.clients.find({ clientId: CLIENT_ID });
  if (!client?.id) throw new Error(`the realm has no client ${CLIENT_ID}`);
  const role = await admin.clients.findRole({ id: client.id, roleName });
  if (!role?.id) throw new Error(`the client ${CLIENT_ID} has no role ${roleName}`);
  await admin.users.addClientRoleMappings({ id: userId, clientUniqueId: client.id, roles: [{ id: role.id, name: roleName }] });
}

async function ensureMember(admin: KeycloakAdmin, orgId: string, userId: string): Promise<void> {
  const members = await admin.organizations.memberOrganizations({ userId });
  if (members.some((company) => company.id === orgId)) return;
  await admin.organizations.addMember({ orgId, userId });
}
