import sql, { join, raw, type Sql } from 'sql-template-tag'
import { fieldOf } from '@dozo/content-model/definition'
import type { ModelType, Selection } from '@dozo/content-model/query/model'
import type { Language } from './render.ts'

/** Columns of `entries` behind the attributes of a reply. A draft's key and place are not the public ones. */
const attributeColumns: Record<string, string> = {
  number: 'number',
  key: 'live_key as key',
  version: 'live_version',
  parent: 'live_parent_id as parent_id',
  position: 'position',
  publishedAt: 'published_at',
  updatedAt: 'updated_at',
  createdAt: 'created_at',
}

/** Only what is shown travels: a timestamp that nobody asked for costs more to read than the title that was (2026-11). */
export const attributesSql = (attributes: ReadonlySet<string> | null, alias: string): Sql =>
  join(
    columnsOf(attributes).map((column) => raw(`${alias}.${column}`)),
    ', ',
  )

/** What the columns of `attributesSql` are called. */
export const namesOf = (attributes: ReadonlySet<string> | null): string[] =>
  columnsOf(attributes).map((column) => column.split(' ').at(-1)!)

const columnsOf = (attributes: ReadonlySet<string> | null): string[] => [
  'id',
  ...Object.entries(attributeColumns).flatMap(([name, column]) =>
    !attributes || attributes.has(name) ? [column] : [],
  ),
]

const mostKeys = 40

/** Fields of one type as readers see them: one language each. The other languages never leave the database. */
export function flatSql(
  type: ModelType,
  selection: Selection,
  copy: Sql,
  language: Language,
): Sql | undefined {
  const keys = [...selection.fields.keys()]
  if (keys.length > mostKeys) return undefined
  return object(keys, (key) => valueSql(type, key, copy, language))
}

/** One field in one language, as jsonb. */
export function valueSql(type: ModelType, key: string, copy: Sql, { locale, fallback }: Language): Sql {
  if (!fieldOf(type.definition, key)?.localized) return sql`${copy} -> ${key}`
  return fallback === null || fallback === locale
    ? sql`${copy} -> ${key} -> ${locale}`
    : sql`coalesce(${copy} -> ${key} -> ${locale}, ${copy} -> ${key} -> ${fallback})`
}

/** Some fields of entries of any type, in every language. */
export const someSql = (keys: readonly string[], copy: Sql): Sql =>
  keys.length > mostKeys ? sql`${copy}::json` : object(keys, (key) => sql`${copy} -> ${key}`)

const object = (keys: readonly string[], valueOf: (key: string) => Sql): Sql =>
  keys.length === 0
    ? sql`'{}'::json`
    : sql`json_build_object(${join(
        keys.map((key) => sql`${key}::text, ${valueOf(key)}`),
        ', ',
      )})`
