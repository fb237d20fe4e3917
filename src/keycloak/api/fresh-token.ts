/** What a token endpoint answers (RFC 6749 §5.1). */
export interface TokenAnswer {
  access_token: string;
  /** Seconds. */
  expires_in: number;
}

/** Keeps an access token fresh: one at a time, renewed 20 s before its end, asked for once by all who wait. A failure is not kept. */
export function freshToken(request: () => Promise<TokenAnswer>): () => Promise<string> {
  let pending: Promise<string> | undefined;
  let renewAt = 0;

  async function ask(): Promise<string> {
    const token = await request();
    renewAt = Date.now() + (token.expires_in - 20) * 1000;
    return token.access_token;
  }

  return () => {
    if (!pending || Date.now() >= renewAt) {
      renewAt = Number.POSITIVE_INFINITY;
      pending = ask().catch((error) => {
        pending = undefined;
        throw error;
      });
    }
    return pending;
  };
}
