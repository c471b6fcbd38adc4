import sql, { raw } from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import type { OwnerTx } from '#platform/db/database.ts'
import { firstHash, nextHash, sealMessage, type ChainedRow } from './chain.ts'

const batchSize = 2000

/** Columns of a record as the chain reads them. */
export const chainedColumns = raw(
  `r.site_id, r.id, r.at, r.action, r.result, r.actor_kind, r.actor_site_id, r.actor_id, r.subject_type, r.subject_id,
  r.changes::text as changes, r.actor_personal, r.subject_personal, r.subject_member_id, r.request_id`,
)

/**
 * Puts waiting records into their site's chain, in the order of their transactions, and signs the end of each batch. Writers never wait
 * for it. Returns how many records were sealed; 0 when nothing waits or another process is sealing.
 */
export async function seal(app: App): Promise<number> {
  return app.db.asOwner('audit sealer', async (tx) => {
    const { free } = await tx.one<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('audit sealer')) as free`,
    )
    if (!free) return 0
    const rows = await tx.many<ChainedRow>(sql`
      select ${chainedColumns}
      from audit_queue q
        join audit_records r on r.site_id = q.site_id and r.id = q.record_id
      where q.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by q.xid, q.record_id
      limit ${batchSize}
    `)
    const bySite = Map.groupBy(rows, (row) => row.site_id)
    for (const [siteId, records] of bySite) await sealSite(tx, app, siteId, records)
    return rows.length
  })
}

async function sealSite(tx: OwnerTx, app: App, siteId: string, records: ChainedRow[]): Promise<void> {
  const end = await tx.maybeOne<{ sequence: number; hash: Buffer }>(sql`
    select sequence, hash from audit_chain where site_id = ${siteId} order by sequence desc limit 1
  `)
  let { sequence, hash } = end ?? { sequence: 0, hash: firstHash }
  const links = records.map((row) => {
    hash = nextHash(hash, row)
    sequence++
    return { id: row.id, sequence, hash }
  })
  await tx.run(sql`
    insert into audit_chain (site_id, sequence, record_id, hash)
    select ${siteId}, l.sequence, l.id, l.hash
    from unnest(
      ${links.map((l) => l.sequence)}::bigint[], ${links.map((l) => l.id)}::uuid[], ${links.map((l) => l.hash)}::bytea[]
    ) as l (sequence, id, hash)
  `)
  await tx.run(sql`
    delete from audit_queue where site_id = ${siteId} and record_id = any (${links.map((l) => l.id)}::uuid[])
  `)
  const signature = app.secrets.sign('audit seal', sealMessage(siteId, sequence, hash))
  await tx.run(sql`
    insert into audit_seals (site_id, sequence, hash, signature, sealed_at)
    values (${siteId}, ${sequence}, ${hash}, ${signature}, ${app.clock()})
  `)
}
