// Writes src/api/schema.d.ts from the committed OpenAPI document, so that a page cannot ask for what the server does not have.
//
// What src/api/client.ts adds to every request by itself is left out of the types: language and idempotency key.
import { readFile, stat, writeFile } from 'node:fs/promises';

import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);

const madeAt = async (file) => (await stat(file).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
if ((await madeAt(target)) > Math.max(await madeAt(source), await madeAt(new URL(import.meta.url)))) process.exit(0);

const document = JSON.parse(await readFile(source, 'utf8'));
const added = new Set(['Accept-Language', 'Idempotency-Key']);
const resolve = (parameter) => (parameter.$ref ? document.components.parameters[parameter.$ref.split('/').pop()] : parameter);
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path)) {
    if (operation.parameters) operation.parameters = operation.parameters.filter((parameter) => !added.has(resolve(parameter).name));
  }
}
// The union of all registers' rows is of no use where a page works with any register: there a row is its code and its fields.
document.components.schemas.RegisterRow = {
  type: 'object',
  required: ['code'],
  properties: { code: { type: 'string' }, from: { type: 'string' }, until: { type: 'string' } },
  additionalProperties: {
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
  },
};
await writeFile(target, astToString(await openapiTS(document)));
