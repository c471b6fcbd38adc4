import sql from 'sql-template-tag'
import type { Ctx, Tx } from '#platform/ctx.ts'
import { conflict, Problem } from '#platform/errors.ts'

/** A POST that may be sent again: the second one gets the first one's reply and writes nothing. */
export type KeyedRequest = { key: string; actor: string; url: string; body: Buffer }
/** The header as a key, or nothing. Throws 400 for one that could not be kept. */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header))
    throw new Problem(400, 'bad_request')
  return header
}

type Kept = { request_hash: Buffer; status: number | null; reply: string | null }
type Hold = {
  replay?: { status: number; body: string | undefined }
  beforeCommit: (tx: Tx) => Promise<void>
}

/** Looks the key up. New: it will be written in the transaction that does the work, so that there is never the one without the other. */
export async function holdKey(ctx: Ctx, request: KeyedRequest): Promise<Hold> {
  const hash = hashOf(ctx, request)
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
    replay: { status: kept.status, body: kept.reply === null ? undefined : opened(ctx, request, kept.reply) },
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
  const reply = typeof body === 'string' ? sealed(ctx, request, body) : null
  await ctx.app.db.tx(ctx.site.id, (tx) =>
    tx.run(sql`
      update idempotency_keys
      set status = ${status}, reply = ${reply}
      where site_id = ${ctx.site.id} and actor = ${request.actor} and key = ${request.key}
    `),
  )
}

/** Bodies hold passwords: a plain hash of one could be guessed at by whoever reads the table. */
const hashOf = (ctx: Ctx, request: KeyedRequest): Buffer =>
  ctx.app.secrets.mac('idempotency', `${request.url}\n${request.body.toString('latin1')}`)

// Replies hold what is shown once, such as a new token: at rest it stays readable to nobody without the instance's key.
const purpose = 'idempotency reply'
const contextOf = (ctx: Ctx, { actor, key }: KeyedRequest) => `${ctx.site.id} ${actor} ${key}`
const sealed = (ctx: Ctx, request: KeyedRequest, body: string): string =>
  ctx.app.secrets.seal(purpose, Buffer.from(body), contextOf(ctx, request)).toString('base64')
const opened = (ctx: Ctx, request: KeyedRequest, reply: string): string =>
  ctx.app.secrets.open(purpose, Buffer.from(reply, 'base64'), contextOf(ctx, request)).toString()
