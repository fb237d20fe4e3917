import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Sends text as a CSV file while it is made. Where that fails, the connection breaks off: nobody takes half a file for a whole one. */
export async function sendCsv(res: Response, name: string, text: AsyncIterable<string>): Promise<void> {
  res.attachment(name).type('text/csv; charset=utf-8');
  await pipeline(Readable.from(text), res).catch(() => res.destroy());
}
