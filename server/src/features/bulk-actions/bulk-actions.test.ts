import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import {
  contentOf,
  definition,
  field,
  succeeded,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
})

let kinds = 0
/** A type of its own for a test, with entries of these names; the last ones have no title, and cannot be published. */
async function pages(count: number, { broken = 0, publish = false } = {}) {
  const type = `page${++kinds}`
  await content.define(
    definition(type, [
      field('text', 'title', { required: true, localized: true, searchable: { weight: 'A' } }),
      field('number', 'price', { filterable: true, max: 1000 }),
      field('relation', 'next', { to: [type] }),
    ]),
  )
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const values = n < count - broken ? { title: { ja: `題${n}` }, price: n } : { price: n }
    ids.push((await content.create(type, values, { publish: publish && n < count - broken })).id)
  }
  return { type, ids }
}

const at = () => `${content.at}/bulk-actions`
const ask = (body: object, as = owner) => as(`${content.at}/entries/bulk`, { method: 'POST', body })
/** Asks, waits for the end, and gives it with the outcome of each entry. */
async function run(body: object, as = owner) {
  const made = await ask(body, as)
  expect(made.status, made.text).toBe(202)
  return ended(made.body.data.id, as)
}
async function ended(id: string, as = owner) {
  await dozo.settled()
  const action = succeeded(await as(`${at()}/${id}`))
  const file = await as(`${at()}/${id}/results`)
  const results = file.text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []))
  return { ...action, results }
}
const publish = { kind: 'publish' }
async function statuses(type: string): Promise<Record<string, string>> {
  const found: [string, string][] = []
  for (let after = ''; ;) {
    const { body } = await owner(`${content.at}/entries?type=${type}&page[size]=100${after}`)
    found.push(...body.data.map((one: any) => [one.id, one.status]))
    if (!body.meta.page.next) return Object.fromEntries(found)
    after = `&page[after]=${encodeURIComponent(body.meta.page.next)}`
  }
}

test('many are published at once; who cannot be is named with the reason, who is already is left alone', async () => {
  const { type, ids } = await pages(120, { broken: 2 })
  await content.publish(ids[0]!)
  const action = await run({ type, action: publish })
  expect(action).toMatchObject({
    status: 'done',
    total: 120,
    done: 117,
    skipped: 1,
    refused: 2,
    canUndo: true,
  })
  expect(action.results.map((one: any) => one.id)).toEqual(ids)
  expect(action.results[0].result).toBe('skipped')
  expect(action.results[1].title).toBe('題1')
  expect(action.results[119]).toMatchObject({
    result: 'refused',
    errors: [{ path: '/values/title/ja', code: 'required', message: expect.stringContaining('') }],
  })
  const refused = await owner(`${at()}/${action.id}/results?only=refused`)
  expect(refused.text.trim().split('\n')).toHaveLength(2)
  const found = await statuses(type)
  expect(Object.values(found).filter((status) => status === 'live')).toHaveLength(118)
  expect(found[ids[119]!]).toBe('draft')
  const again = await run({ type, action: publish })
  expect(again).toMatchObject({ done: 0, skipped: 118, refused: 2, canUndo: false })
})

test('by ids, by filter and by words: what is chosen, and nothing that comes to match later', async () => {
  const { type, ids } = await pages(6)
  expect(await run({ type, ids: [ids[0], ids[1]], action: publish })).toMatchObject({ total: 2, done: 2 })
  const filter = { price: { gte: 4 } }
  const frozen = succeeded(await ask({ type, filter, action: publish, start: false }))
  expect(frozen).toMatchObject({ status: 'frozen', total: 2, done: 0 })
  await content.patch(ids[2]!, { price: 50 })
  await dozo.settled()
  expect((await statuses(type))[ids[4]!]).toBe('draft')
  const begun = succeeded(await owner(`${at()}/${frozen.id}/start`, { method: 'POST' }))
  // The worker may have taken it up before the answer is read.
  expect(['waiting', 'running', 'done']).toContain(begun.status)
  expect((await ended(frozen.id)).results.map((one: any) => one.id)).toEqual(ids.slice(4))
  expect((await statuses(type))[ids[2]!]).toBe('draft')
  expect((await owner(`${at()}/${frozen.id}/start`, { method: 'POST' })).body.code).toBe('bulk_over')
  expect(await run({ type, search: '題3', action: publish })).toMatchObject({ total: 1, done: 1 })
  const none = await ask({ type, filter: { price: { eq: 99 } }, action: publish })
  expect([none.status, none.body.code]).toEqual([409, 'bulk_empty'])
})

test('what is only frozen can be started for an hour', async () => {
  const { type } = await pages(1)
  const { id } = succeeded(await ask({ type, action: publish, start: false }))
  const before = dozo.time.now
  dozo.time.advance(3_600_000)
  expect((await owner(`${at()}/${id}/start`, { method: 'POST' })).body.code).toBe('bulk_over')
  dozo.time.now = before
})

