import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { type Folding, foldedWords } from '../record/findable.ts';
import { type Invitation, STAND_IN_DOMAIN } from '../record/invitation.ts';
import { invitationsNow } from '../record/revocation-notes.ts';
import { markedStandIns } from './company-invitations.ts';
import type { ListQuery } from './whole-page.ts';

/** Search words, each of which must occur in the address or the name. */
export type Words = readonly string[];

/** Users that a search for parts of words reads at most; where more match, a longer word is needed. */
const SEARCHED = 1000;
/**
 * Users that one request reads: few at first; twice as many while Keycloak is quick, half as many where it is slow. Of each of them it reads everything,
 * from its database where nobody has asked before; a thousand at once would take a busy one longer than we wait.
 */
const STEPS = { first: 50, least: 25, most: 400 };
const QUICK_MS = 1000;
const SLOW_MS = 3000;

/** Splits a text into words, without characters that have a meaning for Keycloak (quotes, asterisks) or that it refuses (control characters). */
export function wordsOf(text: string | undefined): Words {
  const words = (text ?? '').replace(/[\p{C}"*]/gu, ' ').split(/\s+/);
  return words.filter((word) => word !== '');
}

/** Whether somebody wants parts of words, too: an asterisk anywhere says so. */
export const asksForParts = (text: string | undefined): boolean => text?.includes('*') ?? false;

/** The same words as invitations are found by (record/findable.ts), the longest first: few people share it. */
export function foldedSearch(words: Words, folding: Folding): string[] {
  return [...new Set(words.flatMap((word) => foldedWords(word, folding)))].sort((a, b) => b.length - a.length);
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
 * @param all see {@link ListQuery.all}.
 */
export async function searchedInParts(
  admin: KeycloakAdmin,
  words: Words,
  all?: ListQuery['all'],
): Promise<{ found: Invitation[]; within?: number }> {
  const searches = [userSearch(words), userSearch([STAND_IN_DOMAIN])];
  if (all === 'or nobody' && (await Promise.all(searches.map((search) => hasMore(admin, search)))).includes(true))
    return { found: [], within: SEARCHED };
  const [standIns, ...pages] = await Promise.all([markedStandIns(admin), ...searches.map((search) => firstUsers(admin, search))]);
  const read = pages.map((page) => page.slice(0, SEARCHED));
  const users = new Map([...read.flat(), ...standIns].map((user) => [user.id, user]));
  const invitations = await invitationsNow(admin, [...users.values()]);
  const found = invitations.filter((item) => item.address === undefined || matches(item, words));
  return { found, ...(pages.some((page) => page.length > SEARCHED) && { within: SEARCHED }) };
}

/** Whether Keycloak finds more users than are read. */
async function hasMore(admin: KeycloakAdmin, search: string): Promise<boolean> {
  const beyond = await admin.users.find({ search, first: SEARCHED, max: 1, briefRepresentation: true });
  return beyond.length > 0;
}

/** Those whom Keycloak finds first, and one more, who tells that there are more. */
async function firstUsers(admin: KeycloakAdmin, search: string): Promise<User[]> {
  const found: User[] = [];
  for (let step = STEPS.first; found.length <= SEARCHED; ) {
    const max = Math.min(step, SEARCHED + 1 - found.length);
    const asked = performance.now();
    const users = await admin.users.find({ search, first: found.length, max, briefRepresentation: false });
    const took = performance.now() - asked;
    found.push(...users);
    if (users.length < max) break;
    if (took < QUICK_MS) step = Math.min(step * 2, STEPS.most);
    if (took > SLOW_MS) step = Math.max(Math.floor(step / 2), STEPS.least);
  }
  return found;
}
