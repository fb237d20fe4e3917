import type { UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import { restatedDate } from './local-date.ts';

type Attributes = Readonly<Record<string, string[]>>;

/** Languages of the dates of one account while it is written. */
export interface DateLanguages {
  /** In which the account's dates stand. */
  from: string;
  /** In which Keycloak reads the dates of this write: that of the language that the account has before it. */
  read: string;
  /** In which Keycloak reads them from then on. */
  to: string;
}

/** The attributes with Keycloak's validator `local-date`, whose values mean something in one language only. */
export function dateAttributes({ attributes = [] }: UserProfileConfig): string[] {
  return attributes.filter(({ validations }) => validations && 'local-date' in validations).map(({ name = '' }) => name);
}

/**
 * What to write, in this order, so that the dates of an account mean the same in its new language: Keycloak judges each write by the language that is
 * stored before it, so where that changes the dates follow it in a second write.
 * @param names {@link dateAttributes}.
 * @param before the attributes as they are. Dates that stay stand in `from`, those that differ in `to`.
 */
export function datesInTurn(
  names: readonly string[],
  before: Attributes,
  after: Attributes,
  languages: DateLanguages,
): Attributes[] {
  const { from, read, to } = languages;
  const restated = (attributes: Attributes, one: string, other: string, isMeant: (name: string) => boolean): Attributes =>
    Object.fromEntries(
      Object.entries(attributes).map(([name, values]) => [
        name,
        names.includes(name) && isMeant(name) ? values.map((value) => restatedDate(value, one, other)) : values,
      ]),
    );
  const last = restated(after, from, to, (name) => String(before[name]) === String(after[name]));
  return read === to ? [last] : [restated(last, to, read, () => true), last];
}
