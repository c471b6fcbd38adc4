// Search finds only what the caller may read: the types, the fields and the entries of their grants, before the best are taken.
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { searchQuery, type PlainWord } from '#lib/search-query.ts'
import { synonymsOf } from './synonyms.ts'
import * as sql from './sql.ts'

export type Asked = {
  words: string
  types: readonly { type: ModelType; fields: readonly string[] | null }[]
  stage: 'work' | 'live'
  locale: string
  /** Nothing: every hit, because more conditions come on top. */
  wanted: number | null
}

/** Moves when the index of a type's entries has caught up with a write. */
export const searchTag = (typeId: string) => `search:${typeId}`

/** Rows that are ranked at most. Beyond it a word is too common for rank to mean much. */
const mostRanked = 5000

export type Found = { hits: sql.Hit[]; marking: readonly PlainWord[] }

/** Entries that hold all the words, best first, and what of them is to be marked in texts. */
export async function match(ctx: Ctx, asked: Asked): Promise<Found> {
  const query = searchQuery(asked.words, await synonymsOf(ctx))
  if (query === undefined || asked.types.length === 0) return { hits: [], marking: [] }
  const limitedFields = asked.types.some(({ fields }) => fields !== null)
  const fields = asked.types.flatMap(({ type, fields: only }) =>
    (only ?? type.definition.fields.map((field) => field.key)).map((key) => `${type.id}.${key}`),
  )
  const hits = await sql.match(ctx, {
    types: asked.types.map(({ type }) => type.id),
    stage: asked.stage,
    locale: asked.locale,
    words: query.words,
    excluded: query.excluded,
    fields: limitedFields ? fields : null,
    most: asked.wanted === null ? null : mostRanked,
    wanted: asked.wanted,
  })
  return { hits, marking: query.plain }
}

export { highlight, type Highlight } from './highlight.ts'
export { synonymsTag } from './synonyms.ts'
