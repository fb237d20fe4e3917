import { z } from 'zod';
import { RESOURCES } from '../../../common/addresses.ts';
import type { Operation } from '../../../http/openapi/openapi.ts';
import { requestKeySchema } from '../../answers/idempotency-key.ts';
import type { MaxLifespan } from '../../record/lifespan.ts';
import { bulkSchema } from './resource.ts';
import { bulkRequest } from './rest.ts';

const params = z.object({ id: z.uuid().describe('Id of the job.') });
const ONE: Pick<Operation, 'tag' | 'params' | 'problems'> = { tag: 'invitations', params, problems: ['not_found'] };
const started = (description: string) => ({
  202: { description, schema: bulkSchema, headers: { Location: 'Address of the job.' } },
});

/** What `rest.ts` answers to, for the OpenAPI document. */
export const bulkOperations = (config: MaxLifespan): Operation[] => [
  {
    id: 'changeMany',
    tag: 'invitations',
    method: 'post',
    path: RESOURCES.bulk,
    summary: 'Send again, extend or revoke many',
    description:
      'One command for all that match a filter at this moment, or for those that are named. It runs as a job, which goes on where it was when the process is started anew: nobody gets two e-mails for it. Each invitation goes the way that it would go alone, so the same rules decide; refusals are in the report. To extend is to send another e-mail whose link holds for `lifespanHours`. A filter takes those that the command is for: nobody who is active already.',
    headers: {
      'Idempotency-Key': requestKeySchema.describe(
        'Any text of yours for this request. A repetition with the same key gives the job that the first one made, another request with it is refused, at the same process or one that shares its IMPORT_DIR.',
      ),
    },
    body: {
      type: 'application/json',
      schema: bulkRequest(config),
      required: true,
      example: { action: 'resend', status: 'expired', organization: 'sol' },
    },
    answers: started('The job.'),
    problems: ['invalid_request', 'organizations_off', 'idempotency_key_reused', 'too_many_imports'],
  },
  {
    ...ONE,
    id: 'getBulkJob',
    method: 'get',
    path: `${RESOURCES.bulk}/{id}`,
    summary: 'See how a job over many goes',
    answers: { 200: { description: 'The job.', schema: bulkSchema } },
  },
  {
    ...ONE,
    id: 'confirmBulkJob',
    method: 'post',
    path: `${RESOURCES.bulk}/{id}/confirm`,
    summary: 'Do what was counted',
    description:
      'After `dryRun`: does it with exactly the invitations that were counted. The job that does it has an id of its own. A repetition gives the same job. Only whoever has counted them does it.',
    answers: started('The job that does it.'),
    problems: ['not_found', 'too_many_imports'],
  },
  {
    ...ONE,
    id: 'followBulkJob',
    method: 'get',
    path: `${RESOURCES.bulk}/{id}/events`,
    summary: 'Follow a job over many',
    description: 'Server-sent events: each holds the job as JSON, until it has come to its end.',
    answers: { 200: { description: 'The stream.', type: 'text/event-stream', schema: z.string() } },
    problems: ['not_found', 'too_many_streams'],
  },
  {
    ...ONE,
    id: 'reportOfBulkJob',
    method: 'get',
    path: `${RESOURCES.bulk}/{id}/report.csv`,
    summary: 'Get the report of a job over many',
    description: 'What became of each invitation. Safe to open in a spreadsheet.',
    answers: { 200: { description: 'CSV in UTF-8.', type: 'text/csv', schema: z.string() } },
  },
];
