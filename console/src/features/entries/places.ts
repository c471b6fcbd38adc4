import type { Field } from '@dozo/content-model/definition'
import type { Values } from '@dozo/content-model/values'

/** Where one value stands: a shared field, or a localised field in one language. */
export type Place = { field: string; locale?: string }

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

export const valueAt = (values: Values, { field, locale }: Place): unknown =>
  locale === undefined ? values[field] : (values[field] as Values | undefined)?.[locale]

export function withValue(values: Values, { field, locale }: Place, value: unknown): Values {
  if (locale === undefined) return { ...values, [field]: value }
  return { ...values, [field]: { ...(values[field] as Values | undefined), [locale]: value } }
}

export const placesOf = (fields: readonly Field[], locales: readonly string[]): Place[] =>
  fields.flatMap((field): Place[] =>
    field.localized ? locales.map((locale) => ({ field: field.key, locale })) : [{ field: field.key }],
  )

/** Places at which two sets of values differ. An empty text is no value. */
export const changedPlaces = (places: readonly Place[], before: Values, after: Values): Place[] =>
  places.filter((place) => !same(plain(valueAt(before, place)), plain(valueAt(after, place))))

const plain = (value: unknown) => (value === '' ? undefined : value)

/** What is sent to save: only what was changed, field by field and language by language; null empties. */
export function changeOf(places: readonly Place[], before: Values, after: Values): Values {
  return changedPlaces(places, before, after).reduce<Values>(
    (change, place) => withValue(change, place, plain(valueAt(after, place)) ?? null),
    {},
  )
}

/**
 * Three-way, place by place: what I changed stays mine, everything else becomes theirs. `clashes`: both changed, and not to the same.
 */
export function merged(
  places: readonly Place[],
  { base, mine, theirs }: { base: Values; mine: Values; theirs: Values },
): { values: Values; clashes: Place[] } {
  const own = changedPlaces(places, base, mine)
  const values = own.reduce((sum, place) => withValue(sum, place, valueAt(mine, place)), theirs)
  const clashes = own.filter(
    (place) =>
      !same(plain(valueAt(base, place)), plain(valueAt(theirs, place))) &&
      !same(plain(valueAt(mine, place)), plain(valueAt(theirs, place))),
  )
  return { values, clashes }
}

/** The pointer that problems use for a place. */
export const pathOf = ({ field, locale }: Place): string =>
  `/values/${field}${locale === undefined ? '' : `/${locale}`}`
