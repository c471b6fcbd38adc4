import { Problem } from '#platform/errors.ts'

export type PagePlace = { at: Date; id: string }

/** Where the next page of a list begins that is in the order of moments. */
export const placeAfter = ({ at, id }: PagePlace): string => `${at.toISOString()}_${id}`

/** Throws 400 for what is no such place. */
export function placeIn(cursor: string): PagePlace {
  const found = /^(\d{4,6}-[\dT:.-]+Z)_([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(cursor)
  const at = new Date(found?.[1] ?? '')
  if (!found || Number.isNaN(at.getTime()))
    throw new Problem(400, 'bad_query', { errors: [{ path: '/after', code: 'bad_cursor' }] })
  return { at, id: found[2]! }
}
