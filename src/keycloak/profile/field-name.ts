/**
 * The name of an attribute's control in the form, for drawing and for reading it: the attribute's own name, unless something of the
 * page is called so. What is put before it stands in no attribute's name (Keycloak 26.7, UPConfigUtils.ATTRIBUTE_NAME_PATTERN).
 */
export function fieldNameOf(attribute: string): string {
  return TAKEN.has(attribute) ? `profile:${attribute}` : attribute;
}

const TAKEN: ReadonlySet<string> = new Set([
  // The page's own fields.
  '_csrf',
  'key',
  'lang',
  'language',
  'password',
  'passwordConfirm',
  // What no form body can hold: its parser leaves it out.
  '__proto__',
  // What the page's script asks of the form: a control of that name would stand in its place (HTML, §4.10.3, [LegacyOverrideBuiltIns]).
  'addEventListener',
  'dataset',
  'elements',
  'querySelector',
  'querySelectorAll',
]);
