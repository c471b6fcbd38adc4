// Types that point at each other are made in an order, and where none fits, in stages.
import type { Field, WrittenDefinition, WrittenKind } from './definition.ts'
import { someWithin } from './fields/within.ts'
import { withSharedKinds } from './shared-kinds.ts'

type Place = { type: string; field: string }
const nameOf = ({ type, field }: Place) => `${type}.${field.split('.')[0]}`
const placesOf = (types: readonly WrittenDefinition[]) =>
  types.flatMap(({ key, fields }) => fields.map((field) => nameOf({ type: key, field: field.key })))

/** A field, or one within it, that points to a type which does not exist yet. */
const pointsTo = (field: Field, missing: ReadonlySet<string>): boolean =>
  someWithin(field, ({ to, of, suggest }) =>
    [of?.type, suggest?.type, ...(to ?? [])].some((key) => key !== undefined && missing.has(key)),
  )

/** A field, or one within it, that reads another one, such as a reverse relation, which does not exist yet. */
const readsMissing = (field: Field, places: ReadonlySet<string>): boolean =>
  someWithin(field, ({ of, suggest }) =>
    [of, suggest].some((place) => place !== undefined && place !== null && !places.has(nameOf(place))),
  )

export type Stages = {
  first: WrittenDefinition
  /** When all types exist: all fields but those that read fields which still come. */
  then: WrittenDefinition
  whole: WrittenDefinition
}

/**
 * New types in an order in which each finds the types and fields it points to, besides those that are `there`. Where they point at each
 * other, a type is first made without those fields (`first`) and gets them once the others are there. What shared blocks point to counts.
 */
export function inOrder(
  fresh: readonly WrittenDefinition[],
  there: readonly WrittenDefinition[] = [],
  kinds: readonly WrittenKind[] = [],
): Stages[] {
  const left = new Map(fresh.map((type) => [type.key, type]))
  const places = new Set(placesOf(there))
  const made: Omit<Stages, 'then'>[] = []
  const missing = () => new Set(left.keys())
  while (left.size > 0) {
    const others = (key: string) => new Set([...missing()].filter((other) => other !== key))
    const ready = [...left.values()].find((type) => {
      const known = new Set([...places, ...placesOf([type])])
      return !withSharedKinds(type, kinds).fields.some(
        (field) => pointsTo(field, others(type.key)) || readsMissing(field, known),
      )
    })
    const whole = ready ?? [...left.values()][0]!
    // A type that points to itself is not there yet either.
    const first = without(whole, kinds, (field) => pointsTo(field, missing()) || readsMissing(field, places))
    made.push({ first, whole })
    left.delete(whole.key)
    for (const place of placesOf([first])) places.add(place)
  }
  return made.map(({ first, whole }) => ({
    first,
    then: without(whole, kinds, (field) => readsMissing(field, places)),
    whole,
  }))
}

function without(
  type: WrittenDefinition,
  kinds: readonly WrittenKind[],
  goes: (field: Field) => boolean,
): WrittenDefinition {
  const whole = withSharedKinds(type, kinds).fields
  const fields = type.fields.filter((_field, i) => !goes(whole[i]!))
  if (fields.length === type.fields.length) return type
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
