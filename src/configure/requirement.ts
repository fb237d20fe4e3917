/**
 * One thing that the sidecar requires of a realm. `look` reads the realm anew each time and returns what differs; nothing when all is as it should
 * be.
 */
export interface Requirement {
  title: string;
  look(): Promise<Finding[]>;
}

/** One difference between the realm and what the sidecar needs. */
export interface Finding {
  /**
   * `needed`: the sidecar does not work without. `recommended`: it works, and the realm's owner may want it otherwise. `warning`: only a person can
   * judge it. `unseen`: the administrator may not look at it.
   */
  level: 'needed' | 'recommended' | 'warning' | 'unseen';
  /** `+` is missing, `~` differs, `-` is more than is needed, `!` is for a person to do or to judge, `?` nobody knows. */
  sign: '+' | '~' | '-' | '!' | '?';
  /** What differs; no secrets. Of `unseen`, which part of the requirement; empty for all of it. */
  text: string;
  /** Makes this one change. Absent where Keycloak's API cannot make it. */
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

/** What is to go because it was asked for. */
export const unwanted = (text: string, mend: () => Promise<unknown>): Finding => ({ ...surplus(text, mend), level: 'needed' });

/** Without it the sidecar does not work, and only the realm's owner knows what belongs there. */
export const leftToOwner = (text: string): Finding => ({ level: 'needed', sign: '!', text });

export const warning = (text: string): Finding => ({ level: 'warning', sign: '!', text });

export const unseen = (text: string): Finding => ({ level: 'unseen', sign: '?', text });

export const recommended = (finding: Finding): Finding => ({ ...finding, level: 'recommended' });

/** A fault that ends the command; its message is one line for the person who runs it. */
export class ConfigureError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConfigureError';
  }
}
