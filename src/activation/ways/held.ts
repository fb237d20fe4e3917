import { passwordStep } from '../../keycloak/ride/steps/password.ts';
import { profileStep } from '../../keycloak/ride/steps/profile.ts';
import { termsStep } from '../../keycloak/ride/steps/terms.ts';
import { totpStep } from '../../keycloak/ride/steps/totp.ts';
import type { WaysModel } from '../../views/models/ways.ts';
import type { Body } from './way.ts';

/**
 * What the person has filled in and Keycloak has not asked for yet, while a ride has stopped: it goes back sealed with the ride, is not asked for again, and is
 * sent when Keycloak comes to it.
 */
export interface Held {
  /** Keycloak's pages that it answers. */
  held?: readonly string[];
  /** The fields as they were sent. */
  typed?: Body;
}

/** What of a form is wrong. */
interface Faulty {
  /** By attribute. */
  fields: ReadonlyMap<string, unknown>;
  password: readonly unknown[];
  /** By Keycloak's page. */
  ways?: ReadonlyMap<string, unknown>;
}

/** Says that a code was typed on a screen before: it may have expired since. */
export const TYPED_BEFORE = 'totpBefore';

/** Fields of the page itself, and of what is made for one ride alone: never held. */
const OF_RIDE: readonly string[] = ['_csrf', 'key', 'ride', 'lang', 'language', 'signIn', 'company', 'passkey', 'codes'];

const PAGES: ReadonlyMap<string, string> = new Map([
  ...['password', 'passwordConfirm'].map((name) => [name, passwordStep.page] as const),
  ...['totp', 'totpSecret', 'totpRefusals', TYPED_BEFORE].map((name) => [name, totpStep.page] as const),
  ...['terms', 'termsShown'].map((name) => [name, termsStep.page] as const),
]);

/** @param pages that a form answers without faults, and that Keycloak has not come to. */
export function hold(body: Body, pages: readonly string[]): Required<Held> {
  const isHeld = (name: string) => !OF_RIDE.includes(name) && pages.includes(PAGES.get(name) ?? profileStep.page);
  const typed = Object.fromEntries(Object.entries(body).filter(([name]) => isHeld(name)));
  return { held: pages, typed: { ...typed, ...(pages.includes(totpStep.page) && { [TYPED_BEFORE]: 'yes' }) } };
}

/** The same without what turns out to be wrong by now: that is asked for again. */
export function holdOn({ held = [], typed = {} }: Held, faults: Faulty): Required<Held> {
  return hold(
    typed,
    held.filter((page) => !isFaulty(faults, page)),
  );
}

export function isFaulty({ fields, password, ways }: Faulty, page: string): boolean {
  if (page === profileStep.page) return fields.size > 0;
  return page === passwordStep.page ? password.length > 0 : (ways?.has(page) ?? false);
}

/** What our page calls what such a page asks for. */
export const WAY_OF: ReadonlyMap<string, keyof WaysModel> = new Map([
  [totpStep.page, 'totp'],
  [termsStep.page, 'terms'],
]);
