// The head of a table: what each column is taken for.
import type { ContentTypeDefinition, Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import type { FieldError } from '#platform/errors.ts'
import { nearest } from '#lib/nearest.ts'
import { attributes, type Mapping, type Target } from './mapping.ts'

/** Told to people, not taken back. */
const told = ['number', 'status', 'createdAt', 'updatedAt', 'publishedAt', 'type', 'locale', 'version']
/** Columns of a file of refused lines, under names that no field can have. */
export const lineColumn = 'import.line'
export const reasonColumn = 'import.reason'

export const mostErrors = 20

/** A column goes to one place, to several where a mapping says so, or to none. */
export type Head = { names: readonly string[]; columns: readonly (readonly Target[])[] }

/** Null: known, and not taken back. */
export type KnownNames = Map<string, Target | null>

/** What columns may be called: `title`, `title.ja`, or what the field is called on screen, 「題名」 or 「題名（ja）」. */
export function knownNames({ fields }: ContentTypeDefinition, locales: readonly string[]): KnownNames {
  const known: KnownNames = new Map()
  const put = (name: string, target: Target | null) => known.has(name) || known.set(name, target)
  const into = (field: Field, locale: string | null): Target | null =>
    typeOf(field).isComputed ? null : { about: 'field', field, locale }
  for (const field of fields) {
    put(field.key, into(field, null))
    if (field.localized) for (const locale of locales) put(`${field.key}.${locale}`, into(field, locale))
  }
  for (const name of attributes) put(name, { about: name })
  for (const name of [...told, lineColumn, reasonColumn]) put(name, null)
  for (const field of fields)
    for (const name of [field.name.ja, field.name.en]) {
      put(name, into(field, null))
      if (!field.localized) continue
      for (const locale of locales)
        for (const form of [`${name}（${locale}）`, `${name} (${locale})`]) put(form, into(field, locale))
    }
  return known
}

/** Columns by their names. One that nobody knows is refused: it would be lost without a word. */
export function columnsOf(
  definition: ContentTypeDefinition,
  names: readonly string[],
  locales: readonly string[],
  keyName?: string,
): Head | FieldError[] {
  if (keyName && !names.includes(keyName)) return [columnMissing(keyName)]
  const known = knownNames(definition, locales)
  if (keyName) known.set(keyName, { about: 'key' })
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const name of names) {
    // A file that is no table at all has thousands of names, and for each of them the nearest is looked for.
    if (errors.length === mostErrors) break
    if (name === '' || !known.has(name)) {
      const near = nearest(name, [...known.keys()]) ?? someOf(definition.fields, names)
      errors.push({
        path: '/columns',
        code: 'import_column_unknown',
        params: { name: name.slice(0, 100), nearest: near },
      })
    } else if (seen.has(name)) errors.push(columnTwice(name))
    seen.add(name)
  }
  if (errors.length > 0) return errors
  return { names, columns: names.map((name) => [known.get(name) ?? []].flat()) }
}

/** Where none is near, some that there are say more than a guess. */
function someOf(fields: readonly Field[], names: readonly string[]): string {
  const left = fields.filter(({ key, name }) => ![key, name.ja, name.en].some((one) => names.includes(one)))
  const some = left.slice(0, 5).map(({ key, name }) => (name.ja === key ? key : `${key} / ${name.ja}`))
  return some.length === 0 ? 'key' : `${some.join(', ')}${left.length > 5 ? ', …' : ''}`
}

const columnMissing = (name: string): FieldError => ({
  path: '/columns',
  code: 'import_column_missing',
  params: { name: name.slice(0, 100) },
})

const columnTwice = (name: string): FieldError => ({
  path: '/columns',
  code: 'import_column_twice',
  params: { name: name.slice(0, 100) },
})

/** Columns that a mapping names or numbers; all others are left out, because whoever maps has chosen. */
export function mappedColumns(
  head: readonly string[],
  mapping: Mapping,
  keyName: string | undefined,
): Head | FieldError[] {
  const columns: Target[][] = head.map(() => [])
  const errors: FieldError[] = []
  const take = (name: string | number, target: Target) => {
    const at = typeof name === 'number' ? name - 1 : head.indexOf(name)
    if (typeof name === 'string' && at !== head.lastIndexOf(name)) errors.push(columnTwice(name))
    else if (columns[at]) columns[at].push(target)
    else errors.push(columnMissing(String(name)))
  }
  for (const { target, name } of mapping) if (name !== null) take(name, target)
  if (keyName) take(keyName, { about: 'key' })
  return errors.length > 0 ? errors.slice(0, mostErrors) : { names: head, columns }
}
