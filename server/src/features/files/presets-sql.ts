import sql, { raw } from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { Look } from './transform-schema.ts'

export type PresetRow = { key: string; params: Look; etag: number; created_at: Date; updated_at: Date }

const columns = raw('key, params, etag, created_at, updated_at')

export const list = (ctx: Ctx) =>
  ctx.read<PresetRow>(sql`select ${columns} from image_presets where site_id = ${ctx.site.id} order by key`)

/** Counted one after another: the site is held until the end of the transaction. */
export async function lockAll(tx: Tx): Promise<PresetRow[]> {
  const { site } = tx.ctx
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`image presets ${site.id}`}, 0))`)
  return tx.many<PresetRow>(sql`select ${columns} from image_presets where site_id = ${site.id}`)
}

export const put = (tx: Tx, key: string, params: Look) =>
  tx.one<PresetRow>(sql`
    insert into image_presets (site_id, key, params, created_at, updated_at)
    values (${tx.ctx.site.id}, ${key}, ${JSON.stringify(params)}, ${tx.ctx.now()}, ${tx.ctx.now()})
    on conflict (site_id, key) do update
      set params = excluded.params, etag = image_presets.etag + 1, updated_at = excluded.updated_at
    returning ${columns}
  `)

export const remove = (tx: Tx, key: string) =>
  tx.run(sql`delete from image_presets where site_id = ${tx.ctx.site.id} and key = ${key}`)
