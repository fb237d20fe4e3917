import type { ClientAccess, ExistingClient } from './client-access.ts';
import { differs, type Finding } from './requirement.ts';

/**
 * Attributes of a client with which nobody signs in by the sidecar, or its service account gets no token. A client that the sidecar has to itself
 * needs none of them: they are set back to Keycloak's own value, by which they are not there at all.
 */
const HINDRANCES: readonly [attribute: string, hinders: (value: string) => boolean, because: string][] = [
  ['require.pushed.authorization.requests', isOn, 'the sidecar pushes no requests'],
  ['request.object.required', (value) => value !== 'not required', 'the sidecar sends no request objects'],
  ['use.refresh.tokens', (value) => value === 'false', 'sessions need refresh tokens'],
  ['dpop.bound.access.tokens', isOn, 'the sidecar sends no DPoP proofs'],
  ['tls.client.certificate.bound.access.tokens', isOn, 'the sidecar has no client certificate'],
  ['exclude.issuer.from.auth.response', isOn, 'an answer that does not name its issuer is refused'],
  ['id.token.encrypted.response.alg', () => true, 'the sidecar has no key to read them with'],
  ['id.token.encrypted.response.enc', () => true, 'the sidecar has no key to read them with'],
  ['access.token.signed.response.alg', (value) => value.startsWith('HS'), 'only Keycloak can check such a signature'],
];

function isOn(value: string): boolean {
  return value === 'true';
}

export function hindrances({ update }: ClientAccess, client: ExistingClient, now = Date.now()): Finding[] {
  const attributes: Record<string, string> = client.attributes ?? {};
  const found = HINDRANCES.filter(([name, hinders]) => attributes[name] && hinders(attributes[name])).map(([name, , because]) =>
    differs(`${name} is ${attributes[name]}: ${because}`, () =>
      // Keycloak drops an attribute that is empty.
      update(({ attributes: others }) => ({ attributes: { ...others, [name]: '' } })),
    ),
  );
  const seconds = Math.floor(now / 1000);
  if ((client.notBefore ?? 0) > seconds)
    found.push(
      differs('its "not before" lies ahead, so its tokens do not count yet', () => update(() => ({ notBefore: seconds }))),
    );
  return found;
}
