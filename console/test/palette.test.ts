import { expect, test } from 'vitest'
import { narrowed, type Item } from '../src/features/palette/items.ts'

const item = (label: string, alias = ''): Item => ({
  id: label,
  label,
  alias,
  Icon: undefined as never,
  act: () => undefined,
})
const groups = [
  {
    label: '移動',
    items: [item('お知らせ', 'news News'), item('コンテンツ定義', 'content types'), item('ＡＰＩ')],
  },
  { label: '作成', items: [item('お知らせを書く', 'new news'), item('新しいお知らせ')] },
]
const found = (text: string) => narrowed(groups, text).map((group) => group.items.map(({ label }) => label))

test('without words everything is offered, in its order', () => {
  expect(narrowed(groups, ' ')).toEqual(groups)
})

test('width, case and kana do not matter, and the other language finds it too', () => {
  expect(found('api')).toEqual([['ＡＰＩ']])
  expect(found('こんてんつ')).toEqual([['コンテンツ定義']])
  expect(found('ＮＥＷＳ')).toEqual([['お知らせ'], ['お知らせを書く']])
})

test('every word must be there; what begins with the first comes first, and groups without any are left out', () => {
  expect(found('お知らせ 書')).toEqual([['お知らせを書く']])
  expect(
    narrowed([{ label: 'x', items: [item('新しいお知らせ'), item('お知らせ')] }], 'お知')[0]!.items[0]!.label,
  ).toBe('お知らせ')
  expect(found('ない')).toEqual([])
})
