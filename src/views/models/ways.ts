/** What the activation page asks for beside details and password: only what the realm asks of this person. */
export interface WaysModel {
  terms?: TermsModel;
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
