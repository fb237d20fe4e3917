import type { FormField } from '../keycloak/form-field.ts';
import type { ActivateModel } from './models.ts';

/** A line of the error summary; without `href` the fault belongs to no field. */
export interface SummaryItem {
  href?: string;
  text: string;
}

/** What assistive technology and the summary need to find a field. */
interface PresentedField extends FormField {
  id: string;
}

/**
 * `id` of an attribute's first control: prefixed, because attribute names are the realm's own and may be anything. Its hint, its faults
 * and its further controls add to it, which no other attribute's name may seem to do: none holds a colon.
 */
const fieldId = ({ name }: FormField): string => `profile-${name}${/-(?:hint|error|\d+)$/.test(name) ? ':' : ''}`;
export const PASSWORD_ID = 'password';

export function presentActivate(model: ActivateModel): object {
  const groups = model.groups.map((group) => ({
    ...group,
    fields: group.fields.map((field): PresentedField => ({ ...field, id: fieldId(field) })),
  }));
  const fields = groups.flatMap((group) => group.fields);
  const summary: SummaryItem[] = [
    ...model.errors.map((text) => ({ text })),
    ...fields.flatMap((field) => field.errors.map((text) => ({ href: `#${field.id}`, text: `${field.label}: ${text}` }))),
    ...model.passwordErrors.map((text) => ({ href: `#${PASSWORD_ID}`, text })),
  ];
  return { groups, summary };
}
