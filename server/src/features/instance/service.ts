// The first owner comes in by a link that is printed in the terminal: it works once, for a day, and only while the site has no owner.
import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { hashToken, newToken } from '#platform/crypto/secrets.ts'
import { createCtx, systemCtx, type Ctx } from '#platform/ctx.ts'
import { notFound } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import type { Reply } from '#platform/feature.ts'
import { findSite, homeSite } from '#platform/site-directory.ts'
import { allRights } from '#platform/rights.ts'
import * as members from '#features/members/service.ts'
import * as sessions from '#features/sessions/service.ts'
import type { Setup } from './schema.ts'

const linkLifeMs = 24 * 60 * 60 * 1000

/** A new set-up link for the home site, or nothing when it has an owner. Earlier links stop working. */
export async function newSetupLink(app: App): Promise<{ token: string; expiresAt: Date } | undefined> {
  const site = await homeSite(app)
  if (await hasOwner(app, site.id)) return undefined
  const token = newToken('dozo_setup')
  const expiresAt = new Date(app.clock().getTime() + linkLifeMs)
  await app.db.asOwner('set-up link', async (tx) => {
    await tx.run(sql`delete from setup_links where site_id = ${site.id}`)
    await tx.run(sql`
      insert into setup_links (token_hash, site_id, created_at, expires_at)
      values (${hashToken(token)}, ${site.id}, ${app.clock()}, ${expiresAt})
    `)
  })
  return { token, expiresAt }
}

export async function hasOwner(app: App, siteId: string): Promise<boolean> {
  const rows = await app.db.read(
    siteId,
    sql`
      select 1 as one
      from member_groups mg join groups g on g.site_id = mg.site_id and g.id = mg.group_id
      where mg.site_id = ${siteId} and g.key = 'owner'
      limit 1
    `,
  )
  return rows.length > 0
}

type Link = { site_id: string; site_key: string; site_name: string; expires_at: Date; used_at: Date | null }

/** The link behind a token; wrong, used and expired ones are all not found, and too many of them 429. */
async function findLink(ctx: Ctx, token: string): Promise<Link> {
  const [link] = await ctx.app.db.read<Link>(null, sql`select * from setup_link_of_hash(${hashToken(token)})`)
  if (link && !link.used_at && link.expires_at > ctx.now()) return link
  await sessions.takeGuess(ctx)
  throw notFound()
}

export async function show(ctx: Ctx, token: string) {
  const link = await findLink(ctx, token)
  return { site: { key: link.site_key, name: link.site_name }, expiresAt: link.expires_at.toISOString() }
}

/** Makes the owner and signs them in. */
export async function complete(ctx: Ctx, input: Setup): Promise<Reply> {
  const link = await findLink(ctx, input.token)
  const site = await findSite(ctx.app, link.site_key)
  if (!site) throw notFound()
  const inside = createCtx({
    ...ctx,
    site,
    actor: { kind: 'system', reason: 'set-up link' },
    rights: allRights,
  })
  await inside.tx(async (tx) => {
    const taken = await tx.run(sql`
      update setup_links
      set used_at = ${ctx.now()}
      where token_hash = ${hashToken(input.token)} and site_id = ${site.id} and used_at is null
    `)
    if (taken === 0 || (await hasOwner(ctx.app, site.id))) throw notFound()
    await members.createInTx(tx, { ...input, groups: ['owner'] })
    emit(tx, 'instance.set_up', { subject: { type: 'site', id: site.id, label: site.key } })
  })
  const who = await members.withPassword(inside, input.email, input.password)
  if (!who) throw notFound()
  return sessions.replyWithCookie(inside, await sessions.openFor(inside, who, 'console'))
}

/** For `dozo create-owner`, beside or without a running server. Throws as `members.create` does. */
export async function createOwner(
  app: App,
  input: { name: string; email: string; password: string },
): Promise<void> {
  const ctx = systemCtx(app, await homeSite(app), 'create-owner command')
  await members.create(ctx, { ...input, groups: ['owner'] })
}
