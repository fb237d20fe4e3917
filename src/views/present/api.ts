import type { ApiDocsModel, ShownOperation, ShownSchema } from '../models/api.ts';

/** The OpenAPI document as a page: addresses in its order, each with what it takes and answers. */
export function presentApiDocs({ document }: ApiDocsModel): object {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => presentOperation(path, method, operation as ShownOperation)),
  );
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => ({
    name,
    fields: fieldsOf(schema as ShownSchema),
  }));
  return { info: document.info, operations, schemas };
}

function presentOperation(path: string, method: string, operation: ShownOperation): object {
  const { operationId: id, summary, description = '', parameters = [], requestBody, responses } = operation;
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return {
    id,
    path,
    method: method.toUpperCase(),
    changes: method !== 'get',
    summary,
    paragraphs: paragraphsOf(description),
    parameters: parameters.map(({ name, in: place, required, description: text = '', schema }) => ({
      id: `${id}-${name}`,
      name,
      place,
      required,
      type: typeOf(schema),
      options: schema.enum ?? [],
      number: schema.type === 'integer',
      value: schema.default ?? '',
      paragraphs: paragraphsOf(text),
    })),
    body: content && {
      id: `${id}-body`,
      type,
      required: requestBody?.required,
      fields: fieldsOf(content.schema),
      example: typeof content.example === 'string' ? content.example : JSON.stringify(content.example ?? {}, null, 2),
    },
    answers: Object.entries(responses).map(([status, answer]) => ({ status, paragraphs: paragraphsOf(answer.description) })),
  };
}

function fieldsOf({ properties = {}, required = [] }: ShownSchema): object[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    type: typeOf(schema),
    paragraphs: paragraphsOf(schema.description ?? ''),
  }));
}

/** `string (uuid)`, `integer 0–200`, `a | b`: enough to know what to send. */
function typeOf(schema: ShownSchema): string {
  if (schema.$ref) return schema.$ref.replace(/^.*\//, '');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items ?? {})}[]`;
  const { type = '', format, minimum, maximum } = schema;
  const bounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return [type, format && `(${format})`, bounded && `${minimum}–${maximum}`].filter(Boolean).join(' ');
}

/** Text with `code` in it, as pieces: the template escapes each of them. */
function paragraphsOf(text: string): { pieces: { code: boolean; text: string }[] }[] {
  return text
    .split('\n\n')
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ pieces: paragraph.split('`').map((piece, i) => ({ code: i % 2 === 1, text: piece })) }));
}
