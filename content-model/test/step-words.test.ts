import { expect, test } from 'vitest'
import { planChange } from '../src/change.ts'
import type { ContentTypeDefinition, Field } from '../src/definition.ts'
import { sayStep } from '../src/step-words.ts'

const name = (ja: string, en: string) => ({ ja, en })
const text = (key: string, ja: string, en: string): Field => ({ key, type: 'text', name: name(ja, en) })
const type = (more: Partial<ContentTypeDefinition>): ContentTypeDefinition => ({
  key: 'talk',
  name: name('講演', 'Talk'),
  kind: 'plain',
  fields: [text('title', '題名', 'Title')],
  ...more,
})
const said = (before: Partial<ContentTypeDefinition>, after: Partial<ContentTypeDefinition>) =>
  planChange(type(before), type(after)).map((step) => {
    const both = { before: type(before), after: type(after) }
    return [sayStep(step, both, 'ja'), sayStep(step, both, 'en')]
  })

test('fields, choices and kinds are called by their names, also those within others', () => {
  const room = (values: string[]): Field => ({
    key: 'room',
    type: 'select',
    name: name('部屋', 'Room'),
    options: values.map((value) => ({ value, name: name(`${value}室`, `Room ${value}`) })),
  })
  const body = (fields: Field[]): Field => ({
    key: 'body',
    type: 'blocks',
    name: name('本文', 'Body'),
    kinds: [{ key: 'quote', name: name('引用', 'Quotation'), fields }],
  })
  const words = text('words', '言葉', 'Words')
  const found = said(
    { fields: [room(['a', 'b']), body([words, text('by', '話者', 'Speaker')])] },
    { fields: [room(['a']), body([words])] },
  )
  expect(found.map(([ja]) => ja)).toEqual([
    '項目「部屋」の選択肢「b室」を削除します。その値のあるコンテンツは、次に保存するときに選び直す必要があります。',
    '項目「本文 › 引用 › 話者」を削除します。値は失われます。',
  ])
  expect(found[1]![1]).toBe('Field "Body › Quotation › Speaker" is removed, and its values with it.')
})

test('types, kinds and settings have names, too', () => {
  const price = (kind: 'text' | 'number'): Field => ({
    key: 'price',
    type: kind,
    name: name('価格', 'Price'),
  })
  const found = said(
    { fields: [price('text')], titleField: 'price' },
    { fields: [price('number')], kind: 'tree', ordered: 'manual' },
  )
  expect(found.map(([, en]) => en)).toEqual([
    'Field "Price" changes from "Text" to "Number". Values that do not fit are lost.',
    'The kind of the type changes from "Plain" to "Tree".',
    'The title field changes from "Price" to "none".',
    'The order changes from "by itself" to "by hand".',
  ])
})
