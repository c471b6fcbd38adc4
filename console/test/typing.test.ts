import { expect, test } from 'vitest'
import { toNumber } from '../src/fields/number/Input.tsx'
import { isImeEvent } from '../src/ui/ime.ts'

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
