import sql from 'sql-template-tag'
import type { Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import type { OwnerTx } from '#platform/db/database.ts'

export type SourceRow = {
  id: string
  type_id: string
  work: Values
  live: Values | null
  live_locales: string[]
}

/** What there is to search in these entries now. Crosses no site: the site is named. */
export const sources = (tx: OwnerTx, siteId: string, ids: string[]) =>
  tx.many<SourceRow>(sql`
    select id, type_id, work, live, live_locales from entries where site_id = ${siteId} and id = any (${ids}::uuid[])
  `)

export const clear = (tx: OwnerTx, siteId: string, ids: string[]) =>
  tx.run(sql`delete from search_rows where site_id = ${siteId} and entry_id = any (${ids}::uuid[])`)

export type SearchRow = {
  type_id: string
  stage: string
  locale: string
  entry_id: string
  field: string
  part: number
  document: string
}

export const add = (tx: OwnerTx, siteId: string, rows: SearchRow[]) =>
  tx.run(sql`
    insert into search_rows (site_id, type_id, stage, locale, entry_id, field, part, document)
    select ${siteId}, r.type_id, r.stage, r.locale, r.entry_id, r.field, r.part, r.document::tsvector
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      type_id uuid, stage text, locale text, entry_id uuid, field text, part integer, document text
    )
    on conflict (site_id, entry_id, stage, locale, field, part) do update set document = excluded.document
  `)

export const lockEntries = (tx: OwnerTx, siteId: string, ids: string[]) =>
  tx.run(sql`
    select from entries where site_id = ${siteId} and id = any (${ids}::uuid[]) order by id for key share
  `)

export type Hit = { entry_id: string; score: number }
type Asked = {
  types: string[]
  stage: string
  locale: string
  words: readonly string[]
  excluded: readonly string[]
  fields: string[] | null
  most: number | null
  wanted: number | null
}

export const match = (ctx: Ctx, asked: Asked) =>
  ctx.read<Hit>(sql`
    select entry_id, score
    from search_entries(
      ${asked.types}::uuid[], ${asked.stage}, ${asked.locale}, ${[...asked.words]}::text[], ${[...asked.excluded]}::text[], ${asked.fields}::text[], ${asked.most},
      ${asked.wanted}, ${ctx.now()}
    )
  `)
