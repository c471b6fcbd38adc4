import { createHash } from 'node:crypto'

/** What the hash covers: every column, in this order. `changes` as PostgreSQL prints jsonb, which is stable. */
export type ChainedRow = {
  site_id: string
  id: string
  at: Date
  action: string
  result: string
  actor_kind: string
  actor_site_id: string | null
  actor_id: string | null
  subject_type: string
  subject_id: string
  changes: string | null
  actor_personal: Buffer | null
  subject_personal: Buffer | null
  subject_member_id: string | null
  request_id: string | null
}

export const firstHash = Buffer.alloc(32)

/** SHA-256 over the hash before and the whole record: no record can change, move or vanish without every later hash changing. */
export function nextHash(before: Buffer, row: ChainedRow): Buffer {
  const record = JSON.stringify([
    row.site_id,
    row.id,
    row.at.toISOString(),
    row.action,
    row.result,
    row.actor_kind,
    row.actor_site_id,
    row.actor_id,
    row.subject_type,
    row.subject_id,
    row.changes,
    row.actor_personal?.toString('base64') ?? null,
    row.subject_personal?.toString('base64') ?? null,
    row.subject_member_id,
    row.request_id,
  ])
  return createHash('sha256').update(before).update(record).digest()
}

/** What a seal signs: site, place in the chain, hash. */
export const sealMessage = (siteId: string, sequence: number, hash: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${siteId} ${sequence} `), hash])
