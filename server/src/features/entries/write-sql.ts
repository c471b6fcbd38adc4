import sql, { raw } from 'sql-template-tag'
import type { Tx } from '#platform/ctx.ts'
import type { EntryState } from './state.ts'

/** Rows are sent as one JSON array per table: one parameter, whatever the number of rows and columns. */
const rowsOf = (rows: unknown[]) => JSON.stringify(rows)

export const putEntries = (tx: Tx, states: EntryState[]) =>
  tx.run(sql`
    insert into entries (
      site_id, id, number, type_id, key, parent_id, position, work, live, version, live_version, live_key, live_parent_id,
      live_locales, live_from, live_until, published_at, etag, created_at, created_by_site_id, created_by_id, updated_at,
      updated_by_site_id, updated_by_id
    )
    select ${tx.ctx.site.id}, r.id, r.number, r."typeId", r.key, r."parentId", r.position, r.work, r.live, r.version,
      r."liveVersion", r."liveKey", r."liveParentId", r."liveLocales", r."liveFrom", r."liveUntil", r."publishedAt", r.etag,
      r."createdAt", r."createdBySiteId", r."createdById", r."updatedAt", r."updatedBySiteId", r."updatedById"
    from jsonb_to_recordset(${rowsOf(states)}::jsonb) as r (
      id uuid, number bigint, "typeId" uuid, key text, "parentId" uuid, position integer, work jsonb, live jsonb,
      version integer, "liveVersion" integer, "liveKey" text, "liveParentId" uuid, "liveLocales" text[],
      "liveFrom" timestamptz, "liveUntil" timestamptz, "publishedAt" timestamptz, etag integer, "createdAt" timestamptz,
      "createdBySiteId" uuid, "createdById" uuid, "updatedAt" timestamptz, "updatedBySiteId" uuid, "updatedById" uuid
    )
    on conflict (site_id, id) do update
    set key = excluded.key, parent_id = excluded.parent_id, position = excluded.position, work = excluded.work,
      live = excluded.live, version = excluded.version, live_version = excluded.live_version,
      live_key = excluded.live_key, live_parent_id = excluded.live_parent_id, live_locales = excluded.live_locales,
      live_from = excluded.live_from, live_until = excluded.live_until, published_at = excluded.published_at,
      etag = excluded.etag, updated_at = excluded.updated_at, updated_by_site_id = excluded.updated_by_site_id,
      updated_by_id = excluded.updated_by_id
  `)

export type VersionRow = {
  entryId: string
  version: number
  kind: string
  values: unknown
  key: string | null
  parentId: string | null
  note: string | null
  at: Date
  bySiteId: string | null
  byId: string | null
  openedAt: Date | null
}

export const addVersions = (tx: Tx, rows: VersionRow[]) =>
  tx.run(sql`
    insert into entry_versions (
      site_id, entry_id, version, kind, "values", key, parent_id, note, at, by_site_id, by_id, opened_at
    )
    select ${tx.ctx.site.id}, r."entryId", r.version, r.kind, r."values", r.key, r."parentId", r.note, r.at, r."bySiteId", r."byId",
      r."openedAt"
    from jsonb_to_recordset(${rowsOf(rows)}::jsonb) as r (
      "entryId" uuid, version integer, kind text, "values" jsonb, key text, "parentId" uuid, note text, at timestamptz,
      "bySiteId" uuid, "byId" uuid, "openedAt" timestamptz
    )
  `)

/** What a sitting has come to: its version grows. */
export const growVersion = (tx: Tx, row: VersionRow) =>
  tx.one(sql`
    update entry_versions
    set "values" = ${JSON.stringify(row.values)}::jsonb, key = ${row.key}, parent_id = ${row.parentId},
      note = coalesce(${row.note}, note), at = ${row.at}, opened_at = ${row.openedAt}
    where site_id = ${tx.ctx.site.id} and entry_id = ${row.entryId} and version = ${row.version} and opened_at is not null
    returning version
  `)

/** Index, refs and uniques of these entries in these stages are written anew. */
export const clearStages = async (tx: Tx, ids: string[], stages: string[]): Promise<void> => {
  if (ids.length === 0) return
  const tables = ['entry_index', 'entry_refs', 'entry_uniques']
  await Promise.all(
    tables.map((table) =>
      tx.run(sql`
        delete from ${raw(table)}
        where site_id = ${tx.ctx.site.id} and entry_id = any (${ids}::uuid[]) and stage = any (${stages}::text[])
      `),
    ),
  )
}

