// A preview token lets whoever has it read one entry's working copy in one language until a moment. It is signed, not kept: it says itself
// what it opens, and of a maker who may not read every field it opens only those that they may.
import { timingSafeEqual } from 'node:crypto'
import type { Selection } from '@dozo/content-model/query/model'
import { createCtx, type Ctx } from '#platform/ctx.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { isUuid } from '#lib/uuid.ts'
import { rightsNow } from '#features/sessions/service.ts'
import { previewUrl } from '#features/sites/service.ts'
import { liveEntries, wantedOf } from './delivered-page.ts'
import { rightsOn, seenOf } from './present.ts'
import { renderAll, type Delivered } from './read-live.ts'
import { idsIn, type Source } from './render.ts'
import type { Preview, PreviewBody } from './schema.ts'
import { refuseHidden, typeOfState } from './service.ts'
import * as sql from './sql.ts'
import type { EntryState } from './state.ts'

const prefix = 'dozo_preview_'
const longestMs = 7 * 86_400_000

type Opened = {
  entryId: string
  locale: string
  expiresAt: Date
  /** Fields that may be shown; null: all. */
  fields: readonly string[] | null
  /** Site and id of whoever made it. What they may not read any more, it opens no more; null: the system. */
  maker: [siteId: string, id: string] | null
}

/** Throws 422 for a language that the site has not, or more than seven days. */
export async function makePreview(ctx: Ctx, id: string, input: PreviewBody): Promise<Preview> {
  const [state] = await sql.get(ctx, id)
  const { type, model } = await typeOfState(ctx, state)
  await refuseHidden(ctx, type, model, state!)
  const { locale = ctx.site.defaultLocale } = input
  if (!ctx.site.locales.includes(locale))
    throw invalid([
      { path: '/locale', code: 'locale_unknown', params: { locales: ctx.site.locales.join(', ') } },
    ])
  const now = ctx.now().getTime()
  const asked = input.expiresAt === undefined ? now + 86_400_000 : new Date(input.expiresAt).getTime()
  if (asked <= now) throw invalid({ expiresAt: 'preview_past' })
  if (asked > now + longestMs) throw invalid({ expiresAt: 'preview_long' })
  // Whole seconds are what the token holds; it never opens longer than was asked for.
  const expiresAt = new Date(Math.floor(asked / 1000) * 1000)
  const readable = rightsOn(ctx, type, model).read.fieldsOf(seenOf(state!, ctx, type))
  const { actor } = ctx
  const maker: Opened['maker'] = actor.kind === 'member' ? [actor.siteId, actor.id] : null
  const token = sealed(ctx, { entryId: id, locale, expiresAt, fields: readable && [...readable], maker })
  const { key, number } = state!
  const url = await previewUrl(ctx, { token, id, key, number, type: type.definition.key, locale })
  return { token, locale, expiresAt: expiresAt.toISOString(), url }
}

function sealed(ctx: Ctx, { entryId, locale, expiresAt, fields, maker }: Opened): string {
  const told = JSON.stringify([entryId, locale, expiresAt.getTime() / 1000, fields, maker])
  const body = Buffer.from(told).toString('base64url')
  return `${prefix}${body}.${macOf(ctx, body).toString('base64url')}`
}

/** The site is part of what is signed: a token of one site opens nothing in another. */
const macOf = (ctx: Ctx, body: string): Buffer =>
  ctx.app.secrets.mac('entry preview', `${ctx.site.id} ${body}`)

/** What a token opens, now. Throws 404 for one that is forged, of another site, or over: they are told apart by nobody. */
function readPreview(ctx: Ctx, token: string): Opened {
  const [body = '', signature = ''] = token.startsWith(prefix) ? token.slice(prefix.length).split('.') : []
  const given = Buffer.from(signature, 'base64url')
  const own = macOf(ctx, body)
  if (given.length !== own.length || !timingSafeEqual(given, own)) throw notFound()
  const [entryId, locale, seconds, fields, maker = null] = JSON.parse(
    Buffer.from(body, 'base64url').toString(),
  ) as [string, string, number, string[] | null, Opened['maker']?]
  const expiresAt = new Date(seconds * 1000)
  if (expiresAt <= ctx.now() || !isUuid(entryId)) throw notFound()
  return { entryId, locale, expiresAt, fields, maker }
}

export type Previewed = { entry: Record<string, unknown>; locale: string; expiresAt: Date }

/**
 * The working copy as readers would get it if it were published now: rendered as delivery renders, with what is live behind its relations.
 * `delivered` says which type and which fields, as the endpoint allows them. Throws 404 when the token opens no entry of that type.
 */
export async function previewEntry(ctx: Ctx, delivered: Delivered, token: string): Promise<Previewed> {
  const { entryId, locale, expiresAt, fields: made, maker } = readPreview(ctx, token)
  const [state] = await sql.get(ctx, entryId)
  const { type, bound } = delivered
  if (state?.typeId !== type.id) throw notFound()
  const now = maker && (await readableNow(ctx, delivered, state, maker))
  const fields = made && now ? made.filter((key) => now.includes(key)) : (made ?? now)
  const source: Source = {
    id: state.id,
    number: state.number,
    key: state.key,
    parent_id: state.parentId,
    position: state.position,
    live_version: state.version,
    published_at: state.publishedAt,
    created_at: state.createdAt,
    updated_at: state.updatedAt,
    values: state.work,
  }
  const selection = fields ? onlyFields(bound.selection, fields) : bound.selection
  const language = { locale, fallback: bound.fallback }
  const ids = idsIn(type, [source], selection, language)
  const near = await liveEntries(ctx, [...ids].filter(isUuid), wantedOf(selection))
  const own = { ...delivered, bound: { ...bound, locale, selection } }
  const { entries } = await renderAll(ctx, own, [{ ...source, s0: null, s1: null, s2: null }], near)
  return { entry: entries[0]!, locale, expiresAt }
}

/** Fields that the maker may read today; null: all. Throws 404 when they may not read the entry any more. */
async function readableNow(
  ctx: Ctx,
  { type, model }: Delivered,
  state: EntryState,
  [siteId, id]: [siteId: string, id: string],
): Promise<readonly string[] | null> {
  const rights = await rightsNow(ctx.app, siteId, id, ctx.site)
  if (!rights) throw notFound()
  const actor = { kind: 'member' as const, siteId, siteKey: ctx.site.key, id, name: '' }
  const maker = createCtx({ ...ctx, actor, rights })
  await refuseHidden(maker, type, model, state)
  const fields = rightsOn(maker, type, model).read.fieldsOf(seenOf(state, maker, type))
  return fields && [...fields]
}

const onlyFields = ({ attributes, fields }: Selection, allowed: readonly string[]): Selection => ({
  attributes,
  fields: new Map([...fields].filter(([key]) => allowed.includes(key))),
})
