import sql from 'sql-template-tag'
import { isObject } from '@dozo/content-model/fields/object-value'
import { entryOf, type RichNode } from '@dozo/content-model/fields/rich-text'
import type { Ctx } from '#platform/ctx.ts'
import type { SiteModel } from '#features/content-types/service.ts'
import { nextBoundary } from './boundary.ts'
import { liveNow } from './delivered-page.ts'

/** Where a link leads to: what a front needs to know to make an address of it. */
export type LinkedEntry = { type: string; key: string | null }

type Links = {
  /** Those that readers may see, by id. */
  live: Map<string, LinkedEntry>
  /** When the next of them, or of their kind, begins or ceases to be seen. */
  until: Date | undefined
}

/** The entries that texts link to, in one statement; none where no text links to one. */
export async function readLinks(ctx: Ctx, model: SiteModel, ids: readonly string[]): Promise<Links> {
  if (ids.length === 0) return { live: new Map(), until: undefined }
  const rows = await ctx.read<{ id: string; typeId: string; key: string | null; live: boolean }>(sql`
    select e.id, e.type_id as "typeId", e.live_key as key, coalesce(${liveNow(ctx.now())}, false) as live
    from entries e
    where e.site_id = ${ctx.site.id} and e.id = any (${ids}::uuid[])
  `)
  const live = rows.flatMap(({ id, typeId, key, live: seen }) => {
    const type = seen && model.byId(typeId)
    return type ? [[id, { type: type.definition.key, key }] as const] : []
  })
  const until = await nextBoundary(ctx, [...new Set(rows.map(({ typeId }) => typeId))])
  return { live: new Map(live), until }
}

/** A document whose links say what they lead to. Words that link to what is not to be seen are words. */
export function withLinks(node: RichNode, links: ReadonlyMap<string, LinkedEntry>): RichNode {
  const marks = Array.isArray(node.marks) ? node.marks.flatMap((mark) => linked(mark, links)) : undefined
  const { marks: _own, ...rest } = node
  const own = marks && marks.length > 0 ? { ...rest, marks } : rest
  // It may have the shape of a definition that was changed a moment ago.
  if (!Array.isArray(node.content)) return own
  return { ...own, content: node.content.filter(isObject).map((child) => withLinks(child, links)) }
}

function linked(mark: NonNullable<RichNode['marks']>[number], links: ReadonlyMap<string, LinkedEntry>) {
  const id = entryOf(mark)
  if (id === undefined) return [mark]
  const to = links.get(id)
  const { href: _href, ...attrs } = mark.attrs ?? {}
  return to ? [{ ...mark, attrs: { ...attrs, type: to.type, key: to.key } }] : []
}
