import type { KeycloakServer } from '../api/server.ts';
import type { PageState } from './steps/page-state.ts';
import { passwordStep } from './steps/password.ts';

import type { Submission } from './steps/step.ts';
import { STEPS } from './steps/steps.ts';
import { type Terms, termsOf } from './steps/terms.ts';
import { startVisit, type Visit, type VisitedPage, type Visitor } from './visit.ts';

/**
 * Redeems an action token by riding Keycloak's own required-action pages, so that Keycloak itself checks the policy,
 * stores the password, burns the key and writes its events. Opening a ride consumes nothing; redeeming consumes the key at
 * its last step only: a ride that stops at a faulty field can start again with the same key.
 */

/** What Keycloak says of a key. */
export type Ride =
  /** The key is good. */
  | GoodRide
  /** Used, expired, forged, or its user is disabled or gone. The code of the page's message picks the wording only. */
  | { kind: 'refused'; code: string | null }
  /** Keycloak answered with pages of another theme: the browser must follow Keycloak's own link. */
  | { kind: 'foreign' };

export interface GoodRide {
  kind: 'good';
  /** The realm's terms and conditions, asked for or not; undefined where the theme of the realm is one that does not tell. */
  terms: Terms | undefined;
  /**
   * Once for each ride; takes six requests to Keycloak after the one of opening, about 250 ms in all, and two for each further page. With the first of them Keycloak checks the key,
   * and what has become of its user, anew.
   * @param visitor the person, where another request of theirs opened the ride.
   * @param proveAddress called where Keycloak wants the address proved beside the key, by one more mail; writes that it is, and tells whether it has.
   */
  redeem(submission: Submission, visitor?: Visitor, proveAddress?: () => Promise<boolean>): Promise<RideResult>;
}

/** How a ride ended. `passwordStands`: Keycloak asks for the password first here, and has stored it: the same one is none that it would take again. */
export type RideResult =
  | { kind: 'done' }
  | Exclude<Ride, { kind: 'good' }>
  /**
   * Keycloak found faults: its sentences, by field (`password` for the password) or for the whole form. Without any, it asks what the person was not asked
   * for: somebody has changed the terms, or what is required of the account, since they have opened our page.
   */
  | { kind: 'faults'; faults: PageFaults; passwordStands: boolean }
  /** Keycloak asks for something that our page does not know. */
  | { kind: 'unknown_page'; page: string; passwordStands: boolean };

export type PageFaults = Pick<
  PageState,
  'page' | 'locale' | 'terms' | 'attributes' | 'fieldErrors' | 'fieldErrorCodes' | 'globalErrors'
>;

/** Keycloak's own address for a key: where a browser goes when our page cannot help. */
export function keycloakLink(server: KeycloakServer, key: string): URL {
  const url = server.publicRealmUrl('login-actions/action-token');
  url.searchParams.set('key', key);
  return url;
}

/** Asks whether a key is good. Consumes nothing, however often it is called. */
export async function openRide(server: KeycloakServer, key: string, visitor: Visitor): Promise<Ride> {
  const visit = startVisit(server, visitor);
  const { status, state } = await visit.get(keycloakLink(server, key));
  const refusal = refusalOf({ status, state });
  if (refusal) return refusal;
  const { page, actionUri } = state ?? {};
  if (page !== 'info' || !actionUri) return { kind: 'foreign' };
  return {
    kind: 'good',
    terms: state && termsOf(state),
    redeem: (submission, by = visitor, prove) => redeem(visit.by(by), actionUri, submission, prove),
  };
}

const PASSWORD_PAGE = passwordStep.page;
const PROOF_PAGE = 'login-verify-email';

/** Keycloak's steps are at most: key, action, a page for each of {@link STEPS}, proof of the address, end; a page that comes again has faults. */
const MAX_STEPS = STEPS.size + 5;

async function redeem(
  visit: Visit,
  actionUri: string,
  submission: Submission,
  proveAddress = async () => false,
): Promise<RideResult> {
  let current = await visit.get(actionUri);
  const seen = new Set<string>();
  for (let step = 0; step < MAX_STEPS; step++) {
    const refusal = refusalOf(current);
    if (refusal) return refusal;
    const state = current.state;
    if (!state) return { kind: 'foreign' };
    // One that offers to begin is the key's own page: Keycloak has forgotten this ride.
    if (state.page === 'info' && !state.actionUri) return { kind: 'done' };
    const passwordStands = seen.has(PASSWORD_PAGE) && state.page !== PASSWORD_PAGE;
    if (seen.has(state.page)) return { kind: 'faults', faults: state, passwordStands };
    seen.add(state.page);
    if (state.page === PROOF_PAGE && state.action && (await proveAddress())) {
      // Without the code that its form sends, which would have Keycloak mail once more.
      const again = new URL(state.action);
      again.searchParams.delete('session_code');
      current = await visit.get(again);
      continue;
    }
    const asked = STEPS.get(state.page);
    if (!asked || !state.action) return { kind: 'unknown_page', page: state.page, passwordStands };
    const form = asked.answer(state, submission);
    if (!form) return { kind: 'faults', faults: state, passwordStands };
    current = await visit.post(state.action, form);
  }
  return { kind: 'unknown_page', page: current.state?.page ?? '', passwordStands: seen.has(PASSWORD_PAGE) };
}

/** A 400 is final by its status alone: the theme of the realm, which may be another, draws some of these pages. */
function refusalOf(page: VisitedPage): { kind: 'refused'; code: string | null } | undefined {
  if (page.status < 400 && page.state?.page !== 'error') return undefined;
  return { kind: 'refused', code: page.state?.message?.code ?? null };
}
