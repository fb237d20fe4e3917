/** The documentation of the API: what the page needs of the OpenAPI document (src/http/openapi/openapi.ts). */
export interface ApiDocsModel {
  document: {
    info: { title: string; version: string };
    paths: Record<string, Record<string, object>>;
    components: { schemas: Record<string, object> };
  };
}

/** An OpenAPI operation object, as far as the page shows it. */
export interface ShownOperation {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: { name: string; in: string; required: boolean; description?: string; schema: ShownSchema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: ShownSchema; example?: unknown }> };
  responses: Record<string, { description: string }>;
}

export interface ShownSchema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  description?: string;
  required?: string[];
  properties?: Record<string, ShownSchema>;
  items?: ShownSchema;
  anyOf?: ShownSchema[];
}
