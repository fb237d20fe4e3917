/** `PublicKeyCredentialCreationOptionsJSON` of W3C WebAuthn, as far as it is used here: what is binary is base64url. */
export interface Creation {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials: { id: string; type: 'public-key' }[];
  rp: { id: string; name: string };
  pubKeyCredParams: { type: 'public-key'; alg: number }[];
}

/** Has the person's device make a passkey, and returns what Keycloak takes of it. Throws the browser's fault (DOMException). */
export async function createPasskey({ challenge, user, excludeCredentials, ...others }: Creation) {
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...others,
    challenge: bytesOf(challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: excludeCredentials.map(({ id, type }) => ({ type, id: bytesOf(id) })),
  };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (!made) throw new DOMException('no passkey', 'NotAllowedError');
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    clientDataJSON: textOf(response.clientDataJSON),
    attestationObject: textOf(response.attestationObject),
    publicKeyCredentialId: textOf(made.rawId),
    transports: response.getTransports?.().join() ?? '',
    authenticatorAttachment: made.authenticatorAttachment ?? '',
  };
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}

function textOf(bytes: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
