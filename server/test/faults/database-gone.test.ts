// The database goes away under a running server and comes back: both doors say so, and nothing has to be restarted.
import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { open } from '../../src/commands/open.ts'
import { start, type Running } from '../../src/commands/serve.ts'
import { systemCtx } from '#platform/ctx.ts'
import { homeSite } from '#platform/site-directory.ts'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as contentTypes from '#features/content-types/service.ts'
import * as members from '#features/members/service.ts'
import { definition, field } from '../content.ts'
import { freePort } from '../crash/dozo-process.ts'
import { password } from '../harness.ts'
import { testDatabase, type TestDatabase } from '../harness-db.ts'
import { cutDatabase, type CutDatabase } from './cut-database.ts'
import { ownFolder } from './own-folder.ts'

let own: TestDatabase
let between: CutDatabase
let running: Running
let folder: ReturnType<typeof ownFolder>
let consoleUrl: string
let siteUrl: string
let cookie: string

beforeAll(async () => {
  own = await testDatabase()
  between = await cutDatabase(own.connection)
  folder = ownFolder()
  const [port, sitePort] = [await freePort(), await freePort()]
  const config = readConfig({
    DOZO_DATA: folder.path,
    DATABASE_URL: between.url,
    DOZO_PORT: String(port),
    DOZO_SITE_PORT: String(sitePort),
    DOZO_SAMPLE: 'false',
    DOZO_LOG: 'silent',
    DOZO_LANGUAGE: 'en',
  })
  consoleUrl = `http://127.0.0.1:${port}`
  siteUrl = `http://127.0.0.1:${sitePort}`
  const opened = await open(config)
  running = await start(config, opened)
  const ctx = systemCtx(opened.app, await homeSite(opened.app), 'test')
  const note = definition('note', [field('text', 'name', { searchable: { weight: 'A' } })])
  await contentTypes.create(ctx, note as Parameters<typeof contentTypes.create>[1])
  await apis.create(ctx, { key: 'out', name: 'o', security: 'open' })
  await endpoints.create(ctx, 'out', {
    path: '/notes',
    operation: 'entries.list',
    type: 'note',
    cacheSeconds: 60,
  })
  await endpoints.create(ctx, 'out', { path: '/search', operation: 'search', type: 'note', cacheSeconds: 60 })
  await members.create(ctx, { name: 'owner', email: 'owner@main.example', password, groups: ['owner'] })
  const signedIn = await fetch(`${consoleUrl}/manage/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: consoleUrl },
    body: JSON.stringify({ site: 'main', email: 'owner@main.example', password }),
  })
  cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}, 120_000)
afterAll(async () => {
  between.mend()
  await running.stop()
  await between.close()
  await own.close()
  folder[Symbol.dispose]()
}, 120_000)

const at = () => `${consoleUrl}/manage/v1/sites/main`
const manage = (path: string, init: RequestInit = {}) =>
  fetch(`${at()}${path}`, {
    ...init,
    headers: { cookie, origin: consoleUrl, 'content-type': 'application/json', 'if-match': '*' },
  })
const create = (name: string) =>
  manage('/entries', {
    method: 'POST',
    body: JSON.stringify({ type: 'note', values: { name }, publish: true }),
  })
const read = (path = '/notes') => fetch(`${siteUrl}/api/out${path}`)
const names = async (path = '/notes') =>
  ((await (await read(path)).json()) as { data: { name: string }[] }).data.map((one) => one.name)
const ready = async () => (await fetch(`${consoleUrl}/readyz`)).status

test('gone: 503 with Retry-After at both doors, in words, ready says no and alive says yes; back: well by itself', async () => {
  expect((await create('before')).status).toBe(201)
  expect(await names()).toEqual(['before'])
  expect((await read()).headers.get('x-cache')).toBe('hit')
  for (let round = 0; round < 2; round++) {
    between.cut()
    // What was kept might be old by now: from the moment the loss is noticed nothing is answered from memory.
    await expect.poll(async () => (await read()).status).toBe(503)
    const refused = [
      await read(),
      await read('/search?q=before'),
      await manage('/entries?type=note'),
      await manage('/content-types'),
      await create('lost'),
      await fetch(`${consoleUrl}/manage/v1/instance`),
      await fetch(`${consoleUrl}/readyz`),
      await fetch(`${siteUrl}/readyz`),
    ]
    for (const answer of refused) {
      const body = (await answer.json()) as { code: string; detail: string }
      expect([answer.status, body.code], answer.url).toEqual([503, 'unavailable'])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(body.detail).toContain('database')
    }
    expect((await fetch(`${siteUrl}/livez`)).status).toBe(200)
    between.mend()
    await expect.poll(ready, { timeout: 60_000 }).toBe(200)
    expect(await names()).toContain('before')
    expect((await manage('/entries?type=note')).status).toBe(200)
    expect((await create(`after ${round}`)).status).toBe(201)
    expect(await names()).toContain(`after ${round}`)
    expect(await names()).not.toContain('lost')
  }
}, 120_000)

test('jobs, subscribers and messages between processes go on after it, too', async () => {
  between.cut()
  await expect.poll(async () => (await read()).status).toBe(503)
  between.mend()
  await expect.poll(ready, { timeout: 60_000 }).toBe(200)
  expect((await create('追いつく言葉')).status).toBe(201)
  await expect.poll(() => names('/search?q=追いつく'), { timeout: 60_000 }).toEqual(['追いつく言葉'])
  const sent = await fetch(`${at()}/imports?type=note`, {
    method: 'POST',
    headers: { cookie, origin: consoleUrl, 'content-type': 'application/x-ndjson' },
    body: '{"key":"k","name":"取り込み"}\n',
  })
  expect(sent.status).toBe(202)
  const { id } = ((await sent.json()) as { data: { id: string } }).data
  const status = async () => ((await (await manage(`/imports/${id}`)).json()) as any).data.status
  await expect.poll(status, { timeout: 60_000 }).toBe('done')
}, 120_000)

test('a connection that breaks in the middle of a request is a 503, never a 500, and nothing half is left', async () => {
  const statuses = new Set<number>()
  for (let round = 0; round < 20; round++) {
    between.dropAfter(1 + round)
    const asked = [
      create(`mid ${round}`),
      create(`mid ${round}`),
      manage('/entries?type=note'),
      read('/search?q=mid'),
    ]
    for (const answer of await Promise.all(asked)) statuses.add(answer.status)
    await expect.poll(ready, { timeout: 60_000 }).toBe(200)
  }
  expect([...statuses].filter((status) => ![200, 201, 503].includes(status))).toEqual([])
  const rows = await own.database.asOwner('test counts', (tx) =>
    tx.many<Record<string, number>>(sql`
      select (select count(*)::int from entries) as entries, (select count(*)::int from entry_versions) as versions,
        (select count(distinct entry_id)::int from entry_index) as rows
    `),
  )
  expect(new Set(Object.values(rows[0]!)).size).toBe(1)
}, 120_000)
