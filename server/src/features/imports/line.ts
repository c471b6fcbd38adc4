// One line of an import: what it says, and which entry it means.
import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { FieldError } from '#platform/errors.ts'
import type { TextLine } from '#lib/lines.ts'
import { JsonRefused, parseJson } from '#lib/safe-json.ts'
import { isUuid } from '#lib/uuid.ts'
import type { Mapping } from './mapping.ts'
import type { ImportQuery } from './schema.ts'

export type Line = {
  line: number
  /** For entries without a key. */
  id: string | null
  key: string | null
  parentKey: string | null | undefined
  position: number | undefined
  /** Keys from the top of the tree down to the entry, where the line gives them. */
  path: string[]
  values: Values
}
export type Refused = { line: number; errors: FieldError[] }

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Longest line of an import: 8 MiB. */
export const lineLimitBytes = 8 * 1024 * 1024

/** Lines as `export` writes them hold `values`; any other line is flat and read through the mapping. */
export function readLine(
  given: TextLine,
  type: ModelType,
  mapping: Mapping,
  options: ImportQuery,
  locale: string,
): Line | Refused {
  const { line } = given
  if ('broken' in given)
    return {
      line,
      errors: [{ path: '', code: `import_${given.broken}`, params: { limit: lineLimitBytes } }],
    }
  let parsed: unknown
  try {
    // One level more than one entry sent by itself may have.
    parsed = parseJson(given.text, 65)
  } catch (error) {
    return { line, errors: [{ path: '', code: error instanceof JsonRefused ? error.reason : 'json_broken' }] }
  }
  if (!isObject(parsed))
    return { line, errors: [{ path: '', code: 'wrong_type', params: { expected: '{…}' } }] }
  const whole = isWhole(parsed)
  const values = whole ? writtenOf(type, parsed['values'] as Values) : flatValues(parsed, mapping, locale)
  // As an export writes a line, its attributes stand under their own names.
  const under = (about: string, own: string | null): unknown => {
    const mapped = whole ? undefined : mapping.find(({ target }) => target.about === about)
    return valueIn(parsed, mapped ? mapped.name : own)
  }
  const key =
    options.key === undefined
      ? under('key', whole ? 'key' : (type.definition.keyField ?? 'key'))
      : valueIn(parsed, options.key)
  const [id, parent, position] = [under('id', 'id'), under('parent', 'parent'), under('position', 'position')]
  const read: Line = {
    line,
    id: isUuid(String(id)) ? String(id) : null,
    path: partsOf(under('path', null)),
    key: null,
    parentKey: typeof parent === 'string' ? parent : parent === null ? null : undefined,
    position: Number.isInteger(position) ? (position as number) : undefined,
    values,
  }
  return named(type, read, key)
}

/** Such a line says itself where each value goes. */
export const isWhole = (line: Record<string, unknown>): boolean => isObject(line['values'])

const valueIn = (parsed: Record<string, unknown>, name: string | number | null): unknown =>
  name !== null && Object.hasOwn(parsed, name) ? parsed[name] : undefined

/** `company/about/history`: keys from the top of the tree down. */
export const partsOf = (path: unknown): string[] =>
  typeof path !== 'string'
    ? []
    : path
        .split('/')
        .map((part) => part.trim())
        .filter((part) => part !== '')

/** Its key is what it gives as such, else the end of its path, else the value of the key field. A path also says the parent. */
export function named(type: ModelType, line: Line, given: unknown): Line {
  const { keyField } = type.definition
  const key = given ?? line.path.at(-1) ?? (keyField ? line.values[keyField] : undefined)
  return {
    ...line,
    key: key === undefined || key === null ? null : tidyKey(type, String(key)),
    ...(line.path.length > 0 ? { parentKey: line.path.at(-2) ?? null } : {}),
  }
}

/** What follows from other values is written out for people to read, and follows anew. */
const writtenOf = (type: ModelType, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([key]) => !type.definition.fields.some((field) => field.key === key && typeOf(field).isComputed),
    ),
  )

/** Keys are looked up as the key field will keep them. */
export function tidyKey(type: ModelType, key: string): string {
  const field = type.definition.fields.find((one) => one.key === type.definition.keyField)
  return field?.type === 'slug' ? key.normalize('NFKC').trim() : key.trim()
}

function flatValues(parsed: Record<string, unknown>, mapping: Mapping, locale: string): Values {
  const values: Values = {}
  for (const { target, name } of mapping) {
    const value = valueIn(parsed, name)
    if (value === undefined || target.about !== 'field') continue
    const { field, locale: named } = target
    if (!field.localized) values[field.key] = value
    else if (named === null && isObject(value) && !typeOf(field).isObject) values[field.key] = value
    else values[field.key] = { ...(values[field.key] as Values | undefined), [named ?? locale]: value }
  }
  return values
}

/** Keys in relation fields, which become ids: every one that is not an id already. */
export function relationKeys(type: ModelType, values: Values): { field: Field; key: string }[] {
  return type.definition.fields.flatMap((field) => {
    if (field.type !== 'relation' || field.localized) return []
    return [values[field.key]]
      .flat()
      .flatMap((value) =>
        typeof value === 'string' && value !== '' && !isUuid(value) ? [{ field, key: value }] : [],
      )
  })
}

export function withIds(
  type: ModelType,
  values: Values,
  idOf: (field: Field, key: string) => string | undefined,
): Values {
  const changed = { ...values }
  for (const field of type.definition.fields) {
    if (
      field.type !== 'relation' ||
      field.localized ||
      values[field.key] === undefined ||
      values[field.key] === null
    )
      continue
    const swap = (value: unknown) =>
      typeof value === 'string' && !isUuid(value) ? (idOf(field, value) ?? value) : value
    const value = values[field.key]
    changed[field.key] = Array.isArray(value) ? value.map(swap) : field.many ? [swap(value)] : swap(value)
  }
  return changed
}
