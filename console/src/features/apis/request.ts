// The request that one tries: what stands in the place of its path, and its parameters, as an address and back.
import type { Operation } from '@dozo/client'

export type Request = {
  /** What stands in the place of the path. */
  place: string
  /** Parameters by name. */
  values: Record<string, string>
  /** Filters and what else there may be, one a line: `filter[date][gte]=2026-01-01`. */
  more: string
}

/** Parameters that have an input of their own: those that are written as they are. */
export const namedParameters = (operation: Operation | undefined) =>
  (operation?.parameters ?? []).filter(({ name }) => !name.includes('…'))

export const placeIn = (path: string): string | undefined => /\{(\w+)\}/.exec(path)?.[1]

/** One pair a line; what has no `=` is a name with nothing. */
function linesOf(text: string): [name: string, value: string][] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf('=')
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
    })
}

/** `filter[title]=x` without its `?`. Brackets stay readable: they mean themselves in a query. */
export function searchOf({ values, more }: Request): string {
  const pairs = [...Object.entries(values).filter(([, value]) => value !== ''), ...linesOf(more)]
  const encoded = (text: string) => encodeURIComponent(text).replaceAll('%5B', '[').replaceAll('%5D', ']')
  return pairs.map(([name, value]) => `${encoded(name)}=${encodeURIComponent(value)}`).join('&')
}

/** Below the API: `/news/abc?locale=en`. */
export function addressOf(path: string, request: Request): string {
  const search = searchOf(request)
  const filled = path.replace(/\{\w+\}/, () => encodeURIComponent(request.place))
  return search === '' ? filled : `${filled}?${search}`
}

/** As the page's own address keeps it. */
export function requestFrom(place: string, search: string, names: readonly string[]): Request {
  const pairs = [...new URLSearchParams(search)]
  return {
    place,
    values: Object.fromEntries(pairs.filter(([name]) => names.includes(name))),
    more: pairs
      .filter(([name]) => !names.includes(name))
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  }
}
