import type { Attributes, User } from '../keycloak/realm/users.ts';
import type { AssignableGroup } from './assignable-groups.ts';

/** Where it stands which groups an invitation gives: `<group id> <path>`, one value each. Admin-only, as all of the record. */
export const GROUPS_ATTRIBUTE = 'invitation.groups';

/** The groups that the invitation of a user has given, or is to give. */
export function groupsGiven({ attributes }: User): AssignableGroup[] {
  return ((attributes ?? {}) as Attributes)[GROUPS_ATTRIBUTE]?.map(groupOfText) ?? [];
}

export const groupText = ({ id, path }: AssignableGroup): string => `${id} ${path}`;

function groupOfText(text: string): AssignableGroup {
  const at = text.indexOf(' ');
  return { id: text.slice(0, at), path: text.slice(at + 1) };
}
