/** One thing of a realm that the sidecar depends on. Looks afresh each time, and finds nothing when all is as it should be. */
export interface Requirement {
  title: string;
  look(): Promise<Finding[]>;
}

/** One difference between the realm and what the sidecar needs. */
export interface Finding {
  /**
   * `needed`: the sidecar cannot do its work without. `recommended`: it can, and the realm's owner may want it otherwise.
   * `warning`: only a person can judge it.
   */
  level: 'needed' | 'recommended' | 'warning';
  /** `+` is missing, `~` is another one, `-` is more than is needed. */
  sign: '+' | '~' | '-' | '!';
  /** What differs; no secrets. */
  text: string;
  /** Makes this one change and no other. Absent: it cannot be made over Keycloak's API. */
  mend?: () => Promise<unknown>;
}

export const missing = (text: string, mend?: () => Promise<unknown>): Finding => ({
  level: 'needed',
  sign: '+',
  text,
  ...(mend && { mend }),
});

export const differs = (text: string, mend?: () => Promise<unknown>): Finding => ({ ...missing(text, mend), sign: '~' });

export const surplus = (text: string, mend: () => Promise<unknown>): Finding => ({
  level: 'recommended',
  sign: '-',
  text,
  mend,
});

export const warning = (text: string): Finding => ({ level: 'warning', sign: '!', text });

export const recommended = (finding: Finding): Finding => ({ ...finding, level: 'recommended' });

/** Something that stops the command, as one line for the person who runs it. */
export class ConfigureError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConfigureError';
  }
}
