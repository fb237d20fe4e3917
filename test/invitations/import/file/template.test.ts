import { expect, test } from '@jest/globals';
import { PAGE_LOCALES, translate } from '../../../../src/i18n/index.ts';
import { meaningsOf } from '../../../../src/invitations/import/file/column-meanings.ts';
import { lettersAndDigits } from '../../../../src/invitations/import/file/letters-and-digits.ts';
import { FURTHER_COLUMNS, templateColumns, templateCsv } from '../../../../src/invitations/import/file/template.ts';

/** All columns that the page of a file names: those of the template, and the further ones beside it. */
const COLUMNS = [...templateColumns(true), ...FURTHER_COLUMNS];

test.each(PAGE_LOCALES.flatMap((locale) => COLUMNS.map((column) => [locale, column] as const)))(
  'a file may have the title that the page (%s) names for %s',
  (locale, column) => {
    const title = translate(locale, `import.title.${column}`);
    const rules = { known: [], companies: true, meanings: {} };
    expect(meaningsOf(title, lettersAndDigits(title), rules)).toEqual([{ kind: column, name: title }]);
  },
);

test('the template holds titles alone: an example would be invited', () => {
  expect(templateCsv('es', templateColumns(false))).toBe('\ufeffcorreo;nombre;apellidos;idioma\r\n');
});
