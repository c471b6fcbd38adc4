// An operator who enters another site's console leaves a record there and at home, before they see anything; once a session and site.
import { createCtx, type Ctx } from '#platform/ctx.ts'
import { emit } from '#platform/events/emit.ts'
import { findSite } from '#platform/site-directory.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'

const kept = Symbol('entries into other sites')

export async function noteEntry(
  ctx: Ctx,
  session: { id: string; site_id: string; site_key: string },
): Promise<void> {
  if (ctx.site.id === session.site_id) return
  const { app, site } = ctx
  const noted = app.kept(kept, () => createTaggedCache<true>(app.changes, { entries: 20_000 }))
  await noted.fill(`${session.id} ${site.id}`, ctx.now().getTime(), async () => {
    const home = await findSite(app, session.site_key)
    for (const place of [home, site]) {
      if (!place) continue
      await createCtx({ ...ctx, site: place }).tx(async (tx) =>
        emit(tx, 'site.entered', { subject: { type: 'site', id: site.id, label: site.key } }),
      )
    }
    return { value: true, tags: [`session:${session.id}`] }
  })
}
