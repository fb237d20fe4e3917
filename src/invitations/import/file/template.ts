import { delimiterIn, type PageLocale, translate } from '../../../i18n/index.ts';
import { OWN_FIELDS, type OwnField } from './column-meanings.ts';

/** What a template has columns for: what people mostly fill in, and the company where there is more than one to choose. */
export type TemplateColumn = 'email' | 'firstName' | 'lastName' | 'locale' | 'organization';

export const templateColumns = (withCompany: boolean): TemplateColumn[] => [
  ...(['email', 'firstName', 'lastName', 'locale'] as const),
  ...(withCompany ? (['organization'] as const) : []),
];

/** Columns that a file may have, too, and few have. */
export const FURTHER_COLUMNS = OWN_FIELDS.filter(
  (field): field is Exclude<OwnField, TemplateColumn> => !templateColumns(true).some((column) => column === field),
);

/**
 * A file to fill in: the titles in somebody's language, and no rows, or an example would be invited. It begins with the mark by which Excel knows
 * UTF-8.
 */
export function templateCsv(locale: PageLocale, columns: readonly TemplateColumn[]): string {
  const titles = columns.map((column) => translate(locale, `import.title.${column}`));
  return `\ufeff${titles.join(delimiterIn(locale))}\r\n`;
}
