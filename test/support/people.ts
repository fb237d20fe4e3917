import { type SessionData, sealedSession } from '../../src/access/session.ts';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import type { SealedCookie } from '../../src/http/answer/sealed-cookie.ts';
import { testEnvironment } from './environment.ts';
import { createUser, realmAdmin, type TestUser, uniqueEmail } from './realm.ts';

/** People with roles of the sidecar. Each test makes its own, because a right that one test takes away would be missing in another. */
export interface Person extends TestUser {
  roles: string[];
}

/** A person with a password, roles of the sidecar's client and memberships of companies (aliases). */
export async function createPerson({ roles = [], companies = [] }: { roles?: string[]; companies?: string[] }): Promise<Person> {
  const admin = realmAdmin();
  const user = await createUser(admin, { email: uniqueEmail(roles[0] ?? 'nadie') });
  for (const role of roles) await setRole(user.id, role, true);
  for (const alias of companies) await admin.organizations.addMember({ orgId: await companyId(alias), userId: user.id });
  return { ...user, roles };
}

export async function setRole(userId: string, roleName: string, has: boolean): Promise<void> {
  const admin = realmAdmin();
  const [client] = await admin.clients.find({ clientId: CLIENT_ID });
  const clientUniqueId = client?.id ?? '';
  const { id = '', name = '' } = (await admin.clients.findRole({ id: clientUniqueId, roleName })) ?? {};
  const mapping = { id: userId, clientUniqueId, roles: [{ id, name }] };
  await (has ? admin.users.addClientRoleMappings(mapping) : admin.users.delClientRoleMappings(mapping));
}

export async function companyId(alias: string): Promise<string> {
  const found = await realmAdmin().organizations.find({ search: alias });
  const company = found.find((candidate) => candidate.alias === alias);
  if (!company?.id) throw new Error(`the realm has no company ${alias}`);
  return company.id;
}

/** The cookie that the sidecar would have set after this person's sign-in, freshly checked. Its tokens are good for nothing: it ends when the sidecar asks, after half a minute (signed-in.ts). */
export async function sessionCookie({ id, roles }: Pick<Person, 'id' | 'roles'>, checkedAt = Date.now()): Promise<string> {
  const user = { id, name: 'Marta Ruiz', roles, idToken: '', refreshToken: 'none', checkedAt };
  return cookieOf({ user });
}

/** The cookie in which a browser keeps this session. */
export async function cookieOf(session: SessionData): Promise<string> {
  const sealed = ourSession();
  return `${sealed.name}=${await sealed.seal(session)}`;
}

/** Seals and opens sessions with the secret of the tests' sidecars. */
export function ourSession(): SealedCookie<SessionData> {
  const { sidecarUrl, sessionSecret } = testEnvironment();
  return sealedSession({ publicUrl: sidecarUrl, sessionSecrets: [sessionSecret] });
}
