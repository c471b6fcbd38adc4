import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { toMoment } from '@dozo/content-model/fields/date-time'
import type { TSchema } from 'typebox'
import { Problem, type FieldError } from '#platform/errors.ts'

const ajv = new Ajv({
  allErrors: true,
  removeAdditional: false,
  coerceTypes: false,
  useDefaults: false,
  strict: false,
  // allErrors on hostile input is bounded by the body limit; error objects stay small without the data
  verbose: false,
})
;(addFormats as unknown as (a: Ajv, formats: string[]) => void)(ajv, ['email', 'date', 'uri', 'uuid'])
// RFC 3339 also has leap seconds and a year 0, which neither Date nor PostgreSQL can keep.
ajv.addFormat('date-time', (text: string) => toMoment(text) !== undefined)

const compiled = new WeakMap<object, ValidateFunction>()

function validator(schema: TSchema): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  const made = ajv.compile(schema)
  compiled.set(schema, made)
  return made
}

/** Wrong places in `value`, as pointers under `at`. Empty: it fits the schema. */
export function errorsIn(schema: TSchema, value: unknown, at = ''): FieldError[] {
  const validate = validator(schema)
  if (validate(value)) return []
  const all = validate.errors ?? []
  // Of a choice between shapes, what the one that was taken says is enough.
  const told = all.length > 1 ? all.filter(({ keyword }) => keyword !== 'if') : all
  const errors = told.slice(0, 50).map((error) => fieldError(error, at))
  return errors.filter(
    (e, i) => errors.findIndex((other) => other.path === e.path && other.code === e.code) === i,
  )
}

/** The body as it is, or 422 that names every wrong place. Unknown keys are refused, never dropped. */
export function checkBody(schema: TSchema, body: unknown): void {
  const errors = errorsIn(schema, body)
  if (errors.length > 0) throw new Problem(422, 'invalid', { errors })
}

/** Parameters of a query string, read as their schema says (numbers, booleans, lists), or 400 that names the wrong one. */
export function checkQuery(schema: TSchema, search: string): Record<string, unknown> {
  const properties = (schema as unknown as { properties: Record<string, { type?: string }> }).properties
  const query: Record<string, unknown> = Object.create(null)
  const given = new URLSearchParams(search)
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name)
    const type = Object.hasOwn(properties, name) ? properties[name]?.type : undefined
    query[name] = type === 'array' ? values : values.length === 1 ? readAs(type, values[0]!) : values
  }
  const errors = errorsIn(schema, query)
  if (errors.length > 0) throw new Problem(400, 'bad_query', { errors })
  return query
}

function readAs(type: string | undefined, text: string): unknown {
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

const limitCodes: Record<string, string> = {
  minLength: 'too_short',
  maxLength: 'too_long',
  minimum: 'too_small',
  maximum: 'too_large',
  minItems: 'too_few_items',
  maxItems: 'too_many_items',
}

function fieldError(error: ErrorObject, at: string): FieldError {
  const path = `${at}${error.instancePath}`
  const params = error.params as Record<string, unknown>
  switch (error.keyword) {
    case 'required':
      return { path: `${path}/${String(params['missingProperty'])}`, code: 'required' }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty'])
      return {
        path: `${path}/${name.slice(0, 100)}`,
        code: 'unknown_field',
        params: { name: name.slice(0, 100) },
      }
    }
    case 'type':
      return {
        path,
        code: 'wrong_type',
        params: { expected: exampleOf([params['type']].flat().map(String)) },
      }
    case 'enum':
    case 'const':
      return { path, code: 'not_allowed_value', params: { allowed: allowedText(params) } }
    case 'uniqueItems':
      return { path, code: 'not_unique' }
    case 'pattern':
      return { path, code: 'wrong_format', params: { expected: String(params['pattern']) } }
    case 'format':
      return { path, code: 'wrong_format', params: { expected: String(params['format']) } }
    case 'anyOf':
    case 'oneOf':
      return { path, code: 'wrong_type', params: { expected: 'one of the described shapes' } }
    default: {
      const code = limitCodes[error.keyword]
      return code
        ? { path, code, params: { limit: Number(params['limit']) } }
        : { path, code: 'wrong_format', params: { expected: error.keyword } }
    }
  }
}

const examples: Record<string, string> = {
  string: '"…"',
  number: '123',
  integer: '123',
  boolean: 'true | false',
  array: '[…]',
  object: '{…}',
}
/** What a value of these types looks like in JSON. */
const exampleOf = (types: readonly string[]): string =>
  types.map((type) => examples[type] ?? type).join(' | ')

const allowedText = (params: Record<string, unknown>) =>
  [params['allowedValues'] ?? params['allowedValue']].flat().map(String).join(', ')
