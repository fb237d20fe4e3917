import { randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

const [pressBrotli, pressGzip] = [promisify(brotliCompress), promisify(gzip)];
/** The middle: higher ones take several times as long for a little less. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
/** Bytes at most that nobody can compress. */
const NOISE = 128;

/**
 * Sends a page compressed, where the browser takes that. Its length says a little about what stands in it beside what the address holds (BREACH): so it
 * ends with noise of another length each time, and the token of its forms has to be masked (http/request/csrf.ts).
 */
export async function sendPacked(req: Request, res: Response, html: string): Promise<void> {
  const encoding = req.acceptsEncodings(['br', 'gzip', 'identity']);
  res.vary('Accept-Encoding');
  if (encoding !== 'br' && encoding !== 'gzip') return void res.send(html);
  const noisy = `${html}<!-- ${randomBytes(randomInt(1, NOISE)).toString('base64url')} -->`;
  const packed = encoding === 'br' ? await pressBrotli(noisy, QUALITY) : await pressGzip(noisy);
  res.set('Content-Encoding', encoding).send(packed);
}
