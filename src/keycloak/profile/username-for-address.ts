import { createHash } from 'node:crypto';
import type { PatternMatcher } from '../java/pattern-matcher.ts';
import type { AddressSettings } from './address-rules.ts';
import { limit } from './profile-errors.ts';
import { validateProfile } from './profile-validation.ts';
import type { ProfileAttribute } from './user-profile.ts';

/** The username of an account that is made for an address. */
export type UsernameFor = (address: string) => string;

/**
 * The address itself or, where the realm's rules for usernames do not let it be one (`o'neil@…`, or longer than they allow), a name made of it:
 * always the same, with a mark that keeps apart what is alike, and without `@`, so that it is nobody's address. The address again, which
 * Keycloak then refuses, where no such name fits the rules either, or where usernames are addresses.
 * @param rules of addresses and usernames (address-rules.ts).
 */
export function usernames(
  rules: readonly ProfileAttribute[],
  { usernameIsEmail }: Pick<AddressSettings, 'usernameIsEmail'>,
  matches: PatternMatcher,
): UsernameFor {
  const ofUsernames = rules.filter(({ name }) => name === 'username');
  const longest = Math.min(LONGEST, ...ofUsernames.map(({ validators }) => limit(validators.length?.max) ?? LONGEST));
  const fits = (name: string) => validateProfile(ofUsernames, { username: [name] }, (text) => text, matches).length === 0;
  return (address) => {
    if (usernameIsEmail || fits(address)) return address;
    return madeOf(address, longest).find(fits) ?? address;
  };
}

/** Characters that Keycloak's database keeps of a username. */
const LONGEST = 255;

function madeOf(address: string, longest: number): string[] {
  const mark = createHash('sha256').update(address).digest('hex').slice(0, 8);
  const words = address
    .slice(0, address.lastIndexOf('@'))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  return ['.', ''].map((between) => {
    const end = between === '' ? mark : `-${mark}`;
    return `${words.join(between).slice(0, Math.max(0, longest - end.length))}${end}`.replace(/^-/, '');
  });
}
