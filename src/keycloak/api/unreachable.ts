/**
 * Why nobody answers at an address of Keycloak, as one line for the operator of the sidecar; undefined where the error is not known.
 * @param error what Node's HTTP client gave up with.
 * @param url the address of `KEYCLOAK_URL`.
 */
export function whyUnreachable(error: unknown, url: string): string | undefined {
  const { code = '', message = '' } = Object(error) as { code?: string; message?: string };
  const { protocol, hostname, host, origin } = new URL(url);
  const isTls = protocol === 'https:';
  if (code === 'ECONNREFUSED') return `nobody listens at ${origin}: is Keycloak up, and is this its port (KEYCLOAK_URL)?`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the name ${hostname} of KEYCLOAK_URL is not known here`;
  if (['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code) || message === 'no answer in time')
    return `no answer from ${origin} (KEYCLOAK_URL): is Keycloak up, and does a firewall let the sidecar through?`;
  if (UNTRUSTED.includes(code))
    return `the certificate of ${host} comes from an authority that is not trusted here, or lacks those in between: name the file of the authority in NODE_EXTRA_CA_CERTS`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `the certificate of ${host} is not for the name ${hostname}: KEYCLOAK_URL must use a name that stands in it`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `the certificate of ${host} has expired or is not valid yet: renew it, or set this machine’s clock`;
  if (isTls && (code === 'EPROTO' || code.startsWith('ERR_SSL')))
    return `${host} does not speak TLS as we do: KEYCLOAK_URL says https, is this a port for http?`;
  if (!isTls && (code === 'ECONNRESET' || code.startsWith('HPE_')))
    return `${host} ends the connection: KEYCLOAK_URL says http, is this a port for https?`;
  return undefined;
}

/** OpenSSL's names, as Node gives them, for a chain of certificates that does not end at an authority that is known. */
const UNTRUSTED = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];
