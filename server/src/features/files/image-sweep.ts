import type { App } from '#platform/app.ts'
import { variantsOf } from './image-variants.ts'
import * as sql from './sql.ts'

const block = 100

/** Pictures made of bytes that no version of a file has any more. */
export async function removeOrphanVariants(app: App, signal: AbortSignal): Promise<void> {
  const { cache } = variantsOf(app)
  const all = await cache.objects()
  for (let from = 0; from < all.length; from += block) {
    signal.throwIfAborted()
    const some = all.slice(from, from + block).map((name) => {
      const [siteId = '', id = ''] = name.split('/')
      return { name, siteId, id }
    })
    const rows = await app.db.asOwner('pictures of bytes that no row names', (tx) =>
      tx.many<{ id: string }>(sql.named(some)),
    )
    const named = new Set(rows.map(({ id }) => id))
    for (const { name, id } of some) if (!named.has(id)) await cache.forget(name)
  }
}
