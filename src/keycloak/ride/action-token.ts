import { decodeJwt } from 'jose';
import { z } from 'zod';
import { PAGES } from '../../common/addresses.ts';
import { userIdSchema } from '../realm/users.ts';

/**
 * What an action token says of itself (Keycloak's ExecuteActionsActionToken). The signature is Keycloak's own HMAC and
 * cannot be checked here: believe these claims only after Keycloak has accepted the key.
 */
const claims = z.object({
  sub: userIdSchema,
  /** Seconds since the epoch. */
  exp: z.number(),
  iat: z.number().optional(),
  typ: z.string(),
  /** The client that the mail was sent for; `account` for a mail sent from the console. */
  azp: z.string().optional(),
  /** Required actions that the key asks for. */
  rqac: z.array(z.string()).default([]),
  /** The address that the mail was sent to. */
  eml: z.string().optional(),
  /** Where the sidecar's own invitations lead back to: carries the invitation id. */
  reduri: z.string().optional(),
});

export interface ActionToken {
  userId: string;
  expiresAt: Date;
  issuedAt: Date | undefined;
  requiredActions: string[];
  /** Where the key was mailed to. */
  address: string | undefined;
  /** The invitation that the key was sent for; undefined for a mail sent from the console. */
  invitationId: string | undefined;
}

/** Longest key that is looked at: Keycloak's own are about 1 kB. */
export const MAX_KEY_LENGTH = 8192;

/** Reads a key. Returns undefined for anything that is no execute-actions token. */
export function readActionToken(key: string): ActionToken | undefined {
  if (key.length > MAX_KEY_LENGTH) return undefined;
  let payload: unknown;
  try {
    payload = decodeJwt(key);
  } catch {
    return undefined;
  }
  const result = claims.safeParse(payload);
  if (!result.success || result.data.typ !== 'execute-actions') return undefined;
  const { sub, exp, iat, rqac, eml, reduri } = result.data;
  return {
    userId: sub,
    expiresAt: new Date(exp * 1000),
    issuedAt: iat === undefined ? undefined : new Date(iat * 1000),
    requiredActions: rqac,
    address: eml,
    invitationId: invitationIdOf(reduri),
  };
}

/** `redirect_uri` of an invitation, signed by Keycloak into the key: `{publicUrl}/activada?i={invitation id}`. */
export function invitationRedirectUri(publicUrl: string, invitationId: string): string {
  return `${publicUrl}${PAGES.activated}?i=${invitationId}`;
}

function invitationIdOf(redirectUri: string | undefined): string | undefined {
  if (!redirectUri || !URL.canParse(redirectUri)) return undefined;
  const { pathname, searchParams } = new URL(redirectUri);
  // The host is not compared: PUBLIC_URL may have changed since. The link of a console's mail may lead anywhere.
  return pathname.endsWith(PAGES.activated) ? (searchParams.get('i') ?? undefined) : undefined;
}
