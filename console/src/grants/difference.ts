import type { Grant } from '@dozo/client'
import { beyondBoxes, coverage, isEverything, isOfEntries, isPlain, typesIn } from './coverage.ts'

/** One thing that changes for the members of a group. `types`: of entries only; `toCome`: also those that will be made. */
export type Change =
  | { kind: 'gained' | 'lost' | 'narrowed'; permission: string; types?: string[]; toCome?: boolean }
  | { kind: 'gainedPart' | 'lostPart'; grant: Grant }
  | { kind: 'gainedEverything' | 'lostEverything' }

const same = (grant: Grant) =>
  JSON.stringify([
    grant.permission,
    grant.types?.toSorted(),
    grant.own ?? false,
    grant.condition,
    grant.fields?.toSorted(),
  ])

/** What members of the group may do from now on, and what no longer: by what the grants mean, not by how they are written. */
export function difference(
  before: readonly Grant[],
  after: readonly Grant[],
  types: readonly string[],
): Change[] {
  const everything: Change[] =
    isEverything(before) === isEverything(after)
      ? []
      : [{ kind: isEverything(after) ? 'gainedEverything' : 'lostEverything' }]
  const [old, next] = [before, after].map((grants) => grants.filter(({ permission }) => permission !== '*'))
  const all = typesIn([...old!, ...next!], types)
  const permissions = [...new Set([...old!, ...next!].map(({ permission }) => permission))]
  return [
    ...everything,
    ...permissions.flatMap((permission) => ofPermission(permission, old!, next!, all)),
    ...parts(old!, next!),
  ]
}

/** A type key, or nothing for those to come. */
type Place = string | undefined

function ofPermission(
  permission: string,
  before: readonly Grant[],
  after: readonly Grant[],
  types: readonly string[],
): Change[] {
  const places: Place[] = isOfEntries(permission) ? [...types, undefined] : [undefined]
  const was = (place: Place) => coverage(before, permission, place)
  const is = (place: Place) => coverage(after, permission, place)
  const lost = places.filter((place) => was(place) === 'full' && is(place) !== 'full')
  // Of the types to come, a grant in part says something only when it names no types.
  const inPart = (place: Place) =>
    place === undefined
      ? after.some((one) => one.permission === permission && !isPlain(one) && !one.types)
      : is(place) === 'part'
  const told: [Exclude<Change['kind'], `${string}Part` | `${string}Everything`>, Place[]][] = [
    ['gained', places.filter((place) => is(place) === 'full' && was(place) !== 'full')],
    ['lost', lost.filter((place) => !inPart(place))],
    ['narrowed', lost.filter(inPart)],
  ]
  return told.flatMap(([kind, found]): Change[] => {
    if (found.length === 0) return []
    if (!isOfEntries(permission)) return [{ kind, permission }]
    const toCome = found.includes(undefined)
    return [{ kind, permission, types: found.filter((place) => place !== undefined), toCome }]
  })
}

function parts(before: readonly Grant[], after: readonly Grant[]): Change[] {
  const told = (from: readonly Grant[], to: readonly Grant[], kind: 'gainedPart' | 'lostPart') => {
    const kept = from.map(same)
    return beyondBoxes(
      to,
      to.filter(isPlain).map(({ permission }) => permission),
    )
      .filter((grant) => !kept.includes(same(grant)))
      .map((grant) => ({ kind, grant }))
  }
  return [...told(before, after, 'gainedPart'), ...told(after, before, 'lostPart')]
}
