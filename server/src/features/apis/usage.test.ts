import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, wrongs } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main/apis/out'
let owner: Ask
const endpoint = { operation: 'entries.list', type: 'book', cacheSeconds: 60 }
const usage = async () => succeeded(await owner(`${at}/usage`))

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  await contentOf(owner).define(definition('book', [field('text', 'name')]))
  await owner('/manage/v1/sites/main/apis', {
    method: 'POST',
    body: { key: 'out', name: 'o', security: 'open' },
  })
  for (const path of ['/books', '/unused'])
    succeeded(await owner(`${at}/endpoints`, { method: 'POST', body: { ...endpoint, path } }))
})

test('every call counts, from memory or not, on the day it is for the site, and nothing else does', async () => {
  expect(await usage()).toMatchObject([
    { path: '/books', calls: 0, lastUsedAt: null, days: [] },
    { path: '/unused', calls: 0, lastUsedAt: null },
  ])
  for (let i = 0; i < 3; i++) await dozo.site('/api/out/books')
  await dozo.site('/api/out/nowhere')
  expect(await usage()).toMatchObject([
    {
      path: '/books',
      calls: 3,
      lastUsedAt: dozo.time.now.toISOString(),
      days: [{ day: '2026-11-24', calls: 3 }],
    },
    { calls: 0 },
  ])
  // Eleven hours on it is tomorrow in Tokyo.
  dozo.time.advance(11 * 3_600_000)
  owner = await dozo.member('later', ['owner'])
  await dozo.site('/api/out/books')
  const [books] = await usage()
  expect([books.calls, books.days]).toEqual([
    4,
    [
      { day: '2026-11-25', calls: 1 },
      { day: '2026-11-24', calls: 3 },
    ],
  ])
})

test('callers of an endpoint with an end are told so in headers and in the reference, also from memory', async () => {
  const [books] = succeeded(await owner(`${at}/endpoints`))
  const deprecated = { since: '2026-12-01', sunset: '2027-03-31', successor: '/api/v2/books' }
  const put = (body: object) =>
    owner(`${at}/endpoints/${books.id}`, {
      method: 'PUT',
      ifMatch: '*',
      body: { ...endpoint, path: '/books', ...body },
    })
  expect((await put({ deprecated })).status).toBe(200)
  for (const cache of ['miss', 'hit']) {
    const { headers } = await dozo.site('/api/out/books')
    expect([headers['x-cache'], headers['deprecation'], headers['sunset'], headers['link']]).toEqual([
      cache,
      '@1796083200',
      'Wed, 31 Mar 2027 00:00:00 GMT',
      '</api/v2/books>; rel="successor-version"',
    ])
  }
  const document = (await dozo.site('/api/out/openapi.json')).body
  expect(document.paths['/books'].get.deprecated).toBe(true)
  expect(wrongs(await put({ deprecated: { since: '2027-01-01', sunset: '2026-01-01' } }))).toEqual([
    ['/deprecated/sunset', 'sunset_before_since'],
  ])
  for (const successor of ['javascript:alert(1)', '/x>; rel="y', 'http://x'])
    expect((await put({ deprecated: { since: '2027-01-01', successor } })).status, successor).toBe(422)
  expect((await put({ deprecated: null })).status).toBe(200)
  expect((await dozo.site('/api/out/books')).headers['deprecation']).toBeUndefined()
})
