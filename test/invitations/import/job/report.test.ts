import { expect, test } from '@jest/globals';
import { csvCell } from '../../../../src/invitations/answers/csv-line.ts';
import { reportCsv, reportRows } from '../../../../src/invitations/import/job/report.ts';
import { all } from '../file.ts';

test.each([
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['  =1', `"'  =1"`],
  ['＝1', `"'＝1"`],
  ['a@b.test', '"a@b.test"'],
  ['dos "tres"', '"dos ""tres"""'],
])('the cell %j runs nothing in a spreadsheet', (text, written) => {
  expect(csvCell(text)).toBe(written);
});

test('the report names each row and each of its faults, in the reader’s language', async () => {
  async function* rows() {
    yield* reportRows({ line: 2, email: 'a@b.test', outcome: 'sent', created: true, faults: [] }, 'es');
    const faults = [
      { column: 'idioma', key: 'import.row.language' as const, params: { value: '=x', options: 'es, en' } },
      { column: '', key: 'import.row.refused' as const },
    ];
    yield* reportRows({ line: 3, email: '=b', outcome: 'failed', created: false, faults }, 'es');
  }
  expect((await all(reportCsv(rows(), 'es', ';'))).join('')).toBe(
    [
      '\ufeff"Línea";"Correo electrónico";"Resultado";"Columna";"Qué ha pasado"',
      '"2";"a@b.test";"Invitada";"";""',
      `"3";"'=b";"Con error";"idioma";"No enviamos correos en «=x». Use uno de estos idiomas: es, en."`,
      `"3";"'=b";"Con error";"";"El servicio de cuentas ha rechazado estos datos. Revíselos y envíe el archivo de nuevo."`,
      '',
    ].join('\r\n'),
  );
});
