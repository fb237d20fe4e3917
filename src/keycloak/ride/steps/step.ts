import type { PageState } from './page-state.ts';

/** What a person has sent for the pages of Keycloak's required actions. What is left out was not asked on our page. */
export interface Submission {
  /** Values by attribute name, for the profile page. */
  profile: Record<string, string[]>;
  password: string;
  /** {@link fingerprintOf} the terms and conditions that the person has accepted. */
  terms?: string | undefined;
  /** A secret that our page has shown, and a code that an app has made of it. */
  totp?: { secret: string; code: string } | undefined;
  /** Whether the person says that they have kept their recovery codes. */
  recoveryCodesKept?: boolean | undefined;
  /** A passkey that the person's browser has made for the challenge that Keycloak's page shows. */
  passkey?: MadePasskey | undefined;
}

/** What a browser says of a new passkey, in base64url where it is no text (W3C WebAuthn, AuthenticatorAttestationResponse), and what it is called. */
export interface MadePasskey {
  clientDataJSON: string;
  attestationObject: string;
  publicKeyCredentialId: string;
  transports: string;
  authenticatorAttachment: string;
  authenticatorLabel: string;
}

/** One of Keycloak's pages of required actions that our page answers for the person. The order in which Keycloak asks does not matter. */
export interface Step {
  /** Keycloak's template of the page, without `.ftl`. */
  page: string;
  /** The required actions that lead to it. */
  actions: readonly string[];
  /** The form that answers the page; undefined where the person has not been asked yet what the page asks now. */
  answer(state: PageState, submission: Submission): URLSearchParams | undefined;
  /** Whether what the page says is wrong can be answered without asking the person. */
  mends?(state: PageState): boolean;
}
