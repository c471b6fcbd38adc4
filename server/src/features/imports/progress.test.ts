import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, words, type Content } from '../../../test/content.ts'
import { asAdmin } from '../../../test/harness-db.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { holdEntry, imported, sendImport } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content
let path: string

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  path = `${content.at}/imports`
  for (const key of ['row', 'step'])
    await content.define(definition(key, [field('text', 'name', { searchable: { weight: 'A' } })]))
})

const lines = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: `k${i + 1}`, name: `n${i + 1}` }))
const stateOf = async (id: string) => succeeded(await owner(`${path}/${id}`))
const counted = async (type: string): Promise<number> =>
  (await owner(`${content.at}/entries?type=${type}&count=exact&page[size]=1`)).body.meta.count

test('it goes on block by block and can be watched; cancelled, what is done stays and nothing is half done', async () => {
  // The third block of 500 waits for an entry that somebody else holds.
  const { id: entry } = await content.create('row', { name: 'old' }, { key: 'k1200' })
  // What is searched for waits for entries that are held, too.
  await dozo.settled()
  const held = await holdEntry(dozo, entry)
  const sent = await sendImport(owner, 'row', lines(2100))
  expect([sent.status, sent.body.data]).toMatchObject([202, { total: 2100, done: 0, finishedAt: null }])
  const { id } = sent.body.data
  await expect.poll(async () => (await stateOf(id)).done).toBe(1000)
  expect(await stateOf(id)).toMatchObject({ status: 'running', created: 1000 })
  expect(await counted('row')).toBe(1001)
  await blockWaits()
  // Told at once, not when the block under way is done.
  expect((await owner(`${path}/${id}/cancel`, { method: 'POST' })).status).toBe(200)
  await held.release()
  await expect.poll(async () => (await stateOf(id)).status).toBe('cancelled')
  const end = await stateOf(id)
  expect(end).toMatchObject({ done: 1500, created: 1499, updated: 1, failed: 0 })
  expect(end.finishedAt).not.toBeNull()
  expect(await counted('row')).toBe(1500)
  const file = `imports/${(await dozo.system()).site.id}/${id}.ndjson`
  expect(await dozo.app.storage.has(file)).toBe(true)
  const again = await owner(`${path}/${id}/cancel`, { method: 'POST' })
  expect([again.status, again.body.code]).toEqual([409, 'import_over'])
  await dozo.settled()
  expect(await content.list('type=row&search=n1500')).toHaveLength(1)
  // What was cancelled is gone on with behind what is done, and then its file is no longer needed.
  const resumed = await owner(`${path}/${id}/resume`, { method: 'POST' })
  expect([resumed.status, resumed.body.data.done]).toEqual([200, 1500])
  await expect.poll(async () => (await stateOf(id)).status).toBe('done')
  expect(await stateOf(id)).toMatchObject({ done: 2100, created: 2099, updated: 1, failed: 0 })
  await expect.poll(() => dozo.app.storage.has(file)).toBe(false)
  const late = await owner(`${path}/${id}/resume`, { method: 'POST' })
  expect([late.status, late.body.code]).toEqual([409, 'import_not_resumable'])
  expect(await imported(owner, 'row', lines(2100))).toMatchObject({ skipped: 2100, created: 0 })
})

test('an import that ends in an error of ours says so, keeps what is done, and goes on where it stopped', async () => {
  await dozo.app.db.asOwner('test breaks a table', async (tx) => {
    await tx.run(sql`
      create function refuse_k600() returns trigger language plpgsql as
      $$ begin if new.key = 'k600' then raise exception 'broken'; end if; return new; end $$
    `)
    await tx.run(sql`
      create trigger refuse_k600 before insert on entries for each row execute function refuse_k600()
    `)
  })
  const { id } = (await sendImport(owner, 'step', lines(700))).body.data
  const job = async () => (await owner(`${content.at}/jobs`)).body.data[0]
  await expect.poll(async () => (await job())?.state).toBe('retrying')
  expect(await stateOf(id)).toMatchObject({ status: 'running', done: 500 })
  await dozo.app.db.asOwner('test hurries', (tx) =>
    tx.run(sql`
      update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() - interval '1 second'
    `),
  )
  await expect.poll(async () => (await job())?.state, { timeout: 60_000 }).toBe('dead')
  expect(await stateOf(id)).toMatchObject({ status: 'failed', error: 'internal', done: 500, created: 500 })
  expect((await job()).lastError).toContain('broken')
  await dozo.app.db.asOwner('test mends it', (tx) => tx.run(sql`drop trigger refuse_k600 on entries`))
  expect((await owner(`${content.at}/jobs/${(await job()).id}/retry`, { method: 'POST' })).status).toBe(204)
  await expect.poll(async () => (await stateOf(id)).status, { timeout: 60_000 }).toBe('done')
  expect(await stateOf(id)).toMatchObject({ done: 700, created: 700, error: null })
  expect(await counted('step')).toBe(700)
})

test('whoever goes on with an import does so with their own rights, not with those of whoever began it', async () => {
  const group = async (key: string, grants: object[]) => {
    const always = ['console.enter', 'imports.read', 'imports.write', 'entries.read', 'entries.create']
    const all = [...always.map((permission) => ({ permission })), ...grants]
    succeeded(
      await owner(`${content.at}/groups`, { method: 'POST', body: { key, name: words(key), grants: all } }),
    )
    return dozo.member(key, [key])
  }
  const creator = await group('creator', [])
  const outsider = await group('outsider', [{ permission: 'entries.update', condition: { name: 'other' } }])
  await content.define(definition('leaf', [field('text', 'name', { filterable: true })]))
  await content.create('leaf', { name: 'theirs' }, { key: 'k600' })
  const first = await content.create('leaf', { name: 'old' }, { key: 'k1' })
  await dozo.settled()
  const held = await holdEntry(dozo, first.id)
  const { id } = (await sendImport(owner, 'leaf', lines(600))).body.data
  await blockWaits()
  expect((await owner(`${path}/${id}/cancel`, { method: 'POST' })).status).toBe(200)
  await held.release()
  await expect.poll(async () => (await stateOf(id)).status).toBe('cancelled')
  const refused = await creator(`${path}/${id}/resume`, { method: 'POST' })
  expect([refused.status, refused.body.code]).toEqual([403, 'permission_missing'])
  succeeded(await outsider(`${path}/${id}/resume`, { method: 'POST' }))
  await expect.poll(async () => (await stateOf(id)).status).toBe('done')
  expect(await stateOf(id)).toMatchObject({ done: 600, created: 598, updated: 1, failed: 1 })
})

/** Until a block waits for the entry that is held. */
const blockWaits = () =>
  expect
    .poll(
      async () => {
        const rows = await asAdmin(
          `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          [],
          dozo.app.db.connection,
        )
        return rows.length
      },
      { timeout: 60_000 },
    )
    .toBe(1)
