// What a name in a line, or a column of a table, is taken for.
import type { Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import type { ModelType } from '@dozo/content-model/query/model'
import type { FieldError } from '#platform/errors.ts'
import { parseJson } from '#lib/safe-json.ts'
import type { ImportQuery } from './schema.ts'

export const attributes = ['id', 'key', 'parent', 'path', 'position'] as const
type Attribute = (typeof attributes)[number]
export type Target = { about: Attribute } | { about: 'field'; field: Field; locale: string | null }

/** `name`: in the lines; of a table also the number of a column, from 1. Null: left out, where it would be taken by its own name. */
export type Mapping = { target: Target; name: string | number | null }[]

/** A target as a mapping writes it: `title.ja`, `key`. */
export const targetText = (target: Target): string =>
  target.about === 'field'
    ? `${target.field.key}${target.locale === null ? '' : `.${target.locale}`}`
    : target.about

/** Without a mapping a field takes what stands under its own key. */
export function mappingOf(
  type: ModelType,
  options: ImportQuery,
  locales: readonly string[],
): Mapping | FieldError[] {
  const given = options.mapping === undefined ? undefined : parseMapping(options.mapping)
  if (given === null) return [{ path: '/mapping', code: 'json_broken' }]
  if (!given)
    return type.definition.fields.flatMap((field) =>
      typeOf(field).isComputed
        ? []
        : [{ target: { about: 'field' as const, field, locale: null }, name: field.key }],
    )
  const mapping: Mapping = []
  const errors: FieldError[] = []
  for (const [text, name] of Object.entries(given)) {
    const target = targetIn(type, text, locales)
    if ('code' in target) errors.push(target)
    else if (isName(name)) mapping.push({ target, name })
    else
      errors.push({
        path: `/mapping/${text}`,
        code: 'wrong_type',
        params: { expected: '"…" | 1, 2, … | null' },
      })
  }
  return errors.length > 0 ? errors : mapping
}

const isName = (name: unknown): name is string | number | null =>
  typeof name === 'string' || name === null || (Number.isInteger(name) && (name as number) > 0)

/** Fields come first: one that is called `path` is meant by that. */
function targetIn({ definition }: ModelType, text: string, locales: readonly string[]): Target | FieldError {
  const [key, locale = null] = text.split('.')
  const field = definition.fields.find((one) => one.key === key)
  const attribute = attributes.find((one) => one === text)
  if (!field && attribute) return { about: attribute }
  if (!field) return { path: `/mapping/${text}`, code: 'unknown_field', params: { name: text } }
  if (locale === null || (field.localized && locales.includes(locale)))
    return { about: 'field', field, locale }
  return { path: `/mapping/${text}`, code: 'locale_unknown', params: { locales: locales.join(', ') } }
}

function parseMapping(text: string): Record<string, unknown> | null {
  try {
    const parsed = parseJson(text, 4)
    return parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

export const isMapping = (value: Mapping | FieldError[]): value is Mapping =>
  value.length === 0 || 'target' in value[0]!
