import { type AdminInvitationsModel, INVITATION_STATUSES, type InvitationStatus } from './models-admin.ts';

/** Filter and page links of the list: each keeps what the others have chosen. */
export function presentInvitations({ total, first, max, filter, counts, items }: AdminInvitationsModel): object {
  const address = (change: { status?: InvitationStatus | undefined; first?: number }) => {
    const { status, first: start } = { status: filter.status, first: 0, ...change };
    const query = new URLSearchParams();
    if (filter.search) query.set('search', filter.search);
    if (filter.organization) query.set('organization', filter.organization);
    if (status) query.set('status', status);
    if (start > 0) query.set('first', String(start));
    return query.size > 0 ? `/admin?${query}` : '/admin';
  };
  const tabs = INVITATION_STATUSES.filter((status) => counts[status] !== undefined).map((status) => ({
    label: `status.${status}`,
    count: counts[status],
    href: address({ status }),
    current: filter.status === status,
  }));
  return {
    tabs,
    allHref: address({ status: undefined }),
    filtered: Boolean(filter.search || filter.organization || filter.status),
    range: { from: total === 0 ? 0 : first + 1, to: first + items.length, total },
    previous: first > 0 ? address({ first: Math.max(0, first - max) }) : undefined,
    next: first + items.length < total ? address({ first: first + max }) : undefined,
  };
}
