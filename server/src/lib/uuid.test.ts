import { expect, test } from 'vitest'
import { firstUuidAt, isUuid, uuidv7 } from './uuid.ts'

test('ids made one after the other sort in that order, also within one millisecond and beyond its counter', () => {
  const at = Date.parse('2026-11-24T05:00:00Z')
  const ids = Array.from({ length: 20_000 }, () => uuidv7(at))
  expect(ids.every(isUuid)).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(uuidv7(at + 1) > ids.at(-1)!).toBe(true)
})

test('the time of making is in the id, and a clock that is set back is believed', () => {
  const msOf = (id: string) => parseInt(id.replace('-', '').slice(0, 12), 16)
  const at = Date.parse('2026-11-24T06:00:00Z')
  expect(msOf(uuidv7(at))).toBe(at)
  expect(msOf(uuidv7(at - 3_600_000))).toBe(at - 3_600_000)
})

test('where the ids of a moment begin is below all of them and above those before', () => {
  const at = Date.parse('2026-11-24T07:00:00Z')
  const [before, first] = [uuidv7(at - 1), uuidv7(at)]
  expect([before < firstUuidAt(at), firstUuidAt(at) < first]).toEqual([true, true])
  expect(isUuid(firstUuidAt(at))).toBe(true)
})
