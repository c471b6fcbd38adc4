import { expect, test } from 'vitest'
import { placeOf, wayOf } from '../src/ui/reorder/place.ts'

// Three rows with 10 between them; the second is tall, as one that is opened.
const rows = [
  { top: 0, height: 40 },
  { top: 50, height: 200 },
  { top: 260, height: 40 },
]

test('a row takes the place of another when it has passed its middle', () => {
  expect([0, 60, 109, 111].map((shift) => placeOf(rows, 0, shift))).toEqual([0, 0, 0, 1])
  expect(placeOf(rows, 0, 241)).toBe(2)
  expect([-10, -109, -111, -241].map((shift) => placeOf(rows, 2, shift))).toEqual([2, 2, 1, 0])
})

test('however far it is pulled, it stays in the list', () => {
  expect([placeOf(rows, 1, 5000), placeOf(rows, 1, -5000)]).toEqual([2, 0])
})

test('the rows between make way by the height of the one that is held, and no others', () => {
  expect([0, 1, 2].map((at) => wayOf(rows, 0, 2, at))).toEqual([0, -50, -50])
  expect([0, 1, 2].map((at) => wayOf(rows, 2, 0, at))).toEqual([50, 50, 0])
  expect([0, 1, 2].map((at) => wayOf(rows, 1, 1, at))).toEqual([0, 0, 0])
})
