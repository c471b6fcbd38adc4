// What becomes of a value when its field changes: a shared one becomes the default language's and back, one the first of many and back;
// a value that its field cannot hold any more, or whose field is gone, goes. Versions keep everything as it was.
import type { BlockKind, Field } from '@dozo/content-model/definition'
import { converted } from '@dozo/content-model/convert'
import { typeOf } from '@dozo/content-model/fields/index'
import type { Values } from '@dozo/content-model/values'

const isObject = (value: unknown): value is Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The value as the field keeps it now, or nothing. Safe to do again: what fits already stays. */
export function reshaped(
  value: unknown,
  field: Field,
  old: Field | undefined,
  defaultLocale: string,
  convert: boolean,
): unknown {
  if (!old) return value
  const own = (one: unknown) => reshapedOne(one, field, old, convert)
  if (!field.localized) return own(old.localized && isObject(value) ? value[defaultLocale] : value)
  // A value that has moved already when a job is run again: languages do not look like a text, a number or a list.
  const moved = isObject(value) && (old.localized || !typeOf(old).isObject)
  const languages = moved ? value : { [defaultLocale]: value }
  const kept = Object.entries(languages).flatMap(([locale, one]) => {
    const next = own(one)
    return next === undefined ? [] : [[locale, next]]
  })
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

function reshapedOne(value: unknown, field: Field, old: Field, convert: boolean): unknown {
  if (value === undefined) return undefined
  if (old.type !== field.type) return converted(value, old, field, convert)
  if (field.many && !Array.isArray(value)) return [value]
  if (!field.many && old.many && Array.isArray(value)) return value[0]
  if (field.kinds && old.kinds && Array.isArray(value))
    return value.flatMap((block) => reshapedBlock(block, field.kinds!, old.kinds!, convert))
  if (!field.fields || !old.fields) return value
  return Array.isArray(value)
    ? value.map((item) => reshapedInner(item, field, old, convert))
    : reshapedInner(value, field, old, convert)
}

type Inside = Pick<Field, 'fields'>

function reshapedInner(item: unknown, field: Inside, old: Inside, convert: boolean): unknown {
  if (!isObject(item)) return item
  const kept = Object.entries(item).flatMap(([key, value]) => {
    const inner = field.fields?.find((one) => one.key === key)
    const before = old.fields?.find((one) => one.key === key)
    const next = inner && before ? reshapedOne(value, inner, before, convert) : inner && value
    return next === undefined ? [] : [[key, next]]
  })
  return Object.fromEntries(kept)
}

/** A block of a kind that is gone goes, too. */
function reshapedBlock(
  block: unknown,
  kinds: readonly BlockKind[],
  old: readonly BlockKind[],
  convert: boolean,
): unknown[] {
  const named = (list: readonly BlockKind[]) =>
    list.find((kind) => isObject(block) && kind.key === block['kind'])
  const [kind, before] = [named(kinds), named(old)]
  if (!isObject(block) || !kind) return []
  return [before ? { ...block, values: reshapedInner(block['values'], kind, before, convert) } : block]
}
