import { expect, test } from 'vitest'
import { modelText, readModelText } from '../src/model-text.ts'

const name = { en: 'Title', ja: '題名' }

test('what is written is read again, and written in one order whatever order it came in', () => {
  const one = { key: 'a', name, fields: [{ type: 'text', key: 'title', name }] }
  const other = { fields: [{ key: 'title', name, type: 'text' }], name, key: 'a' }
  const text = (thing: object) =>
    modelText(thing, { schema: '../schema.json', name: 'ContentTypeDefinition' })
  expect(text(one)).toBe(text(other))
  expect(text(one)).toContain('# yaml-language-server: $schema=../schema.json#/$defs/ContentTypeDefinition\n')
  expect(readModelText(text(one))).toEqual({ thing: one })
})

test('what is not said is left out', () => {
  expect(readModelText('key: a\nhelp:\nfields: [{ key: b, note: null }]')).toEqual({
    thing: { key: 'a', fields: [{ key: 'b' }] },
  })
})

test('what is no YAML says at which line, and what holds no names and values says so', () => {
  expect(readModelText('key: a\nname: {')).toMatchObject({
    line: 2,
    why: expect.stringContaining('Flow map'),
  })
  for (const text of ['', '- a', 'a', '1']) expect(readModelText(text)).toEqual({ shape: true })
})

test('names that multiply themselves are not followed', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 9; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    )
  expect(readModelText(lines.join('\n'))).toEqual({ shape: true })
})
