// The head of a table: what each column is about.
import type { ContentTypeDefinition, Field } from '@dozo/content-model/definition'
import { typeOf } from '@dozo/content-model/fields/index'
import type { FieldError } from '#platform/errors.ts'
import { nearest } from '#lib/nearest.ts'

const attributeColumns = ['id', 'key', 'parent', 'path', 'position'] as const
type Column =
  | { about: (typeof attributeColumns)[number] }
  | { about: 'field'; field: Field; locale: string | null }
  /** Told to people, not taken back. */
  | { about: 'nothing' }

const told = ['number', 'status', 'createdAt', 'updatedAt', 'publishedAt', 'type', 'locale', 'version']

const mostErrors = 20

export type Head = { names: readonly string[]; columns: readonly Column[] }

/**
 * Columns by their names: `title`, `title.ja`, or what the field is called on screen, 「題名」 or 「題名（ja）」. A name that is none of these
 * is refused: a column that nobody takes would be lost without a word.
 */
export function columnsOf(
  { fields }: ContentTypeDefinition,
  names: readonly string[],
  locales: readonly string[],
  keyName?: string,
): Head | FieldError[] {
  if (keyName && !names.includes(keyName)) return [columnMissing(keyName)]
  const known = new Map<string, Column>()
  const put = (name: string, column: Column) => known.has(name) || known.set(name, column)
  const into = (field: Field, locale: string | null): Column =>
    typeOf(field).isComputed ? { about: 'nothing' } : { about: 'field', field, locale }
  if (keyName) put(keyName, { about: 'key' })
  for (const field of fields) {
    put(field.key, into(field, null))
    if (field.localized) for (const locale of locales) put(`${field.key}.${locale}`, into(field, locale))
  }
  for (const name of attributeColumns) put(name, { about: name })
  for (const name of told) put(name, { about: 'nothing' })
  for (const field of fields)
    for (const name of [field.name.ja, field.name.en]) {
      put(name, into(field, null))
      if (!field.localized) continue
      for (const locale of locales)
        for (const form of [`${name}（${locale}）`, `${name} (${locale})`]) put(form, into(field, locale))
    }
  const errors: FieldError[] = []
  const seen = new Set<string>()
  for (const name of names) {
    // A file that is no table at all has thousands of names, and for each of them the nearest is looked for.
    if (errors.length === mostErrors) break
    if (name === '' || !known.has(name)) {
      const near = nearest(name, [...known.keys()]) ?? someOf(fields, names)
      errors.push({
        path: '/columns',
        code: 'import_column_unknown',
        params: { name: name.slice(0, 100), nearest: near },
      })
    } else if (seen.has(name))
      errors.push({ path: '/columns', code: 'import_column_twice', params: { name } })
    seen.add(name)
  }
  if (errors.length > 0) return errors
  return { names, columns: names.map((name) => known.get(name)!) }
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

/** Columns that a mapping names, `{"title.ja": "見出し"}`; all others are left out, because whoever maps has chosen. */
export function mappedColumns(
  head: readonly string[],
  mapping: readonly { field: Field; locale: string | null; name: string }[],
  keyName: string | undefined,
): Head | FieldError[] {
  const missing = [...mapping.map(({ name }) => name), ...(keyName ? [keyName] : [])].filter(
    (name) => !head.includes(name),
  )
  if (missing.length > 0) return missing.slice(0, 20).map(columnMissing)
  const columns = head.map((name): Column => {
    const found = mapping.find((one) => one.name === name)
    if (found) return { about: 'field', field: found.field, locale: found.locale }
    return name === keyName ? { about: 'key' } : { about: 'nothing' }
  })
  return { names: head, columns }
}
