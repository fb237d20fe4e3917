import { type MessageKey, type PageLocale, translate } from '../../i18n/index.ts';
import { unbroken } from '../../i18n/unbroken.ts';
import { providerOfSignIn, type SignIn } from '../../settings/sign-in.ts';
import {
  type AdminAmendModel,
  type AdminInvitationModel,
  type AdminInvitationNewModel,
  type Chosen,
  type InvitationStatus,
  type Offered,
  type OrganizationChoice,
  SIGN_IN_LABELS,
  type SignInChoice,
} from '../models/admin.ts';
import { wholeDays } from './help.ts';
import { languageName } from './languages.ts';
import { mailFaultKey } from './mail-fault.ts';
import type { Presentation } from './presentation.ts';

/** Groups from which their list has a search: fewer are seen at a glance. */
const MANY = 8;

/** The fields in which groups and app are chosen. What was chosen and is not offered any more stays to be seen, and to be taken away. */
export function carriedFields({ offered, chosen }: { offered: Offered; chosen: Chosen }): object {
  const others = chosen.groups.filter((path) => !offered.groups.includes(path));
  const groupChoices = [...others, ...offered.groups].map((path) => ({ path, checked: chosen.groups.includes(path) }));
  const isUnknown = chosen.app !== '' && !offered.apps.some(({ clientId }) => clientId === chosen.app);
  const apps = [...(isUnknown ? [{ clientId: chosen.app, name: chosen.app }] : []), ...offered.apps];
  return {
    groupChoices,
    manyGroups: groupChoices.length > MANY,
    appChoices: apps.map(({ clientId, name }) => ({ value: clientId, label: name })),
  };
}

export function presentInvitationNew(model: AdminInvitationNewModel, { context }: Presentation): object {
  const organizationEmpty: MessageKey = model.organizationRequired ? 'form.choose' : 'admin.new.noOrganization';
  return {
    ...carriedFields(model),
    organizationEmpty,
    ...foldedOptions(model, context.locale, [
      { field: 'signIn', label: 'form.signIn', isOffered: model.signIns.length > 0, isEmpty: model.values.signIn === '' },
    ]),
    ...signInField(model.signIns, context.locale),
    signInEmpty: translate(context.locale, 'form.signIn.usual'),
    lifespanChoices: lifespanChoices(model, context.locale),
    lifespan: Number(model.values.lifespanHours) === model.defaultLifespanHours ? '' : model.values.lifespanHours,
    organizationChoices: choicesOf(model.organizations),
    localeChoices: languageChoicesOf(model.locales, context.locale),
  };
}

/** The field of how to sign in. Where nothing is offered there is none, and no label by which the error summary would lead to it. */
const signInField = (signIns: readonly SignInChoice[], locale: PageLocale) => ({
  signInChoices: signIns.map((value) => ({ value, label: translate(locale, SIGN_IN_LABELS[value]) })),
  signInLabel: signIns.length === 0 ? undefined : translate(locale, 'form.signIn'),
});

interface FoldedField {
  field: string;
  label: MessageKey;
  isOffered: boolean;
  isEmpty: boolean;
}

/** The fields of {@link carriedFields}, folded up under their names (partials/more-options.hbs) unless there is something to see. */
export function foldedCarried(
  { offered, chosen, errors }: Pick<AdminInvitationNewModel, 'offered' | 'chosen' | 'errors'>,
  locale: PageLocale,
  others: FoldedField[] = [],
): { optionsOpen: boolean; optionNames: string } {
  const { groups, app, target } = chosen;
  const fields: FoldedField[] = [
    { field: 'groups', label: 'form.groups', isOffered: offered.groups.length + groups.length > 0, isEmpty: groups.length === 0 },
    { field: 'app', label: 'form.app', isOffered: offered.apps.length > 0 || app !== '', isEmpty: app === '' },
    { field: 'target', label: 'form.target', isOffered: offered.apps.length > 0 || app !== '', isEmpty: target === '' },
    ...others,
  ];
  return {
    optionsOpen: fields.some(({ field, isEmpty }) => !isEmpty || errors.some((error) => error.field.split('.')[0] === field)),
    optionNames: fields.flatMap(({ label, isOffered }) => (isOffered ? translate(locale, label) : [])).join('\u00a0· '),
  };
}

/** The same with what else few invitations need. */
function foldedOptions(
  model: Pick<AdminInvitationNewModel, 'offered' | 'chosen' | 'mayWrite' | 'errors'> & {
    values: Pick<AdminInvitationNewModel['values'], 'message' | 'accessUntil'>;
  },
  locale: PageLocale,
  others: FoldedField[] = [],
): { optionsOpen: boolean; optionNames: string } {
  const { values, mayWrite } = model;
  return foldedCarried(model, locale, [
    ...others,
    { field: 'message', label: 'admin.new.message', isOffered: mayWrite, isEmpty: values.message === '' },
    { field: 'accessUntil', label: 'admin.new.accessUntil', isOffered: true, isEmpty: values.accessUntil === '' },
  ]);
}

