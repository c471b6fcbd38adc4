import { expect, test } from 'vitest'
import { staysAt, targetAt, without, type Row } from '../src/features/entries/tree/place.ts'

const row = (id: string, parent: string | null, depth: number, open = false): Row => ({
  id,
  title: id,
  parent,
  depth,
  open,
})
// a (b, c (d)), e, f: f is closed.
const rows = [
  row('a', null, 0, true),
  row('b', 'a', 1),
  row('c', 'a', 1, true),
  row('d', 'c', 2),
  row('e', null, 0),
  row('f', null, 0),
]
const ids = (all: readonly Row[]) => all.map(({ id }) => id).join('')

test('a branch is taken with all that hangs on it', () => {
  expect([ids(without(rows, 'a')), ids(without(rows, 'c')), ids(without(rows, 'f'))]).toEqual([
    'ef',
    'abef',
    'abcde',
  ])
})

test('between two rows the level decides below which entry it comes to stand', () => {
  const rest = without(rows, 'f')
  const at = (wanted: number) => targetAt(rest, 4, wanted)
  expect(at(9)).toEqual({ body: { place: 'last', parent: 'd' }, parent: 'd', depth: 3 })
  expect(at(2)).toEqual({ body: { after: 'd' }, parent: 'c', depth: 2, at: 1, count: 2 })
  expect(at(1)).toEqual({ body: { after: 'c' }, parent: 'a', depth: 1, at: 2, count: 3 })
  expect(at(-3)).toEqual({ body: { after: 'a' }, parent: null, depth: 0, at: 1, count: 3 })
})

test('under an entry that is open it is the first of its branch, whatever the level it is held at', () => {
  const first = { body: { before: 'b' }, parent: 'a', depth: 1, at: 0, count: 3 }
  expect([-1, 0, 1, 5].map((wanted) => targetAt(without(rows, 'f'), 1, wanted))).toEqual(Array(4).fill(first))
})

test('above all rows it is the first at the top; in an empty tree, too', () => {
  expect(targetAt(without(rows, 'e'), 0, 4)).toEqual({
    body: { before: 'a' },
    parent: null,
    depth: 0,
    at: 0,
    count: 3,
  })
  expect(targetAt([], 0, 0).body).toEqual({ place: 'first', parent: null })
})

test('let go where it was, it has not moved', () => {
  expect(staysAt(rows, 'e', targetAt(without(rows, 'e'), 4, 0))).toBe(true)
  expect(staysAt(rows, 'e', targetAt(without(rows, 'e'), 4, 1))).toBe(false)
  expect(staysAt(rows, 'e', targetAt(without(rows, 'e'), 5, 0))).toBe(false)
})
