import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'

export type LinkRow = { id: string; file_id: string; expires_at: Date; created_at: Date }

export const list = (ctx: Ctx, fileId: string) =>
  ctx.read<LinkRow>(sql`
    select id, file_id, expires_at, created_at from file_links
    where site_id = ${ctx.site.id} and file_id = ${fileId} and expires_at > ${ctx.now()} order by id desc
  `)

export const get = (ctx: Ctx, id: string) =>
  ctx.read<LinkRow>(
    sql`select id, file_id, expires_at, created_at from file_links where site_id = ${ctx.site.id} and id = ${id}`,
  )

/** Counted one after another: the file is held until the end of the transaction. */
export async function countHeld(tx: Tx, fileId: string): Promise<number> {
  const { site } = tx.ctx
  await tx.run(sql`select from files where site_id = ${site.id} and id = ${fileId} for update`)
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*)::int as count from file_links
    where site_id = ${site.id} and file_id = ${fileId} and expires_at > ${tx.ctx.now()}
  `)
  return count
}

export const insert = (tx: Tx, { id, fileId, expiresAt }: { id: string; fileId: string; expiresAt: Date }) =>
  tx.run(sql`
    insert into file_links (site_id, id, file_id, expires_at, created_at)
    values (${tx.ctx.site.id}, ${id}, ${fileId}, ${expiresAt}, ${tx.ctx.now()})
  `)

export const remove = (tx: Tx, fileId: string, id: string) =>
  tx.run(sql`delete from file_links where site_id = ${tx.ctx.site.id} and file_id = ${fileId} and id = ${id}`)
