import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileFault } from './fault.ts';

/** Character encodings that spreadsheets write CSV files in; names as the Encoding Standard has them. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const HEAD = 4096;

/**
 * Looks at a file's bytes: which text it is, if it is text. Reads it once from end to end, because a single byte at the very
 * end can tell that it is no UTF-8. Throws {@link FileFault} for spreadsheets, other binary files and empty ones.
 */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const head = await readHead(path);
  if (head.length === 0) throw fileFault('import.file.empty');
  if (isSpreadsheet(head)) throw fileFault('import.file.spreadsheet');
  const utf16 = utf16Of(head);
  if (utf16) return utf16;
  if (head.includes(0) || head.toString('latin1').startsWith('%PDF-')) throw fileFault('import.file.binary');
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252';
}

/** The file as text, without its byte order mark, piece by piece. */
export async function* decodedText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** XLSX and ODS are ZIP archives; XLS is a compound file. */
function isSpreadsheet(head: Buffer): boolean {
  const start = head.subarray(0, 4).toString('hex');
  return start === '504b0304' || start === 'd0cf11e0';
}

/** "Unicode text" of Excel has a byte order mark; without one, every other byte of western text is zero. */
function utf16Of(head: Buffer): TextEncoding | undefined {
  const mark = head.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  const sample = head.subarray(0, 200);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const most = sample.length * 0.4;
  if ((zeros[1] ?? 0) > most && zeros[0] === 0) return 'utf-16le';
  if ((zeros[0] ?? 0) > most && zeros[1] === 0) return 'utf-16be';
  return undefined;
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (chunk.includes(0)) throw fileFault('import.file.binary');
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}
