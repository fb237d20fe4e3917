import { z } from 'zod';
import { RESOURCES } from '../../../common/addresses.ts';
import type { Operation } from '../../../http/openapi/openapi.ts';
import type { MaxLifespan } from '../../record/lifespan.ts';
import { importSchema } from './resource.ts';
import { importQuery } from './rest.ts';

const params = z.object({ id: z.uuid().describe('Id of the import.') });

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
      'A CSV file of up to 100,000 rows, as the body or as the last part of a form, behind the fields that are parameters here (they win): comma, semicolon or tab; UTF-8 or Windows-1252; titles in Spanish or English, one of them `email`, or a template of Microsoft Entra ID, Google Workspace or Moodle. A title that may mean more than one thing in this realm is refused until `columns` says which. The same file again changes nothing and sends nobody a second e-mail. A dry run has an id of its own and leaves the import of the same file as it is. A file that cannot be read at all is refused at once with `invalid_file`, and nothing is done.',
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
