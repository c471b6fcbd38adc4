import sql from 'sql-template-tag'
import type { WrittenKind } from '@dozo/content-model/definition'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type KindRow = { id: string; key: string; definition: WrittenKind; etag: number }

export const list = (ctx: Ctx) =>
  ctx.read<KindRow>(sql`
    select id, key, definition, etag from block_kinds where site_id = ${ctx.site.id} order by key
  `)

/**
 * All of them: what one may hold depends on the others. Whoever waits takes their turn before they look: rows that are waited for are seen
 * as they are by then, but one that was made meanwhile would not be seen at all.
 */
export async function lockAll(tx: Tx): Promise<KindRow[]> {
  const turn = `block kinds of ${tx.ctx.site.id}`
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`)
  return tx.many<KindRow>(sql`
    select id, key, definition, etag from block_kinds where site_id = ${tx.ctx.site.id} order by key for update
  `)
}

export const insert = (tx: Tx, { id, definition }: Pick<KindRow, 'id' | 'definition'>) =>
  tx.run(sql`
    insert into block_kinds (site_id, id, key, definition, created_at, updated_at)
    values (
      ${tx.ctx.site.id}, ${id}, ${definition.key}, ${JSON.stringify(definition)}, ${tx.ctx.now()}, ${tx.ctx.now()}
    )
    on conflict (site_id, key) do nothing
  `)

export const update = (tx: Tx, { id, definition }: Pick<KindRow, 'id' | 'definition'>) =>
  tx.run(sql`
    update block_kinds
    set definition = ${JSON.stringify(definition)}, etag = etag + 1, updated_at = ${tx.ctx.now()}
    where site_id = ${tx.ctx.site.id} and id = ${id}
  `)

export const remove = (tx: Tx, id: string) =>
  tx.run(sql`delete from block_kinds where site_id = ${tx.ctx.site.id} and id = ${id}`)
