import { expect, test } from '@jest/globals';
import { PAGE_LOCALES, translate } from '../../../../src/i18n/index.ts';
import { AmbiguousColumns } from '../../../../src/invitations/import/file/column-question.ts';
import { readHeader } from '../../../../src/invitations/import/file/header.ts';
import { FURTHER_COLUMNS, templateColumns, templateCsv } from '../../../../src/invitations/import/file/template.ts';

/** All columns that the page of a file names: those of the template, and the further ones beside it. */
const COLUMNS = [...templateColumns(true), ...FURTHER_COLUMNS];

test.each(PAGE_LOCALES)('a file may have the titles that the page (%s) names', (locale) => {
  const rules = { known: [], companies: true, meanings: {} };
  const titles = COLUMNS.map((column) => translate(locale, `import.title.${column}`));
  expect(readHeader(titles, 1, rules).columns).toEqual(COLUMNS.map((kind, i) => ({ kind, name: titles[i] })));
});

/** What the form of a new invitation calls its fields. */
const LABELS = [
  ...(['admin.new.email', 'admin.new.firstName', 'admin.new.lastName', 'admin.new.locale', 'admin.new.organization'] as const),
  ...(['form.groups', 'form.app', 'form.target', 'admin.new.accessUntil', 'form.signIn', 'admin.new.message'] as const),
];

test.each(PAGE_LOCALES)('a file may have the titles that the form of a new invitation (%s) has', (locale) => {
  const titles = LABELS.map((key) => translate(locale, key));
  const { columns } = readHeader(titles, 1, { known: [], companies: true, meanings: {} });
  expect(columns).toEqual(COLUMNS.map((kind, i) => ({ kind, name: titles[i] })));
});

test('a title that means one thing in one language and another in the next is asked about where it stands alone', () => {
  const rules = { known: [], companies: true, meanings: {} };
  // A first name in Catalan, a surname in French.
  expect(() => readHeader(['email', 'nom'], 1, rules)).toThrow(AmbiguousColumns);
  expect(readHeader(['email', 'nom', 'cognoms'], 1, rules).columns.map(({ kind }) => kind)).toEqual([
    'email',
    'firstName',
    'lastName',
  ]);
  expect(readHeader(['email', 'prénom', 'nom'], 1, rules).columns.map(({ kind }) => kind)).toEqual([
    'email',
    'firstName',
    'lastName',
  ]);
});

test('the template holds titles alone: an example would be invited', () => {
  expect(templateCsv('es', templateColumns(false))).toBe('\ufeffcorreo;nombre;apellidos;idioma\r\n');
});
