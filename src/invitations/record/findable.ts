import { isInviting } from '../../authority/acts.ts';
import { folded, foldedWords } from '../../common/folding.ts';
import type { Organization } from '../../keycloak/realm/organizations.ts';
import type { Attributes, User } from '../../keycloak/realm/users.ts';
import { type InvitationStatus, invitationOf, storedStatus } from './invitation.ts';

/**
 * Two attributes by which Keycloak finds invitations for a list, at any size: by a word of the name, the inviter's id, a group or the app, and by a company, with a status or without. They
 * only name candidates: whoever shows one to a company admin asks Keycloak for its memberships first, and an invitation that they miss is found again
 * by the worker (following/findable-upkeep.ts).
 *
 * Their values are filled up to 256 characters. Keycloak stores values of that length with a hash of them, for which its database has an index;
 * shorter ones it compares in lower case, for which there is none, and then a word that nobody bears costs a look at every user of the realm
 * (`JpaUserProvider`, `JpaHashUtils`; Keycloak 24 and newer).
 */
const ORGANIZATIONS = 'invitation.organizations';
const WORDS = 'invitation.words';
export const FINDABLE_BY = [ORGANIZATIONS, WORDS] as const;

export const isFoundBy = (attribute: string): boolean => FINDABLE_BY.some((name) => name === attribute);

const HASHED_LENGTH = 256;
const FILLER = '.';
const filledUp = (text: string) => text.padEnd(HASHED_LENGTH, FILLER);

/** Words of one person and kind that Keycloak finds them by, at most: each is a row of its database. Names of Keycloak have up to 255 characters. */
const MOST_WORDS = 50;

const memberKey = (id: string, status?: InvitationStatus) => filledUp(status ? `${id} ${status}` : id);

/** Terms for `GET /users?q=`, which matches each value of an attribute by itself. */
export const termOfOrganization = (id: string, status?: InvitationStatus) => `${ORGANIZATIONS}:"${memberKey(id, status)}"`;
export const termOfWord = (word: string) => `${WORDS}:"${filledUp(word)}"`;
export const termOfInviter = (userId: string) => `${WORDS}:"${inviterKey(userId)}"`;

export const termOfGroup = (id: string) => `${WORDS}:"${groupKey(id)}"`;
export const termOfApp = (clientId: string) => `${WORDS}:"${appKey(clientId)}"`;

/** These stand among the words, none of which has a space, so that they need no attribute of their own. */
const inviterKey = (userId: string) => filledUp(`by ${userId}`);
const groupKey = (id: string) => filledUp(`in ${id}`);
const appKey = (clientId: string) => filledUp(`to ${clientId}`);

interface Named {
  email?: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
}

/**
 * The words that somebody is found by: those of the names, and those before the `@` of the address, which as a whole Keycloak finds by itself. Words
 * with an apostrophe are there in parts and as one (`connor`, `oconnor`), and what {@link Folding} `accents` makes of them (`gal`, `la` of Gal·la), too.
 */
export const wordsOfPerson = (person: Named): string[] => [
  ...new Set(kindsOfWords(person).flatMap((words) => words.slice(0, MOST_WORDS))),
];

/** The same without {@link MOST_WORDS}: for people who are looked at one by one. */
export const allWordsOfPerson = (person: Named): string[] => [...new Set(kindsOfWords(person).flat())];

function kindsOfWords({ email = '', firstName = '', lastName = '' }: Named): string[][] {
  const [local = ''] = email.split('@');
  const texts = [firstName, lastName, local];
  const kinds = [
    texts.map((text) => foldedWords(text)),
    texts.map((text) => foldedWords(folded(text))),
    texts.map((text) => foldedWords(text, 'accents')),
  ];
  return kinds.map((words) => [...new Set(words.flat())]);
}

/**
 * Both attributes of an invited user, for a write that changes names, address or status, or makes the user.
 * @param user with the attributes that are to be written.
 * @param companies those that the user is a member of; the ones that stand in the attributes by default.
 */
export function findableAttributes(user: User, companies?: readonly Pick<Organization, 'id'>[]): Attributes {
  const invitation = invitationOf({ ...user, id: user.id ?? '-' });
  if (!invitation) return {};
  const ids = companies?.map(({ id }) => id) ?? organizationIds(user);
  const status = storedStatus(user);
  const inviter = invitation.actors?.find(isInviting);
  return {
    [ORGANIZATIONS]: ids.flatMap((id) => [memberKey(id), memberKey(id, status)]),
    [WORDS]: [
      ...wordsOfPerson(invitation).map(filledUp),
      ...(inviter ? [inviterKey(inviter.actor)] : []),
      ...invitation.groups.map((group) => groupKey(group.id)),
      ...(invitation.app === undefined ? [] : [appKey(invitation.app)]),
    ],
  };
}

/** The companies of a user whose invitation is being written: that write adds the rest ({@link findableAttributes}). */
export function memberships(companies: readonly Pick<Organization, 'id'>[]): Attributes {
  return { [ORGANIZATIONS]: companies.map(({ id }) => memberKey(id)) };
}

/**
 * The attributes of an invited user as they should be.
 * @returns undefined where they are so already, or the user has no invitation.
 */
export function correctedAttributes(user: User, companies: readonly Pick<Organization, 'id'>[]): Attributes | undefined {
  const wanted = findableAttributes(user, companies);
  const now = (user.attributes ?? {}) as Attributes;
  const isSo = Object.entries(wanted).every(([name, values]) => sameValues(now[name], values));
  return isSo ? undefined : { ...now, ...wanted };
}

/** Ids of the companies by which lists find somebody, or have found them a moment ago. */
export function organizationIds({ attributes }: Pick<User, 'attributes'>): string[] {
  const keys = ((attributes ?? {}) as Attributes)[ORGANIZATIONS] ?? [];
  return [...new Set(keys.map((key) => key.replace(/\.+$/, '').split(' ')[0] ?? ''))];
}

/** Keycloak gives the values of an attribute in any order, and none as no attribute. */
function sameValues(a: readonly string[] = [], b: readonly string[] = []): boolean {
  const both = new Set([...a, ...b]);
  return a.length === b.length && both.size === new Set(a).size;
}
