// A token acts for the member who made it, within its scopes and never beyond what that member may do at the moment of the call.
// It always expires, is shown once and kept as a hash.
import type { App, Authenticated, Credentials } from '#platform/app.ts'
import { hashToken, newToken } from '#platform/crypto/secrets.ts'
import { memberOf, type Ctx } from '#platform/ctx.ts'
import { conflict, invalid, notFound, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { narrowed, noRights, type Grant } from '#platform/rights.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import * as groups from '#features/groups/service.ts'
import * as sql from './sql.ts'
import type { ApiToken, NewApiToken } from './schema.ts'

const longestMs = 366 * 24 * 60 * 60 * 1000
const usedEveryMs = 60_000

export async function list(ctx: Ctx): Promise<ApiToken[]> {
  return (await sql.list(ctx)).map(toToken)
}

export async function create(ctx: Ctx, input: NewApiToken): Promise<ApiToken> {
  const member = memberOf(ctx)
  if (member.siteId !== ctx.site.id) throw conflict('token_own_site')
  if (member.tokenId) throw conflict('token_by_token')
  const expiresAt = new Date(input.expiresAt)
  const lifeMs = expiresAt.getTime() - ctx.now().getTime()
  if (lifeMs <= 0 || lifeMs > longestMs) throw invalid({ expiresAt: 'token_expiry' })
  groups.checkScopes(ctx, input.scopes as Grant[], '/scopes')
  const token = newToken('dozo_token')
  const id = ctx.app.newId()
  await ctx.tx(async (tx) => {
    const row = { id, memberId: member.id, name: input.name, scopes: input.scopes, expiresAt }
    await sql.insert(tx, { ...row, prefix: token.slice(0, 16), hash: hashToken(token) })
    emit(tx, 'api_token.created', {
      subject: { type: 'api_token', id, label: input.name },
      changes: { scopes: { after: input.scopes }, expiresAt: { after: input.expiresAt } },
    })
  })
  const made = (await list(ctx)).find((line) => line.id === id)
  if (!made) throw notFound()
  return { ...made, token }
}

export async function revoke(ctx: Ctx, id: string): Promise<void> {
  await ctx.tx(async (tx) => {
    const gone = await sql.remove(tx, id)
    if (!gone) throw notFound()
    emit(tx, 'api_token.revoked', { subject: { type: 'api_token', id, label: gone.name } })
  })
}

const kept = Symbol('api tokens')

/** The member behind a `dozo_token_…` bearer token. Unknown, expired or revoked: 401. */
export async function authenticate(
  app: App,
  { bearer, door, now }: Credentials,
): Promise<Authenticated | undefined> {
  if (!bearer?.startsWith('dozo_token_') || door !== 'console') return undefined
  const hash = hashToken(bearer)
  const cache = app.kept(kept, () =>
    createTaggedCache<sql.FoundRow | undefined>(app.changes, { entries: 20_000 }),
  )
  const { value: token } = await cache.fill(hash.toString('base64'), now.getTime(), async () => {
    const [row] = await sql.find(app, hash)
    return {
      value: row,
      tags: row ? [`api_token:${row.id}`, `member:${row.member_id}`, `groups:${row.site_id}`] : [],
      untilMs: row ? Infinity : 0,
    }
  })
  if (!token || token.expires_at <= now || token.member_status !== 'active')
    throw new Problem(401, 'bad_token')
  await noteUse(app, token, now)
  return {
    actor: {
      kind: 'member',
      siteId: token.site_id,
      siteKey: token.site_key,
      id: token.member_id,
      name: token.member_name,
      tokenId: token.id,
    },
    ambient: false,
    // A token never leaves its own site, whatever its owner may do elsewhere.
    rightsIn: async (site) =>
      site.id === token.site_id
        ? narrowed(await groups.rightsOfMember(app, token.site_id, token.member_id), token.scopes)
        : noRights,
  }
}

async function noteUse(app: App, token: sql.FoundRow, now: Date): Promise<void> {
  if (token.last_used_at && now.getTime() - token.last_used_at.getTime() < usedEveryMs) return
  token.last_used_at = now
  await app.db.tx(token.site_id, (tx) => tx.run(sql.used(token.site_id, token.id, now)))
}

const toToken = (row: sql.TokenRow): ApiToken => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes.map(({ permission, types }) => ({ permission, ...(types ? { types } : {}) })),
  memberId: row.member_id,
  memberName: row.member_name,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
})
