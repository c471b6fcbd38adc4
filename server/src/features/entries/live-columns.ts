import sql, { join, raw, type Sql } from 'sql-template-tag'
import { fieldOf } from '@dozo/content-model/definition'
import type { ModelType, Selection } from '@dozo/content-model/query/model'

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
    [
      'id',
      ...Object.entries(attributeColumns).flatMap(([name, column]) =>
        !attributes || attributes.has(name) ? [column] : [],
      ),
    ].map((column) => raw(`${alias}.${column}`)),
    ', ',
  )

const mostKeys = 40

/** Fields of one type as readers see them: one language each. The other languages never leave the database. */
export function flatSql(
  type: ModelType,
  selection: Selection,
  copy: Sql,
  locale: string,
  fallback: string | null,
): Sql | undefined {
  const keys = [...selection.fields.keys()]
  if (keys.length > mostKeys) return undefined
  const valueOf = (key: string) => {
    if (!fieldOf(type.definition, key)?.localized) return sql`${copy} -> ${key}`
    return fallback === null || fallback === locale
      ? sql`${copy} -> ${key} -> ${locale}`
      : sql`coalesce(${copy} -> ${key} -> ${locale}, ${copy} -> ${key} -> ${fallback})`
  }
  return object(keys, valueOf)
}

/** Some fields of entries of any type, in every language. */
export const someSql = (keys: readonly string[], copy: Sql): Sql =>
  keys.length > mostKeys ? copy : object(keys, (key) => sql`${copy} -> ${key}`)

const object = (keys: readonly string[], valueOf: (key: string) => Sql): Sql =>
  keys.length === 0
    ? sql`'{}'::json`
    : sql`json_build_object(${join(
        keys.map((key) => sql`${key}::text, ${valueOf(key)}`),
        ', ',
      )})`
