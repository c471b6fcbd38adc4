import sql from 'sql-template-tag'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createChanges } from '#platform/changes.ts'
import { feature } from '#platform/feature.ts'
import { createTaggedCache } from '#platform/tagged-cache.ts'
import * as apis from '#features/apis/service.ts'
import * as endpoints from '#features/apis/endpoints.ts'
import * as groups from '#features/groups/service.ts'
import { useDozo, type Ask, type Request } from '../../../test/harness.ts'
import { furnish, type Things } from '../../../test/attacks/world.ts'

/** An operation that says what is true when it begins, and answers only when it is let go: a slow fill. */
const slow = { truth: 'old', tags: ['slow'], begun: 0, until: undefined as Date | undefined }
let gate = Promise.withResolvers<void>()
let started = Promise.withResolvers<void>()
const hook = feature({
  name: 'hook',
  operations: [
    {
      name: 'hook.slow',
      label: { ja: '遅い', en: 'Slow' },
      reference: { does: { ja: '遅い', en: 'Slow' }, settings: [], parameters: {}, problems: {} },
      method: 'GET',
      cacheable: true,
      needsType: false,
      places: [],
      check: async () => [],
      async answer(ctx, endpoint) {
        slow.begun++
        const data = { truth: slow.truth, locale: endpoint.locale ?? null, locales: ctx.site.locales }
        started.resolve()
        await gate.promise
        return { status: 200, data, tags: [...slow.tags], until: slow.until }
      },
      describe: async () => ({ parameters: [], reply: {} }),
    },
  ],
})

const dozo = useDozo({ extra: [hook] })
const at = '/manage/v1/sites/left'
const host = { host: 'left.localhost' }
let own: Things
let owner: Ask
const get = (path: string, request: Request = {}) =>
  dozo.site(`/api/${path}`, { ...request, headers: { ...host, ...request.headers } })
const cacheOf = async (path: string, request: Request = {}) => (await get(path, request)).headers['x-cache']

beforeAll(async () => {
  await dozo.makeSite('left')
  own = await furnish(dozo, 'left')
  owner = await dozo.member('owner', ['owner'], 'left')
  const ctx = await dozo.system('left')
  await apis.create(ctx, { key: 'open', name: 'o', security: 'open' })
  await endpoints.create(ctx, 'open', { path: '/slow', operation: 'hook.slow', cacheSeconds: 60 })
})

beforeEach(() => {
  dozo.app.changes.mark(null)
  Object.assign(slow, { truth: 'old', tags: ['slow'], begun: 0, until: undefined })
  gate = Promise.withResolvers<void>()
  started = Promise.withResolvers<void>()
})

/** Begins a slow fill, lets something happen in the middle, ends it, and says what the next reader gets. */
async function race(between: () => unknown) {
  const reading = get('open/slow')
  await started.promise
  await between()
  gate.resolve()
  const first = await reading
  expect(first.body.data.truth).toBe('old')
  const second = await get('open/slow')
  return { truth: second.body.data.truth, cache: second.headers['x-cache'], begun: slow.begun }
}

test('an answer that nothing happened to is kept and given to all', async () => {
  const seen = await race(() => {
    slow.truth = 'new'
  })
  expect(seen).toEqual({ truth: 'old', cache: 'hit', begun: 1 })
})

