import { expect, test } from 'vitest'
import type { ContentType, Endpoint, EndpointInput, Operation, RefusalExplained } from '@dozo/client'
import { clientOf } from '../src/features/apis/client-sample.ts'
import { costOf } from '../src/features/apis/cost-of.ts'
import { lastDays } from '../src/features/apis/days.ts'
import {
  inputOf,
  newForm,
  sameInput,
  strangeTo,
  withOperation,
  withType,
} from '../src/features/apis/endpoint-form.ts'
import { comparableFields, isKnown, leavesOf } from '../src/features/apis/field-paths.ts'
import { endpointsAt } from '../src/features/apis/path-match.ts'
import { calledAt, partOf, ruleOf } from '../src/features/apis/refusal-rule.ts'
import { addressOf, requestFrom, searchOf } from '../src/features/apis/request.ts'
import { bodyOf, curlOf, fetchOf, type Sampled } from '../src/features/apis/samples.ts'

const name = { ja: '名', en: 'n' }
const typeOf = (key: string, fields: object[]) => ({ key, name, fields }) as unknown as ContentType
const types = [
  typeOf('news', [
    { key: 'title', type: 'text', name, filterable: true },
    { key: 'memo', type: 'text', name, filterable: true, neverDelivered: true },
    { key: 'date', type: 'date', name, filterable: true },
    { key: 'section', type: 'relation', name, to: ['section'] },
    { key: 'seen', type: 'counter', name },
    { key: 'files', type: 'gallery', name },
  ]),
  typeOf('section', [
    { key: 'slug', type: 'slug', name, filterable: true },
    { key: 'plain', type: 'text', name },
    { key: 'up', type: 'relation', name, to: ['section'] },
    { key: 'news', type: 'reverse', name, of: { type: 'news', field: 'section' } },
  ]),
]
const paths = (...given: Parameters<typeof leavesOf>) => leavesOf(...given).map(({ path }) => path)

test('readers can be given what an API may show, over relations too', () => {
  expect(paths(types, ['news'], 'read')).toEqual(['title', 'date', 'section', 'seen', 'files'])
  expect(paths(types, ['section'], 'read', 'section')).toEqual([
    'section.slug',
    'section.plain',
    'section.up',
    'section.news',
  ])
  expect(isKnown(types, ['news'], 'read', 'section.news.title')).toBe(true)
  expect(isKnown(types, ['news'], 'read', 'section.nothing')).toBe(false)
  expect(isKnown(types, ['news'], 'read', 'section.up.up.up.slug')).toBe(false)
})

test('callers can be let filter by what can be filtered by, sort by what has an order, write what is written', () => {
  expect(paths(types, ['news'], 'filter').slice(0, 3)).toEqual(['title', 'date', 'section'])
  const section = leavesOf(types, ['news'], 'filter').find(({ path }) => path === 'section')!
  expect(section.tickable).toBe(false)
  expect(paths(types, section.to, 'filter', 'section')).toContain('section.slug')
  expect(paths(types, section.to, 'filter', 'section')).not.toContain('section.plain')
  expect(paths(types, ['news'], 'sort')).toEqual(expect.arrayContaining(['title', 'date', 'publishedAt']))
  expect(paths(types, ['news'], 'sort')).not.toContain('parent')
  const written = leavesOf(types, ['news'], 'write').filter(({ tickable }) => tickable)
  expect(written.map(({ path }) => path)).toEqual(['title', 'memo', 'date', 'section', 'files'])
})

test('a fixed filter is offered the fields of the type, and one step over its relations', () => {
  const own = [types[0]!.fields[0]] as never
  expect(comparableFields(types[0]!, types, own).map(({ key }) => key)).toEqual(['title', 'section.slug'])
})

const operation = (named: string, more: Partial<Operation> = {}): Operation => ({
  name: named,
  label: name,
  does: name,
  method: 'GET',
  cacheable: true,
  needsType: true,
  writes: false,
  knownCallers: false,
  places: [],
  settings: ['type', 'fields', 'filters', 'sorts', 'who', 'rateLimit', 'deprecated'],
  parameters: [],
  ...more,
})
const list = operation('entries.list')
const get = operation('entries.get', { places: ['id', 'key'], settings: ['type', 'fields', 'who'] })
const create = operation('entries.create', {
  method: 'POST',
  writes: true,
  settings: ['type', 'fields', 'publish'],
})

