import { keyOf, typeOf, type Schema } from './schema-type.ts'

// From an OpenAPI 3.1 document to TypeScript: named schemas become types, operations become a table.

type Parameter = { name: string; in: string; required?: boolean; schema: Schema }
type OperationObject = {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
export type OpenApi = {
  paths: Record<string, Record<string, OperationObject>>
  components?: { schemas?: Record<string, Schema> }
}

/** TypeScript of the whole document, deterministic: the same document prints the same text. */
export function generateClient(document: OpenApi): string {
  const schemas = Object.entries(document.components?.schemas ?? {})
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .sort((a, b) => (a.operation.operationId < b.operation.operationId ? -1 : 1))
  return [
    '// Printed by `npm run gen` from the OpenAPI document. Do not edit.',
    '',
    ...schemas.map(([name, schema]) => `export type ${name} = ${typeOf(schema)}\n`),
    'export type Operations = {',
    ...operations.map(({ operation }) => `  '${operation.operationId}': ${operationType(operation)}`),
    '}',
    '',
    'export const operations = {',
    ...operations.map(
      ({ path, method, operation }) =>
        `  '${operation.operationId}': ${JSON.stringify(entryOf(path, method, operation))},`,
    ),
    '} as const',
    '',
  ].join('\n')
}

function entryOf(path: string, method: string, operation: OperationObject) {
  const sends = replyTypes(operation).find((type) => type !== 'application/json')
  return { method: method.toUpperCase(), path, ...(sends ? { sends } : {}) }
}

const success = (operation: OperationObject) =>
  Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1]
const replyTypes = (operation: OperationObject) => Object.keys(success(operation)?.content ?? {})

function operationType(operation: OperationObject): string {
  const parameters = operation.parameters ?? []
  const body = operation.requestBody?.content
  const json = body?.['application/json']?.schema
  const reply = success(operation)?.content
  const replyJson = reply?.['application/json']?.schema
  const streams = reply && !replyJson
  return [
    '{',
    `params: ${objectOf(parameters.filter((one) => one.in === 'path'))};`,
    `query: ${objectOf(parameters.filter((one) => one.in === 'query'))};`,
    `body: ${json ? typeOf(json) : body ? 'string | Blob | ReadableStream' : 'never'};`,
    `reply: ${streams ? 'Response' : replyJson ? typeOf(replyJson) : 'undefined'}`,
    '}',
  ].join(' ')
}

const objectOf = (parameters: Parameter[]) =>
  `{ ${parameters.map((one) => `${keyOf(one.name)}${one.required ? '' : '?'}: ${typeOf(one.schema)}`).join('; ')} }`
