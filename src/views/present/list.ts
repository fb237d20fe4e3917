import { PAGES } from '../../common/addresses.ts';
import { LIST_ORDERS, type ListOrder } from '../../common/list-orders.ts';
import { type MessageKey, translate } from '../../i18n/index.ts';
import { INVITATION_STATUSES } from '../models/admin.ts';
import type { AdminInvitationsModel, AdminSelectionModel, ListRow } from '../models/list.ts';
import { choicesOf } from './admin.ts';
import { type ListPlace, LONGEST_SEARCH, listAddressOf, PAGE_SIZES, withList } from './list-links.ts';
import type { Presentation } from './presentation.ts';

/** Links, choices and words of the list: each filter keeps what the others have chosen. */
export function presentInvitations(model: AdminInvitationsModel, { context }: Presentation): object {
  const say = (key: MessageKey) => translate(context.locale, key);
  const { total, within, next, first, lastFirst, filter, counts, items, organizations, inviters, groups, apps, errors } = model;
  const { max, sort } = filter;
  const address = (change: Partial<ListPlace>) => listAddressOf({ ...filter, ...change });
  const tabs = INVITATION_STATUSES.map((status) => ({
    status,
    count: counts[status],
    // Seven zeros say nothing.
    counted: Boolean(counts[status]),
    href: address({ status }),
    current: filter.status === status,
  }));
  const every = INVITATION_STATUSES.map((status) => counts[status]);
  const { organization, inviter, group, app, sentFrom, sentUntil } = filter;
  const inPanel = [organization, inviter, group, app, sentFrom, sentUntil].filter(Boolean).length;
  return {
    filter: { ...filter, group: group ?? '', sentFrom: sentFrom ?? '', sentUntil: sentUntil ?? '' },
    typed: model.unreadableSearch ?? filter.search,
    tabs,
    allHref: address({ status: undefined }),
    allCount: every.every((count) => count !== undefined) ? every.reduce((sum, count) => sum + count, 0) : undefined,
    organizationChoices: organizations.length > 1 ? choicesOf(organizations) : [],
    inviterChoices: inviters.map(({ id, name = say('admin.list.otherInviter'), isViewer }) => ({
      value: id,
      label: isViewer ? say('admin.list.byMe') : name,
    })),
    manyGroups: groups.length > MOST_GROUPS,
    groupChoices: groups.map((path) => ({ value: path, label: path })),
    appChoices: apps.map(({ clientId, name }) => ({ value: clientId, label: name })),
    orderChoices: LIST_ORDERS.map((value) => ({ value, key: ORDER_KEYS[value] })),
    orderKey: ORDER_KEYS[sort],
    sizeChoices: PAGE_SIZES,
    filtersInPanel: inPanel,
    filtered: Boolean(filter.search || filter.status || inPanel > 0 || errors.length > 0),
    isPanelFaulty: errors.some(({ field }) => field !== 'search' && field !== 'status'),
    longestSearch: LONGEST_SEARCH,
    clearHref: listAddressOf({ search: '', sort, max }),
    columns: columnsOf(filter.sort, address),
    rows: items.map((item) => ({
      ...item,
      who: item.name || item.email,
      expires: item.status === 'activated' || item.status === 'revoked' ? undefined : item.expiresAt,
      // On a phone the date stands behind the status, which says already that it has expired.
      expiresWord: item.status === 'expired' ? '' : say('admin.list.expires'),
      noExpiryKey: noExpiryKey(item),
      byHref: item.inviterId && address({ inviter: item.inviterId }),
    })),
    emptyTitle: (errors.length > 0 ? 'admin.list.unreadable.title' : 'admin.list.noMatch.title') satisfies MessageKey,
    exportHref: items.length > 0 ? exportOf(filter) : undefined,
    canSelect: items.some(({ canResend, canRevoke }) => canResend || canRevoke),
    range: { from: total === 0 ? 0 : first + 1, to: first + items.length, total, key: rangeKey(model) },
    within,
    partsHref: model.isWholeWords && address({ search: `${filter.search.trim()}*`.slice(-LONGEST_SEARCH) }),
    start: first > 0 ? address({}) : undefined,
    previous: first > 0 ? address({ first: Math.max(0, first - max) }) : undefined,
    nextHref: next ? address({ first: first + items.length, cursor: next }) : undefined,
    last: next && lastFirst !== undefined && lastFirst > first ? address({ first: lastFirst }) : undefined,
    rowKey: crypto.randomUUID(),
    selectionHref: withList(PAGES.selection, context),
    bulkHref: withList(PAGES.bulkJobs, context),
  };
}

/** Why a row has no date of expiry: its link matters no more, or none was ever sent. */
const noExpiryKey = ({ status }: Pick<ListRow, 'status'>): MessageKey =>
  status === 'activated' || status === 'revoked' ? 'admin.list.noExpiry' : 'admin.detail.noLink';

/** Groups that a menu offers at most: a page with more would be heavy, and nobody finds one among them. Then the path is typed. */
const MOST_GROUPS = 300;

const ORDER_KEYS: Record<ListOrder, MessageKey> = {
  attention: 'admin.order.attention',
  name: 'admin.order.name',
  sent: 'admin.order.sent',
  '-sent': 'admin.order.sentLatest',
  expires: 'admin.order.expires',
  '-expires': 'admin.order.expiresLatest',
};

/** Columns by which the list can be ordered: where their headings lead, and which way they are ordered now. */
function columnsOf(sort: ListOrder, address: (change: Partial<ListPlace>) => string): object {
  // One click after the other goes through these, and back to what wants attention.
  const column = (...orders: ListOrder[]) => {
    const at = orders.indexOf(sort);
    const direction = at < 0 ? undefined : sort.startsWith('-') ? 'descending' : 'ascending';
    return { direction, href: address({ sort: orders[at + 1] ?? 'attention' }) };
  };
  return { person: column('name'), sentAt: column('-sent', 'sent'), expiresAt: column('expires', '-expires') };
}

/** The sentence that says how much of the list is shown. */
function rangeKey({ totalIs, within, next }: AdminInvitationsModel): MessageKey {
  if (within !== undefined) return 'admin.list.range';
  if (totalIs === 'about') return 'admin.list.rangeAbout';
  return totalIs === 'unknown' && next ? 'admin.list.rangeUncounted' : 'admin.list.range';
}

const TITLES: Record<AdminSelectionModel['command'], Record<AdminSelectionModel['state'], MessageKey>> = {
  resend: {
    asked: 'admin.selection.resend.title',
    none: 'admin.selection.none.title',
    done: 'admin.selection.resend.done',
  },
  revoke: {
    asked: 'admin.selection.revoke.title',
    none: 'admin.selection.none.title',
    done: 'admin.selection.revoke.done',
  },
};

export function presentSelection(model: AdminSelectionModel, { context }: Presentation): object {
  const { command, state } = model;
  return {
    is: { [state]: true, [command]: true },
    confirmHref: withList(PAGES.confirmSelection, context),
    titleKey: TITLES[command][state],
    count: state === 'asked' ? model.people.length : state === 'done' ? model.done : 0,
  };
}

/** Where all that the filter matches comes as a file. */
function exportOf({ search, status, organization, group, app, inviter, sentFrom, sentUntil }: ListPlace): string {
  const query = new URLSearchParams(
    Object.entries({ search, status, organization, group, app, inviter, sentFrom, sentUntil }).filter(
      (each): each is [string, string] => Boolean(each[1]),
    ),
  );
  return query.size > 0 ? `${PAGES.exportInvitations}?${query}` : PAGES.exportInvitations;
}
