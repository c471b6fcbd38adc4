import type { Field } from '../definition.ts'

/**
 * Empty is a missing key, never null: what a form sends for a place where nothing was written counts as nothing.
 * A JSON field is the exception: an empty list or text is something there.
 */
export function isEmpty(value: unknown, field: Pick<Field, 'type'>): boolean {
  if (value === undefined || value === null) return true
  if (field.type === 'json') return false
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0
}
