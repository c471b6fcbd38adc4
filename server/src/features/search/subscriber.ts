import sql from 'sql-template-tag'
import type { App } from '#platform/app.ts'
import { systemCtx } from '#platform/ctx.ts'
import type { StoredEvent } from '#platform/events/event.ts'
import type { Subscriber } from '#platform/feature.ts'
import { findSite } from '#platform/site-directory.ts'
import { modelOf } from '#features/content-types/service.ts'
import { searchRows } from './index-rows.ts'
import { searchTag } from './service.ts'
import { add, clear, lockEntries, sources } from './sql.ts'

const block = 200

/** Search follows the entries by their events. What is indexed is what the entries hold now, so any event may come twice or late. */
export const indexSubscriber: Subscriber = {
  name: 'search.index',
  types: [
    'entry.created',
    'entry.updated',
    'entry.autosaved',
    'entry.published',
    'entry.unpublished',
    'entry.restored',
    'entry.deleted',
    'entry.recovered',
    'entries.imported',
    'entries.repointed',
    'entries.rebuilt',
  ],
  async handle(events, app) {
    for (const [siteId, own] of Map.groupBy(events, (event) => event.siteId)) {
      const ids = [...new Set(own.flatMap(idsOf))].sort()
      for (let at = 0; at < ids.length; at += block) await indexBlock(app, siteId, ids.slice(at, at + block))
    }
  },
}

const idsOf = (event: StoredEvent): string[] =>
  (event.data['ids'] as string[] | undefined) ?? [event.subjectId]

async function indexBlock(app: App, siteId: string, ids: string[]): Promise<void> {
  const key = await app.db.asOwner('site of events', (tx) =>
    tx.maybeOne<{ key: string }>(sql`select key from sites where id = ${siteId}`),
  )
  const site = key && (await findSite(app, key.key))
  if (!site) return
  const model = await modelOf(systemCtx(app, site, 'search index'))
  const tags = await app.db.asOwner(
    'search index',
    async (tx) => {
      // An entry deleted meanwhile would make its rows fail; the lock makes "there" stay true until the rows are written.
      await lockEntries(tx, siteId, ids)
      const entries = await sources(tx, siteId, ids)
      await clear(tx, siteId, ids)
      const rows = entries.flatMap((entry) => {
        const type = model.byId(entry.type_id)
        return type ? searchRows(type, entry, site.locales) : []
      })
      if (rows.length > 0) await add(tx, siteId, rows)
      return [...new Set(entries.map((entry) => searchTag(entry.type_id)))]
      // The position that follows is as late: it cannot be there without these rows.
    },
    { late: true },
  )
  app.changed(tags)
}
