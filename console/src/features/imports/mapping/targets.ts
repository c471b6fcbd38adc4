// Where columns go. A target is written as the server writes it: `title.ja`, `key`; an empty text leaves out.
import type { ContentType, ImportPreview } from '@dozo/client'
import { typeOf } from '@dozo/content-model/fields/index'
import type { Field } from '@dozo/content-model/definition'

export type Column = ImportPreview['columns'][number]
/** The target of each column, by its number. */
export type Targets = Readonly<Record<number, string>>

const everywhere = ['key', 'id']
const inTrees = ['parent', 'path', 'position']

/** Fields of the type come first: one that is called `path` is meant by that. */
export const attributesOf = (type: ContentType): string[] =>
  [...everywhere, ...(type.kind === 'tree' ? inTrees : [])].filter(
    (name) => !type.fields.some((field) => field.key === name),
  )

export const fillable = (type: ContentType): Field[] =>
  (type.fields as Field[]).filter((field) => !typeOf(field).isComputed)

/** Every target that a field has: `title` takes values without a language of their own. */
export const fieldTargets = (field: Field, locales: readonly string[]): string[] =>
  field.localized ? [...locales.map((locale) => `${field.key}.${locale}`), field.key] : [field.key]

export function presets(columns: readonly Column[], before: string | undefined): Targets {
  const chosen = before === undefined ? {} : chosenBefore(columns, before)
  if (Object.keys(chosen).length === 0)
    return Object.fromEntries(columns.map((one) => [one.number, one.target ?? '']))
  return Object.fromEntries(columns.map(({ number }) => [number, chosen[number] ?? '']))
}

/** What was chosen for a file whose columns are called the same. */
function chosenBefore(columns: readonly Column[], mapping: string): Record<number, string> {
  const found: Record<number, string> = {}
  for (const [target, name] of Object.entries(JSON.parse(mapping) as Record<string, unknown>)) {
    const column = columns.find((one) => one.name === name || one.number === name)
    if (column) found[column.number] = target
  }
  return found
}

/** The place that is really filled: what has no language of its own goes into the one that is chosen for it. */
const placeOf = (target: string, type: ContentType, locale: string): string =>
  type.fields.some((field) => field.key === target && field.localized) ? `${target}.${locale}` : target

/** Numbers of columns by the place that more than one of them goes to. */
export function crowded(targets: Targets, type: ContentType, locale: string): Map<number, number> {
  const first = new Map<string, number>()
  const found = new Map<number, number>()
  for (const [number, target] of Object.entries(targets)) {
    if (target === '') continue
    const place = placeOf(target, type, locale)
    const other = first.get(place)
    if (other === undefined) first.set(place, Number(number))
    else found.set(Number(number), other).set(other, Number(number))
  }
  return found
}

const taken = (targets: Targets, key: string) =>
  Object.values(targets).some((target) => target === key || target.startsWith(`${key}.`))

/** Fields that every new entry needs and no column fills. */
export const unfilled = (targets: Targets, type: ContentType): Field[] =>
  fillable(type).filter(
    (field) => field.required && field.default === undefined && !taken(targets, field.key),
  )

/** Names by which rows find the entry that they mean, in the order in which they count. */
export const keyTargets = (type: ContentType): string[] =>
  [
    ...attributesOf(type).filter((name) => name === 'key' || name === 'path'),
    type.keyField ?? '',
    'id',
  ].filter((name) => name !== '')

export const hasPlainValues = (targets: Targets, type: ContentType): boolean =>
  type.fields.some((field) => field.localized && Object.values(targets).includes(field.key))

/** A table whose columns all go where the server takes them by itself needs no mapping, however many they are. */
export const goByThemselves = (columns: readonly Column[], targets: Targets, format: string): boolean =>
  format !== 'ndjson' &&
  columns.every(({ number, known, target }) => known && (targets[number] ?? '') === (target ?? ''))

/** Longer ones do not fit into an address. */
const longestMapping = 3000

/**
 * The mapping as it is sent. Columns are named, so that it fits the next file of this kind; where names are missing, twice or too long, a
 * table's are numbered. Lines of JSON have attributes under names of their own, which are left out where nobody wants them.
 */
export function mappingText(columns: readonly Column[], targets: Targets, format: string): string {
  const chosen = columns.filter(({ number }) => targets[number])
  const left = format === 'ndjson' ? ['id', 'key', 'parent', 'position'] : []
  const nobody = left.filter((name) => !chosen.some(({ number }) => targets[number] === name))
  const written = (by: 'name' | 'number') =>
    JSON.stringify({
      ...Object.fromEntries(nobody.map((name) => [name, null])),
      ...Object.fromEntries(chosen.map((column) => [targets[column.number], column[by]])),
    })
  const named = written('name')
  const names = columns.map(({ name }) => name)
  const plain = new Set(names).size === names.length && !names.includes('')
  if (format === 'ndjson' || (plain && encodeURIComponent(named).length <= longestMapping)) return named
  return written('number')
}
