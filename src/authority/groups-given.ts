import type { Attributes, User } from '../keycloak/realm/users.ts';
import type { GivenGroup } from './assignable-groups.ts';

/**
 * Where it stands which groups an invitation gives, one value each: `<group id> <path>`, with `admin` and `had` before the path where they hold
 * ({@link GivenGroup}). Admin-only, as all of the record.
 */
export const GROUPS_ATTRIBUTE = 'invitation.groups';

/** The groups that the invitation of a user has given, or is to give. */
export function groupsGiven({ attributes }: User): GivenGroup[] {
  return ((attributes ?? {}) as Attributes)[GROUPS_ATTRIBUTE]?.map(groupOfText) ?? [];
}

export function groupText({ id, path, byAdmin, had }: GivenGroup): string {
  return [id, ...(byAdmin ? ['admin'] : []), ...(had ? ['had'] : []), path].join(' ');
}

function groupOfText(text: string): GivenGroup {
  const at = text.indexOf('/');
  const [id = '', ...marks] = text.slice(0, at).trim().split(' ');
  return {
    id,
    path: text.slice(at),
    ...(marks.includes('admin') && { byAdmin: true }),
    ...(marks.includes('had') && { had: true }),
  };
}
