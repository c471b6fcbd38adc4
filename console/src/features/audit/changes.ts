// Before and after of a record, flat and in words: one line for each value that differs.
type Leaf = { path: string[]; text: string }
export type ChangeLine = { path: string[]; before: string | undefined; after: string | undefined }

type Words = {
  /** The name of one step of a path; nothing: as it is. */
  nameOf: (step: string, path: readonly string[]) => string | undefined
  /** A text, number, truth or nothing as one reads it. */
  textOf: (value: unknown, path: readonly string[]) => string
  hidden: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

// The server never records secrets; a name that promises one is not shown even so.
const isSecret = (step: string): boolean => /password|secret|token|hash/i.test(step)

/** What stands for an item of a list from one state to the other, wherever it has moved to. */
const titleOf = (item: unknown, at: number): string => {
  const known = isObject(item)
    ? (item['key'] ?? item['permission'] ?? item['path'] ?? item['value'])
    : undefined
  return typeof known === 'string' ? known : String(at + 1)
}

function leaves(value: unknown, path: readonly string[], words: Words): Leaf[] {
  if (value === undefined) return []
  const put = (text: string): Leaf[] => [{ path: [...path], text }]
  if (path.some(isSecret)) return put(words.hidden)
  if (Array.isArray(value)) {
    if (!value.some((item) => isObject(item) || Array.isArray(item)))
      return put(
        value.length === 0
          ? words.textOf(null, path)
          : value.map((item) => words.textOf(item, path)).join(', '),
      )
    return value.flatMap((item, at) => leaves(item, [...path, titleOf(item, at)], words))
  }
  if (!isObject(value)) return put(words.textOf(value, path))
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key], words))
}

/** The lines of what was recorded as changed, in the order of the record. */
export function changeLines(changes: Record<string, unknown>, words: Words): ChangeLine[] {
  return Object.entries(changes).flatMap(([field, change]) => {
    const { before, after } = isObject(change) ? change : { before: undefined, after: change }
    const sides = [before, after].map(
      (side) => new Map(leaves(side, [field], words).map((leaf) => [leaf.path.join('\n'), leaf])),
    )
    const [was, is] = sides as [Map<string, Leaf>, Map<string, Leaf>]
    return [...new Set([...was.keys(), ...is.keys()])]
      .map((key) => ({
        path: (was.get(key) ?? is.get(key)!).path.map(
          (step, i, path) => words.nameOf(step, path.slice(0, i)) ?? step,
        ),
        before: was.get(key)?.text,
        after: is.get(key)?.text,
        secret: (was.get(key) ?? is.get(key)!).path.some(isSecret),
      }))
      .filter((line) => line.secret || line.before !== line.after)
      .map(({ secret: _secret, ...line }) => line)
  })
}
