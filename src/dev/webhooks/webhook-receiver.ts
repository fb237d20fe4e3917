import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';

/**
 * A receiver to try webhooks with (`npm run webhooks`): prints each message and whether its signature holds, as the Standard Webhooks
 * specification has receivers check it. It shows in a few lines what one of your own has to do.
 */
export interface ReceiverOptions {
  /** `whsec_` and base64, as in WEBHOOK_SECRET. */
  secret: string;
  /** The answer to a message whose signature holds; 503 shows how the sidecar waits and tries again. */
  status?: number;
  print: (line: string) => void;
}

/** Seconds that a message may be old: an older one may be a replay. */
const TOLERANCE = 300;

export function createWebhookReceiver({ secret, status = 204, print }: ReceiverOptions): Server {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const seen = new Set<string>();
  return createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const fault = faultOf(key, req.headers, body);
    const id = String(req.headers['webhook-id'] ?? 'no webhook-id');
    print(`${id}  ${fault ?? (seen.has(id) ? 'known already' : 'signature holds')}\n${body}`);
    if (!fault) seen.add(id);
    res.writeHead(fault ? 401 : status).end();
  });
}

/** What is wrong with a message, if anything. */
function faultOf(key: Buffer, headers: IncomingHttpHeaders, body: string): string | undefined {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => String(headers[`webhook-${name}`] ?? ''));
  const age = Math.abs(Date.now() / 1000 - Number(timestamp || Number.NaN));
  if (!(age <= TOLERANCE)) return 'refused: too old, or from the future';
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
  // Several while a secret is being changed.
  const holds = (signatures ?? '').split(' ').some((text) => {
    const given = Buffer.from(text);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return holds ? undefined : 'refused: the signature does not hold';
}
