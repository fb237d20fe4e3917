import { z } from 'zod';
import { API } from '../../common/addresses.ts';
import { type ErrorCode, STATUS_OF_CODE } from '../../errors.ts';
import { translate } from '../../i18n/index.ts';
import { problemSchema } from '../answer/problem.ts';

/**
 * The API as an OpenAPI 3.1 document, made from the very schemas that check requests and that the tests hold answers against.
 * A feature describes each of its addresses as an {@link Operation}, beside the routes.
 */
export interface Operation {
  id: string;
  tag: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Below `/api`, with `{id}` for a parameter. */
  path: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Request headers by name; all are optional. */
  headers?: Record<string, z.ZodType>;
  body?: Body;
  answers: Record<number, Answer>;
  /** Besides those that every address may answer with: {@link EVERYWHERE}. */
  problems: ErrorCode[];
}

export interface Body {
  type: string;
  schema: z.ZodType;
  required: boolean;
  example?: unknown;
  /** What else may be sent instead, by its media type. */
  others?: Record<string, z.ZodType>;
}

export interface Answer {
  description: string;
  type?: string;
  schema?: z.ZodType;
  headers?: Record<string, string>;
}

type Json = Record<string, unknown>;

export interface OpenApiDocument extends Json {
  info: { title: string; version: string };
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json>; securitySchemes: Json };
}

const EVERYWHERE: ErrorCode[] = [
  'unauthenticated',
  'insufficient_user_authentication',
  'forbidden',
  'too_many_requests',
  'unexpected',
  'keycloak_misconfigured',
  'keycloak_unavailable',
  'realm_not_ready',
];
const WITH_BODY: ErrorCode[] = ['invalid_request', 'payload_too_large', 'unsupported_media_type'];

export interface DocumentOptions {
  title: string;
  version: string;
  /** Where the API is, without a trailing slash. */
  publicUrl: string;
  /** The realm's issuer: its discovery document says where to get a token. */
  issuer: string;
  operations: Operation[];
}

export function openApiDocument({ title, version, publicUrl, issuer, operations }: DocumentOptions): OpenApiDocument {
  const schemas: Record<string, Json> = {};
  const paths: OpenApiDocument['paths'] = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => jsonSchema(schema, io, schemas);
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation, schemaOf) };
  }
  return {
    openapi: '3.1.1',
    info: { title, version },
    servers: [{ url: `${publicUrl}${API}` }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `Access token of the realm ${issuer} for somebody with the client role \`admin\` or \`company-admin\`.`,
        },
      },
    },
  };
}

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => Json;

function describe(operation: Operation, schemaOf: SchemaOf): Json {
  const { id, tag, summary, description, params, query, headers = {}, body, answers } = operation;
  const parameters = [
    ...parametersOf('path', params, schemaOf),
    ...parametersOf('query', query, schemaOf),
    ...parametersOf('header', z.object(headers).partial(), schemaOf),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: body.required,
        content: {
          [body.type]: { schema: schemaOf(body.schema, 'input'), ...(body.example !== undefined && { example: body.example }) },
          ...Object.fromEntries(
            Object.entries(body.others ?? {}).map(([type, schema]) => [type, { schema: schemaOf(schema, 'input') }]),
          ),
        },
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer, schemaOf)])),
      ...describeProblems(operation, schemaOf),
    },
  };
}

function parametersOf(place: string, shape: z.ZodObject | undefined, schemaOf: SchemaOf): Json[] {
  if (!shape) return [];
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

function describeAnswer({ description, type = 'application/json', schema, headers = {} }: Answer, schemaOf: SchemaOf): Json {
  const named = Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }]);
  return {
    description,
    ...(named.length > 0 && { headers: Object.fromEntries(named) }),
    ...(schema && { content: { [type]: { schema: schemaOf(schema, 'output') } } }),
  };
}

/** One response for each status, which names the codes that `code` may have there. */
function describeProblems({ body, problems }: Operation, schemaOf: SchemaOf): Json {
  const codes = [...new Set([...problems, ...(body ? WITH_BODY : []), ...EVERYWHERE])];
  if (body?.type === 'application/json') codes.unshift('invalid_json');
  const problem = schemaOf(problemSchema, 'output');
  const byStatus = groupBy(codes, statusOf);
  return Object.fromEntries(
    [...byStatus].sort().map(([status, names]) => [
      status,
      {
        description: names.map((code) => `\`${code}\`: ${translate('en', `error.${code}`, EXAMPLE)}`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: { allOf: [problem, { type: 'object', properties: { code: { enum: names } } }] },
          },
        },
      },
    ]),
  );
}

/** For sentences that name what a request should have had, how many, or a date. */
const EXAMPLE = {
  directory: 'ldap',
  expected: 'application/json',
  max: 3,
  hours: 3,
  provider: 'sol-idp',
  until: new Date('2026-12-24T10:00:00Z'),
};

const statusOf = (code: ErrorCode) => STATUS_OF_CODE[code];

function groupBy<K, V>(values: V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

/** A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 speaks; schemas with an `id` go to the components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Record<string, Json>): Json {
  const made = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    // The formats say it more shortly than zod's patterns for them.
    override: ({ jsonSchema: json }) => {
      if (json.format === 'uuid' || json.format === 'date-time') delete json.pattern;
    },
  });
  const { $schema, $defs = {}, ...own } = JSON.parse(JSON.stringify(made).replaceAll('#/$defs/', '#/components/schemas/'));
  Object.assign(components, $defs);
  return own;
}
