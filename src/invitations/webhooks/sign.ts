import { createHmac } from 'node:crypto';

/**
 * The headers of a signed webhook (Standard Webhooks, https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`.
 * @param id stays the same at each try: receivers tell a repetition by it.
 * @param at the moment of this try: receivers refuse old ones.
 */
export function signedHeaders(secret: Buffer, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
