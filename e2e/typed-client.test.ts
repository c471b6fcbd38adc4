import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, startServer } from './server.ts'

// `dozo client` as a front-end developer meets it: printed, compiled strictly, run against the API.
let server: Awaited<ReturnType<typeof startServer>>
let printed: string
const at = (name: string) => join(server.dataDir, name)
beforeAll(async () => {
  server = await startServer()
  const password = 'correct horse battery\n'
  await server.dozo(['create-owner', '--email', 'owner@example.com', '--name', 'Owner'], password)
  await server.dozo(['login', '--url', server.consoleUrl, '--email', 'owner@example.com'], password)
  const out = await server.dozo(['client', '--site', 'main', '--api', 'default'])
  expect(out.code, out.err).toBe(0)
  printed = out.out
  writeFileSync(at('package.json'), '{"type": "module"}')
  writeFileSync(at('dozo.ts'), printed)
})
afterAll(() => server.stop())

const strict =
  '--noEmit --strict --target es2024 --module nodenext --moduleResolution nodenext --allowImportingTsExtensions ' +
  '--exactOptionalPropertyTypes --noUncheckedIndexedAccess --erasableSyntaxOnly --verbatimModuleSyntax --lib es2024,dom'
const compile = (file: string) =>
  spawnSync(join(root, 'node_modules/.bin/tsc'), [...strict.split(' '), '--types', '', at(file)], {
    encoding: 'utf8',
  }).stdout

function run(program: string): unknown {
  writeFileSync(at('program.ts'), program)
  expect(compile('program.ts')).toBe('')
  const { stdout, stderr } = spawnSync(process.execPath, [at('program.ts')], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

test('types hold exactly the fields that were chosen, relations as far as they were asked for', () => {
  const found = run(`
    import { createDozo } from './dozo.ts'
    const dozo = createDozo()
    const { data } = await dozo.news.list({ fields: ['title', 'category.name'], sort: '-date', locale: 'en' })
    const title: string | undefined = data[0]?.title
    const category: string | undefined = data[0]?.category?.name
    // @ts-expect-error a field that was not chosen is not there
    const slug = data[0]?.slug
    // @ts-expect-error a field that the type does not have
    await dozo.news.list({ fields: ['titel'] }).catch(() => undefined)
    // @ts-expect-error a sort that the endpoint does not offer
    await dozo.news.list({ sort: 'body' }).catch(() => undefined)
    console.log(JSON.stringify({ title, category, slug: slug ?? null }))
  `)
  expect(found).toEqual({ title: expect.any(String), category: expect.any(String), slug: null })
})

test('pages are read one after another, one entry is found or undefined, refusals have their code', () => {
  const found = run(`
    import { createDozo, DozoProblem } from './dozo.ts'
    const dozo = createDozo({ language: 'ja' })
    const slugs: string[] = []
    for await (const one of dozo.news.each({ fields: ['slug'], page: { size: 1 } })) slugs.push(one.slug)
    const [first] = (await dozo.news.list({ filter: { slug: { eq: slugs[0]! } } })).data
    const same = await dozo.news.get({ id: first!.id }, { fields: ['slug'] })
    const none = await dozo.news.get({ id: '00000000-0000-7000-8000-000000000000' })
    const hits = await dozo.news.search({ q: '工場', fields: ['title'] })
    const refused = await dozo.news.list({ page: { size: 1000 } }).catch((error: unknown) =>
      error instanceof DozoProblem ? [error.status, error.code, error.errors[0]?.path] : error)
    console.log(JSON.stringify({ slugs, same: same?.slug, none: none === undefined, hits: hits.data.length, refused }))
  `) as Record<string, unknown>
  expect(found).toEqual({
    slugs: expect.arrayContaining(['welcome', 'autumn-open-day', 'maintenance-december']),
    same: (found['slugs'] as string[])[0],
    none: true,
    hits: 1,
    refused: [400, 'bad_query', '/page/size'],
  })
})

test('what an endpoint lets readers write has its types, and writing twice under one key writes once', async () => {
  const add = ['endpoints', 'add', 'default', '/news', '--operation', 'entries.create', '--type', 'news']
  expect((await server.dozo([...add, '--fields', 'title,slug,date', '--cache', '0'])).code).toBe(0)
  writeFileSync(at('dozo.ts'), (await server.dozo(['client'])).out)
  const found = run(`
    import { createDozo, DozoProblem } from './dozo.ts'
    const dozo = createDozo({ locale: 'ja' })
    const values = { title: '投稿', slug: 'sent-in', date: '2026-11-24' }
    const first = await dozo.news.create(values, { idempotencyKey: 'k' })
    const second = await dozo.news.create(values, { idempotencyKey: 'k' })
    // @ts-expect-error a field that the endpoint does not take
    const refused = await dozo.news.create({ ...values, important: true }).catch((error: unknown) => (error as DozoProblem).errors[0]?.path)
    console.log(JSON.stringify({ same: first.data.id === second.data.id, status: first.data.status, refused }))
  `)
  expect(found).toEqual({ same: true, status: 'draft', refused: '/important' })
  writeFileSync(at('dozo.ts'), printed)
})

test('counts are typed by what may be counted, in groups and by months', async () => {
  const add = [
    'endpoints',
    'add',
    'default',
    '/news/count',
    '--operation',
    'entries.aggregate',
    '--type',
    'news',
  ]
  expect((await server.dozo(add)).code).toBe(0)
  writeFileSync(at('dozo.ts'), (await server.dozo(['client'])).out)
  const found = run(`
    import { createDozo } from './dozo.ts'
    const dozo = createDozo()
    const all = await dozo.newsCount.aggregate()
    const { data } = await dozo.newsCount.aggregate({ group: ['publishedAt:year'], max: ['number'], filter: { slug: { ne: 'welcome' } } })
    const year: unknown = data[0]?.group['publishedAt:year']
    // @ts-expect-error a field that cannot be asked about
    await dozo.newsCount.aggregate({ group: ['body'] }).catch(() => undefined)
    console.log(JSON.stringify({ all: all.data[0]?.count, count: data[0]?.count, year }))
  `)
  expect(found).toEqual({ all: 3, count: 2, year: expect.stringMatching(/^20\d\d$/) })
  writeFileSync(at('dozo.ts'), printed)
})

test('an unchanged answer is not sent again', () => {
  const found = run(`
    import { createDozo } from './dozo.ts'
    const statuses: number[] = []
    const dozo = createDozo({
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        statuses.push(response.status)
        return response
      },
    })
    const first = await dozo.news.list()
    const second = await dozo.news.list()
    console.log(JSON.stringify({ statuses, same: JSON.stringify(first) === JSON.stringify(second), count: first.data.length }))
  `)
  expect(found).toEqual({ statuses: [200, 304], same: true, count: 3 })
})

test('it is one file of at most 5 KB as it is sent, without a single import, and the same for the same model', async () => {
  expect(printed).not.toMatch(/^import |require\(/m)
  const sent = stripTypeScriptTypes(printed).replace(/\n\s*\n/g, '\n')
  expect(gzipSync(sent).length).toBeLessThanOrEqual(5 * 1024)
  const [once, again] = [await server.dozo(['client']), await server.dozo(['client'])]
  expect(once.out).toBe(again.out)
})
