import type { KeycloakAdmin } from '../api/keycloak-admin.ts';
import { type ActionsMail, sendActionsMail } from './actions-mail.ts';
import { makeUser } from './create-user.ts';
import { isFederated } from './directories.ts';
import { type Organization, organizationsOfMember } from './organizations.ts';
import { readUser, type User } from './users.ts';

/**
 * The requests that are made for each person of an import, each activation link and each page of a list, without the admin client's overhead
 * ({@link KeycloakAdmin.call}).
 */
export interface LeanAdmin {
  /** @returns the new user's id. */
  createUser(user: User): Promise<string>;
  executeActionsEmail(mail: ActionsMail): Promise<void>;
  /**
   * The user of this id, with all attributes; of a directory's user also what that says of them (`userProfileMetadata`), which takes Keycloak longer to tell.
   */
  readUser(id: string): Promise<User | undefined>;
  /** The user who bears exactly this address or username, with all attributes. */
  findUser(by: { email: string } | { username: string }): Promise<User | undefined>;
  /** A page of the users with attributes (`name:value`, several with spaces between), with all attributes, ordered by username. */
  usersWith(attributes: string, page: { first: number; max: number }): Promise<User[]>;
  /** The companies that a user belongs to. */
  organizationsOf(userId: string): Promise<Organization[]>;
}

export function createLeanAdmin(admin: KeycloakAdmin): LeanAdmin {
  async function find(query: Record<string, string>): Promise<User[]> {
    const { text } = await admin.call('GET', '/users', { query: { ...query, briefRepresentation: 'false' } });
    return JSON.parse(text) as User[];
  }

  return {
    createUser: (user) => makeUser(admin, user),
    executeActionsEmail: (mail) => sendActionsMail(admin, mail),
    async readUser(id) {
      const user = await readUser(admin, id);
      return user && isFederated(user) ? readUser(admin, id, { userProfileMetadata: 'true' }) : user;
    },
    async findUser(by) {
      return (await find({ ...by, exact: 'true', max: '1' }))[0];
    },
    usersWith: (attributes, { first, max }) => find({ q: attributes, first: String(first), max: String(max) }),
    organizationsOf: (userId) => organizationsOfMember(admin, userId),
  };
}
