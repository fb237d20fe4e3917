import type { ListOrder } from '../../common/list-orders.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { displayName } from '../../keycloak/realm/users.ts';
import type { ListQuery } from '../listing/whole-page.ts';
import type { Invitation } from '../record/invitation.ts';
import { alreadyActive, isRevoked } from '../record/life-cycle.ts';

/** What of a query Keycloak cannot answer, and is done here with invitations that were read. */
export type Arrangement = Pick<ListQuery, 'sort' | 'sentFrom' | 'sentUntil'>;

/** Whether a query asks for more than Keycloak's own order and filters. */
export function isArranged({ sort, sentFrom, sentUntil, inviter }: ListQuery): boolean {
  return (sort !== undefined && sort !== 'attention') || [sentFrom, sentUntil, inviter].some((each) => each !== undefined);
}

/** The fault of days that no mail can lie between. */
export function reversedDays({ sentFrom, sentUntil }: Arrangement): FieldError[] {
  const isReversed = sentFrom !== undefined && sentUntil !== undefined && sentUntil < sentFrom;
  return isReversed ? [{ field: 'sentUntil', key: 'field.days_reversed' }] : [];
}

/** Throws `invalid_request` for such days. */
export function requireDays(query: Arrangement): void {
  const fields = reversedDays(query);
  if (fields.length > 0) throw new AppError('invalid_request', { fields });
}

/** The refusal to do something with all that match, where there are more than `max`, or more than were looked at. */
export function tooManyMatches(field: string, max: number): AppError {
  return new AppError('invalid_request', { fields: [{ field, key: 'field.too_many_matches', params: { max } }] });
}

/**
 * The invitations whose last mail left within the days of the query, in its order; `attention` is the order in which they come.
 * @param timeZone where a day begins and ends.
 */
export function arrange<T extends Invitation>(
  found: readonly T[],
  { sort, sentFrom, sentUntil }: Arrangement,
  timeZone: string,
): T[] {
  // Swedish dates are ISO dates, which sort as text.
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const isWithin = ({ sentAt }: Invitation) => {
    if (sentFrom === undefined && sentUntil === undefined) return true;
    const day = sentAt && days.format(sentAt);
    return day !== undefined && day >= (sentFrom ?? '') && day <= (sentUntil ?? '9999');
  };
  const matching = found.filter(isWithin);
  return sort === undefined || sort === 'attention' ? matching : matching.sort(ORDERS[sort]);
}

type Compare = (a: Invitation, b: Invitation) => number;

const collator = new Intl.Collator('es', { sensitivity: 'base' });
const byName: Compare = (a, b) => collator.compare(displayName(a), displayName(b)) || collator.compare(a.email, b.email);

/** The date of expiry of links that still matter: those of the active and the revoked do not. */
export const expiryOf = (invitation: Invitation) =>
  alreadyActive(invitation) || isRevoked(invitation) ? undefined : invitation.expiresAt;

/** By a date; who has none comes last, whichever way. */
function byDate(dateOf: (invitation: Invitation) => Date | undefined, direction: 1 | -1): Compare {
  return (a, b) => {
    const [first, second] = [dateOf(a)?.getTime(), dateOf(b)?.getTime()];
    if (first === second) return byName(a, b);
    if (first === undefined || second === undefined) return first === undefined ? 1 : -1;
    return (first - second) * direction;
  };
}

const ORDERS: Record<Exclude<ListOrder, 'attention'>, Compare> = {
  name: byName,
  sent: byDate(({ sentAt }) => sentAt, 1),
  '-sent': byDate(({ sentAt }) => sentAt, -1),
  expires: byDate(expiryOf, 1),
  '-expires': byDate(expiryOf, -1),
};
