import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, words, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

const options = ['hall', 'online'].map((value) => ({ value, name: words(value) }))
const message = { ja: '満席を超えています。', en: 'More than the hall holds.' }

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition(
      'event',
      [
        field('select', 'place', { options }),
        field('text', 'address', { required: true, showIf: { place: 'hall' } }),
        field('text', 'url', { requireIf: { place: 'online' }, note: words('n'), placeholder: words('p') }),
        field('number', 'seats'),
      ],
      { rules: [{ if: { place: 'hall' }, must: { seats: { lte: 100 } }, message, path: 'seats' }] },
    ),
  )
})

test('publishing asks for what the conditions ask for; what is hidden keeps its value', async () => {
  const made = await content.create('event', { place: 'online', address: '東京' })
  expect(wrongs(await content.publish(made.id))).toEqual([['/values/url', 'required']])
  await content.patch(made.id, { url: 'https://a.example' })
  const live = (await content.publish(made.id)).body.data.live
  expect(live).toMatchObject({ address: '東京', url: 'https://a.example' })
  const hall = await content.create('event', { place: 'hall', seats: 10 })
  expect(wrongs(await content.publish(hall.id))).toEqual([['/values/address', 'required']])
})

test('a broken rule speaks in the words of those who made it, in the language of who asks', async () => {
  const made = await content.create('event', { place: 'hall', address: '東京', seats: 101 })
  const refused = async (language: string) =>
    (
      await owner(`${content.at}/entries/${made.id}/publish`, {
        method: 'POST',
        ifMatch: '*',
        body: {},
        headers: { 'accept-language': language },
      })
    ).body.errors
  expect(await refused('ja')).toMatchObject([
    { path: '/values/seats', code: 'rule_broken', message: message.ja },
  ])
  expect(await refused('en')).toMatchObject([{ message: message.en }])
  await content.patch(made.id, { seats: 100 })
  expect((await content.publish(made.id)).status).toBe(200)
})

test('conditions and rules that cannot be asked are refused with the definition, whatever stands in them', async () => {
  const define = async (fields: object[], more: object = {}) =>
    owner(`${content.at}/content-types`, { method: 'POST', body: definition('odd', fields, more) })
  const base = field('number', 'n')
  for (const showIf of [
    { x: 1 },
    { n: 'x' },
    { n: { $gt: 1 } },
    { __proto__x: 1 },
    { n: { var: 'member.id' } },
    { and: {} },
    { or: [] },
    { 'n.m': 1 },
    { id: 'x' },
  ]) {
    const answer = await define([base, field('text', 't', { showIf })])
    expect([answer.status, answer.body.errors?.[0]?.path], JSON.stringify(showIf)).toEqual([
      422,
      '/fields/1/showIf',
    ])
  }
  const rules = [{ must: { n: 1 }, message: { ja: '', en: 'x' } }]
  expect((await define([base], { rules })).status).toBe(422)
  expect((await define([base], { rules: [{ must: [], message }] })).status).toBe(422)
})
