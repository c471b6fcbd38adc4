// Kinds of blocks that are defined once for a site. As written, a definition names them (`{ use: 'quote' }`); filled in, each such place
// holds the whole kind and still says which one it is, so that the written form can be had back.
import type { BlockKind, Field, KindUse, WrittenDefinition, WrittenField, WrittenKind } from './definition.ts'
import { isObject } from './fields/object-value.ts'
import { limits } from './limits.ts'

/** A place where a shared kind is only named. */
export const isUse = (kind: unknown): kind is KindUse =>
  isObject(kind) && typeof kind['use'] === 'string' && kind['fields'] === undefined

// What somebody sends may look like a kind that was filled in; only what was made here is one.
const made = new WeakSet<object>()

/** The field as it was written, one level deep. */
export const shallowAsWritten = (field: Field): unknown => {
  const { kinds } = field
  if (!Array.isArray(kinds)) return field
  return {
    ...field,
    kinds: kinds.map((kind) => (isObject(kind) && made.has(kind) ? { use: kind.use } : kind)),
  }
}

type Fields = { fields: WrittenField[] }

/**
 * The definition with each shared kind that it uses filled in. A kind that is not there, or would hold itself, stays named only. Takes
 * whatever has the outer shape of a definition: of what stands within, nothing is taken for granted.
 */
export function withSharedKinds<T extends Fields>(
  written: T,
  shared: readonly WrittenKind[],
): Omit<T, 'fields'> & { fields: Field[] } {
  const byKey = new Map(shared.map((kind) => [kind.key, kind]))
  // Each is filled in once, however often it is used: definitions share it.
  const filled = new Map<string, BlockKind | undefined>()

  const fields = (list: readonly WrittenField[], depth: number): Field[] =>
    list.map((field) => {
      if (!isObject(field) || depth > limits.nesting) return field as unknown as Field
      const { fields: inner, kinds } = field
      return {
        ...field,
        ...(Array.isArray(inner) ? { fields: fields(inner, depth + 1) } : {}),
        ...(Array.isArray(kinds) ? { kinds: kinds.map((kind) => kindAt(kind, depth + 1)) } : {}),
      } as Field
    })

  function kindAt(kind: WrittenKind | KindUse, depth: number): BlockKind {
    if (isUse(kind)) return sharedKind(kind.use) ?? (kind as unknown as BlockKind)
    return (
      isObject(kind) && Array.isArray(kind.fields) ? { ...kind, fields: fields(kind.fields, depth) } : kind
    ) as BlockKind
  }

  function sharedKind(use: string): BlockKind | undefined {
    const kind = byKey.get(use)
    if (!kind || filled.has(use)) return filled.get(use)
    filled.set(use, undefined)
    const { key, name } = kind
    const whole: BlockKind = { use, key, name, fields: fields(kind.fields, 0) }
    made.add(whole)
    filled.set(use, whole)
    return whole
  }

  return { ...written, fields: fields(written.fields, 0) }
}

/** The definition as it was written: shared kinds are named, not repeated. */
export function asWritten<T extends { fields: Field[] }>(
  definition: T,
): Omit<T, 'fields'> & { fields: WrittenField[] } {
  return { ...definition, fields: definition.fields.map(fieldAsWritten) }
}

const fieldAsWritten = (field: Field): WrittenField => ({
  ...field,
  ...(field.fields ? { fields: field.fields.map(fieldAsWritten) } : {}),
  ...(field.kinds ? { kinds: field.kinds.map(kindAsWritten) } : {}),
})

/** A kind as it is written in its field: a shared one by its name alone. */
export const kindAsWritten = (kind: BlockKind): WrittenKind | KindUse =>
  kind.use === undefined ? asWritten(kind) : { use: kind.use }

/** The shared kinds that a filled-in definition uses, directly or within one another. */
export function usedKinds({ fields }: { fields: readonly Field[] }): WrittenKind[] {
  const found = new Map<string, WrittenKind>()
  const look = (list: readonly Field[]): void => {
    for (const { fields: inner = [], kinds = [] } of list) {
      look(inner)
      for (const kind of kinds) {
        if (kind.use !== undefined && found.has(kind.use)) continue
        const { use, ...own } = kind
        if (use !== undefined) found.set(use, asWritten(own))
        look(kind.fields)
      }
    }
  }
  look(fields)
  return [...found.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

/** Keys of the shared kinds that are named in these fields as they are written, whether they exist or not. */
export function namedKinds({ fields }: Fields, depth = 0): string[] {
  if (depth > limits.nesting) return []
  const found = fields.filter(isObject).flatMap(({ fields: inner, kinds }) => [
    ...(Array.isArray(inner) ? namedKinds({ fields: inner }, depth + 1) : []),
    ...(Array.isArray(kinds) ? kinds : []).flatMap((kind) => {
      if (isUse(kind)) return [kind.use]
      return isObject(kind) && Array.isArray(kind.fields) ? namedKinds(kind, depth + 1) : []
    }),
  ])
  return [...new Set(found)]
}

/** A kind that would hold itself, as the way that leads back to it: `['a', 'b', 'a']`. */
export function cycleFrom(key: string, shared: readonly WrittenKind[]): string[] | undefined {
  const uses = new Map(shared.map((kind) => [kind.key, namedKinds(kind)]))
  const seen = new Set<string>()
  const follow = (at: string, way: string[]): string[] | undefined => {
    for (const next of uses.get(at) ?? []) {
      if (next === key) return [...way, next]
      if (seen.has(next)) continue
      seen.add(next)
      const found = follow(next, [...way, next])
      if (found) return found
    }
    return undefined
  }
  return follow(key, [key])
}

/** Kinds in an order in which each comes behind those that it uses. */
export function usedFirst<T extends WrittenKind>(kinds: readonly T[]): T[] {
  const byKey = new Map(kinds.map((kind) => [kind.key, kind]))
  const placed = new Set<T>()
  const seen = new Set<T>()
  const place = (kind: T): void => {
    if (seen.has(kind)) return
    seen.add(kind)
    for (const key of namedKinds(kind)) if (byKey.has(key)) place(byKey.get(key)!)
    placed.add(kind)
  }
  kinds.forEach(place)
  return [...placed]
}

/** A definition that has nothing but blocks of this kind: what is asked of definitions can be asked of a kind alone. */
export const holderOf = (kind: WrittenKind): WrittenDefinition => ({
  key: 'holder',
  name: kind.name,
  kind: 'plain',
  fields: [{ key: 'blocks', type: 'blocks', name: kind.name, kinds: [kind] }],
})

/** A pointer into a filled-in definition, as one into the written form: within a shared kind it ends where the kind is named. */
export function placeAsWritten(written: WrittenDefinition, path: string): string {
  const steps = path.split('/').slice(1)
  let here: unknown = written
  for (const [i, step] of steps.entries()) {
    if (isUse(here)) return `/${steps.slice(0, i).join('/')}/use`
    here = here !== null && typeof here === 'object' ? (here as Record<string, unknown>)[step] : undefined
  }
  return path
}
