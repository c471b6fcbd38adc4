// A preset is a look with a name: `preset=card`. What it means may change, and then changes at every address that names it.
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, conflict, invalid, notFound, Problem } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { createTaggedCache, untoldMs } from '#platform/tagged-cache.ts'
import * as sql from './presets-sql.ts'
import { contradictions, type ImagePreset, type Look, type Transform } from './transform-schema.ts'

const mostPresets = 100
const kept = Symbol('image presets')

export const presetsTag = (siteId: string): string => `image-presets:${siteId}`

export const list = async (ctx: Ctx): Promise<ImagePreset[]> => (await sql.list(ctx)).map(toPreset)

/** Makes it, or makes it another; `ifMatch` is demanded of what is there already. */
export async function put(
  ctx: Ctx,
  key: string,
  look: Look,
  ifMatch: number | '*' | undefined,
): Promise<ImagePreset> {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(key)) throw invalid({ key: 'image_preset_key' })
  const errors = contradictions(look)
  if (errors.length > 0) throw invalid(errors.map((error) => ({ ...error, path: `/look${error.path}` })))
  return ctx.tx(async (tx) => {
    const all = await sql.lockAll(tx)
    const before = all.find((one) => one.key === key)
    if (before) checkVersion(ifMatch, before.etag)
    else if (all.length >= mostPresets) throw conflict('image_presets_many', { limit: mostPresets })
    const after = await sql.put(tx, key, look)
    tell(tx, before ? 'updated' : 'created', key, { look: { before: before?.params, after: look } })
    return toPreset(after)
  })
}

export async function remove(ctx: Ctx, key: string, ifMatch: number | '*' | undefined): Promise<void> {
  await ctx.tx(async (tx) => {
    const before = (await sql.lockAll(tx)).find((one) => one.key === key)
    if (!before) throw notFound()
    checkVersion(ifMatch, before.etag)
    await sql.remove(tx, key)
    tell(tx, 'deleted', key, { look: { before: before.params } })
  })
}

/** With what its preset says where it says nothing itself. Throws 400 for a name that the site has not. */
export async function resolved(ctx: Ctx, { preset, ...asked }: Transform): Promise<Transform> {
  if (preset === undefined) return asked
  const look = (await looksOf(ctx)).get(preset)
  if (look) return { ...look, ...asked }
  const errors = [{ path: '/preset', code: 'image_preset_unknown', params: { name: preset } }]
  throw new Problem(400, 'bad_query', { errors })
}

async function looksOf(ctx: Ctx): Promise<Map<string, Look>> {
  const cache = ctx.app.kept(kept, () =>
    createTaggedCache<Map<string, Look>>(ctx.app.changes, { entries: 10_000, mostMs: untoldMs }),
  )
  const { value } = await cache.fill(ctx.site.id, ctx.now().getTime(), async () => ({
    value: new Map((await sql.list(ctx)).map(({ key, params }) => [key, params])),
    tags: [presetsTag(ctx.site.id)],
  }))
  return value
}

const tell = (
  tx: Tx,
  what: string,
  key: string,
  changes: Record<string, { before?: unknown; after?: unknown }>,
): void =>
  emit(tx, `image_preset.${what}`, { subject: { type: 'image_preset', id: key, label: key }, changes })

const toPreset = ({ key, params, etag, created_at, updated_at }: sql.PresetRow): ImagePreset => ({
  key,
  look: params,
  etag,
  createdAt: created_at.toISOString(),
  updatedAt: updated_at.toISOString(),
})
