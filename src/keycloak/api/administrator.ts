import { isAway } from './faults.ts';
import { freshToken, type TokenAnswer } from './fresh-token.ts';
import { createHttp } from './http.ts';
import { jsonOf } from './json-of.ts';
import { KeycloakAdmin } from './keycloak-admin.ts';
import { otherPath } from './other-path.ts';
import { whyUnreachable } from './unreachable.ts';

/** An administrator of Keycloak: a person of the console, or a client with a service account. The sidecar itself never is one. */
export interface Administrator {
  /** Where the account is: usually `master`, or the realm that it administers. */
  realm: string;
  grant: { username: string; password: string } | { clientId: string; clientSecret: string };
}

/** Why an administrator is not let in, as one line without secrets. */
class SignInError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SignInError';
  }
}

/** Milliseconds: making or deleting a whole realm takes its time on a busy machine. */
const TIMEOUT = 60_000;

/** The admin client for a realm, signed in as an administrator at the first request, which throws {@link SignInError} otherwise. */
export function administratorOf(place: { url: string; realm: string }, account: Administrator): KeycloakAdmin {
  const token = freshToken(() => signIn(place.url, account));
  return new KeycloakAdmin({ ...place, timeout: TIMEOUT, token, onTokenRefused: token.refused });
}

async function signIn(url: string, { realm, grant }: Administrator): Promise<TokenAnswer> {
  const isPerson = 'username' in grant;
  const who = isPerson ? `the administrator "${grant.username}"` : `the client "${grant.clientId}"`;
  const address = `${url}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`;
  const body = new URLSearchParams(
    isPerson
      ? { grant_type: 'password', client_id: 'admin-cli', username: grant.username, password: grant.password }
      : { grant_type: 'client_credentials', client_id: grant.clientId, client_secret: grant.clientSecret },
  );
  const { status, text } = await createHttp(TIMEOUT)(address, { method: 'POST', body }).catch((cause) => {
    throw new SignInError(whyUnreachable(Object(cause).cause, url) ?? `nobody answers at ${url}`, { cause });
  });
  const answer = jsonOf(text) as Partial<TokenAnswer> & { error_description?: string; error?: string };
  if (status >= 300 || !answer.access_token) {
    // Keycloak refuses an account with a code of OAuth's, so this is no Keycloak, or another part of it, or one that is away.
    const isElsewhere = status === 404 || isAway(status) || !/^[a-z_]+$/.test(answer.error ?? '');
    throw new SignInError((isElsewhere && (await whyElsewhere(url, realm, status, answer))) || `${who} ${cannot(answer)}`);
  }
  return answer as TokenAnswer;

  function cannot({ error_description: described, error }: typeof answer): string {
    return `cannot sign in at ${url}, realm ${realm}: ${described ?? error ?? `no answer of a Keycloak (${status})`}`;
  }
}

/** Why the address may be wrong where nobody answers as Keycloak does; undefined where only the realm is not there, or Keycloak is away. */
async function whyElsewhere(
  url: string,
  realm: string,
  status: number,
  { error }: { error?: string },
): Promise<string | undefined> {
  if (isAway(status)) return `Keycloak, or a proxy before it, is away or overloaded: status ${status} at ${url}`;
  const { found, tried } = await otherPath(url, realm);
  if (found) return `KEYCLOAK_URL has the wrong path: ${url} gives no token (status ${status}), and Keycloak answers at ${found}`;
  if (error === 'Realm does not exist') return undefined;
  const also = tried.length > 0 ? `, nor at ${tried.join(' or ')}` : '';
  return `no Keycloak with a realm ${realm} answers at ${url} (status ${status})${also}: is KEYCLOAK_URL right, with the path that Keycloak has (--http-relative-path), and KEYCLOAK_ADMIN_REALM?`;
}