test('nothing that means something is left out of what is sent: an empty list is one', () => {
  const form: EndpointInput = {
    path: '/a',
    operation: 'x',
    filters: [],
    sort: '',
    publish: false,
    fields: null,
  }
  expect(inputOf(form)).toEqual({ path: '/a', operation: 'x', filters: [] })
  expect(sameInput(form, { operation: 'x', filters: [], path: '/a' })).toBe(true)
  expect(sameInput(form, { operation: 'x', path: '/a' })).toBe(false)
  expect(inputOf({ ...form, cacheSeconds: 0 }).cacheSeconds).toBe(0)
})

test('another operation keeps what it knows and gets the place it needs; another type begins anew', () => {
  const form: EndpointInput = {
    path: '/news',
    operation: 'entries.list',
    type: 'news',
    fields: ['title'],
    sorts: [],
  }
  expect(withOperation(form, get)).toEqual({
    ...form,
    operation: 'entries.get',
    path: '/news/{id}',
    sorts: undefined,
  })
  expect(withOperation({ ...form, path: '/news/{key}' }, get).path).toBe('/news/{key}')
  expect(withOperation({ ...form, path: '/news/{key}' }, list).path).toBe('/news')
  expect(withOperation(form, create).fields).toBe(null)
  expect(withType(form, 'news_category', 'news')).toEqual({
    path: '/news-category',
    operation: 'entries.list',
    type: 'news_category',
  })
  expect(strangeTo({ ...form, own: true }, list)).toEqual(['own'])
  expect(newForm([list, get], types)).toEqual({ path: '/news', operation: 'entries.list', type: 'news' })
})

test('a request becomes an address and comes back from it, brackets and all', () => {
  const request = {
    place: 'a/b',
    values: { sort: '-date', q: '' },
    more: 'filter[title][contains]=土蔵 & 壁\n\ncount',
  }
  const search = 'sort=-date&filter[title][contains]=%E5%9C%9F%E8%94%B5%20%26%20%E5%A3%81&count='
  expect(searchOf(request)).toBe(search)
  expect(addressOf('/news/{id}', request)).toBe(`/news/a%2Fb?${search}`)
  expect(requestFrom('a/b', search, ['sort', 'count'])).toEqual({
    place: 'a/b',
    values: { sort: '-date', count: '' },
    more: 'filter[title][contains]=土蔵 & 壁',
  })
})

const sampled = (more: Partial<Sampled> = {}): Sampled => ({
  api: { url: 'https://x.example/api/main', security: 'open' },
  endpoint: { path: '/news', operation: 'entries.list', type: 'news' },
  operation: list,
  address: "/news?filter[title]=it's&page[size]=2&fields=title,date",
  type: types[0],
  ...more,
})

test('code is ready to be pasted: quoted for a shell, without a token where none is needed', () => {
  expect(curlOf(sampled())).toBe(
    "curl -g 'https://x.example/api/main/news?filter[title]=it'\\''s&page[size]=2&fields=title,date'",
  )
  expect(fetchOf(sampled())).not.toContain('authorization')
  const closed = sampled({ api: { url: 'https://x.example/api/main', security: 'token' } })
  expect(curlOf(closed)).toContain('"Authorization: Bearer $DOZO_TOKEN"')
  expect(fetchOf(closed)).toContain('process.env.DOZO_TOKEN')
  const writes = sampled({
    endpoint: { path: '/send', operation: 'entries.create', type: 'news', fields: ['title', 'date'] },
    operation: create,
    address: '/send',
  })
  expect(bodyOf(writes)).toEqual({ title: '…', date: '2026-12-01' })
  expect(curlOf(writes)).toContain("-X POST 'https://x.example/api/main/send'")
})

