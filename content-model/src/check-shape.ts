import { Errors } from 'typebox/schema'
import { issue, type Issue } from './issue.ts'

/** The few places whose shape has words of its own; every other wrong option is named. */
const codes: Record<string, string> = { 'key pattern': 'key_pattern', 'type enum': 'field_type_unknown' }

/**
 * Where a value does not have the shape of a schema. It is interpreted, never compiled to code: definitions come from outside.
 * At most 20 issues, each with the pointer of the wrong place below `at`.
 */
export function shapeIssues(schema: object, value: unknown, at: string): Issue[] {
  const [fits, errors] = Errors(schema, value)
  if (fits) return []
  const found = errors.flatMap(({ keyword, instancePath: place, params }): Issue[] => {
    const path = at + place
    const missing = 'requiredProperties' in params ? (params.requiredProperties as string[]) : []
    if (missing.length > 0) return missing.map((key) => issue(`${path}/${key}`, 'required'))
    // What the branch that was taken says is enough; a shared kind that has more than its key says nothing else.
    if (keyword === 'if' && errors.length > 1) return []
    // "schema is false" says once more what additionalProperties says with the path of the strange key.
    if (keyword === 'additionalProperties') return []
    const name = place.slice(place.lastIndexOf('/') + 1).slice(0, 40)
    if (keyword === 'boolean') return [issue(path, 'option_unknown', { option: name })]
    return [issue(path, codes[`${name} ${keyword}`] ?? 'option_shape', { option: name })]
  })
  return found.length > 0 ? found.slice(0, 20) : [issue(at, 'option_shape', { option: '' })]
}
