import { beforeAll, expect, test, vi } from 'vitest'
import { contentOf, definition, field, wrongs, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const endpoint = { path: '/shops', operation: 'entries.list', type: 'shop', cacheSeconds: 0 }
let content: Content
let owner: Ask

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const name = field('text', 'name', { filterable: true })
  await content.define(definition('country', [name]))
  await content.define(
    definition('town', [name, field('relation', 'country', { to: ['country'], filterable: true })]),
  )
  await content.define(
    definition('shop', [
      name,
      field('relation', 'town', { to: ['town'], filterable: true }),
      field('relation', 'others', { to: ['town', 'country'], many: true }),
    ]),
  )
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body: endpoint })
  const publish = { publish: true }
  for (let i = 0; i < 5; i++) {
    const country = (await content.create('country', { name: `c${i}` }, publish)).id
    const town = (await content.create('town', { name: `t${i}`, country }, publish)).id
    await content.create('shop', { name: `s${i}`, town, others: [town, country] }, publish)
  }
  // What writing leaves to be done later, and what the first reader looks up, is not a question's own.
  await dozo.settled()
  await dozo.site('/api/out/shops')
})

/** Statements that an answer needs, and the answer. */
async function asked(query: string) {
  const read = vi.spyOn(dozo.app.db, 'read')
  const answer = await dozo.site(`/api/out/shops?${query}`)
  const statements = read.mock.calls.filter(([site]) => site !== null).length
  read.mockRestore()
  return { statements, answer }
}

test('the first level of relations comes with the page and each further one is one statement, whatever the number of entries, relations and types', async () => {
  const flat = await asked('fields=name')
  const one = await asked('fields=name,town.name,others.name')
  const two = await asked('fields=name,town.country.name')
  expect([one.statements, two.statements]).toEqual([flat.statements, flat.statements + 1])
  expect(flat.statements).toBeLessThanOrEqual(2)
  const few = await asked('fields=name,town.name,others.name&page[size]=1')
  expect(few.statements).toBe(one.statements)
  expect(two.answer.body.data[0].town.country.name).toMatch(/^c\d$/)
  expect(one.answer.body.data[0].others).toHaveLength(2)
})

test('an answer says what its question cost of how much it may, and a question that costs too much is told both', async () => {
  const costOf = async (query: string) => (await asked(query)).answer.headers['x-query-cost']
  expect(await costOf('')).toBe('0; limit=200')
  expect(await costOf('fields=name,town.name')).toBe('10; limit=200')
  expect(await costOf('fields=name,town.country.name&filter[town.country.name][eq]=c1')).toBe('41; limit=200')
  const tests = Array.from({ length: 20 }, (_, i) => `filter[and][${i}][town.name][eq]=x`).join('&')
  const { answer } = await asked(tests)
  expect([answer.status, wrongs(answer)]).toEqual([400, [['', 'query_too_costly']]])
  expect(answer.body.errors[0].params).toEqual({ cost: 220, limit: 200 })
})

test('relations are followed so many steps and no further', async () => {
  const { answer } = await asked('filter[town.country.name.name.name][eq]=x')
  expect(answer.status).toBe(400)
  expect((await asked('fields=town.country.name')).answer.status).toBe(200)
})

test('an entry that is met on two ways has what each of them asked for', async () => {
  const { answer } = await asked('fields=others.country.name&sort=id')
  const others = answer.body.data[0].others as Record<string, unknown>[]
  expect(others.map((other) => [other['type'], other['country']])).toEqual([
    ['town', expect.objectContaining({ type: 'country', name: 'c0' })],
    ['country', undefined],
  ])
})

test('a question that comes again means what the endpoint means by then', async () => {
  const names = async () => (await asked('')).answer.body.data.map((shop: { name: string }) => shop.name)
  expect(await names()).toHaveLength(5)
  const endpoints = `${content.at}/apis/out/endpoints`
  const [{ id }] = (await owner(endpoints)).body.data
  const body = { ...endpoint, filter: { name: { eq: 's3' } } }
  expect((await owner(`${endpoints}/${id}`, { method: 'PUT', ifMatch: '*', body })).status).toBe(200)
  expect(await names()).toEqual(['s3'])
})
