import { CookieJar } from 'tough-cookie';
import { AppError } from '../../errors.ts';
import type { KeycloakServer } from '../api/server.ts';
import type { PageState } from './steps/page-state.ts';
import { passkeyStep } from './steps/passkey.ts';
import { passwordStep } from './steps/password.ts';
import type { Submission } from './steps/step.ts';
import { STEPS } from './steps/steps.ts';
import { type Terms, termsOf } from './steps/terms.ts';
import { type Cookies, spoken, startVisit, type Visit, type VisitedPage, type Visitor } from './visit.ts';

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
  /** Its visitor's. */
  chosen: string | undefined;
  /** Opens it anew, in one request, for a visitor who has chosen a language. */
  spoken(visitor: Visitor): Promise<Ride>;
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
  /** `hasWayIn`: a password was stored on the way, or the passkey that replaces it. Keycloak may burn a key without having asked for it. */
  | { kind: 'done'; hasWayIn: boolean }
  | Exclude<Ride, { kind: 'good' }>
  /**
   * Keycloak found faults: its sentences, by field (`password` for the password) or for the whole form. Without any, it asks what the person was not asked
   * for: recovery codes or the challenge of a passkey, which it makes only now; or somebody has changed the terms, or what is required of the account, since they have opened our page.
   */
  | { kind: 'faults'; faults: PageFaults; passwordStands: boolean; stop: Stop }
  /** Keycloak asks for something that our page does not know. */
  | { kind: 'unknown_page'; page: string; passwordStands: boolean }
  /** Keycloak has not answered a form (`cause`), nor shown afterwards whether it has stored it. `passwordSent`: it has the password, or the passkey that replaces it, or may have. */
  | { kind: 'unanswered'; passwordSent: boolean; cause: AppError };

export type PageFaults = Omit<PageState, 'version' | 'client' | 'message' | 'requiredActions' | 'actionUri'>;

/** Where a ride has stopped, and all that another process needs to go on with it. Plain data, and secret. */
export interface Stop {
  /** The page that Keycloak shows. */
  state: PageState;
  /** Pages of {@link STEPS} whose answers Keycloak has stored. */
  stored: string[];
  cookies: Cookies;
}

/** Keycloak's own address for a key: where a browser goes when our page cannot help. */
export function keycloakLink(server: KeycloakServer, key: string): URL {
  const url = server.publicRealmUrl('login-actions/action-token');
  url.searchParams.set('key', key);
  return url;
}

/** Asks whether a key is good. Consumes nothing, however often it is called. */
export async function openRide(server: KeycloakServer, key: string, visitor: Visitor): Promise<Ride> {
  const { chosen, ...first } = visitor;
  const ride = await opened(server, key, first, startVisit(server, first), keycloakLink(server, key));
  return ride.kind === 'good' && chosen !== undefined ? ride.spoken(visitor) : ride;
}

async function opened(server: KeycloakServer, key: string, visitor: Visitor, visit: Visit, address: URL): Promise<Ride> {
  const { status, state } = await visit.get(address);
  const refusal = refusalOf({ status, state });
  if (refusal) return refusal;
  const { page, actionUri } = state ?? {};
  if (page !== 'info' || !actionUri) return { kind: 'foreign' };
  return {
    kind: 'good',
    terms: state && termsOf(state),
    chosen: visitor.chosen,
    spoken(by) {
      // Keycloak heeds `kc_locale` where it begins anew a ride that it knows (26.7).
      const again = spoken(keycloakLink(server, key), by);
      for (const name of ['client_id', 'tab_id']) again.searchParams.set(name, new URL(actionUri).searchParams.get(name) ?? '');
      return opened(server, key, by, visit.by(by), again);
    },
    async redeem(submission, by = visitor, prove) {
      const begun = visit.by(by);
      return answerPages(begun, await begun.get(actionUri), submission, prove && { prove });
    },
  };
}

/**
 * Goes on with a ride that has stopped. Keycloak keeps it for five minutes of doing nothing: afterwards, or when the key was used elsewhere meanwhile, the result is
 * `refused` or `unknown_page`.
 */
export function goOnWith(server: KeycloakServer, { state, stored, cookies }: Stop, visitor: Visitor) {
  const visit = startVisit(server, visitor, CookieJar.deserializeSync(cookies));
  return {
    redeem: (submission: Submission, prove?: () => Promise<boolean>) =>
      answerPages(visit, { status: 200, state: spokenIn(state, visitor) }, submission, {
        stored: new Set(stored),
        ...(prove && { prove }),
      }),
  };
}

