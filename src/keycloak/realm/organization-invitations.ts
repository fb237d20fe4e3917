import { refusalStatus, unlessGone } from '../api/faults.ts';
import type { KeycloakAdmin } from '../api/keycloak-admin.ts';

/**
 * Keycloak's own invitations of people who have an account into an organization: Keycloak mails a link, whoever follows it says yes,
 * and only then becomes a member. It keeps one at most for each organization and address, in the same transaction as the mail, and
 * refuses a link whose invitation is gone.
 */
export interface OrganizationInvitations {
  /**
   * Mails the account, and an earlier link dies. Throws a KeycloakRefusal with 500 when the mail server refuses.
   * @param account `language`: for a stored one that Keycloak cannot use.
   */
  invite(orgId: string, account: { id: string; email: string; language?: string | undefined }): Promise<void>;
  /**
   * Whether this Keycloak keeps them, so that they can be cancelled: it does since 26.5. Otherwise nobody may be asked, because a link could not be
   * taken back.
   */
  areKept(orgId: string): Promise<boolean>;
  /** Cancels the invitation, so that its link is refused. Does nothing where none waits. */
  cancel(orgId: string, email: string): Promise<void>;
  /** When the waiting invitation was mailed, in whole seconds; undefined where none waits. */
  mailedAt(orgId: string, email: string): Promise<Date | undefined>;
}

/**
 * Whether this Keycloak keeps its invitations, asked of any organization. Where there is none it cannot be told, and counts as yes: nobody is invited
 * into one.
 */
export async function keepsInvitations(admin: KeycloakAdmin): Promise<boolean> {
  const [any] = await admin.organizations.find({ first: 0, max: 1 }).catch(noneKept);
  return any?.id === undefined || organizationInvitations(admin).areKept(any.id);
}

/** What follows where they are not kept, for whoever runs the sidecar. */
export const NOBODY_IS_ASKED =
  'people who have an account elsewhere get no mail when company admins invite them, and their invitations look like any other: this Keycloak cannot take back such a mail (26.5 and newer can)';

/** Keycloaks that have shown their invitations: they are asked no more. */
const kept = new WeakSet<KeycloakAdmin>();

function noneKept(error: unknown): [] {
  if (refusalStatus(error) === 404) return [];
  throw error;
}

export function organizationInvitations(admin: KeycloakAdmin): OrganizationInvitations {
  /** Keycloak answers 404 where it keeps none; where the organization is gone, none waits either. */
  const waiting = (orgId: string, email: string) => admin.organizations.listInvitations({ orgId, email }).catch(noneKept);

  /** The admin client sends a content type that this endpoint of Keycloak refuses. */
  async function post(orgId: string, id: string, language: string | undefined): Promise<void> {
    const body = new URLSearchParams({ id });
    await admin.call('POST', `/organizations/${orgId}/members/invite-existing-user`, { body, language });
  }

  async function cancel(orgId: string, email: string): Promise<void> {
    // Only ids that this organization has listed are deleted: Keycloak would look an id up in all organizations.
    for (const { id: invitationId = '' } of await waiting(orgId, email)) {
      // It may have been accepted, or cancelled by somebody else, a moment ago.
      await admin.organizations.deleteInvitation({ orgId, invitationId }).catch(unlessGone);
    }
  }

  return {
    async areKept(orgId) {
      if (kept.has(admin)) return true;
      try {
        await admin.organizations.listInvitations({ orgId, first: 0, max: 1 });
        kept.add(admin);
        return true;
      } catch (error) {
        noneKept(error);
        return false;
      }
    },
    async invite(orgId, { id, email, language }) {
      await cancel(orgId, email);
      await post(orgId, id, language);
    },
    cancel,
    async mailedAt(orgId, email) {
      const [found] = await waiting(orgId, email);
      return found?.sentDate === undefined ? undefined : new Date(found.sentDate * 1000);
    },
  };
}
