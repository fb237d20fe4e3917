import type { Actor } from '../../authority/actor.ts';
import { actOf, type Command } from '../../authority/acts.ts';
import { type GivenGroup, requireAssignable, unknownGroup } from '../../authority/assignable-groups.ts';
import { wronglyGiven } from '../../authority/groups-given.ts';
import { AppError } from '../../errors.ts';
import { mayHaveFailed, refusalStatus } from '../../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import { createUser } from '../../keycloak/realm/create-user.ts';
import { addMember, type Organization } from '../../keycloak/realm/organizations.ts';
import { localeOf, type User } from '../../keycloak/realm/users.ts';
import type { AppOfInvitation } from '../carried/app-of-invitation.ts';
import type { WayIn } from '../carried/sign-in.ts';
import { findableAttributes } from '../record/findable.ts';
import {
  attributesOf,
  type Invitation,
  type InvitationRecord,
  type Invitee,
  invitedUser,
  newRecord,
} from '../record/invitation.ts';
import { requireStoredRecord } from '../record/require-stored-record.ts';
import { placeAddress } from '../stand-ins/address-owner.ts';
import { makeStandIn } from '../stand-ins/stand-in.ts';

/** Who invites whom, and into which company. */
export interface NewInvitation {
  actor: Actor;
  command: Extract<Command, 'invite' | 'import'>;
  invitee: Invitee;
  company: Organization | undefined;
  lifespanHours: number | undefined;
  /** Id of the import, or the hash of the request's `Idempotency-Key` (idempotency-key.ts). */
  batch: string | undefined;
  /** Where the person goes after activation; the same for everybody without one. */
  destination?: AppOfInvitation;
  /** Groups that the account gets: at once, or when its person joins the company. */
  groups?: GivenGroup[];
  /** Until when the account has them, and its membership of the company. */
  access?: Partial<InvitationRecord>;
  /** How its person gets to sign in: with a password by default. */
  wayIn?: WayIn;
  /** The word of whoever invites. */
  message?: string | undefined;
}

/** How accounts are made: single invitations and imports call Keycloak in different ways. */
export interface AccountMaker {
  /** Returns the new user's id. Throws Keycloak's refusal as the caller shows it: `email_exists` where address or username are taken. */
  createUser(user: User): Promise<string>;
  /** Throws Keycloak's refusal of a new user as `createUser` does. */
  refuse(error: unknown): Promise<never>;
  /**
   * Whether the owner of the address is looked for before the account is made. What is made does not depend on it. It costs three more requests for
   * company admins, so that a new address and a known one take the same time.
   */
  looksFirst: boolean;
  /** Looks at the groups of a new account before its mail leaves ({@link wronglyGiven}). */
  wronglyGiven?: (userId: string, groups: readonly GivenGroup[]) => Promise<string | undefined>;
  /**
   * What the record says from its creation on where the caller mails at once. Left out for stand-ins: Keycloak's log does not tell whether their mail
   * has left.
   */
  mailed?: Partial<InvitationRecord>;
}

export interface NewAccount {
  id: string;
  /** With the invited address and the language that is stored. */
  record: InvitationRecord & Pick<Invitation, 'email' | 'locale'>;
}

/**
 * Makes the account of a new invitation, and makes it a member of the company: the one place that decides this, for single invitations and
 * for imports. The account bears the address or, where that has an account that the inviter is not to know of, stands in for it
 * (stand-in.ts). The mail is the caller's. Throws what `createUser` does, and
 * `directory_keeps_nothing`.
 */
export async function makeAccount(admin: KeycloakAdmin, invitation: NewInvitation, maker: AccountMaker): Promise<NewAccount> {
  const { actor, command, invitee, company, lifespanHours, batch, destination, groups = [], access, wayIn, message } = invitation;
  const { looksFirst, mailed, wronglyGiven: look = wronglyGiven.bind(null, admin, actor) } = maker;
  const by = actor.name ?? company?.name;
  const record = {
    ...newRecord(by, company?.alias ?? null),
    ...destination,
    ...access,
    ...wayIn,
    groups,
    ...(message !== undefined && { message, messageBy: by }),
    ...{ lifespanHours, batch, actors: [actOf(command, actor, company ? [company] : [])] },
  };
  const requireGroups = () =>
    requireAssignable(
      admin,
      actor,
      groups.map(({ path }) => path),
    );
  const make = async (made: InvitationRecord, user: User): Promise<NewAccount> => {
    const attributes = { ...user.attributes, ...findableAttributes(user, company ? [company] : []) };
    const id = await createUser(admin, { ...user, attributes }, maker.createUser);
    await requireStoredRecord(admin, id);
    return { id, record: { ...made, email: invitee.email, locale: localeOf(user) } };
  };
  const account = await placeAddress(
    { admin, reach: actor.reach, address: invitee.email, company, batch, looksFirst },
    () => {
      const own = { ...record, ...mailed };
      const makeOwn = async () => {
        const made = await make(own, invitedUser(invitee, attributesOf(own, invitee), groups));
        try {
          const wrong = await look(made.id, groups);
          if (wrong !== undefined) throw unknownGroup(wrong);
        } catch (error) {
          // Before its mail: nobody can get in.
          await admin.users.del({ id: made.id });
          throw error;
        }
        return made;
      };
      // Of a path that is no more, Keycloak says nothing but that it has failed.
      return makeOwn().catch(async (error) => {
        if (mayHaveFailed(error)) await requireGroups();
        throw error;
      });
    },
    async (into) => {
      // A group that is gone is refused here, too: a difference would tell that there is an account.
      await requireGroups();
      const standIn = { ...record, address: invitee.email };
      return makeStandIn(admin, { invitee, company: into, record }, (user) => make(standIn, user), maker.refuse);
    },
  );
  if (company) await addMember(admin, company.id, account.id).catch((error) => undo(admin, account.id, error));
  return account;
}

/** A company that was deleted at this very moment: nothing is left over of the invitation. */
async function undo(admin: KeycloakAdmin, id: string, error: unknown): Promise<never> {
  if (refusalStatus(error) !== 404) throw error;
  await admin.users.del({ id });
  const fields = [{ field: 'organization', key: 'field.organization_unknown' as const }];
  throw new AppError('invalid_request', { cause: error, fields });
}
