import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, startServer } from './server.ts'

// The command-line half of the first story: from an empty installation to Japanese content answered by an API of one's own.
let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const articles = join(root, 'e2e/data/react-docs-ja.ndjson')
const dozo = async (...args: string[]) => {
  const result = await server.dozo(args)
  expect(result.code, `dozo ${args.join(' ')}\n${result.out}${result.err}`).toBe(0)
  return result.out
}
const read = async (path: string, query: Record<string, string> = {}) => {
  const response = await fetch(`${server.siteUrl}/api/default${path}?${new URLSearchParams(query)}`)
  const body = (await response.json()) as any
  expect(response.status, JSON.stringify(body)).toBeLessThan(500)
  return { status: response.status, cache: response.headers.get('x-cache'), ...body }
}

const words = (ja: string, en: string) => ({ ja, en })
const types = [
  {
    key: 'section',
    name: words('章', 'Section'),
    kind: 'tree',
    titleField: 'name',
    keyField: 'slug',
    fields: [
      { key: 'name', type: 'text', name: words('名前', 'Name'), required: true, filterable: true },
      {
        key: 'slug',
        type: 'slug',
        name: words('スラッグ', 'Slug'),
        required: true,
        unique: true,
        filterable: true,
      },
    ],
  },
  {
    key: 'article',
    name: words('記事', 'Article'),
    kind: 'plain',
    titleField: 'title',
    keyField: 'slug',
    fields: [
      {
        key: 'title',
        type: 'text',
        name: words('題名', 'Title'),
        required: true,
        localized: true,
        filterable: true,
        searchable: { weight: 'A' },
      },
      {
        key: 'slug',
        type: 'slug',
        name: words('スラッグ', 'Slug'),
        required: true,
        unique: true,
        filterable: true,
      },
      { key: 'section', type: 'relation', name: words('章', 'Section'), to: ['section'], filterable: true },
      { key: 'author', type: 'text', name: words('著者', 'Author'), filterable: true },
      { key: 'date', type: 'date', name: words('日付', 'Date'), filterable: true },
      {
        key: 'description',
        type: 'textarea',
        name: words('概要', 'Description'),
        localized: true,
        searchable: { weight: 'B' },
      },
      {
        key: 'body',
        type: 'markdown',
        name: words('本文', 'Body'),
        localized: true,
        searchable: { weight: 'C' },
      },
    ],
  },
]

test('the start prints the console, a set-up link and a call that answers when pasted', async () => {
  expect(server.greeting).toContain(server.consoleUrl)
  expect(server.setupUrl).toMatch(/\/setup\?token=dozo_setup_/)
  const curl = /curl '([^']+)'/.exec(server.greeting)?.[1]
  const answer = (await (await fetch(curl!)).json()) as { data: { title: string }[] }
  expect(answer.data).toHaveLength(3)
})

test('with the dozo command alone: owner, log-in, two types', async () => {
  const made = await server.dozo(
    ['create-owner', '--email', 'owner@example.com', '--name', '山田 花子'],
    'correct horse battery\n',
  )
  expect(made.code, made.err).toBe(0)
  const login = await server.dozo(
    ['login', '--url', server.consoleUrl, '--email', 'owner@example.com'],
    'correct horse battery\n',
  )
  expect(login.code, login.err).toBe(0)
  const file = join(server.dataDir, 'types.json')
  await writeFile(file, JSON.stringify(types))
  await dozo('types', 'push', file)
  expect(await dozo('types', 'list')).toContain('article')
})

test('215 documents are imported, and a second time nothing is left to do', async () => {
  expect(await dozo('entries', 'import', 'article', articles, '--create-missing')).toContain('215 created')
  expect(await dozo('entries', 'import', 'article', articles, '--create-missing')).toContain('215 unchanged')
})

test('published, they are read, filtered, sorted and paged through an endpoint with a fixed filter', async () => {
  expect(await dozo('entries', 'publish', 'article')).toContain('215 published')
  const fields = [
    '--fields',
    'title,slug,date,description,section.name',
    '--filters',
    'title,slug,date,section.slug',
  ]
  const fixed = ['--filter', JSON.stringify({ 'section.slug': { in: ['blog', 'learn'] } })]
  await dozo(
    'endpoints',
    'add',
    'default',
    '/articles',
    '--type',
    'article',
    ...fields,
    '--sorts',
    'date,title',
    ...fixed,
    '--cache',
    '60',
  )
  const first = await read('/articles', {
    sort: '-date',
    'page[size]': '50',
    count: 'exact',
    fields: 'title,date,section.name',
  })
  expect(first.meta.count).toBe(76)
  expect(first.data[0].date > first.data[10].date).toBe(true)
  const second = await read('/articles', {
    sort: '-date',
    'page[size]': '50',
    'page[after]': first.meta.page.next,
  })
  expect(second.data).toHaveLength(26)
  expect(second.meta.page.next).toBeNull()
  const ids = new Set([...first.data, ...second.data].map((one: { id: string }) => one.id))
  expect(ids.size).toBe(76)
  const blog = await read('/articles', { 'filter[section.slug][eq]': 'blog', count: 'exact' })
  expect(blog.meta.count).toBe(24)
  const outside = await read('/articles', { 'filter[section.slug]': 'reference' })
  expect(outside.data).toEqual([])
  expect((await read('/articles', { 'filter[author]': 'x' })).status).toBe(400)
  expect((await read('/articles', { fields: 'body' })).status).toBe(400)
})

