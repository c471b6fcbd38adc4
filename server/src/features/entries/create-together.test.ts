import sql from 'sql-template-tag'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { feature } from '#platform/feature.ts'
import {
  contentOf,
  definition,
  field,
  succeeded,
  words,
  wrongs,
  type Content,
} from '../../../test/content.ts'
import { useDozo, type Answer, type Ask } from '../../../test/harness.ts'

/** How many entries each transaction has made. */
const together: number[] = []
const counter = feature({
  name: 'counter',
  on: {
    inside: async (_tx, events) => {
      const made = events.filter(({ type }) => type === 'entry.created').length
      if (made > 0) together.push(made)
    },
  },
})
const dozo = useDozo({ extra: [counter] })
let owner: Ask & { id: string }
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const fields = [
    field('text', 'title', { required: true, localized: true, filterable: true }),
    field('slug', 'slug', { unique: true, filterable: true }),
    field('relation', 'about', { to: ['note'] }),
  ]
  await content.define(definition('note', fields, { titleField: 'title' }))
})
beforeEach(() => {
  together.length = 0
})

const several = <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)))
const note = (n: number, prefix: string) => ({ title: { ja: `覚え書き ${n}` }, slug: `${prefix}-${n}` })
const statuses = (answers: Answer[]) => answers.map(({ status }) => status)
const mostTogether = () => Math.max(...together)

test('many who make entries at once are written together, and each is answered what reading it again would say', async () => {
  const answers = await several(60, (n) =>
    content.tryCreate('note', note(n, 'many'), { publish: n % 2 === 0 }),
  )
  expect(new Set(statuses(answers))).toEqual(new Set([201]))
  expect(mostTogether()).toBeGreaterThan(1)
  expect(together.reduce((sum, made) => sum + made)).toBe(60)
  expect(new Set(answers.map(({ body }) => body.data.number)).size).toBe(60)
  for (const { body } of answers) expect(await content.get(body.data.id)).toEqual(body.data)
})

test('one who is alone is answered so, too, in every type', async () => {
  await content.define(definition('place', [field('text', 'name')], { kind: 'tree' }))
  await content.define(definition('about', [field('text', 'name')], { kind: 'single' }))
  for (const [type, values] of [
    ['note', note(1, 'alone')],
    ['place', { name: '東京' }],
    ['about', { name: '会社' }],
  ] as const) {
    const { data } = (await content.tryCreate(type, values, { publish: true })).body
    expect(await content.get(data.id)).toEqual(data)
  }
})

test('each entry is its own maker’s: in its answer, in the audit log and in the history', async () => {
  const writers = await Promise.all(['anna', 'ben', 'chie'].map((name) => dozo.member(name, ['owner'])))
  const answers = await several(30, (n) => contentOf(writers[n % 3]!).tryCreate('note', note(n, 'whose')))
  expect(mostTogether()).toBeGreaterThan(1)
  const records = new Map<string, any>()
  for (const writer of writers)
    for (const record of succeeded(
      await owner(`${content.at}/audit?action=entry.created&member=${writer.id}&size=200`),
    ))
      records.set(record.subject.id, record)
  for (const [n, { body, headers }] of answers.entries()) {
    const { id, name } = { id: writers[n % 3]!.id, name: ['anna', 'ben', 'chie'][n % 3] }
    expect(body.data.createdBy).toEqual({ id, name })
    expect(records.get(body.data.id)).toMatchObject({
      actor: { kind: 'member', id, name },
      requestId: headers['x-request-id'],
    })
    const [version] = succeeded(await owner(`${content.at}/entries/${body.data.id}/versions`))
    expect(version.by).toMatchObject({ id })
  }
})

test('what is wrong with one is told to that one, and nobody else notices', async () => {
  const reader = await someoneWho('reads', { permission: 'entries.read' })
  const missing = '00000000-0000-7000-8000-000000000000'
  const answers = await several(40, (n) => {
    if (n % 10 === 3) return content.tryCreate('note', { title: { ja: 7 } })
    if (n % 10 === 5) return content.tryCreate('note', { ...note(n, 'wrong'), about: missing })
    if (n % 10 === 7) return content.tryCreate('note', { slug: `wrong-${n}` }, { publish: true })
    if (n % 10 === 9) return contentOf(reader).tryCreate('note', note(n, 'wrong'))
    return content.tryCreate('note', note(n, 'wrong'))
  })
  expect(mostTogether()).toBeGreaterThan(1)
  for (const [n, answer] of answers.entries()) {
    const wanted = { 3: 422, 5: 422, 7: 422, 9: 403 }[n % 10] ?? 201
    expect([n, answer.status]).toEqual([n, wanted])
  }
  expect(wrongs(answers[13]!)).toEqual([['/values/title/ja', 'wrong_type']])
  expect(wrongs(answers[15]!)).toEqual([['/values/about', 'entry_missing']])
  expect(wrongs(answers[17]!)).toEqual([['/values/title/ja', 'required']])
  expect(together.reduce((sum, made) => sum + made)).toBe(24)
})

