/**
 * The realm's user profile as a form: what `keycloak/profile-form.ts` makes of Keycloak's metadata, in the page's
 * language. Structural, so that views depend on no other folder.
 */
export interface ProfileGroup {
  title?: string;
  description?: string;
  fields: ProfileField[];
}

export type ProfileInputType =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'number'
  | 'date'
  | 'datetime-local'
  | 'time'
  | 'month'
  | 'week'
  | 'color'
  | 'range'
  | 'textarea'
  | 'select'
  | 'multiselect'
  | 'radio'
  | 'checkboxes';

export interface ProfileField {
  /** Name of the attribute, and of the form field. */
  name: string;
  label: string;
  type: ProfileInputType;
  required: boolean;
  readOnly: boolean;
  /** Several text fields of one name; always true for `multiselect` and `checkboxes`. */
  multivalued: boolean;
  values: string[];
  options: { value: string; label: string; selected: boolean }[];
  hint?: string;
  placeholder?: string;
  autocomplete?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  step?: number | string;
  rows?: number;
  /** Faults in words. */
  errors: string[];
}
