import { type Folding, folded, foldedWords } from '../../common/folding.ts';
import type { KeycloakAdmin } from '../../keycloak/api/keycloak-admin.ts';
import type { User } from '../../keycloak/realm/users.ts';
import { allWordsOfPerson } from '../record/findable.ts';
import { type Invitation, STAND_IN_DOMAIN } from '../record/invitation.ts';
import { invitationsNow } from '../record/revocation-notes.ts';
import { markedStandIns } from './company-invitations.ts';
import { bareWord, pasted } from './pasted.ts';
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

/**
 * Splits a text into words, without characters that have a meaning for Keycloak (quotes, asterisks) or that it refuses (control characters), and without
 * what mail programs write around an address ({@link pasted}).
 */
export function wordsOf(text: string | undefined): Words {
  const words = pasted((text ?? '').replace(/[\p{C}"*]/gu, ' ')).split(/\s+/);
  return words.map(bareWord).filter((word) => word !== '');
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

/**
 * What Keycloak is asked for where parts of words are looked for: it compares letter by letter, but for case, so the words as they were typed, and as a
 * plain keyboard types them where that is something else. `Núñ` finds Núñez and Nunez, `nun` finds Núñez by an address with `nunez` alone.
 */
export function spellings(words: Words): Words[] {
  const plain = words.flatMap((word) => {
    const parts = folded(word) === word.toLowerCase() ? [] : foldedWords(word);
    return parts.length > 0 ? parts : [word];
  });
  return plain.join(' ') === words.join(' ') ? [words] : [words, plain];
}

/** For the members of an organization, which Keycloak finds by one text anywhere in one field; {@link matcher} does the rest. */
export function memberSearches(words: Words): string[] {
  const longest = spellings(words).flatMap((spelt) => [...spelt].sort((a, b) => b.length - a.length)[0] ?? []);
  return [...new Set(longest)];
}

/**
 * Whether all words are in somebody's address and names: as parts of them, as they were typed or folded, or as the whole words that large companies are
 * searched for: so a small company's search finds everybody whom a large one's finds.
 */
export function matcher(words: Words): (person: Pick<Invitation, 'email' | 'firstName' | 'lastName'>) => boolean {
  const wanted = words.map((word) => ({ typed: word.toLowerCase(), part: folded(word), whole: foldedWords(word) }));
  if (wanted.length === 0) return () => true;
  return (person) => {
    const { email, firstName = '', lastName = '' } = person;
    const fields = [email, firstName, lastName].map((field) => ({ written: field.toLowerCase(), plain: folded(field) }));
    const named = new Set(allWordsOfPerson(person));
    return wanted.every(
      ({ typed, part, whole }) =>
        fields.some(({ written, plain }) => written.includes(typed) || (part !== '' && plain.includes(part))) ||
        (whole.length > 0 && whole.every((word) => named.has(word))),
    );
  };
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
  const searches = [...spellings(words), [STAND_IN_DOMAIN]].map(userSearch);
  if (all === 'or nobody' && (await Promise.all(searches.map((search) => hasMore(admin, search)))).includes(true))
    return { found: [], within: SEARCHED };
  const [standIns, ...pages] = await Promise.all([markedStandIns(admin), ...searches.map((search) => firstUsers(admin, search))]);
  const read = pages.map((page) => page.slice(0, SEARCHED));
  const users = new Map([...read.flat(), ...standIns].map((user) => [user.id, user]));
  const invitations = await invitationsNow(admin, [...users.values()]);
  // By what was typed Keycloak finds usernames, too.
  const asTyped = new Set(read[0]?.map(({ id }) => id));
  const isMatch = matcher(words);
  const found = invitations.filter((item) => (item.address === undefined && asTyped.has(item.id)) || isMatch(item));
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
