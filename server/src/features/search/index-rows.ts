import { sharedLocale } from '@dozo/content-model/columns'
import { typeOf } from '@dozo/content-model/fields/index'
import type { ModelType } from '@dozo/content-model/query/model'
import { valueIn, type Values } from '@dozo/content-model/values'
import { documentParts } from '#lib/search-tokens.ts'
import type { SearchRow, SourceRow } from './sql.ts'

/** One row per stage, language, field and part, so that a match in a field that may not be read is no match. */
export function searchRows(type: ModelType, entry: SourceRow, locales: readonly string[]): SearchRow[] {
  const stages: { stage: string; values: Values }[] = [
    { stage: 'work', values: entry.work },
    ...(entry.live ? [{ stage: 'live', values: entry.live }] : []),
  ]
  return stages.flatMap(({ stage, values }) =>
    type.definition.fields.flatMap((field) => {
      if (!field.searchable) return []
      const { weight } = field.searchable
      return (field.localized ? locales : [sharedLocale]).flatMap((locale) => {
        const value = valueIn(field, values, locale, null)
        if (value === undefined || value === null) return []
        const parts = documentParts(typeOf(field).plainText(value, field), weight)
        return parts.map((document, part) => ({
          type_id: type.id,
          stage,
          locale,
          entry_id: entry.id,
          field: field.key,
          part,
          document,
        }))
      })
    }),
  )
}