test('publishing is undone to what readers had, except where somebody has been since', async () => {
  const { type, ids } = await pages(3)
  await content.publish(ids[1]!)
  await content.patch(ids[1]!, { price: 77 })
  const action = await run({ type, action: publish })
  expect((await content.get(ids[1]!)).live.price).toBe(77)
  await content.patch(ids[2]!, { price: 5 })
  const undo = succeeded(await owner(`${at()}/${action.id}/undo`, { method: 'POST' }))
  expect(undo).toMatchObject({ undoOf: action.id, action: { kind: 'undo' } })
  const back = await ended(undo.id)
  expect(back).toMatchObject({ done: 2, refused: 1, canUndo: false })
  expect(back.results[2].errors[0].code).toBe('changed_since')
  expect(await content.get(ids[0]!)).toMatchObject({ status: 'draft', live: null })
  expect(await content.get(ids[1]!)).toMatchObject({ status: 'changed', liveVersion: 1, live: { price: 1 } })
  expect((await content.get(ids[2]!)).liveVersion).toBe(1)
  expect((await owner(`${at()}/${undo.id}/undo`, { method: 'POST' })).body.code).toBe('bulk_not_undoable')
})

test('unpublishing and the trash are undone, too', async () => {
  const { type, ids } = await pages(3, { publish: true })
  const away = await run({ type, action: { kind: 'unpublish' } })
  expect(away).toMatchObject({ done: 3 })
  const undone = succeeded(await owner(`${at()}/${away.id}/undo`, { method: 'POST' }))
  expect(await ended(undone.id)).toMatchObject({ done: 3 })
  expect(new Set(Object.values(await statuses(type)))).toEqual(new Set(['live']))
  await content.patch(ids[2]!, { next: ids[0] })
  const trashed = await run({ type, action: { kind: 'trash' } })
  expect(trashed).toMatchObject({ done: 2, refused: 1 })
  expect(trashed.results[0].errors[0].code).toBe('entry_referenced')
  const forced = await run({ type, action: { kind: 'trash', force: true } })
  expect(forced).toMatchObject({ total: 1, done: 1 })
  for (const { id } of [trashed, forced])
    await ended(succeeded(await owner(`${at()}/${id}/undo`, { method: 'POST' })).id)
  expect(await statuses(type)).toEqual({ [ids[0]!]: 'live', [ids[1]!]: 'live', [ids[2]!]: 'changed' })
})

test('a field is set in all, in one language where it has several; a value that nobody may have is refused at once', async () => {
  const { type, ids } = await pages(3)
  const set = (more: object) => ({ type, action: { kind: 'set', ...more } })
  expect(await run(set({ field: 'price', value: 2 }))).toMatchObject({ done: 2, skipped: 1, canUndo: false })
  expect(await run(set({ field: 'title', locale: 'en', value: 'same' }))).toMatchObject({ done: 3 })
  expect((await content.get(ids[0]!)).values).toEqual({ title: { ja: '題0', en: 'same' }, price: 2 })
  expect(await run(set({ field: 'price', value: null }))).toMatchObject({ done: 3 })
  expect((await content.get(ids[0]!)).values).toEqual({ title: { ja: '題0', en: 'same' } })
  const refusals: [object, string, string][] = [
    [{ field: 'price', value: 1001 }, '/action/value', 'too_large'],
    [{ field: 'price', value: 'x' }, '/action/value', 'wrong_type'],
    [{ field: 'nothing', value: 1 }, '/action/field', 'unknown_field'],
    [{ field: '__proto__', value: 1 }, '/action/field', 'unknown_field'],
    [{ field: 'title', value: 'x' }, '/action/locale', 'required'],
    [{ field: 'price', locale: 'ja', value: 1 }, '/action/locale', 'not_localized'],
    [{ field: 'title', locale: 'fr', value: 'x' }, '/action/locale', 'locale_unknown'],
  ]
  for (const [more, path, code] of refusals) {
    expect(wrongs(await ask(set(more)))[0], JSON.stringify(more)).toEqual([path, code])
  }
  for (const bad of [{ kind: 'erase' }, { kind: 'trash', x: 1 }, 'publish', null])
    expect((await ask({ type, action: bad })).status).toBe(422)
  expect((await ask({ type, filter: { nothing: { eq: 1 } }, action: publish })).status).toBe(400)
})