test('a slow fill that a write overtakes is not kept', async () => {
  const seen = await race(() => {
    slow.truth = 'new'
    dozo.app.changed(['slow'])
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill that a real write overtakes is not kept', async () => {
  const { id } = await dozo.system('left').then(async (ctx) => {
    const [row] = await ctx.read<{ id: string }>(
      sql`select type_id as id from entries where site_id = ${ctx.site.id} and id = ${own.entry}`,
    )
    return row!
  })
  slow.tags = [`type:${id}`]
  const seen = await race(async () => {
    slow.truth = 'new'
    const body = { values: { memo: 'changed' } }
    expect((await owner(`${at}/entries/${own.entry}`, { method: 'PATCH', ifMatch: '*', body })).status).toBe(
      200,
    )
    const published = await owner(`${at}/entries/${own.entry}/publish`, {
      method: 'POST',
      ifMatch: '*',
      body: {},
    })
    expect(published.status).toBe(200)
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill that a change of permissions overtakes is not kept', async () => {
  const ctx = await dozo.system('left')
  slow.tags = [`groups:${ctx.site.id}`]
  const seen = await race(async () => {
    slow.truth = 'new'
    await groups.create(ctx, { key: 'during', name: { ja: 'd', en: 'd' }, grants: [] })
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill that a change of the endpoint overtakes is not kept', async () => {
  const list = await owner(`${at}/apis/open/endpoints`)
  const { id } = list.body.data.find((one: { path: string }) => one.path === '/slow')
  const seen = await race(async () => {
    slow.truth = 'new'
    const body = { path: '/slow', operation: 'hook.slow', cacheSeconds: 61 }
    const changed = await owner(`${at}/apis/open/endpoints/${id}`, { method: 'PUT', ifMatch: '*', body })
    expect(changed.status, changed.text).toBe(200)
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('a slow fill during which messages of other processes were lost is not kept', async () => {
  const seen = await race(() => {
    slow.truth = 'new'
    dozo.app.changes.mark(null)
  })
  expect(seen).toEqual({ truth: 'new', cache: 'miss', begun: 2 })
})

test('who asks after the write does not get the fill that began before it', async () => {
  const before = get('open/slow')
  await started.promise
  slow.truth = 'new'
  dozo.app.changed(['slow'])
  started = Promise.withResolvers<void>()
  const after = get('open/slow')
  await started.promise
  gate.resolve()
  expect((await before).body.data.truth).toBe('old')
  expect((await after).body.data.truth).toBe('new')
})

test('readers of one address that is being filled share the fill', async () => {
  const readers = Array.from({ length: 20 }, () => get('open/slow'))
  await started.promise
  gate.resolve()
  await Promise.all(readers)
  expect(slow.begun).toBe(1)
})

test('a request that was let in by an endpoint’s old settings does not keep them past the change', async () => {
  const ctx = await dozo.system('left')
  await apis.create(ctx, { key: 'guarded', name: 'g', security: 'token' })
  const settings = { path: '/slow', operation: 'hook.slow', cacheSeconds: 60, locale: 'ja' }
  const endpoint = await endpoints.create(ctx, 'guarded', settings)
  const made = await owner(`${at}/apis/guarded/tokens`, {
    method: 'POST',
    body: { name: 't', expiresAt: '2027-01-01T00:00:00Z' },
  })
  const authorization = `Bearer ${made.body.data.token}`
  const ask = () => get('guarded/slow', { headers: { authorization } })
  gate.resolve()
  // The look at the token waits for this lock: the request has read the endpoint, but has not begun its fill.
  const locked = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const holding = dozo.app.db.asOwner('test', async (tx) => {
    await tx.run(sql`lock table api_static_tokens in access exclusive mode`)
    locked.resolve()
    await release.promise
  })
  await locked.promise
  const early = ask()
  await waitingForLock()
  const changed = await owner(`${at}/apis/guarded/endpoints/${endpoint.id}`, {
    method: 'PUT',
    ifMatch: '*',
    body: { ...settings, locale: 'en' },
  })
  expect(changed.status).toBe(200)
  release.resolve()
  await holding
  await early
  expect((await ask()).body.data.locale).toBe('en')
})

/** Asked of the database until some statement waits for the lock. */
async function waitingForLock(): Promise<void> {
  for (;;) {
    const { waiting } = await dozo.app.db.asOwner('test', (tx) =>
      tx.one<{ waiting: number }>(sql`
        select count(*)::int as waiting from pg_locks l
          join pg_class c on c.oid = l.relation
        where not l.granted and c.relname = 'api_static_tokens'
      `),
    )
    if (waiting > 0) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('an answer lives to the next boundary and not longer', async () => {
  gate.resolve()
  slow.until = new Date(dozo.time.now.getTime() + 10_000)
  expect(await cacheOf('open/slow')).toBe('miss')
  dozo.time.advance(9_999)
  expect(await cacheOf('open/slow')).toBe('hit')
  dozo.time.advance(1)
  slow.until = undefined
  expect(await cacheOf('open/slow')).toBe('miss')
})

test('readers who came before a message share the fill, even when it begins after the message', async () => {
  const changes = createChanges()
  const cache = createTaggedCache<string>(changes, { entries: 10 })
  const { promise, resolve } = Promise.withResolvers<void>()
  let begun = 0
  const since = changes.sequence()
  changes.mark(['elsewhere'])
  const load = async () => {
    begun++
    await promise
    return { value: 'one', tags: ['slow'] }
  }
  const readers = Array.from({ length: 20 }, () => cache.fill('key', 0, load, since))
  resolve()
  expect(new Set((await Promise.all(readers)).map(({ value }) => value))).toEqual(new Set(['one']))
  expect(begun).toBe(1)
})
