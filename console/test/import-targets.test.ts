import type { ContentType } from '@dozo/client'
import { expect, test } from 'vitest'
import {
  crowded,
  goByThemselves,
  hasPlainValues,
  keyTargets,
  mappingText,
  presets,
  unfilled,
  type Column,
} from '../src/features/imports/mapping/targets.ts'

const name = { ja: 'x', en: 'x' }
const type = {
  kind: 'plain',
  keyField: 'code',
  fields: [
    { key: 'code', type: 'slug', name, required: true },
    { key: 'title', type: 'text', name, required: true, localized: true },
    { key: 'state', type: 'text', name, required: true, default: 'new' },
    { key: 'label', type: 'computed', name, required: true },
  ],
} as unknown as ContentType

const columns = (...names: string[]): Column[] =>
  names.map((one, i) => ({
    number: i + 1,
    name: one,
    samples: [],
    target: one === 'code' ? 'code' : null,
    known: one === 'code',
    nearest: null,
  }))

test('the guess is chosen, unless a mapping of before speaks of these columns', () => {
  const found = columns('code', '見出し', '')
  expect(presets(found, undefined)).toEqual({ 1: 'code', 2: '', 3: '' })
  expect(presets(found, '{"title.ja":"見出し","code":3,"key":null}')).toEqual({
    1: '',
    2: 'title.ja',
    3: 'code',
  })
  expect(presets(found, '{"title.ja":"other"}')).toEqual({ 1: 'code', 2: '', 3: '' })
})

test('two columns in one place are found, also where one of them only means that language', () => {
  expect([...crowded({ 1: 'title', 2: 'title.ja', 3: '', 4: '' }, type, 'ja')]).toEqual([
    [2, 1],
    [1, 2],
  ])
  expect(crowded({ 1: 'title', 2: 'title.ja' }, type, 'en').size).toBe(0)
  expect([hasPlainValues({ 1: 'title' }, type), hasPlainValues({ 1: 'title.ja' }, type)]).toEqual([
    true,
    false,
  ])
})

test('required fields that nobody fills are those without a default that do not follow from others', () => {
  const keys = (targets: Record<number, string>) => unfilled(targets, type).map((field) => field.key)
  expect(keys({ 1: '' })).toEqual(['code', 'title'])
  expect(keys({ 1: 'title.en', 2: 'code' })).toEqual([])
})

test('columns are named; numbered where names are missing, twice or too long for an address', () => {
  const targets = { 1: 'code', 2: 'title.ja' }
  expect(mappingText(columns('a', 'b'), targets, 'csv')).toBe('{"code":"a","title.ja":"b"}')
  for (const names of [
    ['a', 'a'],
    ['a', 'b', ''],
    ['a', '長'.repeat(400)],
  ])
    expect(mappingText(columns(...names), targets, 'csv')).toBe('{"code":1,"title.ja":2}')
  expect(JSON.parse(mappingText(columns('a', ''), targets, 'ndjson'))).toEqual({
    id: null,
    key: null,
    parent: null,
    position: null,
    code: 'a',
    'title.ja': '',
  })
})

test('a table needs a mapping only where somebody has chosen otherwise', () => {
  const known = columns('code').concat({ ...columns('')[0]!, number: 2, name: 'number', known: true })
  expect(goByThemselves(known, { 1: 'code', 2: '' }, 'csv')).toBe(true)
  expect(goByThemselves(known, { 1: '', 2: '' }, 'csv')).toBe(false)
  expect(goByThemselves(known, { 1: 'code', 2: '' }, 'ndjson')).toBe(false)
  expect(goByThemselves(columns('code', 'x'), { 1: 'code', 2: '' }, 'xlsx')).toBe(false)
})

test('entries are found by a path only where that is the way through a tree', () => {
  expect(keyTargets(type)).toEqual(['key', 'code', 'id'])
  const tree = { ...type, kind: 'tree' } as ContentType
  expect(keyTargets(tree)).toEqual(['key', 'path', 'code', 'id'])
  const fields = [...type.fields, { key: 'path', type: 'text', name }]
  expect(keyTargets({ ...tree, fields } as unknown as ContentType)).toEqual(['key', 'code', 'id'])
})
