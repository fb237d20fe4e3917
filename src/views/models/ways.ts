/** What the activation page asks for beside details and password: only what the realm asks of this person. */
export interface WaysModel {
  totp?: TotpModel;
  otherApp?: OtherAppModel;
  terms?: TermsModel;
  email?: EmailModel;
  codes?: CodesModel;
  passkey?: PasskeyModel;
  newPasskey?: NewPasskeyModel;
}

/** The realm's terms and conditions: its text, or an address where it stands. */
export interface TermsModel {
  /** Sanitized mark-up. */
  html?: string;
  link?: string;
  /** The language of the text, as a tag. */
  locale: string;
  /** Goes back with the form: which text it was. */
  fingerprint: string;
  accepted: boolean;
  /** In words. */
  faults: string[];
}

/** An app that makes one-time codes: what it has to be given, and a code that it makes. */
export interface TotpModel {
  /** Goes back with the form, as the app was given it. */
  secret: string;
  /** Address that an app on the same device opens (`otpauth:`). */
  uri: string;
  /** The same as a QR code: the modules of a side, quiet zone included, and the dark ones as a path of strokes. */
  qr: { size: number; path: string };
  /** The secret to type into an app, in groups of four. */
  key: string;
  /** Whether the person signs in with a password, beside which the code is. */
  byPassword: boolean;
  /** What apps take for granted, where it is that: they need not be told. */
  usual: boolean;
  type: 'totp' | 'hotp';
  algorithm: string;
  digits: number;
  period: number;
  counter: number;
  /** The sign-in that follows needs another code. */
  oncePerCode: boolean;
  /** A code that was typed before and is still good. */
  code: string;
  /** How often Keycloak has refused one. */
  refusals: number;
  faults: string[];
}

/** Another app than the one that was just set up counts. */
export interface OtherAppModel {
  /** What was typed of the new one: goes back with the form, so that its answer says the same. */
  code: string;
  faults: string[];
}

/** The realm has the person confirm their address: this link has done it. */
export interface EmailModel {
  address: string;
  faults: string[];
}

/** The first sign-in will ask for a passkey. */
export interface PasskeyModel {
  faults: string[];
}

/** A passkey that takes the place of the password. */
export interface NewPasskeyModel {
  /** What the browser makes it of, once Keycloak has given a challenge. */
  creation?: Record<string, unknown>;
  /** Whoever has a browser that makes none may choose a password. */
  orPassword: boolean;
  faults: string[];
}

/** Recovery codes, shown this once. */
export interface CodesModel {
  codes: string[];
  faults: string[];
}
