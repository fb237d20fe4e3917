import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { AppError } from '../../errors.ts';

/** The entity tag of a representation (RFC 9110 §8.8.3): strong, the same on every sidecar. */
export function etagOf(representation: object): string {
  return `"${createHash('sha256').update(JSON.stringify(representation)).digest('base64url').slice(0, 22)}"`;
}

/** Whether the request makes a condition of what it changes. */
export function hasCondition(req: Request): boolean {
  return req.get('If-Match') !== undefined;
}

/**
 * Refuses with `precondition_failed` when somebody else has changed what the caller last saw (`If-Match`, RFC 9110 §13.1.1).
 * Keycloak has no conditional write: two requests within the same few milliseconds may both pass.
 */
export function requireMatch(req: Request, etag: string): void {
  const condition = req.get('If-Match')?.trim();
  if (condition === undefined || condition === '*') return;
  const tags = condition.split(',').map((tag) => tag.trim());
  if (!tags.includes(etag)) throw new AppError('precondition_failed');
}
