import { z } from 'zod';
import { importProgressSchema, STOPS } from '../../../common/import-progress.ts';
import { BULK_COMMANDS } from '../../../common/statuses.ts';
import type { PageLocale } from '../../../i18n/index.ts';
import type { ImportView } from '../../import/job/progress.ts';
import { faultInFull, stopText } from '../../import/job/report.ts';

const progress = importProgressSchema.shape;

/** A job over many invitations as the API gives it. */
export const bulkSchema = z
  .strictObject({
    id: z.uuid(),
    action: z.enum(BULK_COMMANDS),
    dryRun: z.boolean().describe('They were only counted: nothing is done until the job is confirmed.'),
    state: progress.state,
    rows: z.int().min(0).describe('Invitations that were counted. Whoever comes to match later is not touched.'),
    done: z.int().min(0).describe('Invitations that have come to their end.'),
    sent: progress.sent,
    queued: z.int().min(0).describe('Invitations whose e-mail could not be sent, and is tried again.'),
    revoked: z.int().min(0),
    failed: z.int().min(0).describe('Invitations that were refused, and have not changed.'),
    rate: z.number().min(0).describe('Invitations a second, of late.'),
    remainingSeconds: progress.remainingSeconds,
    waitingFor: progress.waitingFor,
    stopped: z
      .strictObject({ code: z.enum(STOPS), message: z.string() })
      .nullable()
      .describe('The right that its author has lost, for which the job was stopped.'),
    faults: z
      .array(z.strictObject({ line: z.int().min(0), code: z.string(), message: z.string() }))
      .describe('The first refusals; all of them, with their addresses, are in the report.'),
  })
  .meta({ id: 'BulkJob' });
export type BulkResource = z.output<typeof bulkSchema>;

/** In the words of whoever asks. */
export function bulkResource(view: ImportView, locale: PageLocale): BulkResource {
  const { id, command, dryRun, state, rows, done, sent, queued, ok, failed, stopped, faults } = view;
  const { rate, remainingSeconds, waitingFor } = view;
  return {
    ...{ id, action: command ?? 'resend', dryRun, state, rows, done, sent, queued, revoked: ok, failed },
    ...{ rate, remainingSeconds, waitingFor },
    stopped: stopped && { code: stopped, message: stopText(stopped, locale, 'bulk') },
    faults: faults.map(({ line, ...fault }) => ({
      line,
      code: fault.key.replace(/^(error|field)\./, ''),
      message: faultInFull(fault, locale),
    })),
  };
}
