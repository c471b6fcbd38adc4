import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()
let content: Content

const taken = (place: string) => [[`/values/${place}`, 'value_taken']]

beforeAll(async () => {
  content = contentOf(await dozo.member('owner', ['owner']))
  await content.define(
    definition(
      'item',
      [
        field('slug', 'slug'),
        field('text', 'name', { unique: true, localized: true }),
        field('number', 'code', { unique: true }),
        field('date', 'day', { unique: true }),
      ],
      { keyField: 'slug' },
    ),
  )
  await content.define(definition('loose', [field('text', 'name')]))
})

test('a unique value is there once per language', async () => {
  await content.create('item', { name: { ja: '春', en: 'spring' } })
  expect(wrongs(await content.tryCreate('item', { name: { ja: '春' } }))).toEqual(taken('name/ja'))
  expect((await content.tryCreate('item', { name: { en: '春' } })).status).toBe(201)
  expect((await content.tryCreate('item', { name: { ja: 'spring' } })).status).toBe(201)
})

test('texts that differ in width or case only are the same value', async () => {
  await content.create('item', { name: { ja: 'ABC' } })
  for (const ja of ['abc', 'ＡＢＣ'])
    expect(wrongs(await content.tryCreate('item', { name: { ja } })), ja).toEqual(taken('name/ja'))
})

test('numbers and dates are unique, and no value at all is not a value', async () => {
  await content.create('item', { code: 0, day: '2026-11-24' })
  expect(wrongs(await content.tryCreate('item', { code: 0 }))).toEqual(taken('code'))
  expect(wrongs(await content.tryCreate('item', { day: '2026-11-24' }))).toEqual(taken('day'))
  for (let i = 0; i < 2; i++) expect((await content.tryCreate('item', {})).status).toBe(201)
})

test('a value is free again when its entry changes or goes, for drafts at once and for readers when it is published', async () => {
  const first = await content.create('item', { name: { ja: '席' } }, { publish: true })
  await content.patch(first.id, { name: { ja: '別の席' } })
  const second = await content.create('item', { name: { ja: '席' } })
  expect(wrongs(await content.publish(second.id))).toEqual(taken('name/ja'))
  await content.publish(first.id)
  expect((await content.publish(second.id)).status).toBe(200)
  await content.remove(second.id)
  expect((await content.tryCreate('item', { name: { ja: '席' } })).status).toBe(201)
})

test('of many who take one value at once one gets it', async () => {
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map(() => content.tryCreate('item', { name: { ja: '早い者' } })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422])
})

test('the key is the value of the key field, once per type', async () => {
  const { key } = await content.create('item', { slug: 'one' }, { key: 'ignored' })
  expect(key).toBe('one')
  expect(wrongs(await content.tryCreate('item', { slug: 'one' }))).toEqual([['/values/slug', 'key_taken']])
  const second = await content.create('item', { slug: 'two' })
  expect(wrongs(await content.patch(second.id, { slug: 'one' }))).toEqual([['/values/slug', 'key_taken']])
  await content.create('loose', {}, { key: 'one' })
  expect(wrongs(await content.tryCreate('loose', {}, { key: 'one' }))).toEqual([['/key', 'key_taken']])
})

test('a key that readers still know is not published a second time', async () => {
  const first = await content.create('item', { slug: 'seat' }, { publish: true })
  await content.patch(first.id, { slug: 'moved' })
  const second = await content.create('item', { slug: 'seat' })
  expect(wrongs(await content.publish(second.id))).toEqual([['/values/slug', 'key_taken']])
  await content.publish(first.id)
  expect((await content.publish(second.id)).status).toBe(200)
})

test.each(['', 'x'.repeat(201), 'a\u0000b', 'a\nb', 5])(
  'a key that cannot be one is refused: %j',
  async (key) => {
    const answer = await content.tryCreate('loose', {}, { key })
    expect(answer.status).toBe(422)
    expect(wrongs(answer)[0]![0]).toBe('/key')
  },
)

test('a key field may hold longer texts than a key, and is told so', async () => {
  await content.define(definition('long', [field('text', 'name')], { keyField: 'name' }))
  const name = Array.from({ length: 2000 }, (_, i) =>
    String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
  ).join('')
  expect(wrongs(await content.tryCreate('long', { name }))).toEqual([['/values/name', 'too_long']])
})

test('another site has unique values and keys of its own', async () => {
  await dozo.makeSite('right')
  const there = contentOf(await dozo.member('owner', ['owner'], 'right'), 'right')
  await there.define(definition('item', [field('number', 'code', { unique: true })]))
  await content.create('item', { code: 4711 })
  expect((await there.tryCreate('item', { code: 4711 })).status).toBe(201)
})
