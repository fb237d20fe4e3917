import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';

/** Milliseconds within which the body of a request must have arrived, and for which an upload may stand still. */
const DEADLINE = 20_000;

/** Requests that may take their time, so long as something arrives. */
const uploads = new WeakSet<IncomingMessage>();

/**
 * Ends requests whose bodies do not arrive: a byte now and then would keep a connection for as long as its sender likes. It holds for
 * requests that are answered already, too. The answer is Node's own to a request that is late: 408 (RFC 9110 §15.5.9), and no more.
 */
export function bodyDeadline(milliseconds = DEADLINE): RequestHandler {
  return (req, res, next) => {
    if (!hasBody(req)) return next();
    let arrived = req.socket.bytesRead;
    const timer = setInterval(() => {
      const { bytesRead } = req.socket;
      if (req.complete) return clearInterval(timer);
      if (uploads.has(req) && bytesRead > arrived) {
        arrived = bytesRead;
        return;
      }
      clearInterval(timer);
      giveUp(req, res);
    }, milliseconds);
    req.once('close', () => clearInterval(timer));
    next();
  };
}

/** For a large file of somebody who may send one: from here on the deadline begins anew whenever something has arrived. */
export function allowUpload(req: IncomingMessage): void {
  uploads.add(req);
}

/** Whether a request has a body (RFC 9112 §6.3). */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function giveUp({ socket }: IncomingMessage, res: Response): void {
  if (res.headersSent) return void socket.destroy();
  socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy());
}
