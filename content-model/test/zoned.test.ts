import { expect, test } from 'vitest'
import { fromZoned, toZoned } from '../src/zoned.ts'

test.each([
  ['2026-11-24T00:00:00.000Z', 'Asia/Tokyo', '2026-11-24T09:00'],
  ['2026-07-01T12:00:00.000Z', 'Europe/Paris', '2026-07-01T14:00'],
  ['2026-01-01T12:00:00.000Z', 'Europe/Paris', '2026-01-01T13:00'],
  ['2026-11-24T00:00:00.000Z', 'UTC', '2026-11-24T00:00'],
  ['2026-11-24T00:00:00.000Z', 'America/St_Johns', '2026-11-23T20:30'],
])('%s in %s is %s on its clocks, and back', (iso, zone, local) => {
  expect(toZoned(iso, zone)).toBe(local)
  expect(fromZoned(local, zone)).toBe(iso)
})

test('half a date is no moment', () => {
  expect(fromZoned('', 'Asia/Tokyo')).toBeUndefined()
  expect(fromZoned('2026-', 'Asia/Tokyo')).toBeUndefined()
})