const flex = [
  ...Array.from({ length: 12 }, (_, i) => [`t${i + 1}`, 'text']),
  ...Array.from({ length: 8 }, (_, i) => [`n${i + 1}`, 'double precision']),
  ...Array.from({ length: 6 }, (_, i) => [`d${i + 1}`, 'timestamptz']),
] as [string, string][]

export type IndexInsert = {
  type_id: string
  stage: string
  locale: string
  entry_id: string
  own: boolean
  live_from: Date | null
  live_until: Date | null
  published_at: Date | null
  created_at: Date
  updated_at: Date
  number: number
  key: string | null
  parent_id: string | null
  position: number
  status: string
  created_by_id: string | null
} & Record<string, unknown>

const indexColumns: [string, string][] = [
  ['type_id', 'uuid'],
  ['stage', 'text'],
  ['locale', 'text'],
  ['entry_id', 'uuid'],
  ['own', 'boolean'],
  ['live_from', 'timestamptz'],
  ['live_until', 'timestamptz'],
  ['published_at', 'timestamptz'],
  ['created_at', 'timestamptz'],
  ['updated_at', 'timestamptz'],
  ['number', 'bigint'],
  ['key', 'text'],
  ['parent_id', 'uuid'],
  ['position', 'integer'],
  ['status', 'text'],
  ['created_by_id', 'uuid'],
  ...flex,
]
const indexNames = raw(indexColumns.map(([name]) => name).join(', '))
const indexPicked = raw(indexColumns.map(([name]) => `r.${name}`).join(', '))
const indexTyped = raw(indexColumns.map(([name, type]) => `${name} ${type}`).join(', '))

export const addIndexRows = (tx: Tx, rows: IndexInsert[]) =>
  tx.run(sql`
    insert into entry_index (site_id, ${indexNames})
    select ${tx.ctx.site.id}, ${indexPicked}
    from jsonb_to_recordset(${rowsOf(rows)}::jsonb) as r (${indexTyped})
  `)

export type RefInsert = {
  typeId: string
  stage: string
  locale: string
  entryId: string
  field: string
  position: number
  relation: boolean
  value: string
}

export const addRefs = (tx: Tx, rows: RefInsert[]) =>
  tx.run(sql`
    insert into entry_refs (site_id, type_id, stage, locale, entry_id, field, position, relation, value)
    select ${tx.ctx.site.id}, r."typeId", r.stage, r.locale, r."entryId", r.field, r.position, r.relation, r.value
    from jsonb_to_recordset(${rowsOf(rows)}::jsonb) as r (
      "typeId" uuid, stage text, locale text, "entryId" uuid, field text, position integer, relation boolean, value text
    )
  `)

export type UniqueInsert = {
  typeId: string
  stage: string
  field: string
  locale: string
  hash: string
  entryId: string
}

/** The rows that could be written: those missing are values that another entry has. */
export const addUniques = (tx: Tx, rows: UniqueInsert[]) =>
  tx.many<{ entry_id: string; field: string; locale: string; stage: string }>(sql`
    insert into entry_uniques (site_id, type_id, stage, field, locale, value_hash, entry_id)
    select ${tx.ctx.site.id}, r."typeId", r.stage, r.field, r.locale, decode(r.hash, 'hex'), r."entryId"
    from jsonb_to_recordset(${rowsOf(rows)}::jsonb) as r (
      "typeId" uuid, stage text, field text, locale text, hash text, "entryId" uuid
    )
    order by r.hash
    on conflict (site_id, type_id, stage, field, locale, value_hash) do nothing
    returning entry_id, field, locale, stage
  `)

export type KeyUse = { id: string; stage: 'work' | 'live'; key: string }

/**
 * Which of these keys other entries of the type have already, among drafts or among what is live. Each half goes through its own index:
 * as two conditions with an "or" between them it read every entry of the type.
 */
export const keysTaken = (tx: Tx, typeId: string, uses: KeyUse[]) => {
  const keysOf = (stage: KeyUse['stage']) => uses.filter((use) => use.stage === stage).map((use) => use.key)
  const ids = uses.map((use) => use.id)
  return tx.many<{ stage: 'work' | 'live'; key: string }>(sql`
    select 'work' as stage, e.key
    from entries e
    where e.site_id = ${tx.ctx.site.id} and e.type_id = ${typeId} and e.key = any (${keysOf('work')}::text[])
      and not e.id = any (${ids}::uuid[])
    union all
    select 'live', e.live_key
    from entries e
    where e.site_id = ${tx.ctx.site.id} and e.type_id = ${typeId} and e.live_key = any (${keysOf('live')}::text[])
      and not e.id = any (${ids}::uuid[])
  `)
}
