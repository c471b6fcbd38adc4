import { Problem } from '#platform/errors.ts'

/** The version that `If-Match` names, '*' for "overwrite knowingly". Throws 400 for what is no version. */
export function ifMatchOf(header: string | string[] | undefined): number | '*' | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string') throw new Problem(400, 'bad_if_match')
  if (header.trim() === '*') return '*'
  const match = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header)
  if (!match) throw new Problem(400, 'bad_if_match')
  return Number(match[1])
}
