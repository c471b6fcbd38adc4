import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type SynonymsRow = { synonyms: string[][]; etag: number }

export const get = (ctx: Ctx) =>
  ctx.read<SynonymsRow>(sql`select synonyms, etag from search_settings where site_id = ${ctx.site.id}`)

export const lock = (tx: Tx) =>
  tx.maybeOne<SynonymsRow>(sql`
    select synonyms, etag from search_settings where site_id = ${tx.ctx.site.id} for update
  `)

export const put = (tx: Tx, groups: string[][]) =>
  tx.run(sql`
    insert into search_settings as s (site_id, synonyms, updated_at)
    values (${tx.ctx.site.id}, ${JSON.stringify(groups)}::jsonb, ${tx.ctx.now()})
    on conflict (site_id) do update
    set synonyms = excluded.synonyms, etag = s.etag + 1, updated_at = excluded.updated_at
  `)
