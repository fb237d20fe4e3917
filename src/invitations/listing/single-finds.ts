import { companyShown, type Reach } from '../../authority/reach.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { LeanAdmin } from '../../keycloak/realm/lean-admin.ts';
import { noneIfSwitchedOff, type Organization, organizationsOfMember } from '../../keycloak/realm/organizations.ts';
import { readUser, type User } from '../../keycloak/realm/users.ts';
import { isRevoked } from '../record/life-cycle.ts';
import { invitationNow, invitationsNow, unwrittenRevocations } from '../record/revocation-notes.ts';
import { successorOf } from '../replacement/replace-account.ts';
import type { CompanyInvitation } from './company-invitations.ts';
import type { createRows } from './rows.ts';
import { addressIn, type Words } from './search.ts';

const REFERENCE = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

interface FindDeps {
  admin: KeycloakAdmin;
  lean: Pick<LeanAdmin, 'usersWith' | 'findUser'>;
}

/** Invitations that Keycloak finds by themselves, and not as a page of many. */
export function createSingleFinds({ admin, lean }: FindDeps, rowOf: ReturnType<typeof createRows>['rowOf']) {
  return {
    /** By a reference that people quote to support: the id of the user. Undefined where the text is none. */
    async byReference(reach: Reach, search: string | undefined): Promise<CompanyInvitation[] | undefined> {
      const id = search?.trim().toLowerCase() ?? '';
      if (!REFERENCE.test(id)) return undefined;
      const user = (await readUser(admin, id)) ?? (await successorOf(admin, id));
      const invitation = user && (await invitationNow(admin, user));
      if (!invitation) return [];
      const theirs = await organizationsOfMember(admin, invitation.id).catch(noneIfSwitchedOff);
      const company = companyShown(reach, theirs);
      return reach.all || company ? [{ ...invitation, company }] : [];
    },

    /** By a whole address: who bears it, and who stands in for it. Nobody where other words are searched for. */
    async byAddress(companies: readonly Organization[] | undefined, words: Words): Promise<CompanyInvitation[]> {
      const address = addressIn(words);
      if (address === undefined) return [];
      const [bearer, standIns] = await Promise.all([
        lean.findUser({ email: address }),
        lean.usersWith(`invitation.email:"${address}"`, { first: 0, max: 100 }),
      ]);
      const users = new Map([...(bearer ? [bearer] : []), ...standIns].map((user) => [user.id, user]));
      const places = (companies ?? [undefined]).map((company) => ({ company, before: [] }));
      const row = async (user: User): Promise<CompanyInvitation[]> => {
        for (const place of places) {
          const shown = await rowOf(user, place);
          if (shown) return [shown];
        }
        return [];
      };
      return (await Promise.all([...users.values()].map(row))).flat();
    },

    /** Revocations that stand in a note alone: no search by status finds them. */
    async notedRevocations(): Promise<CompanyInvitation[]> {
      const users = await Promise.all((await unwrittenRevocations(admin)).map((id) => readUser(admin, id)));
      const invitations = await invitationsNow(
        admin,
        users.flatMap((user) => user ?? []),
      );
      const noted = invitations.filter((item) => isRevoked(item) && item.user?.enabled);
      const rows = await Promise.all(
        noted.map(({ user }) => (user ? rowOf(user, { company: undefined, before: [] }) : undefined)),
      );
      return rows.flatMap((row) => row ?? []);
    },
  };
}
