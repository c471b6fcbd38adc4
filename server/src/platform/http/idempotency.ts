import { createHash } from 'node:crypto'
import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { conflict, Problem } from '#platform/errors.ts'

/** A POST that may be sent again: the second one gets the first one's reply and writes nothing. */
export type KeyedRequest = { key: string; actor: string; url: string; body: Buffer }
type Kept = { request_hash: Buffer; status: number | null; reply: string | null }
type Hold = {
  replay?: { status: number; body: string | undefined }
  beforeCommit: (tx: Tx) => Promise<void>
}

/** Looks the key up. New: it will be written in the transaction that does the work, so that there is never the one without the other. */
export async function holdKey(ctx: Ctx, request: KeyedRequest): Promise<Hold> {
  const hash = hashOf(request)
  const [kept] = await ctx.read<Kept>(sql`
    select request_hash, status, reply
    from idempotency_keys
    where site_id = ${ctx.site.id} and actor = ${request.actor} and key = ${request.key}
  `)
  if (!kept) {
    let claimed = false
    const beforeCommit = async (tx: Tx) => {
      if (claimed) return
      await claim(tx, request, hash)
      tx.afterCommit(() => {
        claimed = true
      })
    }
    return { beforeCommit }
  }
  if (!kept.request_hash.equals(hash)) throw new Problem(422, 'idempotency_key_reused')
  if (kept.status === null) throw conflict('idempotency_in_progress')
  return {
    replay: { status: kept.status, body: kept.reply ?? undefined },
    beforeCommit: async () => undefined,
  }
}

/** Of two requests with one key at the same time the second waits here for the first, and then does not commit. */
async function claim(tx: Tx, request: KeyedRequest, hash: Buffer): Promise<void> {
  const written = await tx.run(sql`
    insert into idempotency_keys (site_id, actor, key, request_hash, created_at)
    values (${tx.ctx.site.id}, ${request.actor}, ${request.key}, ${hash}, ${tx.ctx.now()})
    on conflict do nothing
  `)
  if (written === 0) throw conflict('idempotency_in_progress')
}

export async function keepReply(
  ctx: Ctx,
  request: KeyedRequest,
  status: number,
  body: unknown,
): Promise<void> {
  await ctx.app.db.tx(ctx.site.id, (tx) =>
    tx.run(sql`
      update idempotency_keys
      set status = ${status}, reply = ${typeof body === 'string' ? body : null}
      where site_id = ${ctx.site.id} and actor = ${request.actor} and key = ${request.key}
    `),
  )
}

const hashOf = (request: KeyedRequest) =>
  createHash('sha256').update(`${request.url}\n`).update(request.body).digest()
