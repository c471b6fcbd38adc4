import { Check } from 'typebox/schema'
import { expect, test } from 'vitest'
import { deliverySchema, inputSchema, readerSchema } from '../src/json-schema.ts'
import { article, field } from './model.ts'

const id = '0198f000-0000-7000-8000-000000000001'

test('the schema of a reply fits a reply, knows nothing that is never delivered, and only the fields asked for', () => {
  const schema = deliverySchema(article)
  const reply = {
    id,
    type: 'article',
    locale: 'ja',
    title: 'あ',
    price: 1,
    tags: ['red'],
    author: { id, type: 'author' },
    about: [id],
  }
  expect(Check(schema, reply)).toBe(true)
  expect(Check(schema, { ...reply, price: 'x' })).toBe(false)
  expect(JSON.stringify(schema)).not.toContain('secret')
  const keys = Object.keys(deliverySchema(article, ['title'])['properties'] as object)
  expect(keys).toContain('title')
  expect(keys).not.toContain('price')
})

test('the schema of what is sent has localised fields by language and takes null for nothing', () => {
  const schema = inputSchema(article, ['ja', 'en'])
  expect(Check(schema, { title: { ja: 'あ', en: null }, price: null, address: { city: 'x' } })).toBe(true)
  expect(Check(schema, { title: 'あ' })).toBe(false)
  expect(Check(schema, { title: { fr: 'a' } })).toBe(false)
  expect(Check(schema, { nothing: 1 })).toBe(false)
})

test('a choice is delivered as its value, or with its label', () => {
  const options = [{ value: 'red', name: { ja: '赤', en: 'Red' } }]
  const schema = (more: object) =>
    readerSchema(field('x', 'multi_select', { options, ...more })) as { items: object }
  expect(schema({}).items).toEqual({ type: 'string', enum: ['red'] })
  expect(schema({ delivered: 'both' }).items).toMatchObject({
    required: ['value', 'label'],
    properties: { value: { enum: ['red'] }, label: { type: 'string' } },
  })
})
