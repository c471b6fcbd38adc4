import type { ContentTypeDefinition, Field } from '@dozo/client'
import { someWithin } from '@dozo/content-model/fields/within'

/** A field, or one within it, that points to a type which does not exist yet. */
const pointsTo = (field: Field, missing: ReadonlySet<string>): boolean =>
  someWithin(field as never, ({ to, of, suggest }) =>
    [of?.type, suggest?.type, ...(to ?? [])].some((key) => key !== undefined && missing.has(key)),
  )

/**
 * New types in an order in which each finds the types it points to. Where they point at each other, a type is first made without those
 * fields (`first`) and gets them once the others are there.
 */
export function inOrder(
  fresh: readonly ContentTypeDefinition[],
): { first: ContentTypeDefinition; whole: ContentTypeDefinition }[] {
  const left = new Map(fresh.map((type) => [type.key, type]))
  const made: { first: ContentTypeDefinition; whole: ContentTypeDefinition }[] = []
  const missing = () => new Set(left.keys())
  while (left.size > 0) {
    const others = (key: string) => new Set([...missing()].filter((other) => other !== key))
    const ready = [...left.values()].find(
      (type) => !type.fields.some((field) => pointsTo(field, others(type.key))),
    )
    const whole = ready ?? [...left.values()][0]!
    // A type that points to itself is not there yet either.
    const fields = whole.fields.filter((field) => !pointsTo(field, missing()))
    const first = fields.length === whole.fields.length ? whole : without(whole, fields)
    made.push({ first, whole })
    left.delete(whole.key)
  }
  return made
}

function without(type: ContentTypeDefinition, fields: Field[]): ContentTypeDefinition {
  const { titleField, keyField, ...rest } = type
  const has = (key: string | undefined) => fields.some((field) => field.key === key)
  return {
    ...rest,
    // A definition has at least one field; this one is there for a moment only.
    fields:
      fields.length > 0 ? fields : [{ key: 'pending', type: 'text', name: { ja: '作成中', en: 'Pending' } }],
    ...(has(titleField) ? { titleField: titleField! } : {}),
    ...(has(keyField) ? { keyField: keyField! } : {}),
  }
}
