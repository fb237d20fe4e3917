import { z } from 'zod';

/** Why an import was stopped: the right that its author has lost, or `unknown`, when nobody could tell for an hour. */
export const STOPS = ['account', 'role', 'company', 'company_disabled', 'unknown'] as const;
export type Stopped = (typeof STOPS)[number];

const count = z.int().min(0);

/** How far an import is: one shape for the job, the pages, the terminal and the API, which adds sentences. */
export const importProgressSchema = z.strictObject({
  id: z.uuid(),
  dryRun: z.boolean().describe('Nobody was invited: the rows were only checked.'),
  state: z.enum(['running', 'done', 'failed']),
  rows: count.describe('Rows of the file.'),
  done: count.describe('Rows that have come to their end.'),
  created: count.describe('Invitations that the import has made.'),
  sent: count,
  queued: count.describe('Invitations that are made and wait for their mail.'),
  failed: count,
  skipped: count.describe('Rows whose person has an account within your reach, or an invitation, already.'),
  rate: z.number().min(0).describe('Rows a second, of late.'),
  remainingSeconds: count.nullable().describe('Until the end at that rate; null where nobody can tell.'),
  waitingFor: z
    .enum(['keycloak', 'mail', 'rights'])
    .nullable()
    .describe(
      'What keeps the import waiting; `rights`: whether its author still has them cannot be told now. Ask as its author.',
    ),
  stopped: z.enum(STOPS).nullable(),
});
export type ImportProgress = z.output<typeof importProgressSchema>;
