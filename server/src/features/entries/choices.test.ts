import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

const options = [
  { value: 'red', name: { ja: '赤', en: 'Red' } },
  { value: 'blue', name: { ja: '青', en: 'Blue' } },
]
const type = (more: object) =>
  definition('shirt', [
    field('select', 'colour', { options, filterable: true, ...more }),
    field('multi_select', 'also', { options, ...more }),
    field('repeat', 'parts', { fields: [field('select', 'colour', { options, ...more })] }),
  ])

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(type({ delivered: 'both' }))
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  const endpoint = { path: '/shirts', operation: 'entries.list', type: 'shirt', cacheSeconds: 60 }
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
})

test('a code table gives readers its codes with labels in their language, and filters by the codes', async () => {
  const values = { colour: 'red', also: ['blue', 'red'], parts: [{ colour: 'blue' }] }
  const made = await content.create('shirt', values, { publish: true })
  expect(made.values).toEqual(values)
  await content.create('shirt', { colour: 'blue' }, { publish: true })
  const read = async (query: string) =>
    (await dozo.site(`/api/out/shirts?filter[colour]=red&${query}`)).body.data
  const [red, blue] = [
    { value: 'red', label: '赤' },
    { value: 'blue', label: '青' },
  ]
  expect(await read('locale=ja')).toMatchObject([
    { colour: red, also: [blue, red], parts: [{ colour: blue }] },
  ])
  expect((await read('locale=en'))[0].colour).toEqual({ value: 'red', label: 'Red' })
  const saved = await owner(`${content.at}/content-types/shirt`, {
    method: 'PUT',
    ifMatch: '*',
    body: type({}),
  })
  expect(saved.status).toBe(200)
  expect((await read('locale=ja'))[0]).toMatchObject(values)
})

test('where nothing else is asked for there is no label, and other types have no such setting', async () => {
  const refused = await owner(`${content.at}/content-types`, {
    method: 'POST',
    body: definition('odd', [field('text', 'x', { delivered: 'both' })]),
  })
  expect(refused.body.errors).toMatchObject([{ path: '/fields/0/delivered', code: 'option_not_for_type' }])
})
