import type { Organization } from '../../keycloak/realm/organizations.ts';
import { termOfOrganization, termOfWord } from '../record/findable.ts';
import type { InvitationStatus } from '../record/invitation.ts';

/** The order of the list: those that need attention first. Within a status, Keycloak's order by username. */
export const ORDER: readonly InvitationStatus[] = ['failed', 'queued', 'opened', 'sent', 'expired', 'revoked', 'activated'];

/**
 * A stretch of a list that is one query to Keycloak, which finds users by several attributes at once, but knows no "or", and no order but that by
 * username. A list is its stretches, one behind the other.
 */
export interface Segment {
  /** For `GET /users?q=`. */
  q: string;
  status: InvitationStatus | undefined;
  /** Only members of this company are shown; nobody is asked about memberships where it is undefined. */
  company: Organization | undefined;
  /** Companies of earlier stretches: who is a member of one of them was shown there. */
  before: readonly Organization[];
}

export interface Wanted {
  statuses: readonly (InvitationStatus | undefined)[];
  /** The companies whose members are listed; everybody where undefined. */
  companies: readonly Organization[] | undefined;
  /** A word of each person. */
  word?: string | undefined;
  /** Another term that each is found by: who invited, a group, or the app (record/findable.ts). In place of `word`. */
  term?: string | undefined;
}

export function segmentsOf({ statuses, companies, word, term }: Wanted): Segment[] {
  const places: readonly (Organization | undefined)[] = companies ?? [undefined];
  return statuses.flatMap((status) =>
    places.map((company, i) => ({
      q: termsOf(status, company, term ?? (word === undefined ? undefined : termOfWord(word))),
      ...{ status, company, before: (companies ?? []).slice(0, i) },
    })),
  );
}

function termsOf(status: InvitationStatus | undefined, company?: Organization, term?: string): string {
  const ofStatus = status && (company ? termOfOrganization(company.id, status) : `invitation.status:${status}`);
  const terms = [term, ofStatus ?? (company && termOfOrganization(company.id))];
  return terms.filter((each) => each !== undefined).join(' ');
}
