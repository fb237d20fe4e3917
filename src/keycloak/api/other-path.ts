import { type Answer, createHttp } from './http.ts';
import { jsonOf } from './json-of.ts';

/** The discovery document of a realm (OpenID Connect Discovery 1.0 §3), below its issuer. */
export const DISCOVERY = '.well-known/openid-configuration';

export interface Discovered {
  issuer: string;
  token_endpoint: string;
}

/** A discovery document; undefined where an answer is none. */
export function discovered({ status, text }: Pick<Answer, 'status' | 'text'>): Discovered | undefined {
  const found = status === 200 ? jsonOf(text) : {};
  return 'issuer' in found && 'token_endpoint' in found ? (found as Discovered) : undefined;
}

/**
 * Where Keycloak answers if not at `url`: the realm's discovery document is looked for above the paths of Keycloak's own, with Keycloak's usual path, and
 * without one.
 */
export async function otherPath(url: string, realm: string): Promise<{ found: string | undefined; tried: string[] }> {
  const { origin } = new URL(url);
  const http = createHttp();
  const candidates = new Set([url.replace(/\/(realms|admin)(\/.*)?$/, ''), `${origin}/auth`, origin]);
  candidates.delete(url);
  const tried = [...candidates];
  for (const candidate of tried) {
    const answer = await http(`${candidate}/realms/${encodeURIComponent(realm)}/${DISCOVERY}`).catch(() => undefined);
    if (answer && discovered(answer)) return { found: candidate, tried };
  }
  return { found: undefined, tried };
}
