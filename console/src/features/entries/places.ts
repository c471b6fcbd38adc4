import type { Field } from '@dozo/content-model/definition'
import type { Values } from '@dozo/content-model/values'
import { same } from '../../fields/same.ts'

/** Where one value stands: a shared field, or a localised field in one language. */
export type Place = { field: string; locale?: string }

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
  places.filter((place) => !sameAt(place, before, after))

const plain = (value: unknown) => (value === '' ? undefined : value)

/** What is sent to save: only what was changed, field by field and language by language; null empties. */
export function changeOf(places: readonly Place[], before: Values, after: Values): Values {
  return changedPlaces(places, before, after).reduce<Values>(
    (change, place) => withValue(change, place, plain(valueAt(after, place)) ?? null),
    {},
  )
}

/** Whether there is the same at a place. An empty text is no value. */
export const sameAt = (place: Place, a: Values, b: Values): boolean =>
  same(plain(valueAt(a, place)), plain(valueAt(b, place)))

type Three = {
  base: Values
  mine: Values
  theirs: Values
  /** What they began with, where that is not written as mine is: the server tidies what it is sent. */
  theirBase?: Values
}

/**
 * Three-way, place by place: what I changed stays mine, everything else becomes theirs. `clashes`: both changed, and not to the same.
 * What says the same stays the very object that it was, so that nothing is drawn anew under somebody who writes.
 */
export function merged(
  places: readonly Place[],
  { base, mine, theirs, theirBase = base }: Three,
): { values: Values; clashes: Place[] } {
  const own = changedPlaces(places, base, mine)
  const kept = places.filter(
    (place) => own.includes(place) || (valueAt(mine, place) !== undefined && sameAt(place, mine, theirs)),
  )
  const values = kept.reduce((sum, place) => withValue(sum, place, valueAt(mine, place)), theirs)
  const clashes = own.filter((place) => !sameAt(place, theirBase, theirs) && !sameAt(place, mine, theirs))
  return { values, clashes }
}

/** The pointer that problems use for a place. */
export const pathOf = ({ field, locale }: Place): string =>
  `/values/${field}${locale === undefined ? '' : `/${locale}`}`