const PASSWORD_PAGE = passwordStep.page;
const MAKES_WAY_IN: readonly string[] = [PASSWORD_PAGE, passkeyStep.page];

/** Whether Keycloak has stored a password, or the passkey that replaces it, in a ride that has stopped: its person can sign in, and the key counts as used. */
export const hasWayIn = ({ stored }: { stored: readonly string[] }): boolean => MAKES_WAY_IN.some((way) => stored.includes(way));

const PROOF_PAGE = 'login-verify-email';

/** Keycloak's steps are at most: key, action, a page for each of {@link STEPS}, proof of the address, end; a page that comes again has faults. */
const MAX_STEPS = STEPS.size + 5;

/** Answers one page after the other, from the one that Keycloak shows now, until something is missing or the key is burned. */
async function answerPages(
  visit: Visit,
  first: VisitedPage,
  submission: Submission,
  { stored = new Set<string>(), prove = async () => false } = {},
): Promise<RideResult> {
  let current = first;
  let answered: string | undefined;
  let asksAgain = true;
  for (let count = 0; count < MAX_STEPS; count++) {
    const refusal = refusalOf(current);
    if (refusal) return refusal;
    const state = current.state;
    if (!state) return { kind: 'foreign' };
    const { page, action } = state;
    if (answered !== undefined && answered !== page) stored.add(answered);
    // One that offers to begin is the key's own page: Keycloak has forgotten this ride.
    if (page === 'info' && !state.actionUri) return { kind: 'done', hasWayIn: hasWayIn({ stored: [...stored] }) };
    const passwordStands = stored.has(PASSWORD_PAGE) && page !== PASSWORD_PAGE;
    const stopped = (): RideResult => {
      const stop = { state, stored: [...stored], cookies: visit.cookies() };
      return { kind: 'faults', faults: state, passwordStands, stop };
    };
    const step = STEPS.get(page);
    const isBack = page === answered || stored.has(page);
    if (isBack && !step?.mends?.(state)) return stopped();
    answered = page;
    if (page === PROOF_PAGE && action && (await prove())) {
      // Without the code that its form sends, which would have Keycloak mail once more.
      current = await visit.get(without(action, 'session_code'));
      continue;
    }
    if (!step || !action) return { kind: 'unknown_page', page, passwordStands };
    const form = step.answer(state, submission);
    if (!form) return stopped();
    try {
      current = await visit.post(action, form);
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'keycloak_unavailable') throw cause;
      const shown = asksAgain ? await whereItIs(visit, action) : undefined;
      if (!shown) return { kind: 'unanswered', passwordSent: MAKES_WAY_IN.some((way) => page === way || stored.has(way)), cause };
      asksAgain = false;
      // The same page: Keycloak has stored nothing of it, and gets it once more.
      if (shown.state?.page === page) answered = undefined;
      current = shown;
    }
  }
  return { kind: 'unknown_page', page: current.state?.page ?? '', passwordStands: stored.has(PASSWORD_PAGE) };
}

const spokenIn = ({ action, ...state }: PageState, visitor: Visitor): PageState =>
  action === undefined ? state : { ...state, action: spoken(action, visitor).href };

/** What Keycloak shows after a form whose answer was lost; undefined where it does not say, as it has forgotten the ride or come to its end. */
async function whereItIs(visit: Visit, action: string): Promise<VisitedPage | undefined> {
  const shown = await visit.get(without(action, 'session_code', 'execution')).catch(() => undefined);
  const isOfRide = shown?.state && !refusalOf(shown) && !(shown.state.page === 'info' && shown.state.actionUri);
  return isOfRide ? shown : undefined;
}

function without(address: string, ...parameters: string[]): URL {
  const url = new URL(address);
  for (const name of parameters) url.searchParams.delete(name);
  return url;
}

/** A 400 is final by its status alone: the theme of the realm, which may be another, draws some of these pages. */
function refusalOf(page: VisitedPage): { kind: 'refused'; code: string | null } | undefined {
  if (page.status < 400 && page.state?.page !== 'error') return undefined;
  return { kind: 'refused', code: page.state?.message?.code ?? null };
}