/** Days that are offered. */
const LIFESPAN_DAYS = [1, 3, 7, 30];

/** Hours that a link may hold, as choices: some days, what the operator has set, and what was sent with the form. The usual one sends nothing. */
export function lifespanChoices(
  {
    defaultLifespanHours: usual,
    maxLifespanHours: most,
    values,
  }: Pick<AdminInvitationNewModel, 'defaultLifespanHours' | 'maxLifespanHours'> & { values: { lifespanHours: string } },
  locale: PageLocale,
): { value: string; label: string }[] {
  const sent = Number(values.lifespanHours);
  const hours = new Set([usual, ...LIFESPAN_DAYS.map((days) => days * 24), ...(sent > 0 ? [sent] : [])]);
  return [...hours]
    .filter((one) => one <= most || one === sent)
    .sort((a, b) => a - b)
    .map((one) => {
      const span = translate(locale, 'admin.new.lifespan', { hours: one, days: wholeDays(one) });
      if (one !== usual) return { value: String(one), label: span };
      return { value: '', label: translate(locale, 'admin.new.lifespan.usual', { span }) };
    });
}

export function presentInvitation({ invitation, history, limit }: AdminInvitationModel): object {
  const explanation: MessageKey = invitation.accessEndedAt
    ? 'status.accessEnded.explained'
    : invitation.status === 'failed' && invitation.failedForGood
      ? 'status.failed.forGood'
      : `status.${invitation.status}.explained`;
  const { groups = [], app, missing = [] } = invitation;
  const named = groups.length > NAMED + 1 ? groups.slice(0, NAMED) : groups;
  const told = { groups: named.join(', '), count: groups.length, more: groups.length - named.length };
  const carried = [
    ...(groups.length > 0 ? [{ key: 'history.groups' satisfies MessageKey, params: told }] : []),
    ...(app ? [{ key: 'history.app' satisfies MessageKey, params: { app } }] : []),
  ];
  const lines = history.map(({ at, event, doer, reason, carries }) => {
    const name = doer && 'name' in doer ? doer.name : '';
    if (event === 'created' && doer?.kind === 'user')
      return { at, event, key: 'history.createdBy' satisfies MessageKey, params: { by: name } };
    const doerKey: MessageKey | undefined = doer && `history.doer.${doer.kind}`;
    const faultKey = reason && mailFaultKey(reason);
    return {
      at,
      event,
      key: `history.${event}` satisfies MessageKey,
      params: {},
      doerKey,
      doer: { name },
      reason,
      faultKey,
      carried: carries && carried,
    };
  });
  return {
    who: invitation.name || invitation.email,
    limitErrors: limit?.errors ?? [],
    explanation,
    lines,
    groups: folded(groups),
    missing: folded(missing),
    expiryKey: EXPIRY[invitation.status],
    accessKey: (invitation.accessEndedAt ? 'admin.detail.accessEnded' : 'admin.detail.accessUntil') satisfies MessageKey,
    faultKey: invitation.error && mailFaultKey(invitation.error),
    ...(invitation.signIn && signInWords(invitation.signIn)),
  };
}

/** Groups that one line of the history names. */
const NAMED = 3;

/** A list whose end is folded up where it is long; a single one is not worth a fold. */
function folded<T>(all: readonly T[]): { first: readonly T[]; more: readonly T[] } {
  const most = all.length > MANY + 1 ? MANY : all.length;
  return { first: all.slice(0, most), more: all.slice(most) };
}

function signInWords(signIn: SignIn): { signInKey: MessageKey; provider: string } {
  const provider = providerOfSignIn(signIn) ?? '';
  if (signIn === 'password' || signIn === 'passkey') return { signInKey: `signIn.${signIn}`, provider };
  return { signInKey: 'signIn.company', provider };
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

export function presentAmend(model: AdminAmendModel, { context }: Presentation): object {
  const { locales, values } = model;
  const known = values.locale !== '' && !locales.includes(values.locale) ? [values.locale, ...locales] : locales;
  return {
    ...carriedFields(model),
    ...foldedOptions(model, context.locale, [
      {
        field: 'signIn',
        label: 'form.signIn',
        isOffered: model.signIns.length > 0,
        isEmpty: ['', 'password'].includes(values.signIn) && model.signInNow === 'password',
      },
    ]),
    ...signInField(model.signIns, context.locale),
    signInEmpty: translate(context.locale, 'form.signIn.usual'),
    signInHint: unbroken(
      [
        translate(context.locale, 'form.signIn.now', { way: translate(context.locale, SIGN_IN_LABELS[model.signInNow]) }),
        translate(context.locale, 'admin.amend.signIn.hint'),
      ].join(' '),
    ),
    localeChoices: languageChoicesOf(known, context.locale),
  };
}

const languageChoicesOf = (tags: readonly string[], locale: PageLocale) =>
  tags.map((tag) => ({ value: tag, label: languageName(tag, locale) }));

export const choicesOf = (organizations: OrganizationChoice[]) =>
  organizations.map(({ alias, name }) => ({ value: alias, label: name }));
