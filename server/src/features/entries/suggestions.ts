import { fieldOf } from '@dozo/content-model/definition'
import { sortKey } from '@dozo/content-model/field-type'
import type { Ctx } from '#platform/ctx.ts'
import { invalid } from '#platform/errors.ts'
import { modelOf } from '#features/content-types/service.ts'
import { accessOrRefuse } from './access.ts'
import type { SuggestionQuery } from './schema.ts'
import { suggestionsSql } from './suggestions-sql.ts'

const usual = 10

/** Values that a text field has in what is live, each once, that begin like this; only of entries and fields that the caller may read. */
export async function suggest(ctx: Ctx, asked: SuggestionQuery): Promise<string[]> {
  const { type: key, field: name, q = '', locale = ctx.site.defaultLocale, size = usual } = asked
  const model = await modelOf(ctx)
  const type = model.type(key)
  if (!type) throw invalid([{ path: '/type', code: 'type_unknown', params: { key } }])
  const access = accessOrRefuse(ctx, 'entries.read', type, model)
  const field = fieldOf(type.definition, name)
  const column = type.columns[name]
  if (!field || !access.readable(name))
    throw invalid([{ path: '/field', code: 'unknown_field', params: { name } }])
  if (field.type !== 'text' || column === undefined)
    throw invalid([{ path: '/field', code: 'suggest_of', params: { type: key, field: name } }])
  if (!ctx.site.locales.includes(locale))
    throw invalid([
      { path: '/locale', code: 'locale_unknown', params: { locales: ctx.site.locales.join(', ') } },
    ])
  const rows = await ctx.read<{ value: string | null }>(
    suggestionsSql(ctx, {
      type,
      field,
      column,
      prefix: sortKey(q.trim()),
      locale,
      size,
      access: access.filter,
    }),
  )
  return rows.flatMap(({ value }) => value ?? [])
}
