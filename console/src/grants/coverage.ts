// Grants as a matrix shows them, and what a tick does to them. The grants stay the truth: a tick changes the plain ones it is about, and
// everything that a matrix cannot draw (conditions, fields, names it does not know) stays as and where it is.
import type { Grant } from '@dozo/client'

export type Coverage = 'full' | 'part' | 'none'

/** Given whole, for the content types it names: what a box can say. */
export const isPlain = (grant: Grant): boolean =>
  !grant.own && grant.condition === undefined && grant.fields === undefined

export const isEverything = (grants: readonly Grant[]): boolean => grants.some(isOfEverything)
const isOfEverything = ({ permission }: Grant): boolean => permission === '*'

const isFor = (grant: Grant, type: string | undefined): boolean =>
  grant.types === undefined || (type !== undefined && grant.types.includes(type))

/** How far a permission is given for a content type; without one: for all of them, also those to come. */
export function coverage(grants: readonly Grant[], permission: string, type?: string): Coverage {
  if (isEverything(grants)) return 'full'
  const own = grants.filter((grant) => grant.permission === permission)
  if (own.some((grant) => isPlain(grant) && isFor(grant, type))) return 'full'
  const touches = type === undefined ? own.length > 0 : own.some((grant) => isFor(grant, type))
  return touches ? 'part' : 'none'
}

/** What a box over several boxes shows. */
export function together(boxes: readonly Coverage[]): Coverage {
  if (boxes.every((one) => one === 'full') && boxes.length > 0) return 'full'
  return boxes.every((one) => one === 'none') ? 'none' : 'part'
}

/** With a permission, for one content type or for all. */
export function given(grants: readonly Grant[], permission: string, type?: string): Grant[] {
  if (coverage(grants, permission, type) === 'full') return [...grants]
  const plain = (grant: Grant) => grant.permission === permission && isPlain(grant)
  const place = grants.findIndex(plain)
  if (type === undefined) {
    const others = grants.filter((grant) => !plain(grant))
    return place < 0 ? [...others, { permission }] : others.toSpliced(place, 0, { permission })
  }
  if (place < 0) return [...grants, { permission, types: [type] }]
  return grants.with(place, { permission, types: [...(grants[place]!.types ?? []), type] })
}

/** Without a permission, for one content type of these or for all. What is given in part is taken back where it stands, not here. */
export function withheld(
  grants: readonly Grant[],
  permission: string,
  type: string | undefined,
  types: readonly string[],
): Grant[] {
  return grants.flatMap((grant) => {
    if (grant.permission !== permission || !isPlain(grant)) return [grant]
    if (type === undefined) return []
    if (!isFor(grant, type)) return [grant]
    const left = (grant.types ?? types).filter((key) => key !== type)
    return left.length > 0 ? [{ permission, types: left }] : []
  })
}

/** The grants that no box stands for: those given in part, and permissions that are not there any more. */
export const beyondBoxes = (grants: readonly Grant[], known: readonly string[]): Grant[] =>
  grants.filter((grant) => !isOfEverything(grant) && (!isPlain(grant) || !known.includes(grant.permission)))

/** Every content type that there is or that a grant speaks of. */
export const typesIn = (grants: readonly Grant[], types: readonly string[]): string[] => [
  ...new Set([...types, ...grants.flatMap((grant) => grant.types ?? [])]),
]

/** Permissions on entries are given by content type. */
export const isOfEntries = (permission: string): boolean => permission.startsWith('entries.')
