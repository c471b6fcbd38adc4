import type { ContentTypeDefinition, Field } from './definition.ts'
import { typeOf } from './fields/index.ts'
import { issue, type Issue } from './issue.ts'

/** Values of one entry by field key. A localised field holds `{ja: …, en: …}`. Empty is a missing key, never null. */
export type Values = Record<string, unknown>
type Locales = { locales: readonly string[] }

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** The values as they are kept, and what is wrong with them. Required fields are the publisher's matter: see `missingValues`. */
export function checkValues(
  definition: ContentTypeDefinition,
  values: unknown,
  { locales }: Locales,
): { values: Values; issues: Issue[] } {
  if (!isObject(values)) return { values: {}, issues: [issue('/values', 'wrong_type', { expected: '{…}' })] }
  const kept: Values = {}
  const issues: Issue[] = []
  const known = new Map(definition.fields.map((field) => [field.key, field]))
  for (const [key, value] of Object.entries(values)) {
    const field = known.get(key)
    const at = `/values/${key.slice(0, 100)}`
    if (!field) issues.push(issue(at, 'unknown_field', { name: key.slice(0, 100) }))
    else if (field.localized) {
      const found = checkLocalised(field, value, at, locales)
      issues.push(...found.issues)
      if (Object.keys(found.value).length > 0) kept[key] = found.value
    } else if (!isEmpty(value)) {
      const found = checkOne(field, value, at)
      issues.push(...found.issues)
      kept[key] = found.value
    }
  }
  return { values: kept, issues }
}

function checkLocalised(field: Field, value: unknown, at: string, locales: readonly string[]) {
  const kept: Values = {}
  if (isEmpty(value)) return { value: kept, issues: [] }
  if (!isObject(value))
    return { value: kept, issues: [issue(at, 'localized_shape', { locales: locales.join(', ') })] }
  const issues = Object.entries(value).flatMap(([locale, own]) => {
    const path = `${at}/${locale.slice(0, 20)}`
    if (!locales.includes(locale)) return [issue(path, 'locale_unknown', { locales: locales.join(', ') })]
    if (isEmpty(own)) return []
    const found = checkOne(field, own, path)
    kept[locale] = found.value
    return found.issues
  })
  return { value: kept, issues }
}

function checkOne(field: Field, value: unknown, at: string): { value: unknown; issues: Issue[] } {
  const type = typeOf(field)
  const normal = type.normalise(value, field)
  return { value: normal, issues: type.check(normal, field).map((one) => ({ ...one, path: at + one.path })) }
}

/** Required fields without a value. A localised one needs a value in each language that is published. */
export function missingValues(
  definition: ContentTypeDefinition,
  values: Values,
  locales: readonly string[],
): Issue[] {
  return definition.fields.flatMap((field) =>
    missingIn(field, values[field.key], `/values/${field.key}`, locales),
  )
}

function missingIn(field: Field, value: unknown, at: string, locales: readonly string[]): Issue[] {
  const places = field.localized
    ? locales.map((locale) => ({ at: `${at}/${locale}`, own: isObject(value) ? value[locale] : undefined }))
    : [{ at, own: value }]
  return places.flatMap((place) => {
    if (isEmpty(place.own)) return field.required ? [issue(place.at, 'required')] : []
    return missingWithin(field, place.own, place.at)
  })
}

function missingWithin(field: Field, value: unknown, at: string): Issue[] {
  if (!field.fields) return []
  const items =
    field.type === 'repeat' && Array.isArray(value)
      ? value.map((own, i) => ({ own, at: `${at}/${i}` }))
      : [{ own: value, at }]
  return items.flatMap(({ own, at: path }) =>
    field.fields!.flatMap((child) =>
      missingIn(child, isObject(own) ? own[child.key] : undefined, `${path}/${child.key}`, []),
    ),
  )
}

/** A change on top of what is there: field by field, and language by language; null takes a value away. Groups are replaced whole. */
export function mergeValues(definition: ContentTypeDefinition, before: Values, change: Values): Values {
  const after: Values = { ...before }
  for (const [key, value] of Object.entries(change)) {
    const field = definition.fields.find((one) => one.key === key)
    if (field?.localized && isObject(value)) {
      const merged = { ...(isObject(before[key]) ? before[key] : {}), ...value }
      const left = Object.fromEntries(Object.entries(merged).filter(([, own]) => !isEmpty(own)))
      if (Object.keys(left).length > 0) after[key] = left
      else delete after[key]
    } else if (isEmpty(value)) delete after[key]
    else after[key] = value
  }
  return after
}

/** A new entry's values: what was sent, and the defaults of what was not. */
export function withDefaults(definition: ContentTypeDefinition, values: Values, locale: string): Values {
  const full = { ...values }
  for (const field of definition.fields) {
    if (field.default === undefined || full[field.key] !== undefined) continue
    full[field.key] = field.localized ? { [locale]: field.default } : field.default
  }
  return full
}

/** Languages that have a value of their own in any localised field. */
export function localesWithValues(definition: ContentTypeDefinition, values: Values): string[] {
  const found = definition.fields.flatMap((field) => {
    const value = values[field.key]
    return field.localized && isObject(value) ? Object.keys(value) : []
  })
  return [...new Set(found)]
}

/** The value of a field in a language; with a fallback language the value there where it has none of its own. */
export function valueIn(field: Field, values: Values, locale: string, fallback: string | null): unknown {
  const value = values[field.key]
  if (!field.localized) return value
  if (!isObject(value)) return undefined
  return isEmpty(value[locale]) ? (fallback === null ? undefined : value[fallback]) : value[locale]
}
