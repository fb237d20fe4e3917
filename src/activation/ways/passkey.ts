import { z } from 'zod';
import { type PageLocale, translate } from '../../i18n/index.ts';
import { jsonOf } from '../../keycloak/api/json-of.ts';
import type { NewPasskey } from '../../keycloak/ride/steps/page-state.ts';
import { passkeyStep } from '../../keycloak/ride/steps/passkey.ts';
import type { NewPasskeyModel } from '../../views/models/ways.ts';
import type { Body, Way } from './way.ts';

const part = z
  .string()
  .regex(/^[\w-]+$/)
  .max(65_536);
/** As src/browser/passkey.ts sends it. */
const madePasskey = z.object({
  clientDataJSON: part,
  attestationObject: part,
  publicKeyCredentialId: part,
  transports: z.string().max(200),
  authenticatorAttachment: z.string().max(40),
});

/**
 * A passkey that takes the place of the password. The form is sent twice: first with the details, for which Keycloak gives a challenge; then with what the
 * browser has made of it.
 * @param asked what Keycloak's page wants, where the ride has come to it.
 * @param orPassword whether whoever has a browser that makes none may choose a password.
 */
export function passkeyWay(asked: NewPasskey | undefined, orPassword: boolean, locale: PageLocale): Way {
  return {
    page: passkeyStep.page,
    model: (_, faults) => ({ newPasskey: { ...(asked && { creation: creationOf(asked) }), orPassword, faults } }),
    read({ passkey }) {
      if (typeof passkey !== 'string' || passkey === '') return { answer: {}, faults: [] };
      const made = madePasskey.safeParse(jsonOf(passkey));
      if (!made.success) return { answer: {}, faults: [translate(locale, 'passkey.refused')] };
      return { answer: { passkey: { ...made.data, authenticatorLabel: translate(locale, 'passkey.label') } }, faults: [] };
    },
    // Keycloak shows the page to have it answered: that is no fault.
    faultsOf: () => [],
  };
}

/** Whether the person of a form wants a password in the place of the passkey (views/partials/new-passkey.hbs). */
export const wantsPassword = ({ signIn }: Body): boolean => signIn === 'password';
export const wishOf = (body: Body) => (wantsPassword(body) ? 'password' : undefined);

/** What `navigator.credentials.create` takes, in the JSON of W3C WebAuthn (PublicKeyCredentialCreationOptionsJSON), made as Keycloak's own script does. */
function creationOf(asked: NewPasskey): NonNullable<NewPasskeyModel['creation']> {
  const given = (value: string) => (value === '' || value === 'not specified' ? undefined : value);
  const residentKey =
    given(asked.residentKey) ??
    (given(asked.requireResidentKey) && (asked.requireResidentKey === 'Yes' ? 'required' : 'discouraged'));
  const algorithms = asked.algorithms.length > 0 ? asked.algorithms : [-7];
  return {
    challenge: asked.challenge,
    rp: { id: asked.rpId, name: asked.rpName },
    user: { id: asked.userId, name: asked.username, displayName: asked.username },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    authenticatorSelection: {
      authenticatorAttachment: given(asked.attachment),
      residentKey,
      requireResidentKey: residentKey === 'required',
      userVerification: given(asked.userVerification),
    },
    attestation: given(asked.attestation),
    timeout: asked.timeout === 0 ? undefined : asked.timeout * 1000,
    excludeCredentials: asked.exclude.split(',').flatMap((id) => (id ? [{ type: 'public-key', id }] : [])),
  };
}
