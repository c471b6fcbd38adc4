// Words that mean the same on a site: who looks for one finds the others.
import type { Ctx, Tx } from '#platform/ctx.ts'
import { checkVersion, invalid, type FieldError } from '#platform/errors.ts'
import { emit } from '#platform/events/emit.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import type { Synonyms } from '#lib/search-query.ts'
import { searchForm, tokensOf } from '#lib/search-tokens.ts'
import * as sql from './synonyms-sql.ts'
import type { SynonymsBody, SynonymsReply } from './schema.ts'

export const synonymsTag = (siteId: string) => `synonyms:${siteId}`

export async function get(ctx: Ctx): Promise<SynonymsReply> {
  const [row] = await sql.get(ctx)
  return { groups: row?.synonyms ?? [], etag: row?.etag ?? 0 }
}

/** Takes the place of the whole list. Version 0 is that of a list that was never written. */
export async function put(
  ctx: Ctx,
  { groups }: SynonymsBody,
  ifMatch: number | '*' | undefined,
): Promise<SynonymsReply> {
  const errors = wrongIn(groups)
  if (errors.length > 0) throw invalid(errors)
  await ctx.tx(async (tx: Tx) => {
    const before = await sql.lock(tx)
    checkVersion(ifMatch, before?.etag ?? 0)
    await sql.put(tx, groups)
    emit(tx, 'search.synonyms_changed', {
      subject: { type: 'site', id: ctx.site.id, label: ctx.site.key },
      changes: { synonyms: { before: before?.synonyms ?? [], after: groups } },
    })
  })
  return get(ctx)
}

function wrongIn(groups: SynonymsBody['groups']): FieldError[] {
  const seen = new Map<string, number>()
  return groups.flatMap((group, i) =>
    group.flatMap((word, j): FieldError[] => {
      const path = `/groups/${i}/${j}`
      if (tokensOf(word).length === 0) return [{ path, code: 'synonym_empty' }]
      const form = searchForm(word.trim())
      if (seen.has(form)) return [{ path, code: 'synonym_twice', params: { word } }]
      seen.set(form, i)
      return []
    }),
  )
}

const kept = Symbol('synonyms')

/** By the form that is compared, so that width, case and kana make no difference. */
export async function synonymsOf(ctx: Ctx): Promise<Synonyms> {
  const cache = ctx.app.kept(kept, () =>
    createTaggedCache<Map<string, string[]>>(ctx.app.changes, { entries: 1000 }),
  )
  const { value } = await cache.fill(ctx.site.id, ctx.now().getTime(), async () => {
    const [row] = await sql.get(ctx)
    const groups = row?.synonyms ?? []
    const byForm = new Map(
      groups.flatMap((group) => group.map((word) => [searchForm(word.trim()), group] as const)),
    )
    return { value: byForm, tags: [synonymsTag(ctx.site.id)] }
  })
  return (form) => value.get(form)
}