test('of those who want the same unique value at once one gets it, and the others are told so', async () => {
  const answers = await several(30, (n) =>
    content.tryCreate('note', { ...note(n, 'same'), slug: `same-${n % 5}` }),
  )
  expect(statuses(answers).filter((status) => status === 201)).toHaveLength(5)
  const refused = answers.filter(({ status }) => status === 422)
  expect(refused).toHaveLength(25)
  for (const one of refused) expect(wrongs(one)).toEqual([['/values/slug', 'value_taken']])
  const kept = await content.list('type=note&page[size]=100&filter[slug][startsWith]=same-')
  expect(kept.map(({ values }) => values.slug).toSorted()).toEqual([0, 1, 2, 3, 4].map((n) => `same-${n}`))
})

test('of those who want the same key at once one gets it, however they meet', async () => {
  await content.define(definition('page', [field('text', 'title')]))
  for (let round = 0; round < 6; round++) {
    const answers = await several(12, (n) =>
      content.tryCreate('page', { title: `${n}` }, { key: `key-${round}-${n < 6 ? 'a' : 'b'}` }),
    )
    expect(statuses(answers).toSorted()).toEqual([201, 201, ...Array.from({ length: 10 }, () => 422)])
    for (const one of answers.filter(({ status }) => status === 422))
      expect(wrongs(one)).toEqual([['/key', 'key_taken']])
  }
})

test('one who is in the way is told so, and the others are still written together', async () => {
  await content.create('note', note(0, 'first'))
  together.length = 0
  const answers = await several(40, (n) =>
    content.tryCreate('note', n % 20 === 10 ? note(0, 'first') : note(n, 'beside')),
  )
  expect(statuses(answers)).toEqual(answers.map((_, n) => (n % 20 === 10 ? 422 : 201)))
  expect(mostTogether()).toBeGreaterThan(10)
})

test('a type that becomes narrow while entries wait takes no more than it may', async () => {
  const before = definition('chair', [field('text', 'name')])
  await content.define(before)
  const ctx = await dozo.system()
  let entries: Promise<Answer[]> | undefined
  await ctx.tx(async (tx) => {
    // The first two wait for their numbers, and the others for them.
    await tx.run(sql`select from site_counters where site_id = ${ctx.site.id} for update`)
    entries = several(30, (n) => content.tryCreate('chair', { name: `${n}` }))
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    const kept = () =>
      dozo.app.db.asOwner('test', (other) =>
        other.many(sql`select from pg_stat_activity where ${pid}::int = any (pg_blocking_pids(pid))`),
      )
    await expect.poll(kept, { timeout: 40_000 }).toHaveLength(1)
    const body = { ...before, maxEntries: 3 }
    const put = await owner(`${content.at}/content-types/chair`, { method: 'PUT', ifMatch: '*', body })
    expect(put.status, put.text).toBe(200)
  })
  const made = (await entries!).filter(({ status }) => status === 201)
  expect(made).toHaveLength(3)
  for (const { status } of await entries!) expect([201, 409]).toContain(status)
}, 90_000)

test('a request that is sent twice among many is done once', async () => {
  const send = (n: number) =>
    owner(`${content.at}/entries`, {
      method: 'POST',
      body: { type: 'note', values: { title: { ja: `二度 ${n}` } } },
      headers: { 'idempotency-key': `twice-${n}` },
    })
  const answers = await several(40, (n) => send(n % 20))
  // The second of two at the same moment is told to come again, or given the reply of the first.
  for (const { status } of answers) expect([201, 409]).toContain(status)
  const again = await several(20, send)
  expect(new Set(statuses(again))).toEqual(new Set([201]))
  expect(await content.list('type=note&page[size]=100&filter[title][contains]=二度')).toHaveLength(20)
})

test('what was refused among many may be sent again under its key, and is refused again', async () => {
  const send = (n: number) =>
    owner(`${content.at}/entries`, {
      method: 'POST',
      body: { type: 'note', values: { title: { ja: n % 4 < 3 ? n : `好い ${n}` } } },
      headers: { 'idempotency-key': `refused-${n}` },
    })
  const answers = await several(40, send)
  expect(mostTogether()).toBeGreaterThan(1)
  expect(statuses(answers)).toEqual(answers.map((_, n) => (n % 4 < 3 ? 422 : 201)))
  expect(statuses(await several(40, send))).toEqual(statuses(answers))
})

test('a type that has room for three takes three, however many come at once', async () => {
  await content.define(definition('seat', [field('text', 'name')], { maxEntries: 3 }))
  const answers = await several(12, (n) => content.tryCreate('seat', { name: `${n}` }))
  expect(statuses(answers).toSorted()).toEqual([201, 201, 201, ...Array.from({ length: 9 }, () => 409)])
})

async function someoneWho(key: string, grant: object): Promise<Ask> {
  const body = { key, name: words(key), grants: [{ permission: 'console.enter' }, grant] }
  succeeded(await owner(`${content.at}/groups`, { method: 'POST', body }))
  return dozo.member(key, [key])
}
