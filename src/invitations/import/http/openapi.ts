import { z } from 'zod';
import { RESOURCES } from '../../../addresses.ts';
import type { Operation } from '../../../http/openapi/openapi.ts';
import type { MaxLifespan } from '../../record/lifespan.ts';
import { STOPS } from '../job/oversight.ts';
import { importQuery } from './rest.ts';

const params = z.object({ id: z.uuid().describe('Id of the import.') });

/** An import as the API gives it. */
const importSchema = z
  .strictObject({
    id: z.uuid(),
    dryRun: z.boolean().describe('Nobody was invited: the rows were only checked.'),
    state: z.enum(['running', 'done', 'failed']),
    rows: z.int().min(0).describe('Rows of the file.'),
    done: z.int().min(0).describe('Rows that have come to their end.'),
    created: z.int().min(0).describe('Invitations that the import has made.'),
    sent: z.int().min(0),
    queued: z.int().min(0).describe('Invitations that are made and wait for their mail.'),
    failed: z.int().min(0),
    skipped: z.int().min(0).describe('Rows whose person has an account within your reach, or an invitation, already.'),
    rate: z.number().min(0).describe('Rows a second, of late.'),
    remainingSeconds: z.int().min(0).nullable(),
    waitingFor: z
      .enum(['keycloak', 'mail', 'rights'])
      .nullable()
      .describe(
        'What keeps the import waiting; `rights`: whether its author still has them cannot be told now. Ask as its author.',
      ),
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
  })
  .meta({ id: 'Import' });

const ONE: Pick<Operation, 'tag' | 'method' | 'params' | 'problems'> = {
  tag: 'imports',
  method: 'get',
  params,
  problems: ['not_found'],
};

/** What `api.ts` answers to, for the OpenAPI document. */
export const importOperations = (config: MaxLifespan): Operation[] => [
  {
    id: 'import',
    tag: 'imports',
    method: 'post',
    path: RESOURCES.imports,
    summary: 'Invite the people of a file',
    description:
      'A CSV file of up to 100,000 rows, as the body or as the last part of a form, behind the fields that are parameters here (they win): comma, semicolon or tab; UTF-8 or Windows-1252; titles in Spanish or English, one of them `email`, or a template of Microsoft Entra ID, Google Workspace or Moodle. A title that may mean more than one thing in this realm is refused until `columns` says which. The same file again changes nothing and mails nobody again. A dry run has an id of its own and leaves the import of the same file as it is. A file that cannot be read at all is refused at once with `invalid_file`, and nothing is done.',
    query: importQuery(config),
    body: {
      type: 'text/csv',
      schema: z.string(),
      required: true,
      others: {
        'text/tab-separated-values': z.string(),
        'multipart/form-data': importQuery(config).extend({ file: z.string().meta({ contentMediaType: 'text/csv' }) }),
      },
      example: 'email,firstName,lastName\nlucia@example.com,Lucía,Marín\n',
    },
    answers: {
      202: { description: 'The import has started.', schema: importSchema, headers: { Location: 'Address of the import.' } },
    },
    problems: ['invalid_file', 'too_many_imports'],
  },
  {
    ...ONE,
    id: 'getImport',
    path: `${RESOURCES.imports}/{id}`,
    summary: 'See how an import goes',
    answers: { 200: { description: 'The import.', schema: importSchema } },
  },
  {
    ...ONE,
    problems: ['not_found', 'too_many_streams'],
    id: 'followImport',
    path: `${RESOURCES.imports}/{id}/events`,
    summary: 'Follow an import',
    description: 'Server-sent events: each holds the import as JSON, until it has come to its end.',
    answers: { 200: { description: 'The stream.', type: 'text/event-stream', schema: z.string() } },
  },
  {
    ...ONE,
    id: 'reportOfImport',
    path: `${RESOURCES.imports}/{id}/report.csv`,
    summary: 'Get the report of an import',
    description: 'What became of each row. Safe to open in a spreadsheet.',
    answers: { 200: { description: 'CSV in UTF-8.', type: 'text/csv', schema: z.string() } },
  },
];
