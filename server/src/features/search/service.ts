// Search finds only what the caller may read: the types, the fields and the entries of their grants, before the best are taken.
import type { ModelType } from '@dozo/content-model/query/model'
import type { Ctx } from '#platform/ctx.ts'
import { queryOf, searchForm } from '#lib/search-tokens.ts'
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

/** Entries that hold all the words, best first. */
export async function match(ctx: Ctx, asked: Asked): Promise<sql.Hit[]> {
  const words = queryOf(asked.words)
  if (words === undefined || asked.types.length === 0) return []
  const limitedFields = asked.types.some(({ fields }) => fields !== null)
  const fields = asked.types.flatMap(({ type, fields: only }) =>
    (only ?? type.definition.fields.map((field) => field.key)).map((key) => `${type.id}.${key}`),
  )
  return sql.match(ctx, {
    types: asked.types.map(({ type }) => type.id),
    stage: asked.stage,
    locale: asked.locale,
    words,
    fields: limitedFields ? fields : null,
    most: asked.wanted === null ? null : mostRanked,
    wanted: asked.wanted,
  })
}

/** The place in a text where a word stands, with some of what is around it; the beginning when none does. */
export function snippet(text: string, words: string, length = 120): string {
  const plain = text.replace(/\s+/gu, ' ').trim()
  const form = searchForm(plain)
  const at =
    words
      .split(/\s+/u)
      .filter(Boolean)
      .map((word) => form.indexOf(searchForm(word)))
      .find((place) => place >= 0) ?? 0
  const start = Math.max(0, at - Math.floor(length / 3))
  const cut = Array.from(plain.slice(start)).slice(0, length).join('')
  return `${start > 0 ? '…' : ''}${cut}${start + cut.length < plain.length ? '…' : ''}`
}
