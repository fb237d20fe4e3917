import type { MessageKey, PageLocale } from '../../i18n/index.ts';
import type {
  AdminAmendModel,
  AdminInvitationModel,
  AdminInvitationNewModel,
  InvitationStatus,
  OrganizationChoice,
} from '../models/admin.ts';
import { wholeDays } from './help.ts';
import { languageName } from './languages.ts';
import { mailFaultKey } from './mail-fault.ts';
import type { Presentation } from './presentation.ts';

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

export const choicesOf = (organizations: OrganizationChoice[]) =>
  organizations.map(({ alias, name }) => ({ value: alias, label: name }));
