import { toMoment } from '../fields/date-time.ts'
import { isId } from '../fields/relation.ts'
import type { SortKey } from './model.ts'

type Position = { values: (string | number | null)[]; id: string }

/** Names the order a cursor belongs to: used with another order it would skip entries, so it is refused there. */
const orderOf = (sort: readonly SortKey[]) =>
  sort.map((key) => (key.descending ? '-' : '') + key.name).join(',')

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

export const encodeCursor = (position: Position, sort: readonly SortKey[]): string =>
  toBase64(JSON.stringify([orderOf(sort), position.id, ...position.values]))

/** Nothing when it is not a cursor of this order. Never throws: cursors come from outside. */
export function decodeCursor(text: string, sort: readonly SortKey[]): Position | undefined {
  if (text.length > 4000 || !/^[\w-]+$/.test(text)) return undefined
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    )
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (!Array.isArray(parsed) || parsed.length !== sort.length + 2) return undefined
    const [order, id, ...values] = parsed as unknown[]
    if (order !== orderOf(sort) || !isId(id)) return undefined
    return values.every((value, i) => fits(value, sort[i]!))
      ? { values: values as Position['values'], id }
      : undefined
  } catch {
    return undefined
  }
}

function fits(value: unknown, { target }: SortKey): boolean {
  if (value === null) return true
  const kind = target.kind === 'attribute' || target.kind === 'column' ? target.value : 'text'
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) return false
  // Looser than the database is, and a made-up cursor would end as a failed statement.
  if (kind === 'date') return toMoment(value) === value
  return kind === 'id' ? isId(value) : true
}
