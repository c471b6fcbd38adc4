// Rows that are made of an entry's values: made again here from what the entry holds and compared with what is stored, in both directions.
import { createHash } from 'node:crypto'
import { indexRows, refRows, sharedLocale } from '@dozo/content-model/columns'
import type { ContentTypeDefinition } from '@dozo/content-model/definition'
import { sortKey } from '@dozo/content-model/field-type'
import { valueIn, type Values } from '@dozo/content-model/values'
import type pg from 'pg'
import { searchRows } from '#features/search/index-rows.ts'

type Site = { id: string; locales: string[]; defaultLocale: string }
type Type = { id: string; definition: ContentTypeDefinition; columns: Record<string, string> }
type Entry = {
  id: string
  type_id: string
  key: string | null
  number: string
  work: Values
  live: Values | null
  live_key: string | null
  live_locales: string[]
}
type Stage = { stage: string; values: Values; key: string | null }

const stagesOf = (entry: Entry): Stage[] => [
  { stage: 'work', values: entry.work, key: entry.key },
  ...(entry.live ? [{ stage: 'live', values: entry.live, key: entry.live_key }] : []),
]

/** Names and types of what is compared in each table; every flexible column is, also those that must be empty. */
const flexible = [
  ...Array.from({ length: 12 }, (_, i) => `t${i + 1} text`),
  ...Array.from({ length: 8 }, (_, i) => `n${i + 1} double precision`),
  ...Array.from({ length: 6 }, (_, i) => `d${i + 1} timestamptz`),
]
const place = ['entry_id uuid', 'stage text', 'locale text']
const tables = {
  entry_index: [...place, 'key text', 'number bigint', ...flexible],
  entry_refs: [...place, 'field text', 'position integer', 'relation boolean', 'value text'],
  entry_uniques: [...place, 'field text', 'value_hash bytea'],
  search_rows: [...place, 'field text', 'part integer', 'document tsvector'],
}

const makers: Record<keyof typeof tables, (entry: Entry, type: Type, site: Site) => object[]> = {
  entry_index: (entry, type, site) =>
    stagesOf(entry).flatMap(({ stage, values, key }) =>
      indexRows(type.definition, type.columns, values, site).map(({ locale, columns }) => ({
        entry_id: entry.id,
        stage,
        locale,
        key,
        number: entry.number,
        ...columns,
      })),
    ),
  entry_refs: (entry, type, site) =>
    stagesOf(entry).flatMap(({ stage, values }) =>
      refRows(type.definition, values, site.locales).map((row) => ({ entry_id: entry.id, stage, ...row })),
    ),
  entry_uniques: (entry, type) =>
    stagesOf(entry).flatMap(({ stage, values }) =>
      type.definition.fields.flatMap((field) => {
        const value = field.unique ? valueIn(field, values, sharedLocale, null) : undefined
        if (typeof value !== 'string') return []
        const value_hash = `\\x${createHash('sha256').update(sortKey(value)).digest('hex')}`
        return [{ entry_id: entry.id, stage, locale: sharedLocale, field: field.key, value_hash }]
      }),
    ),
  search_rows: (entry, type, site) => searchRows(type, entry, site.locales),
}

export async function wrongRows(client: pg.Client, withSearch: boolean): Promise<string[]> {
  const { rows: sites } = await client.query<Site>(
    'select id, locales, default_locale as "defaultLocale" from sites where home',
  )
  const { rows: types } = await client.query<Type>(
    'select id, definition, columns from content_types where site_id = $1',
    [sites[0]!.id],
  )
  const wrong = new Map<string, string[]>()
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows: entries } = await client.query<Entry>(
      `select id, type_id, key, number, work, live, live_key, live_locales from entries where site_id = $1 and id > $2 order by id limit 1000`,
      [sites[0]!.id, after],
    )
    const last = entries.at(-1)
    if (!last) break
    for (const [table, make] of Object.entries(makers) as [
      keyof typeof tables,
      (typeof makers)['entry_index'],
    ][]) {
      if (table === 'search_rows' && !withSearch) continue
      const rows = entries.flatMap((entry) =>
        make(
          entry,
          types.find((type) => type.id === entry.type_id)!,
          sites[0]!,
        ),
      )
      const ids = await differing(
        client,
        table,
        rows,
        entries.map((entry) => entry.id),
      )
      if (ids.length > 0) wrong.set(table, [...(wrong.get(table) ?? []), ...ids])
    }
    after = last.id
  }
  return [...wrong].map(
    ([table, ids]) => `not so: ${table} is what the entries hold (${ids.length}, such as ${ids[0]})`,
  )
}

async function differing(
  client: pg.Client,
  table: keyof typeof tables,
  rows: object[],
  ids: string[],
): Promise<string[]> {
  const typed = tables[table]
  const names = typed.map((column) => column.split(' ')[0]).join(', ')
  const { rows: found } = await client.query<{ entry_id: string }>(
    `
    with wanted as (select * from jsonb_to_recordset($1::jsonb) as r (${typed.join(', ')})),
      held as (select ${names} from ${table} where entry_id = any ($2::uuid[]))
    select distinct entry_id
    from ((table wanted except all table held) union all (table held except all table wanted)) d
    `,
    [JSON.stringify(rows), ids],
  )
  return found.map((row) => row.entry_id)
}
