import type { KeycloakServer } from '../api/server.ts';
import type { PageState } from './page-state.ts';
import { startVisit, type Visit, type VisitedPage, type Visitor } from './visit.ts';

/**
 * Redeems an action token by riding Keycloak's own required-action pages, so that Keycloak itself checks the policy,
 * stores the password, burns the key and writes its events. `openKey` consumes nothing; `redeemKey` consumes the key at
 * its last step only: a ride that stops at a faulty field can start again with the same key.
 */

/** What Keycloak says of a key. */
export type KeyAnswer =
  /** The key is good. */
  | { kind: 'good' }
  /** Used, expired, forged, or its user is disabled or gone. The code of the page's message picks the wording only. */
  | { kind: 'refused'; code: string | null }
  /** Keycloak answered with pages that are not our theme's: only Keycloak's own link can go on. */
  | { kind: 'foreign' };

/** How a ride ended. */
export type RideResult =
  | { kind: 'done' }
  | { kind: 'refused'; code: string | null }
  | { kind: 'foreign' }
  /** Keycloak found faults: its sentences, by field (`password` for the password) or for the whole form. */
  | { kind: 'faults'; faults: PageFaults }
  /** `prepare` had nothing to submit: the key is as good as before. */
  | { kind: 'stopped' }
  /** Keycloak asks for something that our page does not know. */
  | { kind: 'unknown_page'; page: string };

export type PageFaults = Pick<PageState, 'page' | 'attributes' | 'fieldErrors' | 'fieldErrorCodes' | 'globalErrors'>;

export interface Submission {
  /** Values by attribute name, for the profile page. */
  profile: Record<string, string[]>;
  password: string;
}

/** Keycloak's own address for a key: where a browser goes when our page cannot help. */
export function keycloakLink(server: KeycloakServer, key: string): URL {
  const url = server.publicRealmUrl('login-actions/action-token');
  url.searchParams.set('key', key);
  return url;
}

/** Asks whether a key is good. Consumes nothing, however often it is called. */
export async function openKey(server: KeycloakServer, key: string, visitor: Visitor): Promise<KeyAnswer> {
  const { answer } = await enter(startVisit(server, visitor), server, key);
  return answer;
}

/** Keycloak's steps are at most: key, action, profile, password, end; a page that comes again has faults. */
const MAX_STEPS = 6;

/**
 * Redeems a key: seven requests to Keycloak, about 250 ms in all.
 * @param prepare called once Keycloak has accepted the key, and never before; without a submission the ride stops there.
 */
export async function redeemKey(
  server: KeycloakServer,
  key: string,
  visitor: Visitor,
  prepare: () => Promise<Submission | undefined>,
): Promise<RideResult> {
  const visit = startVisit(server, visitor);
  const { answer, actionUri } = await enter(visit, server, key);
  if (answer.kind !== 'good' || !actionUri) return answer.kind === 'good' ? { kind: 'foreign' } : answer;

  const submission = await prepare();
  if (!submission) return { kind: 'stopped' };

  let current = await visit.get(actionUri);
  const seen = new Set<string>();
  for (let step = 0; step < MAX_STEPS; step++) {
    const refusal = refusalOf(current);
    if (refusal) return refusal;
    const state = current.state;
    if (!state) return { kind: 'foreign' };
    if (state.page === 'info') return { kind: 'done' };
    if (seen.has(state.page)) return { kind: 'faults', faults: state };
    seen.add(state.page);
    const form = formFor(state, submission);
    if (!form || !state.action) return { kind: 'unknown_page', page: state.page };
    current = await visit.post(state.action, form);
  }
  return { kind: 'unknown_page', page: current.state?.page ?? '' };
}

async function enter(visit: Visit, server: KeycloakServer, key: string): Promise<{ answer: KeyAnswer; actionUri?: string }> {
  const page = await visit.get(keycloakLink(server, key));
  const refusal = refusalOf(page);
  if (refusal) return { answer: refusal };
  if (page.state?.page !== 'info' || !page.state.actionUri) return { answer: { kind: 'foreign' } };
  return { answer: { kind: 'good' }, actionUri: page.state.actionUri };
}

/** A 400 is final by its status alone: the theme of the realm, which may be another, draws some of these pages. */
function refusalOf(page: VisitedPage): { kind: 'refused'; code: string | null } | undefined {
  if (page.status < 400 && page.state?.page !== 'error') return undefined;
  return { kind: 'refused', code: page.state?.message?.code ?? null };
}

/** The form that answers a page of the ride; undefined for a page that is none of ours. */
function formFor(state: PageState, { profile, password }: Submission): URLSearchParams | undefined {
  switch (state.page) {
    case 'login-update-profile': {
      const form = new URLSearchParams();
      for (const { name, readOnly, values } of state.attributes) {
        if (readOnly) continue;
        // What our page did not ask for (a hidden attribute) goes back as Keycloak showed it.
        const asked = Object.hasOwn(profile, name) ? profile[name] : undefined;
        for (const value of asked ?? values) form.append(name, value);
      }
      return form;
    }
    case 'login-update-password':
      // Keycloak's own checkbox: whoever was in with an older password, or with somebody else's computer, is out.
      return new URLSearchParams({ 'password-new': password, 'password-confirm': password, 'logout-sessions': 'on' });
    default:
      return undefined;
  }
}
