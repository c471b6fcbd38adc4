// Links to private files: whoever has one may read that one file until it is over or withdrawn.
import { timingSafeEqual } from 'node:crypto'
import type { Ctx } from '#platform/ctx.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { siteUrl } from '#platform/site-url.ts'
import { isUuid } from '#lib/uuid.ts'
import { mustEdit } from './folder-rules.ts'
import { addressOf } from './name.ts'
import { rowOf, tell } from './service.ts'
import type { FileLink, LinkInput, NewLink } from './schema.ts'
import * as sql from './links-sql.ts'

const mostLinks = 100
const longestMs = 366 * 86_400_000

export async function create(ctx: Ctx, fileId: string, { expiresAt }: LinkInput): Promise<NewLink> {
  const until = new Date(expiresAt)
  const now = ctx.now()
  if (!(until > now) || until.getTime() > now.getTime() + longestMs) throw invalid({ expiresAt: 'link_time' })
  const file = await rowOf(ctx, fileId)
  await mustEdit(ctx, file.folder)
  const id = ctx.app.newId()
  await ctx.tx(async (tx) => {
    if ((await sql.countHeld(tx, fileId)) >= mostLinks)
      throw conflict('file_links_many', { limit: mostLinks })
    await sql.insert(tx, { id, fileId, expiresAt: until })
    tell(tx, 'link_created', file, { expiresAt: { after: until.toISOString() } })
  })
  const link = { id, expiresAt: until.toISOString(), createdAt: now.toISOString() }
  return { ...link, url: `${siteUrl(ctx.app, ctx.site)}${addressOf(file.path)}?token=${tokenOf(ctx, id)}` }
}

export async function list(ctx: Ctx, fileId: string): Promise<FileLink[]> {
  await rowOf(ctx, fileId, true)
  return (await sql.list(ctx, fileId)).map((row) => ({
    id: row.id,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  }))
}

export async function remove(ctx: Ctx, fileId: string, id: string): Promise<void> {
  // Also of a file in the trash, where it opens nothing: it would again when the file comes back.
  const file = await rowOf(ctx, fileId, true)
  await mustEdit(ctx, file.folder)
  await ctx.tx(async (tx) => {
    if (!isUuid(id) || (await sql.remove(tx, fileId, id)) === 0) throw notFound()
    tell(tx, 'link_revoked', file)
  })
}

/** Whether this token opens this file now. */
export async function opens(ctx: Ctx, fileId: string, token: string): Promise<boolean> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== idBytes + macBytes || bytes.toString('base64url') !== token) return false
  const id = uuidOf(bytes.subarray(0, idBytes))
  if (!timingSafeEqual(bytes.subarray(idBytes), macOf(ctx, id))) return false
  const [row] = await sql.get(ctx, id)
  return row !== undefined && row.file_id === fileId && row.expires_at > ctx.now()
}

const idBytes = 16
const macBytes = 16
const macOf = ({ app, site }: Ctx, id: string): Buffer =>
  app.secrets.mac('file links', `${site.id} ${id}`).subarray(0, macBytes)
const tokenOf = (ctx: Ctx, id: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), macOf(ctx, id)]).toString('base64url')
const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
