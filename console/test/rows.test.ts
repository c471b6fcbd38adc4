import type { Field } from '@dozo/content-model/definition'
import { expect, test } from 'vitest'
import { rowId, rowsIn, withRow } from '../src/features/content-types/rows.ts'
import { moved } from '../src/fields/repeat/moved.ts'

const name = { ja: '名', en: 'n' }
const text = (key: string): Field => ({ key, type: 'text', name })

test('a row stays the row it is when it changes, moves, or others go', () => {
  const start = [text('a'), text('b'), text('c')]
  const [a, b, c] = start.map(rowId)
  expect(new Set([a, b, c]).size).toBe(3)
  const changed = withRow(start, 1, { ...start[1]!, key: 'a' })
  expect(changed.map(rowId)).toEqual([a, b, c])
  expect(moved(changed, 2, 0).map(rowId)).toEqual([c, a, b])
  expect(withRow(changed.toSpliced(0, 1), 0, text('z')).map(rowId)).toEqual([b, c])
})

test('what is like a row that was there is none of them', () => {
  const kind = { key: 'quote', name, fields: [text('words')] }
  const use = { use: 'notice' } as unknown as typeof kind
  const field: Field = { key: 'body', type: 'blocks', name, kinds: [kind, use] }
  const known = rowsIn([{ key: 'part', type: 'group', name, fields: [text('in')] }, field])
  expect(known).toHaveLength(6)
  expect(known).toContain(rowId(kind))
  expect(known).not.toContain(rowId({ ...kind }))
})
