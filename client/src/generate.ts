// From an OpenAPI 3.1 document to TypeScript: named schemas become types, operations become a table.

type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  patternProperties?: Record<string, Schema>
}
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

const keyOf = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

export function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ') || 'never'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const union = schema.anyOf ?? schema.oneOf
  if (union) return `(${[...new Set(union.map(typeOf))].join(' | ')})`
  if (schema.allOf) return `(${schema.allOf.map(typeOf).join(' & ')})`
  if (Array.isArray(schema.type))
    return `(${schema.type.map((type) => typeOf({ ...schema, type })).join(' | ')})`
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `(${schema.items ? typeOf(schema.items) : 'unknown'})[]`
    case 'object':
      return objectType(schema)
    default:
      return 'unknown'
  }
}

function objectType(schema: Schema): string {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, own]) => `${keyOf(name)}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(own)}`,
  )
  const [pattern] = Object.values(schema.patternProperties ?? {})
  const rest =
    pattern ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined)
  if (fields.length === 0) return `Record<string, ${rest ? typeOf(rest) : 'unknown'}>`
  return `{ ${fields.join('; ')} }`
}
