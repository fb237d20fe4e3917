import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { AppError } from '../../../errors.ts';
import { fileFault } from '../file/import-fault.ts';
import { MAX_UPLOAD } from '../job/spool.ts';

/** Media types that a CSV file is sent as (RFC 7111; tab-separated values have a name of their own). */
export const CSV_TYPES = ['text/csv', 'application/csv', 'text/tab-separated-values'];

/**
 * Passes the file of a `multipart/form-data` request (RFC 7578) on while it arrives, with the fields that came before it (one that came several times: its values, one a
 * line). A field behind the file
 * comes too late: then the file's stream fails with `invalid_request`. Faults are thrown only when the whole request has been read, so that the
 * answer reaches the browser.
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
    else fields[name] = fields[name] === undefined ? value : `${fields[name]}\n${value}`;
  });
  parts.on('file', (name, file, filename) => {
    // The reader gets the error of a broken upload; without any listener the error would end the process.
    file.on('error', () => {});
    if (work && filename) late.push(name);
    if (work || !filename) {
      file.resume();
      return;
    }
    taken = file;
    work = use(whole(file), fields);
    // A refused file is read to its end; otherwise the browser would see a broken connection and no answer.
    work.catch(() => file.resume());
  });
  req.pipe(parts);
  await arrived.catch((error) => {
    req.unpipe(parts);
    req.resume();
    // Busboy does not end the file's stream after an error, and the reader would wait for ever.
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
