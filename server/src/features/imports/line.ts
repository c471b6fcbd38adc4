// One line of an import: what it says, and which entry it means.
import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import type { ModelType } from '@dozo/content-model/query/model'
import type { Values } from '@dozo/content-model/values'
import type { FieldError } from '#platform/errors.ts'
import type { TextLine } from '#lib/lines.ts'
import { JsonRefused, parseJson } from '#lib/safe-json.ts'
import { isUuid } from '#lib/uuid.ts'
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

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** `title.ja` → name in the lines. Without a mapping a field takes what stands under its own key. */
export type Mapping = { field: Field; locale: string | null; name: string }[]

export function mappingOf(
  type: ModelType,
  options: ImportQuery,
  locales: readonly string[],
): Mapping | FieldError[] {
  const given = options.mapping === undefined ? undefined : parseMapping(options.mapping)
  if (given === null) return [{ path: '/mapping', code: 'json_broken' }]
  if (!given)
    return type.definition.fields.flatMap((field) =>
      typeOf(field).isComputed ? [] : [{ field, locale: null, name: field.key }],
    )
  const mapping: Mapping = []
  const errors: FieldError[] = []
  for (const [target, name] of Object.entries(given)) {
    const [key, locale = null] = target.split('.')
    const field = type.definition.fields.find((one) => one.key === key)
    if (!field || typeof name !== 'string')
      errors.push({ path: `/mapping/${target}`, code: 'unknown_field', params: { name: target } })
    else if (locale !== null && !(field.localized && locales.includes(locale))) {
      errors.push({
        path: `/mapping/${target}`,
        code: 'locale_unknown',
        params: { locales: locales.join(', ') },
      })
    } else mapping.push({ field, locale, name })
  }
  return errors.length > 0 ? errors : mapping
}

function parseMapping(text: string): Record<string, unknown> | null {
  try {
    const parsed = parseJson(text, 4)
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

export const isMapping = (value: Mapping | FieldError[]): value is Mapping =>
  value.length === 0 || 'field' in value[0]!

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
  const whole = isObject(parsed['values'])
  const values = whole ? writtenOf(type, parsed['values'] as Values) : flatValues(parsed, mapping, locale)
  const keyName = options.key ?? (whole ? 'key' : (type.definition.keyField ?? 'key'))
  const key = parsed[keyName] ?? (type.definition.keyField ? values[type.definition.keyField] : undefined)
  return {
    line,
    id: isUuid(String(parsed['id'])) ? String(parsed['id']) : null,
    path: [],
    key: key === undefined || key === null ? null : tidyKey(type, String(key)),
    parentKey:
      typeof parsed['parent'] === 'string' ? parsed['parent'] : parsed['parent'] === null ? null : undefined,
    position: Number.isInteger(parsed['position']) ? (parsed['position'] as number) : undefined,
    values,
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
  for (const { field, locale: named, name } of mapping) {
    const value = parsed[name]
    if (value === undefined) continue
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
