import type { Invitation } from '../record/invitation.ts';

/** Search words, each of which must occur in the address or the name. */
export type Words = readonly string[];

/** Splits a text into words, without characters that have a meaning for Keycloak (quotes, asterisks) or that it refuses (control characters). */
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
