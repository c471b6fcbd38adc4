import { typeOf } from '@dozo/content-model/fields/index'
import type { ModelType } from '@dozo/content-model/query/model'
import { valueIn, type Values } from '@dozo/content-model/values'
import type { Ctx } from '#platform/ctx.ts'
import { invalid } from '#platform/errors.ts'
import { Page } from '#platform/feature.ts'
import { modelOf, typeNamed } from '#features/content-types/service.ts'
import * as search from '#features/search/service.ts'
import { accessTo } from './access.ts'
import { besidesOf, rightsOn, seenOf, toEntry } from './present.ts'
import type { SearchQuery } from './schema.ts'
import * as sql from './sql.ts'

/** Searchable fields that are readable under every grant: a match anywhere else would tell what may not be read. */
export function searchableFields(type: ModelType, readable: (field: string) => boolean): string[] | null {
  const fields = type.definition.fields.filter((field) => field.searchable)
  const allowed = fields.filter((field) => readable(field.key))
  return allowed.length === fields.length ? null : allowed.map((field) => field.key)
}

/** Ids of one type that hold the words: all of them, because the list's own conditions come on top. */
export async function idsMatching(
  ctx: Ctx,
  type: ModelType,
  words: string,
  stage: 'work' | 'live',
  locale: string,
): Promise<string[]> {
  const model = await modelOf(ctx)
  const { readable } = accessTo(ctx, 'entries.read', type, model)
  const fields = searchableFields(type, readable)
  const { hits } = await search.match(ctx, { words, types: [{ type, fields }], stage, locale, wanted: null })
  return hits.map((hit) => hit.entry_id)
}

/** The console's search over all types that the caller may read. */
export async function searchEntries(ctx: Ctx, asked: SearchQuery): Promise<Page> {
  const model = await modelOf(ctx)
  const locale = asked.locale ?? ctx.site.defaultLocale
  if (!ctx.site.locales.includes(locale))
    throw invalid([
      { path: '/locale', code: 'locale_unknown', params: { locales: ctx.site.locales.join(', ') } },
    ])
  const wanted = asked.size ?? 20
  const types = (asked.type ? [await typeNamed(ctx, asked.type)] : model.types).flatMap((type) => {
    const access = accessTo(ctx, 'entries.read', type, model)
    return access.allowed ? [{ type, access, fields: searchableFields(type, access.readable) }] : []
  })
  const conditional = types.some(({ access }) => access.filter !== null)
  const { hits, marking } = await search.match(ctx, {
    words: asked.q,
    types,
    stage: 'work',
    locale,
    wanted: conditional ? null : wanted,
  })
  const found = new Map(
    (
      await sql.states(
        ctx,
        hits.map((hit) => hit.entry_id),
      )
    ).map((state) => [state.id, state]),
  )
  const shown = hits.flatMap((hit) => {
    const state = found.get(hit.entry_id)
    const type = state && model.byId(state.typeId)
    const access = types.find((one) => one.type.id === type?.id)?.access
    return state && type && access?.covers(seenOf(state, ctx, type)) ? [{ hit, state, type }] : []
  })
  const best = shown.slice(0, wanted)
  const besides = await besidesOf(
    ctx,
    best.map(({ state }) => state),
  )
  return new Page(
    best.map(({ hit, state, type }) => {
      const entry = toEntry(ctx, type, state, rightsOn(ctx, type, model), besides)
      const { text, marks } = search.highlight(textOf(type, entry.values, locale), marking)
      return { entry, score: hit.score, snippet: text, marks }
    }),
  )
}

/** Everything searchable of an entry in a language, as one text. */
export const textOf = (type: ModelType, values: Values, locale: string): string =>
  type.definition.fields
    .flatMap((field) => {
      const value = field.searchable ? valueIn(field, values, locale, null) : undefined
      return value === undefined || value === null ? [] : [typeOf(field).plainText(value, field)]
    })
    .join(' ')
