import { describe, expect, test } from '@jest/globals';
import { type CsvRecord, readCsv } from '../../../../src/invitations/import/file/csv.ts';
import { FileFault } from '../../../../src/invitations/import/file/import-fault.ts';
import { all, withFile } from '../file.ts';

const read = (content: string | Uint8Array): Promise<CsvRecord[]> => withFile(content, (path) => all(readCsv(path)));

async function faultOf(content: string | Uint8Array) {
  const error = await read(content).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(FileFault);
  const [{ key, line }] = (error as FileFault).faults as [FileFault['faults'][number]];
  return { key, line };
}

describe('a CSV file', () => {
  test.each([',', ';', '\t'])('may separate with %j', async (delimiter) => {
    const [, row] = await read(['correo', 'nombre'].join(delimiter).concat('\n', ['a@b.test', 'Ana'].join(delimiter)));
    expect(row).toEqual({ line: 2, cells: ['a@b.test', 'Ana'], unreadable: [] });
  });

  test('separates with what the titles separate with, not with what stands in quotation marks', async () => {
    const [, row] = await read('correo;"nombre, segundo nombre, tercero"\na@b.test;"Ana, Isabel"\n');
    expect(row?.cells).toEqual(['a@b.test', 'Ana, Isabel']);
  });

  test.each([',', ';', '\t'])('may say %j on a first line of its own, as spreadsheets do', async (delimiter) => {
    const records = await read(`sep=${delimiter}\r\n${['correo', 'a', 'b'].join(delimiter)}\r\n`);
    expect(records).toEqual([{ line: 2, cells: ['correo', 'a', 'b'], unreadable: [] }]);
  });

  test.each([
    ['sep=; between quotation marks', '"sep=;"\r\n'],
    ['sep=; in small and large letters', 'Sep=;\r\n'],
    ['the version of a template', 'version:v1.0\r\n'],
    ['the version of a template, in a spreadsheet', 'version:v1.0;\r\n'],
  ])('may begin with %s', async (_name, note) => {
    const records = await read(`${note}correo;nombre\r\na@b.test;Ana\r\n`);
    expect(records.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, 'correo', 'nombre'],
      [3, 'a@b.test', 'Ana'],
    ]);
  });

  test.each([
    ['CR LF in the titles, LF in the rows', 'correo,nombre\r\na@b.test,Ana\nb@b.test,Bea\n', [1, 2, 3]],
    ['a single LF among CR LF', 'correo,nombre\r\na@b.test,Ana\nb@b.test,Bea\r\n', [1, 2, 3]],
    ['LF, then CR, as of an old Mac', 'correo,nombre\na@b.test,Ana\rb@b.test,Bea\r', [1, 2, 3]],
    ['CR alone', 'correo,nombre\ra@b.test,Ana\r\rb@b.test,Bea', [1, 2, 4]],
    ['CR LF translated twice', 'correo,nombre\r\r\na@b.test,Ana\r\r\nb@b.test,Bea\r\r\n', [1, 3, 5]],
  ])('may end its lines in more than one way: %s', async (_name, content, lines) => {
    const records = await read(content);
    expect(records.map(({ cells }) => cells.join())).toEqual(['correo,nombre', 'a@b.test,Ana', 'b@b.test,Bea']);
    expect(records.map(({ line }) => line)).toEqual(lines);
  });

  test('keeps its lines apart however long it is', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `p${i}@b.test,Ana${['\r\n', '\n', '\r'][i % 3]}`);
    const records = await read(`correo,nombre\r\n${rows.join('')}`);
    expect(records).toHaveLength(20_001);
    expect(records.at(-1)).toEqual({ line: 20_001, cells: ['p19999@b.test', 'Ana'], unreadable: [] });
  });

  test.each([
    ['a byte order mark in the middle', '\ufeffcorreo,nombre\na@b.test,Ana\n\ufeffb@b.test,"Bea"\n'],
    ['a byte order mark in front of a quotation mark', 'correo,nombre\na@b.test,Ana\n\ufeff"b@b.test","Bea"\n'],
    ['spaces that do not break', 'correo,nombre\na@b.test,\u00a0Ana\nb@b.test\u00a0,Bea\u2003\n'],
    ['a text that spreadsheets keep as it is', 'correo,nombre\na@b.test,"=""Ana"""\nb@b.test,Bea\n'],
  ])('may hold %s', async (_name, content) => {
    expect((await read(content)).map(({ cells }) => cells.join())).toEqual(['correo,nombre', 'a@b.test,Ana', 'b@b.test,Bea']);
  });

  test('is none with a zero byte anywhere in it', async () => {
    const rows = 'a@b.test,Ana\n'.repeat(20_000);
    expect((await faultOf(`correo,nombre\n${rows}b@b.test,A\0na\n`)).key).toBe('import.file.binary');
  });

  test('counts lines as an editor does, through quoted line breaks and empty lines', async () => {
    const records = await read('correo,nota\r\n"a@b.test","uno\r\ndos"\r\n\r\n,,\r\nc@d.test,"dice ""hola"""\r\n');
    expect(records.map(({ line }) => line)).toEqual([1, 2, 6]);
    expect(records[1]?.cells[1]).toBe('uno\r\ndos');
    expect(records[2]?.cells[1]).toBe('dice "hola"');
  });

  const peña = 'correo,nombre\na@b.test,Peña Núñez €\n';
  const utf16 = Buffer.from(`\ufeff${peña}`, 'utf16le');
  test.each([
    ['UTF-8', Buffer.from(peña)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${peña}`)],
    ['UTF-16, as Excel writes "Unicode text"', utf16],
    ['UTF-16 big-endian', Buffer.from(utf16).swap16()],
    ['UTF-16 without a byte order mark', utf16.subarray(2)],
    ['Windows-1252', Buffer.from(peña.replace('€', '\x80'), 'latin1')],
  ])('may be %s', async (_name, bytes) => {
    const [titles, row] = await read(bytes);
    expect(titles?.cells[0]).toBe('correo');
    expect(row?.cells[1]).toBe('Peña Núñez €');
  });

  test('is Windows-1252 as a whole when a single byte at its end says so', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`correo,nombre\n${'a@b.test,Ana\n'.repeat(20_000)}`),
      Buffer.from('z@b.test,Peña', 'latin1'),
    ]);
    expect((await read(bytes)).at(-1)?.cells[1]).toBe('Peña');
  });

  test('is UTF-8 although one row came from elsewhere: that row is told, and every other letter is right', async () => {
    const bytes = Buffer.concat([
      Buffer.from('correo,nombre\na@b.test,Peña\n'),
      Buffer.from('b@b.test,Núñez\n', 'latin1'),
      Buffer.from('c@b.test,Óscar €\n'),
    ]);
    const records = await read(bytes);
    expect(records.map(({ unreadable }) => unreadable)).toEqual([[], [], [1], []]);
    expect([records[1]?.cells[1], records[3]?.cells[1]]).toEqual(['Peña', 'Óscar €']);
  });

  test('is Windows-1252 although one row came from elsewhere', async () => {
    const bytes = Buffer.concat([
      Buffer.from('correo,nombre\na@b.test,Peña\nb@b.test,Ibáñez\n', 'latin1'),
      Buffer.from('c@b.test,Núñez\n'),
      Buffer.from('d@b.test,Ana\x81\n', 'latin1'),
    ]);
    const records = await read(bytes);
    expect(records.map(({ unreadable }) => unreadable)).toEqual([[], [], [], [1], [1]]);
    expect(records[2]?.cells[1]).toBe('Ibáñez');
  });

  /** José, Núñez, María, Sánchez, Ramón, Raúl. */
  test.each([
    ['code page 850', { é: 0x82, ú: 0xa3, ñ: 0xa4, í: 0xa1, á: 0xa0, ó: 0xa2 }],
    ['old Macs', { é: 0x8e, ú: 0x9c, ñ: 0x96, í: 0x92, á: 0x87, ó: 0x97 }],
  ])('of %s is told row by row, not taken for Windows-1252', async (_name, letters: Record<string, number>) => {
    const encoded = (text: string) => Buffer.from([...text].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
    const rows = ['José,Núñez', 'Ana,Prado', 'María,Sánchez', 'Ramón,Gil', 'Raúl,Ibáñez'].map(
      (names, i) => `p${i}@b.test,${names}\n`,
    );
    const records = await read(encoded(`correo,nombre,apellidos\n${rows.join('')}`));
    expect(records.map(({ unreadable }) => unreadable)).toEqual([[], [1, 2], [], [1, 2], [1], [1, 2]]);
  });

  test('of Windows-1252 may have dashes, apostrophes, nicknames and signs of money', async () => {
    const rows =
      'a@b.test,Peña,1.000 \x80\nb@b.test,O\x92Neil,Ventas \x96 Norte\nc@b.test,\x93Pepe\x94,\xa35\nd@b.test,Ana,M\xaa \x99\n';
    const records = await read(Buffer.from(`correo,nombre,nota\n${rows}`, 'latin1'));
    expect(records.flatMap(({ unreadable }) => unreadable)).toEqual([]);
    expect(records[2]?.cells).toEqual(['b@b.test', 'O’Neil', 'Ventas – Norte']);
  });

  test('tells letters that were lost before, and halves of letters in UTF-16', async () => {
    expect((await read('correo,nombre\na@b.test,Pe\ufffda\n'))[1]?.unreadable).toEqual([1]);
    const half = Buffer.from('\ufeffcorreo,nombre\na@b.test,Pe\ud800a\n', 'utf16le');
    expect((await read(half))[1]?.unreadable).toEqual([1]);
  });

  test('is read piece by piece, however long it is', async () => {
    const rows = 'persona@b.test,María\n'.repeat(100_000);
    const count = await withFile(`correo,nombre\n${rows}`, async (path) => {
      let found = 0;
      for await (const _ of readCsv(path)) found += 1;
      return found;
    });
    expect(count).toBe(100_001);
  });
});

describe('a file that is none', () => {
  test.each([
    ['empty', '', 'import.file.empty'],
    ['nothing but space', '\n \n', 'import.file.empty'],
    ['an Excel workbook', Buffer.from('504b0304140006000800', 'hex'), 'import.file.spreadsheet'],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'import.file.spreadsheet'],
    ['a PDF document', '%PDF-1.7\n', 'import.file.binary'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'import.file.binary'],
  ])('is told: %s', async (_name, content, key) => {
    expect((await faultOf(content)).key).toBe(key);
  });

  test('5 MB in one cell are told with their line', async () => {
    const content = `correo,nombre\na@b.test,Ana\nb@b.test,"${'x'.repeat(5_000_000)}"\n`;
    expect(await faultOf(content)).toEqual({ key: 'import.file.record_too_long', line: 3 });
  });

  test('5 MB without a single line break are told', async () => {
    expect((await faultOf('x'.repeat(5_000_000))).key).toBe('import.file.record_too_long');
  });

  test('a quotation mark in the wrong place is told with its line', async () => {
    expect(await faultOf('correo,nombre\na@b.test,An"a"\n')).toEqual({ key: 'import.file.quotes', line: 2 });
  });

  test.each([
    ['long', 'import.file.record_too_long', 10_000],
    ['short', 'import.file.quotes', 3],
  ])('a quotation that does not end is told with the line where it begins, in a %s file', async (_name, key, rows) => {
    const end = 'b@b.test,Noa\r\n'.repeat(rows);
    for (const [head, line] of [
      ['correo,nombre\r\n', 2],
      ['correo,nombre\r\na@b.test,"Ana\r\nMaría"\r\n', 4],
      ['correo,nombre\r\na@b.test,Ana\r\n\r\n\r\n', 5],
    ] as const)
      expect(await faultOf(`${head}x@b.test,"Eva\r\n${end}`)).toEqual({ key, line });
  });
});
