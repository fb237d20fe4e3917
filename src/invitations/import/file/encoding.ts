import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileFault } from './import-fault.ts';

/**
 * Character encodings that spreadsheets write CSV files in; names as the Encoding Standard has them. `foreign` is one whose bytes make no words in
 * any of the others (code page 850 of "CSV (MS-DOS)", old Macs'): nothing but its ASCII letters is to be believed.
 */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'foreign';

const HEAD = 4096;

/**
 * Looks at a file's bytes: which text it is, if it is text. Reads it from end to end, because a single byte at the very
 * end can tell that it is no UTF-8. Throws {@link FileFault} for spreadsheets, other binary files and empty ones.
 */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const head = await readHead(path);
  if (head.length === 0) throw fileFault('import.file.empty');
  if (isSpreadsheet(head)) throw fileFault('import.file.spreadsheet');
  const utf16 = utf16Of(head);
  if (utf16) return utf16;
  if (head.includes(0) || head.toString('latin1').startsWith('%PDF-')) throw fileFault('import.file.binary');
  return (await isUtf8(path)) || head.subarray(0, 3).toString('hex') === 'efbbbf' ? 'utf-8' : encodingOfMost(path);
}

/**
 * The file as text, piece by piece, without byte order marks: one in the middle is what is left where files were put together. Bytes that
 * do not fit the encoding become {@link isUnreadable} texts.
 */
export async function* decodedText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'foreign' ? 'windows-1252' : encoding);
  const text = (bytes?: Buffer) => decoder.decode(bytes, { stream: bytes !== undefined }).replaceAll('\ufeff', '');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield text(chunk);
  yield text();
}

/** Whether a text holds bytes that do not fit the encoding of its file: no letter that is read there is to be believed. */
export function isUnreadable(text: string, encoding: TextEncoding): boolean {
  if (!BEYOND_ASCII.test(text)) return false;
  if (encoding === 'foreign') return true;
  if (encoding !== 'windows-1252') return text.includes(REPLACEMENT);
  const bytes = bytesOf(text);
  // Bytes that are not assigned in windows-1252; or a line that is valid UTF-8, from another file.
  return bytes.some((byte) => UNASSIGNED.has(byte)) || isUtf8Text(bytes);
}

const BEYOND_ASCII = /[^\p{ASCII}]/u;
/** What decoders put in the place of bytes that they cannot read (Unicode, U+FFFD). */
const REPLACEMENT = '\ufffd';
/** Each byte of windows-1252 as its character. */
const WINDOWS_1252 = [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))];
const UNASSIGNED: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => WINDOWS_1252.indexOf(character));

function isUtf8Text(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Signs in the middle of a word or at its end, or a capital letter there, where Windows-1252 would have none: an accent of another encoding. */
const BROKEN_WORD =
  /\p{L}[\u00a0’]*[\u0080-\u009f‚ƒ„…†‡ˆ‰‹›•˜™¡¢£¤¥¦©«»¬®±¶¼½¾×÷][\u00a0’]*\p{L}|\p{L}[\u0081-\u009f‚ƒ‡¡¢£¤¥]+(?=[",;\t\s]|$)|\p{Ll}[ŽŠŒŸ]|[œ’][–—]|[–—][œ’]/u;
const WINDOWS_LETTER = /[À-ÖØ-öø-ÿªº]/;

/** Whether more lines than not have broken words when they are read as Windows-1252. */
async function isForeign(path: string): Promise<boolean> {
  let [broken, sound, rest] = [0, 0, ''];
  const count = (line: string) => {
    if (BROKEN_WORD.test(line)) broken += isUtf8Text(bytesOf(line)) ? 0 : 1;
    else if (WINDOWS_LETTER.test(line)) sound += 1;
  };
  for await (const text of decodedText(path, 'windows-1252')) {
    const lines = (rest + text).split(/[\r\n]/);
    // A line without an end is no line of a CSV file that anybody reads.
    rest = (lines.pop() ?? '').slice(-HEAD);
    lines.forEach(count);
  }
  count(rest);
  return broken > 0 && broken >= sound;
}

/** The encoding of most lines that hold more than ASCII, so that one row from elsewhere does not decide for all. */
async function encodingOfMost(path: string): Promise<TextEncoding> {
  let [utf8, others] = [0, 0];
  let line = '';
  const count = () => {
    if (line.includes(REPLACEMENT)) others += 1;
    else if (line !== '') utf8 += 1;
    line = '';
  };
  for await (const text of decodedText(path, 'utf-8')) {
    for (const [i, piece] of text.split(/[\r\n]/).entries()) {
      if (i > 0) count();
      // One sign of each kind is enough to tell, however long the line is.
      if (BEYOND_ASCII.test(piece)) line = piece.includes(REPLACEMENT) ? REPLACEMENT : line || 'ñ';
    }
  }
  count();
  if (utf8 > 0 && utf8 >= others) return 'utf-8';
  return (await isForeign(path)) ? 'foreign' : 'windows-1252';
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
