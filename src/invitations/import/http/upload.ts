import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { AppError } from '../../../errors.ts';
import { fileFault } from '../file/import-fault.ts';
import { MAX_UPLOAD } from '../job/spool.ts';

/** Media types that a CSV file is sent as (RFC 7111; tab-separated values have a name of their own). */
export const CSV_TYPES = ['text/csv', 'application/csv', 'text/tab-separated-values'];

/**
 * Hands over the file of a `multipart/form-data` request (RFC 7578) while it arrives, and the fields that stood before it.
 * What stands behind it would come too late to count: then the file ends in `invalid_request` instead of its end.
 * What is wrong with the request or the file is thrown when the request has been read, so that the answer reaches the browser.
 */
export async function withUpload<T>(
  req: IncomingMessage,
  use: (file: AsyncIterable<Uint8Array>, fields: Record<string, string>) => Promise<T>,
): Promise<T> {
  const fields: Record<string, string> = {};
  const late: string[] = [];
  let work: Promise<T> | undefined;
  let taken: Readable | undefined;
  const parts = parserFor(req);
  const arrived = new Promise<void>((resolve, reject) => {
    parts.once('finish', resolve);
    parts.once('error', (cause) => reject(new AppError('invalid_request', { cause })));
    req.once('aborted', () => reject(new AppError('invalid_request')));
  });
  async function* whole(file: Readable): AsyncGenerator<Uint8Array> {
    yield* file;
    await arrived;
    if (late.length > 0)
      throw new AppError('invalid_request', { fields: late.map((field) => ({ field, key: 'field.after_file' })) });
  }
  parts.on('field', (name, value) => {
    if (work) late.push(name);
    else fields[name] = value;
  });
  parts.on('file', (name, file, filename) => {
    // Whoever reads it hears of a broken upload; where nobody does, the error would end the process.
    file.on('error', () => {});
    if (work && filename) late.push(name);
    if (work || !filename) {
      file.resume();
      return;
    }
    taken = file;
    work = use(whole(file), fields);
    // A file that is refused is read on to its end, or the browser would see a broken connection and no answer.
    work.catch(() => file.resume());
  });
  req.pipe(parts);
  await arrived.catch((error) => {
    req.unpipe(parts);
    req.resume();
    // Busboy does not end it: whoever reads it would wait for ever.
    taken?.destroy(error);
    throw error;
  });
  if (!work) throw fileFault('import.file.missing');
  return work;
}

function parserFor(req: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: req.headers as BusboyHeaders,
      limits: { files: 2, fields: 20, fieldSize: 4096, headerPairs: 50, fileSize: MAX_UPLOAD + 1 },
    });
  } catch (cause) {
    // No boundary, for example.
    throw new AppError('invalid_request', { cause });
  }
}
