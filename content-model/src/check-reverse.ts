import type { ContentTypeDefinition } from './definition.ts'
import { issue, type Issue } from './issue.ts'

/** Reverse relations whose other side is not there: a relation field of that type, not within another one, which points to this type. */
export function checkReverse(
  definition: ContentTypeDefinition,
  typeOf: (key: string) => ContentTypeDefinition | undefined,
): Issue[] {
  return definition.fields.flatMap(({ of }, i) => {
    if (!of) return []
    const type = of.type === definition.key ? definition : typeOf(of.type)
    if (!type) return [issue(`/fields/${i}/of/type`, 'type_unknown', { key: of.type })]
    const other = type.fields.find((field) => field.key === of.field)
    return other?.type === 'relation' && other.to?.includes(definition.key)
      ? []
      : [
          issue(`/fields/${i}/of/field`, 'reverse_of', {
            type: of.type,
            field: of.field,
            key: definition.key,
          }),
        ]
  })
}