test.each([
  ['コンポーネント', 20],
  ['副作用', 18],
])('search finds %s', async (word, atLeast) => {
  if (word === 'コンポーネント') {
    await dozo(
      'endpoints',
      'add',
      'default',
      '/articles/search',
      '--operation',
      'search',
      '--type',
      'article',
    )
  }
  await expect
    .poll(
      async () =>
        (await read('/articles/search', { q: word, 'page[size]': '20', fields: 'title,description' })).data
          .length,
    )
    .toBeGreaterThanOrEqual(atLeast)
})

test('a cached answer says so and is explained', async () => {
  await read('/articles', { sort: 'title' })
  expect((await read('/articles', { sort: 'title' })).cache).toBe('hit')
  expect(await dozo('cache', 'explain', `${server.siteUrl}/api/default/articles?sort=title`)).toContain(
    'Kept in memory',
  )
})

test('the reference page shows an OpenAPI 3.1 document of the live model', async () => {
  const page = await fetch(`${server.siteUrl}/api/default/reference`)
  expect(await page.text()).toContain('swagger-ui-bundle.js')
  const document = (await (await fetch(`${server.siteUrl}/api/default/openapi.json`)).json()) as any
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toContain('/articles')
  expect(document.paths['/articles'].get.parameters.map((one: { name: string }) => one.name)).toContain(
    'filter[title][contains]',
  )
})

test('what has no command of its own is called by its path, and refused in words', async () => {
  const tag = { type: 'section', values: { name: '付録', slug: 'appendix' } }
  const made = JSON.parse(await dozo('call', '/entries', '--data', JSON.stringify(tag))).data
  expect(made).toMatchObject({ type: 'section', status: 'draft', etag: 1 })
  const change = JSON.stringify({ values: { name: '巻末' } })
  await dozo('call', 'patch', `/entries/${made.id}`, '--data', change, '--etag', '1')
  expect(JSON.parse(await dozo('call', `/entries/${made.id}`)).data.values.name).toBe('巻末')
  const stale = await server.dozo(['call', 'PATCH', `/entries/${made.id}`, '--data', change, '--etag', '1'])
  expect([stale.code, stale.err]).toEqual([1, expect.stringContaining('saved first')])
  const wrong = await server.dozo([
    'call',
    'POST',
    '/entries',
    '--data',
    '{"type":"section","values":{"name":7}}',
  ])
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('/values/name')])
  const refused = async (said: string, ...args: string[]) =>
    expect(await server.dozo(args), args.join(' ')).toMatchObject({
      code: 1,
      err: expect.stringContaining(said),
    })
  await refused('Usage: dozo call', 'call')
  await refused('Usage: dozo call', 'call', 'entries')
  await refused('Usage: dozo call', 'call', 'FETCH', '/entries')
  await refused('--data is no JSON', 'call', '/entries', '--data', '{')
  await refused('--etag is a number or *', 'call', 'PATCH', '/entries', '--data', '{}', '--etag', 'abc')
  await refused('nowhere.json cannot be read', 'call', '/entries', '--file', 'nowhere.json')
  await refused('nowhere.csv cannot be read', 'entries', 'import', 'article', 'nowhere.csv')
  await refused('nowhere.json cannot be read', 'types', 'push', 'nowhere.json')
  await refused('is a folder', 'endpoints', 'add', 'default', '--file', root)
  await refused(
    '--filter is no JSON',
    'endpoints',
    'add',
    'default',
    '/x',
    '--type',
    'article',
    '--filter',
    '{',
  )
  await refused("Unknown option '--nope'.", 'call', '/entries', '--nope')
  expect(JSON.parse(await dozo('call', '/manage/v1/sites/main/entries/' + made.id)).data.id).toBe(made.id)
  expect(await dozo('call', 'DELETE', `/entries/${made.id}`, '--etag', '2')).toBe('')
  await dozo('call', 'DELETE', `/trash/${made.id}`)
})

test('export gives back what import takes', async () => {
  const file = join(server.dataDir, 'export.ndjson')
  await dozo('entries', 'export', 'article', file)
  expect(await dozo('entries', 'import', 'article', file)).toContain('215 unchanged')
})

test('the audit log is intact, and the sample goes away with one command', async () => {
  expect(await dozo('audit', 'verify')).toContain('intact')
  expect(await dozo('sample', 'remove')).toContain('7 sample entries were removed')
  expect((await read('/news')).status).toBe(404)
  expect(await dozo('doctor')).toContain('not behind HTTPS')
})
