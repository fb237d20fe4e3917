/**
 * What a page needs to draw the fields of a realm's user profile, and nothing more: every text is already in the
 * page's language, every limit is already a value of the HTML attribute of the same name.
 */

export type FieldType =
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

export interface FieldOption {
  value: string;
  label: string;
  selected: boolean;
}

export interface FormField {
  /** The control's `name`: the attribute's own as far as it may be ({@link fieldNameOf}). It may contain dots. */
  name: string;
  label: string;
  type: FieldType;
  required: boolean;
  /** Shown, never sent: draw it without a `name`, or disabled. */
  readOnly: boolean;
  /** Several values: one input each, all with the same `name`. Choices with several answers are `multiselect` and `checkboxes`. */
  multivalued: boolean;
  /** How many values there may be at most, where the realm says. */
  maxValues?: number;
  /** What the inputs hold; one empty string at least, so that there is always an input to draw. */
  values: string[];
  /** Only for select, multiselect, radio and checkboxes; empty otherwise. */
  options: FieldOption[];
  hint?: string;
  placeholder?: string;
  /** WHATWG autofill token, such as `given-name`. */
  autocomplete?: string;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url';
  /** A regular expression that the browser understands as Keycloak does. */
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  min?: string;
  max?: string;
  step?: string;
  size?: number;
  rows?: number;
  cols?: number;
  /** Sentences, in the page's language. */
  errors: string[];
}

export interface FormGroup {
  /** The group's name in the realm; empty for the fields outside any group. */
  name: string;
  title?: string;
  description?: string;
  fields: FormField[];
}
