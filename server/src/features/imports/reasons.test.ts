import { expect, test } from 'vitest'
import { headWithReason, lineWithReason, rowWithReason } from './reasons.ts'

const reason = { line: 7, text: 'Price: “1}” is none.' }
const added = '"import.line":7,"import.reason":"Price: “1}” is none."}'

test('a reason is put at the end of a line, in the place of the one before, and nothing else is touched', () => {
  const given = '{"b": 1.50,  "a":"}" }'
  const once = lineWithReason(given, reason)
  expect(once).toBe(`{"b": 1.50,  "a":"}",${added}`)
  expect(lineWithReason(once, reason)).toBe(once)
  expect(lineWithReason('{}', reason)).toBe(`{${added}`)
  expect(lineWithReason(`{${added}`, reason)).toBe(`{${added}`)
  const own = '{"import.line":1,"import.reason":"x","a":1}'
  expect(lineWithReason(own, reason)).toBe(`${own.slice(0, -1)},${added}`)
  for (const none of ['[1]', 'x', '{"a":']) expect(lineWithReason(` ${none} `, reason)).toBe(none)
  expect(lineWithReason(undefined, reason)).toBe(`{${added}`)
})

test('lines as long as they may be are gone through once: spaces and backslashes without end hold nobody up', () => {
  const spaces = ' '.repeat(4_000_000)
  expect(lineWithReason(`{"a":${spaces}1}`, reason)).toBe(`{"a":${spaces}1,${added}`)
  expect(lineWithReason(`{"a":${spaces}x}`, reason)).toBe(`{"a":${spaces}x}`)
  const slashes = '\\\\'.repeat(2_000_000)
  const line = `{"import.line":1,"import.reason":"${slashes}"`
  expect(lineWithReason(`${line}}`, reason)).toBe(`${line},${added}`)
})

test('columns called as things that every object has keep their values', () => {
  const head = ['constructor', 'toString']
  expect(headWithReason(head)).toEqual([...head, 'import.line', 'import.reason'])
  expect(rowWithReason(head, ['a', 'b'], reason)).toEqual(['a', 'b', 7, reason.text])
})
