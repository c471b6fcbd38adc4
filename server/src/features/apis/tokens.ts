import { hashToken, newToken } from '#platform/crypto/secrets.ts'
import type { Ctx } from '#platform/ctx.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import { rowOf } from './service.ts'
import * as sql from './sql.ts'
import type { NewStaticToken, StaticToken } from './schema.ts'

const longestMs = 2 * 366 * 24 * 60 * 60 * 1000
const usedEveryMs = 60_000

export async function list(ctx: Ctx, apiKey: string): Promise<StaticToken[]> {
  const api = await rowOf(ctx, apiKey)
  return (await sql.tokens(ctx, api.id)).map(toToken)
}

export async function create(ctx: Ctx, apiKey: string, input: NewStaticToken): Promise<StaticToken> {
  const api = await rowOf(ctx, apiKey)
  const expiresAt = new Date(input.expiresAt)
  const lifeMs = expiresAt.getTime() - ctx.now().getTime()
  if (lifeMs <= 0 || lifeMs > longestMs) throw invalid({ expiresAt: 'static_token_expiry' })
  const token = newToken('dozo_api')
  const id = ctx.app.newId()
  await ctx.tx(async (tx) => {
    await sql.insertToken(tx, {
      id,
      apiId: api.id,
      name: input.name,
      prefix: token.slice(0, 14),
      hash: hashToken(token),
      expiresAt,
    })
    emit(tx, 'static_token.created', {
      subject: { type: 'static_token', id, label: input.name },
      changes: { api: { after: apiKey }, expiresAt: { after: input.expiresAt } },
    })
  })
  const made = (await list(ctx, apiKey)).find((line) => line.id === id)
  if (!made) throw notFound()
  return { ...made, token }
}

export async function revoke(ctx: Ctx, apiKey: string, id: string): Promise<void> {
  const api = await rowOf(ctx, apiKey)
  await ctx.tx(async (tx) => {
    const gone = await sql.removeToken(tx, api.id, id)
    if (!gone) throw notFound()
    emit(tx, 'static_token.revoked', { subject: { type: 'static_token', id, label: gone.name } })
  })
}

const kept = Symbol('static tokens')

/** The valid token of an API with this text, or nothing. Kept in memory until it is revoked. */
export async function find(ctx: Ctx, apiId: string, token: string): Promise<sql.FoundToken | undefined> {
  const cache = ctx.app.kept(kept, () =>
    createTaggedCache<sql.FoundToken | undefined>(ctx.app.changes, { entries: 20_000 }),
  )
  const hash = hashToken(token)
  const { value } = await cache.fill(
    `${ctx.site.id}/${hash.toString('base64')}`,
    ctx.now().getTime(),
    async () => {
      const [row] = await sql.findToken(ctx, hash)
      return {
        value: row,
        tags: row ? [`static_token:${row.id}`, `apis:${ctx.site.id}`] : [],
        untilMs: row ? Infinity : 0,
      }
    },
  )
  if (!value || value.api_id !== apiId || value.expires_at <= ctx.now()) return undefined
  await noteUse(ctx, value)
  return value
}

async function noteUse(ctx: Ctx, token: sql.FoundToken): Promise<void> {
  const now = ctx.now()
  if (token.last_used_at && now.getTime() - token.last_used_at.getTime() < usedEveryMs) return
  token.last_used_at = now
  await ctx.app.db.tx(ctx.site.id, (tx) => tx.run(sql.tokenUsed(ctx, token.id)))
}

const toToken = (row: sql.TokenRow): StaticToken => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})
