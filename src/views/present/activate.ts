import { labelled, type MessageKey, translate } from '../../i18n/index.ts';
import type { FormField } from '../../keycloak/profile/form-field.ts';
import type { ActivateModel } from '../models/models.ts';
import type { WaysModel } from '../models/ways.ts';
import type { Presentation } from './presentation.ts';

/** A line of the error summary; without `href` the fault belongs to no field. */
export interface SummaryItem {
  href?: string;
  text: string;
}

/** What assistive technology and the summary need to find a field. */
interface PresentedField extends FormField {
  id: string;
  /** Whether more values can be added. */
  grows: boolean;
  /** Numbers of the empty inputs that are drawn for browsers without JavaScript. */
  spares: number[];
}

/**
 * `id` of an attribute's first control: prefixed, because attribute names are the realm's own and may be anything. Its hint, its faults
 * and its further controls add to it, which no other attribute's name may seem to do: none holds a colon.
 */
const fieldId = ({ name }: FormField): string => `profile-${name}${/-(?:hint|error|\d+)$/.test(name) ? ':' : ''}`;
const PASSWORD_ID = 'password';

/** Without JavaScript there is room for five values, and always for two more. */
const ROOM = { least: 5, more: 2 };

function presentField(field: FormField): PresentedField {
  const shown = field.values.length;
  const room = Math.min(Math.max(ROOM.least, shown + ROOM.more), field.maxValues ?? Number.POSITIVE_INFINITY);
  const grows = field.multivalued && !field.readOnly && shown < (field.maxValues ?? Number.POSITIVE_INFINITY);
  const spares = grows ? Array.from({ length: room - shown }, (_, i) => shown + i) : [];
  return { ...field, id: fieldId(field), grows, spares };
}

export function presentActivate(model: ActivateModel, { context }: Presentation): object {
  const groups = model.groups.map((group) => ({
    ...group,
    fields: group.fields.map(presentField),
  }));
  const fields = groups.flatMap((group) => group.fields);
  const { codes, ...others } = model.ways ?? {};
  const ofWays = (ways: WaysModel) =>
    Object.entries(ways).flatMap(([id, { faults }]) => faults.map((text: string) => ({ href: `#${id}`, text })));
  // As they stand on the page.
  const summary: SummaryItem[] = [
    ...model.errors.map((text) => ({ text })),
    ...(codes ? ofWays({ codes }) : []),
    ...fields.flatMap((field) =>
      field.errors.map((text) => ({ href: `#${field.id}`, text: labelled(context.locale, field.label, text) })),
    ),
    ...model.passwordErrors.map((text) => ({
      href: `#${PASSWORD_ID}`,
      text: labelled(context.locale, translate(context.locale, 'activate.password.label'), text),
    })),
    ...ofWays(others),
  ];
  const asksPassword = !model.keptElsewhere && !model.passwordStands && !model.company;
  return { groups, summary, asksPassword, script: scriptOf(model), ...wordsOf(model) };
}

/** Script of the form's fields. Recovery codes bring their own (partials/codes.hbs), which is all that a page of codes alone needs. */
function scriptOf(model: ActivateModel): string | undefined {
  const { codes, newPasskey } = model.ways ?? {};
  if (codes) return asksMore(model) ? 'activate.js' : undefined;
  return newPasskey ? 'passkey.js' : 'activate.js';
}

function wordsOf(model: ActivateModel): Record<'title' | 'lead' | 'submit' | 'after', MessageKey> {
  const { keptElsewhere, ride, ways = {}, signsInByUsername, company, app, passwordInstead } = model;
  const sentences = {
    submit: 'activate.submit',
    after: signsInByUsername ? 'activate.afterWithUsername' : 'activate.after',
  } as const;
  const usual = app === undefined ? 'activate.lead' : 'activate.leadForApp';
  const lead = passwordInstead === 'passkeysOff' ? 'passkey.offLead' : usual;
  if (keptElsewhere) return { ...sentences, title: 'activate.directory.title', lead: 'activate.directory.lead' };
  if (ways.codes) {
    const isAll = !asksMore(model);
    const words = { title: 'codes.title', lead: isAll ? 'codes.lead' : 'codes.leadAndMore' } as const;
    return company
      ? { ...words, submit: 'activate.company.submit', after: 'activate.company.after' }
      : { ...words, submit: 'codes.submit', after: 'codes.after' };
  }
  if (company) {
    const usual = app === undefined ? 'activate.company.lead' : 'activate.company.leadForApp';
    const lead = company === 'confirms' ? 'activate.company.leadConfirms' : usual;
    return { title: 'activate.company.title', lead, submit: 'activate.company.submit', after: 'activate.company.after' };
  }
  if (ways.newPasskey)
    return {
      title: 'activate.title',
      lead: app === undefined ? 'passkey.lead' : 'passkey.leadForApp',
      submit: 'passkey.submit',
      after: 'passkey.after',
    };
  if (ride) return { ...sentences, title: 'activate.more.title', lead: 'activate.more.lead' };
  if (ways.totp?.oncePerCode)
    return {
      ...sentences,
      title: 'activate.title',
      lead,
      after: signsInByUsername ? 'totp.afterWithUsername' : 'totp.after',
    };
  return { ...sentences, title: 'activate.title', lead };
}

/** Whether a page of recovery codes asks for something beside them, as in a realm that has them come first. */
const asksMore = ({
  groups,
  ways = {},
  passwordStands,
  company,
}: Pick<ActivateModel, 'groups' | 'ways' | 'passwordStands' | 'company'>) =>
  groups.some(({ fields }) => fields.length > 0) || (!passwordStands && !company) || Boolean(ways.totp ?? ways.terms);
