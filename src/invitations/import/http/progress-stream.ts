import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { ImportView } from '../job/progress.ts';

/** Milliseconds between two looks at the progress, and between two comments, which keep proxies from closing a silent connection. */
const INTERVAL = 500;
const KEEP_ALIVE = 15_000;

/**
 * Progress as server-sent events (HTML Living Standard, "Server-sent events"): `progress` while it goes on, `done` at the end.
 * When this process stops, the stream just ends: browsers ask again by themselves, and meet the next one.
 */
export async function sendEvents(
  req: Request,
  res: Response,
  view: () => Promise<ImportView>,
  data: (view: ImportView) => object,
  stopping: AbortSignal,
): Promise<void> {
  let current = await view();
  const closed = new AbortController();
  stopping.addEventListener('abort', () => closed.abort(), { signal: closed.signal });
  req.once('close', () => closed.abort());
  res.once('close', () => closed.abort());
  res.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }).flushHeaders();
  let last = '';
  let wroteAt = Date.now();
  while (!closed.signal.aborted && !stopping.aborted) {
    const text = JSON.stringify(data(current));
    const ended = current.state !== 'running';
    if (text !== last || ended) {
      res.write(`event: ${ended ? 'done' : 'progress'}\ndata: ${text}\n\n`);
      last = text;
      wroteAt = Date.now();
    } else if (Date.now() - wroteAt > KEEP_ALIVE) {
      res.write(': still there\n\n');
      wroteAt = Date.now();
    }
    if (ended) break;
    await delay(INTERVAL, undefined, { signal: closed.signal }).catch(() => {});
    // Keycloak may be away for a moment; the connection stays.
    current = await view().catch(() => current);
  }
  res.end();
}
