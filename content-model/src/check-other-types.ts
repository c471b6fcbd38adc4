import type { ContentTypeDefinition, Field } from './definition.ts'
import { issue, type Issue } from './issue.ts'

type Named = { type: string; field: string }

/** Fields of other types that a definition names and that are not there, or are not what they are named for. */
export function checkOtherTypes(
  definition: ContentTypeDefinition,
  typeOf: (key: string) => ContentTypeDefinition | undefined,
): Issue[] {
  const { key } = definition
  const wrong = (
    at: string,
    { type, field }: Named,
    code: string,
    fits: (field: Field) => boolean,
  ): Issue[] => {
    const other = type === key ? definition : typeOf(type)
    if (!other) return [issue(`${at}/type`, 'type_unknown', { key: type })]
    const found = other.fields.find((one) => one.key === field)
    return found && fits(found) ? [] : [issue(`${at}/field`, code, { type, field, key })]
  }
  return definition.fields.flatMap(({ of, suggest }, i) => [
    ...(of
      ? wrong(`/fields/${i}/of`, of, 'reverse_of', ({ type, to }) => type === 'relation' && to!.includes(key))
      : []),
    ...(suggest
      ? wrong(
          `/fields/${i}/suggest`,
          suggest,
          'suggest_of',
          ({ type, filterable }) => type === 'text' && filterable === true,
        )
      : []),
  ])
}
