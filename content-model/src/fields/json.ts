import { fieldType, isCleanText } from '../field-type.ts'
import { issue } from '../issue.ts'
import { limits } from '../limits.ts'

function tooDeep(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false
  if (depth === 0) return true
  return Object.values(value).some((inner) => tooDeep(inner, depth - 1))
}

export const json = fieldType({
  type: 'json',
  label: { ja: 'JSON', en: 'JSON' },
  check(value) {
    if (tooDeep(value, limits.jsonDepth)) return [issue('', 'json_too_deep', { limit: limits.jsonDepth })]
    const text = JSON.stringify(value)
    if (new TextEncoder().encode(text).length > limits.jsonBytes)
      return [issue('', 'json_too_big', { limit: limits.jsonBytes })]
    return isCleanText(text) && !/\\u0000|\\ud[89a-f]/i.test(text) ? [] : [issue('', 'control_characters')]
  },
  schema: () => ({}),
})
