import { type Check, CheckError, CheckWarning } from '../../common/readiness-check.ts';
import { AppError } from '../../errors.ts';
import type { Config } from '../../settings/config.ts';
import { isInsecure } from '../../settings/setting-kinds.ts';
import { isAway } from '../api/faults.ts';
import type { Answer } from '../api/http.ts';
import { jsonOf } from '../api/json-of.ts';
import { DISCOVERY, discovered, otherPath } from '../api/other-path.ts';
import type { KeycloakServer } from '../api/server.ts';
import { whyUnreachable } from '../api/unreachable.ts';

/**
 * For `/readyz`: Keycloak answers where the sidecar looks for it, calls itself by the address that browsers use, and heeds who the sidecar asks for.
 * Whatever is wrong is one line that names the setting, or the option of Keycloak, that mends it.
 */
export function connectionCheck(server: KeycloakServer, { url, publicUrl, realm }: Config['keycloak']): Check {
  const ask = (headers: Record<string, string> = {}) => server.request(server.publicRealmUrl(DISCOVERY), { headers });

  return async () => {
    const answer = await ask().catch((error) => {
      const why = error instanceof AppError ? whyUnreachable(error.cause, url) : undefined;
      throw why ? new CheckError(why, { cause: error }) : error;
    });
    const found = discovered(answer);
    if (!found) throw new CheckError(await whyNoRealm(answer, url, realm));
    if (found.issuer !== server.issuer) throw new CheckError(whyOtherIssuer(found.issuer, server.issuer, { url, publicUrl }));
    if (isInsecure(publicUrl) && !discovered(await ask({ 'x-forwarded-for': SOMEBODY_OUTSIDE })))
      throw new CheckWarning(REFUSED_OUTSIDE);
    // Only a back channel that Keycloak names as it was asked (hostname-backchannel-dynamic) shows whether it heeds headers of a proxy.
    if (found.token_endpoint.startsWith(`${server.issuer}/`)) return;
    const probed = discovered(await ask({ 'x-forwarded-prefix': '/heeded' }));
    if (probed && probed.token_endpoint === found.token_endpoint) throw new CheckWarning(UNHEEDED);
  };
}

/** An address of the internet at large, which nobody has (RFC 5737): a realm with sslRequired=external refuses those over http. */
const SOMEBODY_OUTSIDE = '203.0.113.7';

const REFUSED_OUTSIDE =
  'the realm wants https of whoever comes from outside (sslRequired=external), and Keycloak’s public address is http: such people get an error page; give it an https address (--hostname, KEYCLOAK_PUBLIC_URL)';

const UNHEEDED =
  'Keycloak does not heed X-Forwarded-For of the sidecar, so its events and its protection against guessing know everybody by the sidecar’s address: start it with --proxy-headers=xforwarded, and with the sidecar among --proxy-trusted-addresses';

/** Why there is no discovery document at KEYCLOAK_URL, although somebody answers there. */
async function whyNoRealm({ status, headers, text }: Answer, url: string, realm: string): Promise<string> {
  const { error, error_description: described } = jsonOf(text) as { error?: string; error_description?: string };
  if (described === 'HTTPS required')
    return 'the realm wants https (sslRequired), and Keycloak takes its public address for http: start it with a --hostname that begins with https://';
  if (status >= 300 && status < 400 && headers.location)
    return `${url} leads on to ${withoutQuery(headers.location)}: KEYCLOAK_URL must be the address where Keycloak itself answers`;
  const { found: other } = await otherPath(url, realm);
  if (other) return `KEYCLOAK_URL has the wrong path: Keycloak answers at ${other}`;
  if (status === 404 && error === 'Realm does not exist') return `Keycloak has no realm ${realm} (KEYCLOAK_REALM)`;
  if (isAway(status)) return `Keycloak, or a proxy before it, is away or overloaded: status ${status} at ${url}`;
  return `no Keycloak answers at ${url} (status ${status}): is KEYCLOAK_URL right, with the path that Keycloak has (--http-relative-path)?`;
}

function whyOtherIssuer(issuer: string, wanted: string, { url, publicUrl }: { url: string; publicUrl: string }): string {
  const said = `the realm’s issuer is ${issuer}, and not ${wanted}`;
  const [is, ours] = [new URL(issuer), new URL(wanted)];
  if (is.href === ours.href) return `${said}: it is spelled otherwise, so set KEYCLOAK_PUBLIC_URL as Keycloak spells it`;
  if (issuer.startsWith(`${url}/`) && !publicUrl.startsWith(url))
    return `${said}: Keycloak takes its name from the request, so start it with --hostname=${publicUrl}`;
  if (is.host === ours.host && is.protocol !== ours.protocol)
    return `${said}: Keycloak takes people to come over ${is.protocol.slice(0, -1)}, so start it with --hostname=${publicUrl}, or set KEYCLOAK_PUBLIC_URL to its address`;
  if (is.host === ours.host)
    return `${said}: the path differs, so set KEYCLOAK_PUBLIC_URL to its address, or --hostname to KEYCLOAK_PUBLIC_URL`;
  return `${said}: set KEYCLOAK_PUBLIC_URL to its address, or --hostname to KEYCLOAK_PUBLIC_URL`;
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