test('the typed client is called by the names that it prints', () => {
  const all = [
    { id: '1', path: '/news', operation: 'entries.list' },
    { id: '2', path: '/news/{slug}/x', operation: 'entries.list' },
  ] as Endpoint[]
  expect(clientOf(sampled({ endpoint: { ...sampled().endpoint, id: '1' } as EndpointInput }), all)).toContain(
    "const { data } = await dozo.news.list({ filter: { title: 'it\\'s' }, page: { size: 2 }, fields: ['title', 'date'] })",
  )
  const one = {
    endpoint: { path: '/latest-news/{key}', operation: 'entries.get', type: 'news' },
    operation: get,
  }
  expect(clientOf(sampled({ ...one, address: '/latest-news/a%20b' }), all)).toContain(
    "const entry = await dozo.latestNews.getByKey({ key: 'a b' })",
  )
  const second = { path: '/news/{id}', operation: 'entries.list', type: 'news' }
  expect(clientOf(sampled({ endpoint: second, address: '/news/x' }), all)).toContain('dozo.news.list2(')
})

test('the rule of a refusal is found: at the endpoint that was called, at the API, in the rights', () => {
  const endpoints = [
    { id: '1', path: '/news/{id}', operation: 'entries.get', who: { groups: ['staff'] } },
    { id: '2', path: '/news/latest', operation: 'entries.list' },
  ] as Endpoint[]
  const operations = [list, get]
  const refusal = (more: Partial<RefusalExplained>): RefusalExplained => ({
    at: '2026-11-30T00:00:00Z',
    door: 'site',
    method: 'GET',
    path: '/api/main/news/latest',
    status: 400,
    code: 'bad_query',
    why: '',
    errors: [],
    ...more,
  })
  const found = (more: Partial<RefusalExplained>) => {
    const rule = ruleOf(refusal(more), endpoints, operations)
    return (
      rule && [
        rule.kind,
        'endpoint' in rule ? rule.endpoint.id : 'api' in rule ? rule.api : '',
        partOf(rule.kind),
      ]
    )
  }
  const error = (code: string) => [{ path: '/x', code, message: '' }]
  expect(found({ errors: error('filter_not_allowed') })).toEqual(['filters', '2', 'filters'])
  expect(found({ errors: error('not_filterable') })).toEqual(['type', '2', 'what'])
  expect(found({ errors: error('sort_not_allowed') })).toEqual(['sorts', '2', 'sorts'])
  expect(found({ code: 'too_many_requests' })).toEqual(['rate', '2', 'callers'])
  expect(found({ code: 'not_found', path: '/api/main/news/5' })).toEqual(['callers', '1', 'callers'])
  expect(found({ code: 'not_found', path: '/api/main/nowhere' })).toEqual(['noEndpoint', 'main', 'what'])
  expect(found({ code: 'bad_token' })).toEqual(['security', 'main', 'what'])
  expect(found({ code: 'permission_missing', door: 'console' })).toEqual(['permission', '', 'what'])
  expect(found({ code: 'whatever', door: 'console' })).toBeUndefined()
  expect(calledAt({ door: 'site', path: '/api/main' })).toEqual({ api: 'main', path: '/' })
  expect(calledAt({ door: 'site', path: '/files/x' })).toBeUndefined()
  expect(endpointsAt(endpoints, '/news/latest').map(({ id }) => id)).toEqual(['2', '1'])
})

test('days without calls are days; the last is today at the site', () => {
  const days = lastDays([{ day: '2026-12-01', calls: 3 }], 'Asia/Tokyo', new Date('2026-11-30T16:00:00Z'), 3)
  expect(days).toEqual([
    { day: '2026-11-29', calls: 0 },
    { day: '2026-11-30', calls: 0 },
    { day: '2026-12-01', calls: 3 },
  ])
})

test('what an answer cost is added up', () => {
  const statement = { sql: 'x', ms: 0.11, rows: 2, steps: [], hints: ['slow'] }
  expect(costOf('12; limit=200', [statement, statement])).toEqual({
    points: 12,
    limit: 200,
    ms: 0.22,
    rows: 4,
    hints: ['slow'],
  })
  expect(costOf(null, []).points).toBeUndefined()
})
