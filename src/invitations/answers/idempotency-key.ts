import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Invitation } from '../record/invitation.ts';

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): what a request with it has done is done once, whichever sidecar
 * gets the repetition and however much later. There is no store beside Keycloak: an invitation carries the key of the request
 * that made it (`invitation.batch`), and the id of each mail sent again is derived from the key.
 */
export const requestKeySchema = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/** What is stored in `invitation.batch` for a request: a hash of user id and key, so that the same key of two callers counts as two. */
export function batchOfKey(userId: string, key: string): string {
  return `key-${digest(userId, 'invite', key).toString('base64url')}`;
}

/** The invitation id (a UUID of version 8, RFC 9562 §5.8) of the mail that a request with this key sends again. */
export function invitationIdOfKey(userId: string, key: string, invitation: string): string {
  const bytes = digest(userId, `resend ${invitation}`, key).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Whether the mail of a repeated request, which has this invitation id, was sent before: as the invitation's newest mail, or by `mailAgain`
 * (commands/resend.ts), which leaves the invitation's id as it is.
 */
export function hasDone({ invitationId, actors = [] }: Pick<Invitation, 'invitationId' | 'actors'>, requested?: string): boolean {
  return requested !== undefined && (invitationId === requested || actors.some(({ request }) => request === requested));
}

function digest(...parts: string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
