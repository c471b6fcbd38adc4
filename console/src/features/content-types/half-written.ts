import type { Field } from '@dozo/content-model/definition'
import { isUse } from '@dozo/content-model/shared-kinds'

/** A field while somebody writes it, as an input can show it: choices that have no value yet, or the value of another one, are left out. */
export function showable(field: Field): Field {
  const seen = new Set([''])
  return {
    ...field,
    ...(field.options
      ? {
          options: field.options.flatMap(({ value, name }) => {
            if (seen.has(value)) return []
            seen.add(value)
            return [{ value, name: { ja: name.ja || value, en: name.en || value } }]
          }),
        }
      : {}),
    ...(field.fields ? { fields: field.fields.map(showable) } : {}),
    ...(field.kinds
      ? {
          // A shared one that is not filled in is not known yet, or not there.
          kinds: field.kinds.flatMap((kind) =>
            isUse(kind) ? [] : [{ ...kind, fields: kind.fields.map(showable) }],
          ),
        }
      : {}),
  }
}
