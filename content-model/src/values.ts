import type { ContentTypeDefinition, Field } from './definition.ts'
import { isLocalized } from './field-names.ts'
import { brokenRules, isRequired, isShown } from './conditions.ts'
import { isEmpty } from './fields/empty.ts'
import { typeOf } from './fields/index.ts'
import { bodiesOf } from './fields/within.ts'
import { issue, pointerPart, type Issue } from './issue.ts'

/** Values of one entry by field key. A localised field holds `{ja: …, en: …}`. Empty is a missing key, never null. */
export type Values = Record<string, unknown>
/** What holds the languages of a field is empty as a text is, whatever the field's own type. */
const localised = { type: 'text' } as const
type Locales = { locales: readonly string[] }

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

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
    const at = `/values/${pointerPart(key)}`
    if (!field) issues.push(issue(at, 'unknown_field', { name: key.slice(0, 100) }))
    else if (typeOf(field).isComputed) {
      if (!isEmpty(value, field)) issues.push(issue(at, 'not_writable'))
    } else if (field.localized) {
      const found = checkLocalised(field, value, at, locales)
      issues.push(...found.issues)
      if (Object.keys(found.value).length > 0) kept[key] = found.value
    } else if (!isEmpty(value, field)) {
      const found = checkOne(field, value, at)
      issues.push(...found.issues)
      kept[key] = found.value
    }
  }
  return { values: kept, issues }
}

function checkLocalised(field: Field, value: unknown, at: string, locales: readonly string[]) {
  const kept: Values = {}
  if (isEmpty(value, localised)) return { value: kept, issues: [] }
  if (!isObject(value))
    return { value: kept, issues: [issue(at, 'localized_shape', { locales: locales.join(', ') })] }
  const issues = Object.entries(value).flatMap(([locale, own]) => {
    const path = `${at}/${pointerPart(locale)}`
    if (!locales.includes(locale)) return [issue(path, 'locale_unknown', { locales: locales.join(', ') })]
    if (isEmpty(own, field)) return []
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

/**
 * What stands in the way of publishing these languages: required fields without a value, a localised one in each language, and rules that
 * are broken. A field that is hidden is not missing.
 */
export function missingValues(
  definition: ContentTypeDefinition,
  values: Values,
  locales: readonly string[],
): Issue[] {
  const missing = definition.fields.flatMap((field) => {
    const places = placesOf(field, values[field.key], `/values/${field.key}`, locales)
    return places.flatMap(({ at, own, locale }) => {
      const asked = locale === undefined ? locales : [locale]
      if (!isShown(field, definition, values, asked)) return []
      return missingIn({ ...field, required: isRequired(field, definition, values, asked) }, own, at)
    })
  })
  return [...missing, ...brokenRules(definition, values, locales)]
}

type Spot = { at: string; own: unknown; locale?: string }

const placesOf = (field: Field, value: unknown, at: string, locales: readonly string[]): Spot[] =>
  field.localized
    ? locales.map((locale) => ({
        at: `${at}/${locale}`,
        own: isObject(value) ? value[locale] : undefined,
        locale,
      }))
    : [{ at, own: value }]

function missingIn(field: Field, value: unknown, at: string): Issue[] {
  if (isEmpty(value, field)) return field.required ? [issue(at, 'required')] : []
  return missingWithin(field, value, at)
}

const missingWithin = (field: Field, value: unknown, at: string): Issue[] =>
  bodiesOf(field, value).flatMap((body) =>
    body.fields.flatMap((child) => missingIn(child, body.values[child.key], `${at}${body.at}/${child.key}`)),
  )

/**
 * A change on top of what is there: field by field, and language by language; an empty value takes the old one away. Groups are replaced
 * whole. Values are not checked here, and unknown keys stay, for `checkValues` to name.
 */
export function mergeValues(definition: ContentTypeDefinition, before: Values, change: Values): Values {
  // A map, because a key such as `__proto__` would be more than a value on an object.
  const written = (key: string) =>
    !definition.fields.some((field) => field.key === key && typeOf(field).isComputed)
  const after = new Map(Object.entries(before).filter(([key]) => written(key)))
  for (const [key, value] of Object.entries(change)) {
    const field = definition.fields.find((one) => one.key === key)
    if (field?.localized && isObject(value)) {
      const old = after.get(key)
      const merged = new Map([...Object.entries(isObject(old) ? old : {}), ...Object.entries(value)])
      const left = [...merged].filter(([, own]) => !isEmpty(own, field))
      if (left.length > 0) after.set(key, Object.fromEntries(left))
      else after.delete(key)
    } else if (isEmpty(value, field ?? localised)) after.delete(key)
    else after.set(key, value)
  }
  return Object.fromEntries(after)
}

/** A new entry's values: what was sent, and the defaults of what was not. */
export function withDefaults(definition: ContentTypeDefinition, values: Values, locale: string): Values {
  const full = { ...values }
  for (const field of definition.fields) {
    const start = field.default ?? typeOf(field).start
    if (start === undefined || full[field.key] !== undefined) continue
    full[field.key] = field.localized ? { [locale]: start } : start
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
  return isEmpty(value[locale], field) ? (fallback === null ? undefined : value[fallback]) : value[locale]
}

/**
 * The values as one language reads them, each field flat. `ownLocale`: something localised is written in this very language, or nothing
 * is localised at all. Fields without a value are left out.
 */
export function localise(
  definition: ContentTypeDefinition,
  values: Values,
  locale: string,
  { fallback }: { fallback: string | null },
): { values: Values; ownLocale: boolean } {
  const flat = definition.fields.flatMap((field) => {
    const value = valueIn(field, values, locale, fallback)
    return value === undefined || value === null ? [] : [[field.key, value] as const]
  })
  const ownLocale = !isLocalized(definition) || localesWithValues(definition, values).includes(locale)
  return { values: Object.fromEntries(flat), ownLocale }
}
