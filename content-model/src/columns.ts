import type { ContentTypeDefinition, Field } from './definition.ts'
import { isLocalized } from './field-names.ts'
import { typeOf } from './fields/index.ts'
import { localesWithValues, valueIn, type Values } from './values.ts'

/** Which column of the index holds which field: `{price: 'n1', section: 't2'}`. */
export type Columns = Record<string, string>

const pools = { text: ['t', 12], number: ['n', 8], date: ['d', 6] } as const

/** Locale of index rows of types that have no localised field. */
export const sharedLocale = '*'

const columnKind = (field: Field) => (field.filterable ? typeOf(field).column(field) : null)

/** A column for each filterable field. Fields keep the column they had; those for which none is left are named in `overflow`. */
export function allocateColumns(
  definition: ContentTypeDefinition,
  before: Columns = {},
  beforeDefinition?: ContentTypeDefinition,
): { columns: Columns; overflow: string[] } {
  const columns: Columns = {}
  const overflow: string[] = []
  const used = new Set(Object.values(before))
  const wanting = definition.fields.flatMap((field) => {
    const kind = columnKind(field)
    return kind === null || kind === 'refs' ? [] : [{ field, kind }]
  })
  for (const { field, kind } of wanting) {
    const old = before[field.key]
    const same =
      !beforeDefinition || beforeDefinition.fields.find((f) => f.key === field.key)?.type === field.type
    if (old?.startsWith(pools[kind][0]) && same) columns[field.key] = old
  }
  for (const { field, kind } of wanting) {
    if (columns[field.key]) continue
    const [letter, count] = pools[kind]
    const taken = new Set(Object.values(columns))
    const open = Array.from({ length: count }, (_, i) => `${letter}${i + 1}`).filter(
      (name) => !taken.has(name),
    )
    // A column that was just given up still holds the old field's values until the index is rebuilt: only when there is no other.
    const free = open.find((name) => !used.has(name)) ?? open[0]
    if (free) columns[field.key] = free
    else overflow.push(field.key)
  }
  return { columns, overflow }
}

export type IndexRow = { locale: string; own: boolean; columns: Record<string, string | number> }
export type RefRow = { locale: string; field: string; position: number; relation: boolean; value: string }

/** Languages an entry has index rows for: every language of the site, or one row for all where nothing is localised. */
export const indexLocales = (
  definition: ContentTypeDefinition,
  locales: readonly string[],
): readonly string[] => (isLocalized(definition) ? locales : [sharedLocale])

/**
 * The index rows of one entry: values fall back to the default language, and `own` says that the language has content of its own.
 * `only`: the languages that are published.
 */
export function indexRows(
  definition: ContentTypeDefinition,
  columns: Columns,
  values: Values,
  site: { locales: readonly string[]; defaultLocale: string },
): IndexRow[] {
  const has = new Set(localesWithValues(definition, values))
  return indexLocales(definition, site.locales).map((locale) => ({
    locale,
    own: locale === sharedLocale || has.has(locale),
    columns: Object.fromEntries(
      definition.fields.flatMap((field) => {
        const column = columns[field.key]
        if (!column) return []
        const value = valueIn(field, values, locale, site.defaultLocale)
        if (value === undefined || value === null) return []
        const indexed = typeOf(field).indexValue(value, field)
        return indexed === null || indexed === '' ? [] : [[column, indexed]]
      }),
    ),
  }))
}

/** Rows for to-many values and for everything a relation points to, also from inside groups. Shared fields have the locale '*'. */
export function refRows(
  definition: ContentTypeDefinition,
  values: Values,
  locales: readonly string[],
): RefRow[] {
  return definition.fields.flatMap((field) => {
    const places = field.localized ? locales : [sharedLocale]
    const relation = field.type !== 'multi_select' && field.type !== 'member'
    return places.flatMap((locale) => {
      const value = valueIn(field, values, locale, null)
      if (value === undefined || value === null) return []
      return typeOf(field)
        .refs(value, field)
        .map((ref, position) => ({ locale, field: field.key, position, relation, value: ref }))
    })
  })
}
