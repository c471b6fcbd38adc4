/** Nothing is not said: null, undefined and defaults are left out, so that the same thing is written in one way. */
export function tidy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(tidy) as T
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([, own]) => own !== undefined && own !== null)
  return Object.fromEntries(kept.map(([key, own]) => [key, tidy(own)])) as T
}
