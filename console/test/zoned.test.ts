import { expect, test } from 'vitest'
import { toNumber } from '../src/fields/number/Input.tsx'
import { isImeEvent } from '../src/ui/ime.ts'
import { fromZoned, toZoned } from '../src/ui/zoned.ts'

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

test.each([
  ['１２３．５', 123.5],
  ['1,200', 1200],
  ['-3', -3],
  ['', undefined],
  ['12円', '12円'],
  ['1e999', '1e999'],
])('the number that is written as %s', (text, value) => {
  expect(toNumber(text)).toBe(value)
})

test('keys of a conversion are not ours, in the order of Safari, too', () => {
  expect(isImeEvent({ isComposing: true })).toBe(true)
  expect(isImeEvent({ nativeEvent: { isComposing: true } })).toBe(true)
  expect(isImeEvent({ isComposing: false, keyCode: 229 })).toBe(true)
  expect(isImeEvent({ isComposing: false, keyCode: 13 })).toBe(false)
})
