import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

const filterable = true

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('shop', [
      field('text', 'town', { filterable }),
      field('text', 'word', { filterable, localized: true }),
      field('text', 'plain'),
      field('number', 'open', { filterable }),
    ]),
  )
  const towns = ['Kyoto', 'ｋｙｏｔｏ', 'Kobe', 'Kobe', '神戸', '神田', 'Osaka']
  for (const [i, town] of towns.entries()) await content.create('shop', { town, open: i }, { publish: true })
  await content.create('shop', { town: 'Kochi', open: 9, word: { ja: '語', en: 'Word' } })
  await content.create('shop', { word: { ja: '語', en: 'Word' } }, { publish: true })
})

const suggested = async (query: string, ask = owner) => ask(`${content.at}/entries/suggestions?${query}`)
const values = async (query: string, ask = owner) => (await suggested(query, ask)).body.data

test('values of what is live are suggested once each, in any width and case', async () => {
  expect(await values('type=shop&field=town&q=K')).toEqual(['Kobe', 'Kyoto'])
  expect(await values(`type=shop&field=town&q=${encodeURIComponent('ＫＹ')}`)).toEqual(['Kyoto'])
  expect(await values(`type=shop&field=town&q=${encodeURIComponent('神')}`)).toEqual(['神戸', '神田'])
  expect(await values('type=shop&field=town')).toHaveLength(5)
  expect(await values('type=shop&field=town&size=2')).toHaveLength(2)
  expect(await values('type=shop&field=town&q=x')).toEqual([])
  expect(await values('type=shop&field=word&locale=en&q=w')).toEqual(['Word'])
})

test('nobody is suggested what they may not read', async () => {
  const member = async (key: string, grant: object) => {
    const grants = [{ permission: 'console.enter' }, { permission: 'entries.read', ...grant }]
    const body = { key, name: { ja: key, en: key }, grants }
    expect((await owner(`${content.at}/groups`, { method: 'POST', body })).status).toBe(201)
    return dozo.member(key, [key])
  }
  const some = await member('some', { condition: { open: { lt: 2 } } })
  expect(await values('type=shop&field=town', some)).toEqual(['Kyoto'])
  const few = await member('few', { fields: ['open'] })
  expect(wrongs(await suggested('type=shop&field=town', few))).toEqual([['/field', 'unknown_field']])
  expect((await suggested('type=shop&field=town', await member('none', { types: ['other'] }))).status).toBe(
    403,
  )
})

test('what cannot be suggested is refused by name, in the question and in a definition', async () => {
  expect(wrongs(await suggested('type=nope&field=town'))).toEqual([['/type', 'type_unknown']])
  expect(wrongs(await suggested('type=shop&field=constructor'))).toEqual([['/field', 'unknown_field']])
  expect(wrongs(await suggested('type=shop&field=plain'))).toEqual([['/field', 'suggest_of']])
  expect(wrongs(await suggested('type=shop&field=open'))).toEqual([['/field', 'suggest_of']])
  expect(wrongs(await suggested('type=shop&field=town&locale=fr'))).toEqual([['/locale', 'locale_unknown']])
  expect((await suggested('type=shop&field=town&size=1000')).status).toBe(400)
  const defined = async (suggest: object) =>
    wrongs(
      await owner(`${content.at}/content-types`, {
        method: 'POST',
        body: definition('branch', [field('text', 'town', { suggest })]),
      }),
    )
  expect(await defined({ type: 'nope', field: 'town' })).toEqual([['/fields/0/suggest/type', 'type_unknown']])
  expect(await defined({ type: 'shop', field: 'plain' })).toEqual([['/fields/0/suggest/field', 'suggest_of']])
  expect(await defined({ type: 'shop', field: 'town' })).toEqual([])
})