test('at each entry only what the caller may do there, with the rights they had when they asked', async () => {
  const { type, ids } = await pages(2)
  const grants = [
    { permission: 'console.enter' },
    { permission: 'entries.read', types: [type] },
    { permission: 'entries.create', types: [type] },
    { permission: 'entries.update', types: [type], fields: ['price'] },
    { permission: 'entries.publish', types: [type], own: true },
  ]
  const group = { key: 'authors', name: words('authors'), grants }
  succeeded(await owner(`${content.at}/groups`, { method: 'POST', body: group }))
  const author = await dozo.member('author', ['authors'])
  const mine = await contentOf(author).create(type, { title: { ja: '私' } })
  const action = await run({ type, action: publish }, author)
  expect(action).toMatchObject({ total: 3, done: 1, refused: 2 })
  expect(action.results[0].errors[0].code).toBe('permission_missing')
  expect(await statuses(type)).toEqual({ [ids[0]!]: 'draft', [ids[1]!]: 'draft', [mine.id]: 'live' })
  expect((await ask({ type, action: { kind: 'trash' } }, author)).status).toBe(403)
  const titled = await run(
    { type, action: { kind: 'set', field: 'title', locale: 'ja', value: 'x' } },
    author,
  )
  expect(titled).toMatchObject({ done: 0, refused: 3 })
  expect(titled.results[0].errors[0].code).toBe('field_forbidden')
  expect(succeeded(await author(at())).map((one: any) => one.id)).toEqual([titled.id, action.id])
  const other = await dozo.member('other', ['authors'])
  for (const path of ['', '/results']) expect((await other(`${at()}/${action.id}${path}`)).status).toBe(404)
  expect((await other(`${at()}/${action.id}/undo`, { method: 'POST' })).status).toBe(404)
  expect((await owner(`${at()}/${action.id}`)).status).toBe(200)
  expect((await owner(`${at()}/${action.id}/undo`, { method: 'POST' })).status).toBe(403)
})

test('cancelled on the way, it stops behind its block; cancelled before it was started, it does nothing', async () => {
  const { type, ids } = await pages(130)
  // Who indexes entries holds several of them, and would wait for the same one.
  await dozo.settled()
  const ctx = await dozo.system()
  let begun: any
  await ctx.tx(async (tx) => {
    // The second block waits for an entry that somebody holds.
    await tx.run(sql`select from entries where site_id = ${ctx.site.id} and id = ${ids[60]!} for update`)
    begun = succeeded(await ask({ type, action: publish }))
    const doneNow = async () => succeeded(await owner(`${at()}/${begun.id}`)).done
    await expect.poll(doneNow, { timeout: 40_000 }).toBe(50)
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    const kept = () =>
      dozo.app.db.asOwner('test', (other) =>
        other.many(sql`select pid from pg_stat_activity where ${pid}::int = any (pg_blocking_pids(pid))`),
      )
    await expect.poll(kept, { timeout: 40_000 }).toHaveLength(1)
    // Answered while the block is still kept waiting.
    expect((await owner(`${at()}/${begun.id}/cancel`, { method: 'POST' })).status).toBe(200)
  })
  expect(await ended(begun.id)).toMatchObject({ status: 'cancelled', done: 100, total: 130, canUndo: true })
  expect(Object.values(await statuses(type)).filter((one) => one === 'live')).toHaveLength(100)
  const { id } = succeeded(await ask({ type, action: publish, start: false }))
  expect(succeeded(await owner(`${at()}/${id}/cancel`, { method: 'POST' })).status).toBe('cancelled')
  for (const path of ['start', 'cancel'])
    expect((await owner(`${at()}/${id}/${path}`, { method: 'POST' })).body.code).toBe('bulk_over')
}, 90_000)

test('what was frozen is started with what the caller may do by then, not with what they once might', async () => {
  const { type } = await pages(2)
  const group = (permissions: string[]) => ({
    name: words('brief'),
    grants: ['console.enter', 'entries.read', ...permissions].map((permission) => ({ permission })),
  })
  const made = { key: 'brief', ...group(['entries.publish', 'entries.delete']) }
  succeeded(await owner(`${content.at}/groups`, { method: 'POST', body: made }))
  const member = await dozo.member('brief', ['brief'])
  const freeze = async (action: object) =>
    succeeded(await ask({ type, action, start: false }, member)).id as string
  const published = await freeze(publish)
  const trashed = await freeze({ kind: 'trash' })
  const narrowed = { permission: 'entries.publish', own: true }
  const body = { ...group([]), grants: [...group([]).grants, narrowed] }
  const changed = await owner(`${content.at}/groups/brief`, { method: 'PUT', ifMatch: '*', body })
  expect(changed.status, changed.text).toBe(200)
  expect((await member(`${at()}/${trashed}/start`, { method: 'POST' })).status).toBe(403)
  succeeded(await member(`${at()}/${published}/start`, { method: 'POST' }))
  expect(await ended(published, member)).toMatchObject({ done: 0, refused: 2 })
  expect(new Set(Object.values(await statuses(type)))).toEqual(new Set(['draft']))
})

test('another site’s entries are not chosen and its actions are not there', async () => {
  const { type, ids } = await pages(1)
  const { id } = await run({ type, action: publish })
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  await contentOf(stranger, 'other').define(definition(type, [field('text', 'title')]))
  const there = '/manage/v1/sites/other'
  const body = { type, ids, action: { kind: 'unpublish' } }
  const answer = await stranger(`${there}/entries/bulk`, { method: 'POST', body })
  expect(answer.body.code).toBe('bulk_empty')
  for (const path of ['', '/results'])
    expect((await stranger(`${there}/bulk-actions/${id}${path}`)).status).toBe(404)
  for (const path of ['start', 'cancel', 'undo'])
    expect((await stranger(`${there}/bulk-actions/${id}/${path}`, { method: 'POST' })).status).toBe(404)
  expect(succeeded(await stranger(`${there}/bulk-actions`))).toEqual([])
  expect((await statuses(type))[ids[0]!]).toBe('live')
})
