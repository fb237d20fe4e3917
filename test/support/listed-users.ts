import { findableAttributes } from '../../src/invitations/record/findable.ts';
import { attributesOf, type InvitationRecord, newRecord } from '../../src/invitations/record/invitation.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import type { Organization } from '../../src/keycloak/realm/organizations.ts';

interface Person {
  email: string;
  firstName: string;
  lastName?: string;
}

/** An invited person as an import of a realm takes them, with all that lists find them by. The first of the companies is the invitation's. */
export function listedUser(person: Person, companies: Organization[] = [], status: InvitationRecord['status'] = 'sent') {
  const user = { username: person.email, ...person };
  const attributes = attributesOf({ ...newRecord(undefined, companies[0]?.alias), status });
  return { ...user, enabled: true, attributes: { ...attributes, ...findableAttributes({ ...user, attributes }, companies) } };
}

/** A few at a time, so that a slow machine answers in time. */
const AT_ONCE = 50;

/** Makes many users. Returns their ids by username. */
export async function importUsers(
  { realms, realmName: realm, users: kept }: KeycloakAdmin,
  users: ReturnType<typeof listedUser>[],
): Promise<Map<string, string>> {
  for (let i = 0; i < users.length; i += AT_ONCE)
    await realms.partialImport({ realm, rep: { ifResourceExists: 'FAIL', users: users.slice(i, i + AT_ONCE) } });
  const found = await kept.find({ max: users.length + 100, briefRepresentation: true });
  return new Map(found.map(({ username = '', id = '' }) => [username, id]));
}

/** A company without domains. */
export async function listedCompany({ organizations }: KeycloakAdmin, alias: string): Promise<Organization> {
  const { id = '' } = await organizations.create({ alias, name: alias, enabled: true, domains: [] });
  return { id, alias, name: alias };
}
