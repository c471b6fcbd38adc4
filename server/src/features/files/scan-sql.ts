import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import type { VersionRow } from './sql.ts'

export type HeldRow = { file_id: string; version: number; id: string }

const siteIs = ({ site }: Ctx) => sql`site_id = ${site.id}`

/** Whether any version of a file waits. */
export const waits = async (ctx: Ctx, fileId: string): Promise<boolean> =>
  (
    await ctx.read(
      sql`select from file_versions where ${siteIs(ctx)} and file_id = ${fileId} and held limit 1`,
    )
  ).length > 0

/** Run as the owner. */
export const sitesWithHeld = () => sql`
  select distinct s.key from file_versions v join sites s on s.id = v.site_id where v.held
`

export const held = (ctx: Ctx, after: string, limit: number) =>
  ctx.read<HeldRow>(sql`
    select file_id, version, id from file_versions
    where ${siteIs(ctx)} and held and id::text > ${after} order by id limit ${limit}
  `)

export async function release(tx: Tx, fileId: string, version: number): Promise<void> {
  await tx.run(sql`
    update file_versions set held = false where ${siteIs(tx.ctx)} and file_id = ${fileId} and version = ${version}
  `)
  await tx.run(sql`
    update files set held = false where ${siteIs(tx.ctx)} and id = ${fileId} and version = ${version}
  `)
}

const columns = sql`version, id, type, kind, size, hash, width, height, placeholder, held, created_at`

export const version = (tx: Tx, fileId: string, number: number) =>
  tx.maybeOne<VersionRow>(sql`
    select ${columns} from file_versions where ${siteIs(tx.ctx)} and file_id = ${fileId} and version = ${number}
  `)

export const lastOther = (tx: Tx, fileId: string, version: number) =>
  tx.maybeOne<VersionRow>(sql`
    select ${columns} from file_versions
    where ${siteIs(tx.ctx)} and file_id = ${fileId} and version <> ${version} order by version desc limit 1
  `)

export const removeVersion = (tx: Tx, fileId: string, version: number) =>
  tx.run(sql`
    delete from file_versions where ${siteIs(tx.ctx)} and file_id = ${fileId} and version = ${version}
  `)
