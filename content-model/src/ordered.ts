/** A value with the keys of its objects in one order, to be compared as text: a database gives them back in another one. */
export const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .map(([key, own]) => [key, ordered(own)])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
}
