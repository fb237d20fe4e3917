import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { foldedWords } from '../record/findable.ts';
import { type Invitation, STAND_IN_DOMAIN } from '../record/invitation.ts';
import { invitationsNow } from '../record/revocation-notes.ts';
import { markedStandIns } from './company-invitations.ts';

/** Search words, each of which must occur in the address or the name. */
export type Words = readonly string[];

/** Users that a search for parts of words reads at most; where more match, a longer word is needed. */
const SEARCHED = 1000;
/** Users that one request reads. */
const STEP = 200;

/** Splits a text into words, without characters that have a meaning for Keycloak (quotes, asterisks) or that it refuses (control characters). */
export function wordsOf(text: string | undefined): Words {
  const words = (text ?? '').replace(/[\p{C}"*]/gu, ' ').split(/\s+/);
  return words.filter((word) => word !== '');
}

/** Whether somebody wants parts of words, too: an asterisk anywhere says so. */
export const asksForParts = (text: string | undefined): boolean => text?.includes('*') ?? false;

/** The same words as invitations are found by (record/findable.ts), the longest first: few people share it. */
export function foldedSearch(words: Words): string[] {
  return [...new Set(words.flatMap(foldedWords))].sort((a, b) => b.length - a.length);
}

/** The one word that is a whole address. */
export function addressIn(words: Words): string | undefined {
  const [word = ''] = words;
  return words.length === 1 && /^[^@]+@[^@]+$/.test(word) ? word.toLowerCase() : undefined;
}

/** For `GET /users?search=`: each word anywhere. */
export function userSearch(words: Words): string {
  return words.map((word) => `*${word}*`).join(' ');
}

/** For the members of an organization, which Keycloak finds by one text anywhere in one field; {@link matches} does the rest. */
export function memberSearch(words: Words): string | undefined {
  return [...words].sort((a, b) => b.length - a.length)[0];
}

export function matches({ email, firstName = '', lastName = '' }: Invitation, words: Words): boolean {
  const fields = [email, firstName, lastName].map((field) => field.toLowerCase());
  return words.every((word) => fields.some((field) => field.includes(word.toLowerCase())));
}

/**
 * Invitations of the whole realm by parts of words. Keycloak ignores `q` together with `search`: so the users who match are filtered here. `within`:
 * only so many of them were read, and there are more.
 */
export async function searchedInParts(admin: KeycloakAdmin, words: Words): Promise<{ found: Invitation[]; within?: number }> {
  const searches = [userSearch(words), userSearch([STAND_IN_DOMAIN])];
  const [standIns, ...pages] = await Promise.all([markedStandIns(admin), ...searches.map((search) => firstUsers(admin, search))]);
  const read = pages.map((page) => page.slice(0, SEARCHED));
  const users = new Map([...read.flat(), ...standIns].map((user) => [user.id, user]));
  const invitations = await invitationsNow(admin, [...users.values()]);
  const found = invitations.filter((item) => item.address === undefined || matches(item, words));
  return { found, ...(pages.some((page) => page.length > SEARCHED) && { within: SEARCHED }) };
}

/** Those whom Keycloak finds first, and one more, who tells that there are more. A few at a time: a thousand at once take Keycloak longer than we wait. */
async function firstUsers(admin: KeycloakAdmin, search: string): Promise<User[]> {
  const found: User[] = [];
  for (let page = STEP; page === STEP && found.length <= SEARCHED; ) {
    const max = Math.min(STEP, SEARCHED + 1 - found.length);
    const users = await admin.users.find({ search, first: found.length, max, briefRepresentation: false });
    found.push(...users);
    page = users.length;
  }
  return found;
}
