import { randomUUID } from 'node:crypto';
import { unlessAway } from '../api/faults.ts';
import type { Answer, Http } from '../api/http.ts';
import { readPageState } from '../ride/steps/page-state.ts';

/** Why Keycloak signs nobody in who comes from an address of ours. */
export interface SignInFault {
  /** One line, without a full stop. */
  words: string;
  /**
   * `sign-in`: only signing in fails. `links`: Keycloak does not take the client or the address at all, so links lead nowhere either. `all`: nor does it
   * take anybody else, or it is not known what is wrong.
   */
  stops: 'sign-in' | 'links' | 'all';
}

/** The answers to somebody who is not signed in and must not be shown a page (OpenID Connect Core §3.1.2.6). Any other error is a refusal. */
const GOOD = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];

/**
 * Asks Keycloak as a browser does that comes to sign in, with the same parameters and `prompt=none`: nobody is signed in by it.
 * @param endpoint the realm's authorization endpoint.
 * @returns what is wrong; undefined where people can sign in. Throws `keycloak_unavailable` where Keycloak does not work at the moment.
 */
export async function signInFault(
  ask: Http,
  endpoint: URL,
  { clientId, uri }: { clientId: string; uri: string },
): Promise<SignInFault | undefined> {
  const asked = {
    ...{ client_id: clientId, response_type: 'code', scope: 'openid', prompt: 'none', redirect_uri: uri },
    ...{ state: randomUUID(), nonce: randomUUID(), code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' },
    // For what the page says, if there is one.
    ui_locales: 'en',
  };
  const url = new URL(endpoint);
  url.search = String(new URLSearchParams(asked));
  const answer = unlessAway(await ask(url), 'a sign-in');
  const { status, headers } = answer;
  return status >= 300 && status < 400
    ? sentBack(new URL(headers.location ?? '', url), { clientId, uri })
    : shown(answer, { clientId, uri });
}

/** What Keycloak says where it leads back to us (RFC 6749 §4.1.2.1). */
function sentBack(to: URL, { clientId, uri }: { clientId: string; uri: string }): SignInFault | undefined {
  // It may also lead on to an identity provider at once.
  if (addressOf(to) !== addressOf(new URL(uri))) return undefined;
  const { error = '', error_description: described = error, iss } = Object.fromEntries(to.searchParams);
  if (error === 'unauthorized_client')
    return { words: `the client ${clientId} may not sign people in (standard flow)`, stops: 'links' };
  if (!GOOD.includes(error))
    return {
      words: `people cannot sign in: Keycloak refuses whoever comes by the client ${clientId} (“${described.slice(0, 200)}”)`,
      stops: 'sign-in',
    };
  // RFC 9207: Keycloak announces that its answers name the issuer, and one without it could be another provider's.
  if (iss === undefined)
    return {
      words: `people cannot sign in: Keycloak leaves its issuer out of its answers to the client ${clientId} (exclude.issuer.from.auth.response)`,
      stops: 'sign-in',
    };
  return undefined;
}

const addressOf = ({ origin, pathname }: URL) => origin + pathname;

/** What Keycloak says where it leads nobody back, and shows a page. */
function shown({ status, text }: Answer, { clientId, uri }: { clientId: string; uri: string }): SignInFault {
  const { code, text: said = '' } = readPageState(text)?.message ?? {};
  const reason = REASONS[code ?? ''];
  if (reason) return { words: reason, stops: OF_THE_REALM.includes(code ?? '') ? 'all' : 'links' };
  // Of a theme of before, the page does not say the code. The parameter's name stands in the text in any language.
  if (said.includes('redirect_uri')) return { words: `the client ${clientId} has no redirect URI for ${uri}`, stops: 'links' };
  if (said)
    return {
      words: `people cannot sign in: Keycloak shows whoever comes by the client ${clientId} an error (“${said.slice(0, 200)}”)`,
      stops: 'links',
    };
  // Keycloak's own status for all of these; another one is of whatever stands before it.
  const why =
    status === 400 || status === 403
      ? `the client ${clientId} has no redirect URI for ${uri}, or Keycloak refuses it for another reason, which its page does not say in another theme than ours`
      : `people cannot sign in: Keycloak, or what stands before it, answers ${status}`;
  return { words: why, stops: 'all' };
}

/** What Keycloak has refused a browser for, by the message code of its page. */
const REASONS: Readonly<Record<string, string>> = {
  realmNotEnabledMessage: 'the realm is disabled',
  clientDisabledMessage: 'the sidecar’s client is disabled',
  clientNotFoundMessage: 'the realm has no such client as KEYCLOAK_CLIENT_ID',
  httpsRequiredMessage: 'the realm wants https (sslRequired), also of whoever reaches Keycloak as the sidecar does',
  invalidUserMessage: 'the realm’s browser flow signs nobody in',
  bearerOnlyMessage: 'people cannot sign in: the sidecar’s client is bearer-only (bearerOnly)',
  invalidRequestMessage: 'people cannot sign in: the sidecar’s client wants request objects (request.object.required)',
};

const OF_THE_REALM = ['realmNotEnabledMessage', 'httpsRequiredMessage'];
