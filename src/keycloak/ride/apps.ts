import { cachedByKey } from '../../common/cache.ts';
import { unlessAway } from '../api/faults.ts';
import type { KeycloakServer } from '../api/server.ts';
import { readPageState } from './steps/page-state.ts';

/** A client of the realm that invitations may lead to: enabled, one at which people sign in (standard flow), with a Home URL, and with the attribute `invitation.app` = `true`. */
export interface App {
  clientId: string;
  /** What people call it: the client's name, or its id where it has none. */
  name: string;
  /** Its Home URL, resolved against its Root URL. */
  home: string;
}

/**
 * Apps, as Keycloak's own sign-in page says (themes/amperecloud/login/state.ftl): everybody may open that, while the right to read clients would show our
 * service account every client's secret. So the app's sign-in has to have our theme; of one that has another, nothing can be told.
 * Both throw `keycloak_unavailable`.
 */
export interface Apps {
  /** Undefined where there is no such app, or it cannot be told. An answer is used again for {@link FRESH} milliseconds. */
  find(clientId: string): Promise<App | undefined>;
  /** The address of a target in an app: a path of its home, or an address. Undefined where the app's redirect URIs do not take it. */
  targetIn(app: App, target: string): Promise<string | undefined>;
}

/** As long as for companies: a file of 100,000 rows does not ask as often. */
const FRESH = 10_000;
const MOST_CACHED = 1000;
/** A challenge that nobody has a verifier for: no code is ever asked for. */
const CHALLENGE = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };

export function createApps(server: KeycloakServer): Apps {
  const ask = async (clientId: string, redirectUri: string, query: Record<string, string> = {}) => {
    const url = server.publicRealmUrl('protocol/openid-connect/auth');
    const asked = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid', ...query };
    url.search = String(new URLSearchParams(asked));
    return unlessAway(await server.request(url), `the sign-in of the app ${clientId}`);
  };

  /**
   * What Keycloak says to a sign-in that would end at an address. Nobody is signed in: Keycloak answers with an error at the address, if the client takes that,
   * and names the client's standard flow where it is off. At an address that the client does not take, Keycloak does not tell.
   */
  async function answersAt(clientId: string, address: string): Promise<{ isTaken: boolean; takesSignIns: boolean }> {
    const { status, headers } = await ask(clientId, address, { prompt: 'none', ...CHALLENGE });
    if (status < 300 || status >= 400) return { isTaken: false, takesSignIns: true };
    const { href, searchParams } = new URL(headers.location ?? '', address);
    return { isTaken: href.startsWith(address), takesSignIns: searchParams.get('error') !== 'unauthorized_client' };
  }

  async function readApp(clientId: string): Promise<App | undefined> {
    // Refused for its redirect URI, after Keycloak has looked at the client.
    const state = readPageState((await ask(clientId, 'urn:none')).text);
    const { client, message } = state ?? {};
    // Of a client that is disabled, or at which nobody signs in, Keycloak says so instead.
    const isThere = client?.id === clientId && client.isApp && message?.text.includes('redirect_uri');
    if (!client || !isThere || !isWeb(client.home)) return undefined;
    if (!(await answersAt(clientId, client.home)).takesSignIns) return undefined;
    return { clientId, name: client.name || clientId, home: client.home };
  }

  const allows = cachedByKey(
    async (key: string) => {
      const [clientId = '', target = ''] = JSON.parse(key) as string[];
      return (await answersAt(clientId, target)).isTaken;
    },
    FRESH,
    MOST_CACHED,
  );

  return {
    find: cachedByKey(readApp, FRESH, MOST_CACHED),
    async targetIn({ clientId, home }, target) {
      // A URL drops control characters: the address would be another one than was asked for.
      if (/\p{Cc}/u.test(target) || !URL.canParse(target, home)) return undefined;
      const { href, username, password } = new URL(target, home);
      // Before the host it looks like one: `https://crm.example@elsewhere.example`.
      if (username !== '' || password !== '') return undefined;
      return isWeb(href) && (await allows(JSON.stringify([clientId, href]))) ? href : undefined;
    },
  };
}

const isWeb = (address: string): boolean => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
