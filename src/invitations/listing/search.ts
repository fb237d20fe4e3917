import type { Invitation } from '../record/invitation.ts';

/** What somebody types to find people: words, each of which must stand somewhere in the address or the name. */
export type Words = readonly string[];

/** Without what Keycloak gives a meaning of its own (quotes, asterisks) or refuses (control characters). */
export function wordsOf(text: string | undefined): Words {
  const words = (text ?? '').replace(/[\p{C}"*]/gu, ' ').split(/\s+/);
  return words.filter((word) => word !== '');
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
