import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Field } from '@dozo/content-model/definition'
import { changeOf, changedPlaces, merged, placesOf, withValue } from '../src/features/entries/places.ts'

const name = { ja: '名', en: 'n' }
const fields: Field[] = [
  { key: 'title', type: 'text', name, localized: true },
  { key: 'slug', type: 'slug', name },
  { key: 'tags', type: 'multi_select', name, options: [{ value: 'a', name }] },
]
const places = placesOf(fields, ['ja', 'en'])

test('only what was changed is sent, language by language; what was emptied is null', () => {
  const before = { title: { ja: 'あ', en: 'a' }, slug: 'x' }
  expect(changeOf(places, before, { title: { ja: 'い', en: 'a' }, slug: 'x' })).toEqual({
    title: { ja: 'い' },
  })
  expect(changeOf(places, before, { title: { ja: 'あ', en: '' } })).toEqual({
    title: { en: null },
    slug: null,
  })
  expect(changeOf(places, before, before)).toEqual({})
})

test('an empty text in a field that had nothing is no change', () => {
  expect(changedPlaces(places, {}, { title: { ja: '' }, slug: '' })).toEqual([])
})

test('of two who change different places nobody loses anything', () => {
  const base = { title: { ja: 'あ', en: 'a' }, slug: 'x' }
  const found = merged(places, {
    base,
    mine: withValue(base, { field: 'title', locale: 'ja' }, 'わたし'),
    theirs: withValue(base, { field: 'slug' }, 'theirs'),
  })
  expect(found).toEqual({ values: { title: { ja: 'わたし', en: 'a' }, slug: 'theirs' }, clashes: [] })
})

test('the same place changed by both is named, and mine is kept; the same change is none', () => {
  const base = { slug: 'x' }
  const both = merged(places, { base, mine: { slug: 'mine' }, theirs: { slug: 'theirs' } })
  expect(both).toEqual({ values: { slug: 'mine' }, clashes: [{ field: 'slug' }] })
  expect(merged(places, { base, mine: { slug: 'same' }, theirs: { slug: 'same' } }).clashes).toEqual([])
})

const values = fc.record(
  {
    title: fc.record({ ja: fc.string(), en: fc.string() }, { requiredKeys: [] }),
    slug: fc.string(),
    tags: fc.array(fc.string()),
  },
  { requiredKeys: [] },
)

test('whatever three versions there are: my changes are in the result, and what I left alone is theirs', () => {
  fc.assert(
    fc.property(values, values, values, (base, mine, theirs) => {
      const found = merged(places, { base, mine, theirs }).values
      const own = changedPlaces(places, base, mine)
      const rest = places.filter((place) => !own.includes(place))
      expect(changedPlaces(own, found, mine)).toEqual([])
      expect(changedPlaces(rest, found, theirs)).toEqual([])
    }),
  )
})

test('what says the same stays the very object that it was, whatever the order of its parts', () => {
  const mine = { slug: 'x', tags: [{ a: 1, b: { c: [1, { d: 2, e: undefined }] } }] }
  const theirs = { slug: 'y', tags: [{ b: { c: [1, { d: 2 }] }, a: 1 }] }
  const found = merged(places, { base: mine, mine, theirs })
  expect(found.values['tags']).toBe(mine.tags)
  expect(found).toEqual({ values: { slug: 'y', tags: mine.tags }, clashes: [] })
  expect(changedPlaces(places, mine, { ...theirs, slug: 'x' })).toEqual([])
  expect(changedPlaces(places, mine, { ...mine, tags: [{ a: 1 }] })).toHaveLength(1)
})

test('what the server has tidied is nobody’s change', () => {
  const found = merged(places, {
    base: { slug: 'word ' },
    mine: { slug: 'word on' },
    theirBase: { slug: 'word' },
    theirs: { slug: 'word' },
  })
  expect(found).toEqual({ values: { slug: 'word on' }, clashes: [] })
})
