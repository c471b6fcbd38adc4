import type { File as SiteFile } from '@dozo/client'
import { expect, test } from 'vitest'
import { changeOf, type Place } from '../src/features/files/draft.ts'
import { endingsIn } from '../src/features/files/endings.ts'
import { between } from '../src/features/files/selection.ts'
import { tagsIn } from '../src/features/files/tags.ts'

test('tags are told apart by the commas of both keyboards, each once', () => {
  expect(tagsIn('海、 灯台,海，港 , ')).toEqual(['海', '灯台', '港'])
  expect(tagsIn('、')).toEqual([])
})

test('endings are taken as people write them', () => {
  expect(endingsIn(' .JPG、ｐｎｇ, jpg ')).toEqual(['jpg', 'png'])
  expect(endingsIn(' ')).toBeNull()
})

test('a range goes both ways, and is one file where the other end has left the list', () => {
  expect(between(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c'])
  expect(between(['a', 'b'], 'x', 'b')).toEqual(['b'])
})

test('texts are sent whole, in the languages that the site has, without empty ones', () => {
  const file = { alt: { ja: '海', en: 'Sea', fr: 'Mer' }, caption: {}, tags: [] } as unknown as SiteFile
  const changes = new Map<Place, { from: unknown; to: unknown }>([
    ['alt.en', { from: 'Sea', to: '' }],
    ['credit', { from: '', to: '山田' }],
  ])
  expect(changeOf(file, changes, ['ja', 'en'])).toEqual({ alt: { ja: '海' }, credit: '山田' })
})
