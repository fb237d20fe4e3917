import { z } from 'zod';
import { importProgressSchema, STOPS } from '../../../common/import-progress.ts';
import type { PageLocale } from '../../../i18n/index.ts';
import type { ImportFault } from '../file/import-fault.ts';
import type { ImportView } from '../job/progress.ts';
import { faultInFull, stopText } from '../job/report.ts';

/** An import as the API gives it. */
export const importSchema = importProgressSchema
  .extend({
    stopped: z
      .strictObject({ code: z.enum(STOPS), message: z.string() })
      .nullable()
      .describe('The right that its author has lost, for which the import was stopped.'),
    template: z
      .strictObject({ name: z.string(), addressColumn: z.string(), unusedColumns: z.array(z.string()) })
      .nullable()
      .describe(
        'The known template that the file is, the column that its addresses are taken from, and those that are not read.',
      ),
    faults: z
      .array(z.strictObject({ line: z.int().min(0), column: z.string(), code: z.string(), message: z.string() }))
      .describe('The first faults; all of them are in the report.'),
    notes: z
      .array(z.strictObject({ line: z.int().min(0), code: z.string(), message: z.string() }))
      .describe(
        'What is to be known of rows without a fault: `username`, where the realm does not take the address as one, for administrators of the realm. The first ones; all of them are in the report.',
      ),
  })
  .meta({ id: 'Import' });
export type ImportResource = z.output<typeof importSchema>;

/** In the words of whoever asks. */
export function importResource(
  { faults, notes, stopped, reading, questions: _, command: __, ok: ___, ...view }: ImportView,
  locale: PageLocale,
): ImportResource {
  return {
    ...view,
    template: reading && { name: reading.template, addressColumn: reading.address, unusedColumns: reading.unused },
    stopped: stopped && { code: stopped, message: stopText(stopped, locale) },
    faults: faults.map(({ column, ...fault }) => ({ ...inWords(fault, locale), column })),
    notes: notes.map((note) => inWords(note, locale)),
  };
}

function inWords({ line, key, params }: Omit<ImportFault, 'column'>, locale: PageLocale) {
  const message = faultInFull({ key, ...(params && { params }) }, locale);
  return { line, code: key.replace(/^(field|import\.row)\./, ''), message };
}
