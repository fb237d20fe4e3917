import { PAGES } from '../../common/addresses.ts';
import type { MessageKey, PageLocale } from '../../i18n/index.ts';
import {
  type AdminAmendModel,
  type AdminInvitationModel,
  type AdminInvitationNewModel,
  type AdminInvitationsModel,
  INVITATION_STATUSES,
  type InvitationStatus,
  type OrganizationChoice,
} from '../models/admin.ts';
import { wholeDays } from './help.ts';
import { languageName } from './languages.ts';
import { mailFaultKey } from './mail-fault.ts';
import type { Presentation } from './presentation.ts';

/** Filter and page links of the list: each keeps what the others have chosen. */
export function presentInvitations(model: AdminInvitationsModel): object {
  const { total, totalIs, next, first, max, filter, counts, items, organizations } = model;
  const address = (change: { status?: InvitationStatus | undefined; first?: number; cursor?: string }) => {
    const { status, first: start, cursor } = { status: filter.status, first: 0, ...change };
    const query = new URLSearchParams();
    if (filter.search) query.set('search', filter.search);
    if (filter.organization) query.set('organization', filter.organization);
    if (status) query.set('status', status);
    if (start > 0) query.set('first', String(start));
    if (cursor) query.set('cursor', cursor);
    return query.size > 0 ? `${PAGES.admin}?${query}` : PAGES.admin;
  };
  const tabs = INVITATION_STATUSES.map((status) => ({
    status,
    count: counts[status],
    counted: counts[status] !== undefined,
    href: address({ status }),
    current: filter.status === status,
  }));
  return {
    tabs,
    organizationChoices: organizations.length > 1 ? choicesOf(organizations) : [],
    allHref: address({ status: undefined }),
    filtered: Boolean(filter.search || filter.organization || filter.status),
    range: { from: total === 0 ? 0 : first + 1, to: first + items.length, total, key: rangeKey(totalIs) },
    previous: first > 0 ? address({ first: Math.max(0, first - max) }) : undefined,
    nextHref: next ? address({ first: first + items.length, cursor: next }) : undefined,
  };
}

export function presentInvitationNew(model: AdminInvitationNewModel, { context }: Presentation): object {
  const organizationEmpty: MessageKey = model.organizationRequired ? 'form.choose' : 'admin.new.noOrganization';
  return {
    organizationEmpty,
    defaultLifespanDays: wholeDays(model.defaultLifespanHours),
    organizationChoices: choicesOf(model.organizations),
    localeChoices: languageChoicesOf(model.locales, context.locale),
  };
}

export function presentInvitation({ invitation, history }: AdminInvitationModel): object {
  const explanation: MessageKey =
    invitation.status === 'failed' && invitation.failedForGood
      ? 'status.failed.forGood'
      : `status.${invitation.status}.explained`;
  const lines = history.map(({ at, event, doer, reason }) => {
    const name = doer && 'name' in doer ? doer.name : '';
    if (event === 'created' && doer?.kind === 'user')
      return { at, key: 'history.createdBy' satisfies MessageKey, params: { by: name } };
    const doerKey: MessageKey | undefined = doer && `history.doer.${doer.kind}`;
    const faultKey = reason && mailFaultKey(reason);
    return { at, key: `history.${event}` satisfies MessageKey, params: {}, doerKey, doer: { name }, reason, faultKey };
  });
  return {
    who: invitation.name || invitation.email,
    explanation,
    lines,
    expiryKey: EXPIRY[invitation.status],
    faultKey: invitation.error && mailFaultKey(invitation.error),
  };
}

/** What the date of expiry is called. Once no link matters any more, it is not shown. */
const EXPIRY: Record<InvitationStatus, MessageKey | undefined> = {
  queued: 'admin.detail.expiresAt',
  sent: 'admin.detail.expiresAt',
  failed: 'admin.detail.expiresAt',
  opened: 'admin.detail.expiresAt',
  expired: 'admin.detail.expiredAt',
  activated: undefined,
  revoked: undefined,
};

export function presentAmend({ locales, values }: AdminAmendModel, { context }: Presentation): object {
  const known = values.locale !== '' && !locales.includes(values.locale) ? [values.locale, ...locales] : locales;
  return { localeChoices: languageChoicesOf(known, context.locale) };
}

const languageChoicesOf = (tags: readonly string[], locale: PageLocale) =>
  tags.map((tag) => ({ value: tag, label: languageName(tag, locale) }));

const choicesOf = (organizations: OrganizationChoice[]) =>
  organizations.map(({ alias, name }) => ({ value: alias, label: name }));

/** The sentence that says how much of the list is shown. */
function rangeKey(totalIs: AdminInvitationsModel['totalIs']): MessageKey {
  if (totalIs === 'about') return 'admin.list.rangeAbout';
  return totalIs === 'unknown' ? 'admin.list.rangeUncounted' : 'admin.list.range';
}
