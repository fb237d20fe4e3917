/** What a token endpoint answers (RFC 6749 §5.1). */
export interface TokenAnswer {
  access_token: string;
  /** Seconds. */
  expires_in: number;
}

/** Gives a valid access token. */
export interface FreshToken {
  (): Promise<string>;
  /** Keycloak has refused the token (401): the next one is asked for, unless that has just happened. */
  refused(): void;
}

/** Milliseconds within which all who used a refused token are taken to mean the same one. */
const JUST_NOW = 100;

/** Keeps an access token fresh: one at a time, renewed 20 s before its end, asked for once by all who wait. A failure is not kept. */
export function freshToken(request: () => Promise<TokenAnswer>): FreshToken {
  let pending: Promise<string> | undefined;
  let renewAt = 0;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<string> {
    const token = await request();
    renewAt = Date.now() + (token.expires_in - Math.min(20, token.expires_in / 2)) * 1000;
    askedAt = performance.now();
    return token.access_token;
  }

  const fresh = () => {
    if (!pending || Date.now() >= renewAt) {
      renewAt = Number.POSITIVE_INFINITY;
      pending = ask().catch((error) => {
        pending = undefined;
        throw error;
      });
    }
    return pending;
  };
  const refused = () => {
    // While one is being asked for, `renewAt` is infinite.
    if (renewAt !== Number.POSITIVE_INFINITY && performance.now() - askedAt > JUST_NOW) renewAt = 0;
  };
  return Object.assign(fresh, { refused });
}
