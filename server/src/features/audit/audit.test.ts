import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const at = '/manage/v1/sites/main'
let owner: Ask & { id: string }
const verify = async () => (await owner(`${at}/audit/verify`, { method: 'POST' })).body.data
const make = async (key: string) =>
  owner(`${at}/groups`, { method: 'POST', body: { key, name: { ja: key, en: key }, grants: [] } })

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
})

test('a change is written with who, what, from where, before and after, and the request', async () => {
  dozo.time.advance(1)
  const made = await make('first')
  dozo.time.advance(1)
  const changed = await owner(`${at}/groups/first`, {
    method: 'PUT',
    ifMatch: 1,
    body: { name: { ja: '改', en: 'new' }, grants: [] },
  })
  const [latest, before] = (await owner(`${at}/audit?size=2`)).body.data
  expect(before).toMatchObject({ action: 'group.created', requestId: made.headers['x-request-id'] })
  expect(latest).toMatchObject({
    action: 'group.updated',
    result: 'done',
    at: dozo.time.now.toISOString(),
    actor: { kind: 'member', id: owner.id, name: 'owner' },
    subject: { type: 'group', id: 'first', label: '改' },
    ip: '127.0.0.1',
    requestId: changed.headers['x-request-id'],
  })
  expect(latest.changes.name).toEqual({
    before: { ja: 'first', en: 'first' },
    after: { ja: '改', en: 'new' },
  })
})

test('what was rolled back is not in the log; what was refused is', async () => {
  const count = async () => (await owner(`${at}/audit?size=200`)).body.data.length as number
  const before = await count()
  expect((await make('first')).status).toBe(409)
  expect(await count()).toBe(before)
  const body = { site: 'main', email: 'owner@main.example', password: 'wrong password' }
  dozo.time.advance(1)
  await dozo.console('/manage/v1/sessions', { method: 'POST', body })
  const [refused] = (await owner(`${at}/audit?size=1`)).body.data
  expect(refused).toMatchObject({
    action: 'session.refused',
    result: 'refused',
    actor: { kind: 'anonymous' },
  })
  expect(JSON.stringify(refused)).not.toContain('wrong password')
})

test('the log is filtered by action and by member, and goes on page by page', async () => {
  for (const key of ['p1', 'p2', 'p3']) await make(key)
  const list = async (query: string) => (await owner(`${at}/audit?${query}`)).body
  const made = await list('action=group.created')
  expect(new Set(made.data.map((one: { action: string }) => one.action))).toEqual(new Set(['group.created']))
  const own = await list(`member=${owner.id}`)
  expect(own.data.every((one: { actor: { id: string } }) => one.actor.id === owner.id)).toBe(true)
  const first = await list('action=group.created&size=2')
  const second = await list(`action=group.created&size=2&after=${first.meta.page.next}`)
  // Not the whole records: between two questions some of them may have been sealed.
  const ids = (records: { id: string }[]) => records.map((one) => one.id)
  expect(ids([...first.data, ...second.data])).toEqual(ids(made.data).slice(0, 4))
})

test('the log is filtered by the thing it was done to, and by from when until when', async () => {
  const list = async (query: string) =>
    (await owner(`${at}/audit?${query}`)).body.data.map((one: { subject: object }) => one.subject)
  dozo.time.advance(10_000)
  const from = dozo.time.now.toISOString()
  await make('timely')
  dozo.time.advance(10_000)
  const before = dozo.time.now.toISOString()
  await make('later')
  const timely = { type: 'group', id: 'timely', label: 'timely' }
  expect(await list('subjectType=group&subject=timely')).toEqual([timely])
  expect(await list(`from=${from}&before=${before}`)).toEqual([timely])
  expect((await list(`from=${before}`))[0]).toMatchObject({ id: 'later' })
  expect(await list('subjectType=webhook')).toEqual([])
  // Half a year that is being typed is long ago.
  expect(await list('before=0002-01-01T00:00:00Z')).toEqual([])
  expect((await list('from=0002-01-01T00:00:00Z')).length).toBeGreaterThan(0)
})

test('the chain is sealed and holds, and a record that was changed breaks it there', async () => {
  await dozo.settled()
  const good = await verify()
  expect(good).toMatchObject({ ok: true, waiting: 0 })
  expect(good.records).toBeGreaterThan(5)
  expect(good.seals).toBeGreaterThan(0)
  const { site } = await dozo.system()
  const change = (action: string) =>
    dozo.app.db.asOwner('test', (tx) =>
      tx.one<{ sequence: number; action: string }>(sql`
        with target as (
          select c.record_id, c.sequence, r.action from audit_chain c
            join audit_records r on r.site_id = c.site_id and r.id = c.record_id
          where c.site_id = ${site.id} and c.sequence = 3
        )
        update audit_records r set action = ${action} from target t
        where r.site_id = ${site.id} and r.id = t.record_id
        returning t.sequence, t.action
      `),
    )
  const was = await change('nothing.happened')
  expect(await verify()).toMatchObject({ ok: false, firstBad: { sequence: 3, reason: 'changed' } })
  await change(was.action)
  expect((await verify()).ok).toBe(true)
})

test('cutting the end off the chain is found', async () => {
  await make('last')
  await dozo.settled()
  const { site } = await dozo.system()
  const { records } = await verify()
  await dozo.app.db.asOwner('test', (tx) =>
    tx.run(sql`delete from audit_chain where site_id = ${site.id} and sequence = ${records}`),
  )
  const cut = await verify()
  expect(cut.ok).toBe(false)
  expect(cut.firstBad.sequence).toBe(records)
})

test('the application itself can neither change nor delete what is written', async () => {
  const { site } = await dozo.system()
  for (const statement of [
    sql`update audit_records set action = 'x' where site_id = ${site.id}`,
    sql`delete from audit_records where site_id = ${site.id}`,
    sql`truncate audit_records`,
  ])
    await expect(dozo.app.db.tx(site.id, (tx) => tx.run(statement))).rejects.toThrow(/permission denied/)
})

test('an operator in another site is written down there, under their own name', async () => {
  await dozo.makeSite('other')
  const body = { key: 'by-operator', name: { ja: 'o', en: 'o' }, grants: [] }
  expect((await owner('/manage/v1/sites/other/groups', { method: 'POST', body })).status).toBe(201)
  const [there] = (await owner('/manage/v1/sites/other/audit?action=group.created')).body.data
  expect(there).toMatchObject({ action: 'group.created', actor: { kind: 'member', id: owner.id } })
  const { site } = await dozo.system()
  expect(there.actor.siteId).toBe(site.id)
  expect((await owner(`${at}/audit?action=group.created`)).body.data.map(subjectOf)).not.toContain(
    'by-operator',
  )
})

const subjectOf = (record: { subject: { id: string } }) => record.subject.id

test('that an operator enters another site, even to read, is written down there and at home, once a session', async () => {
  await dozo.makeSite('visited')
  const visit = (ask: Ask = owner) => ask('/manage/v1/sites/visited/members')
  const read = async (site: string) =>
    (await owner(`/manage/v1/sites/${site}/audit?action=site.entered`)).body.data
  for (let i = 0; i < 3; i++) expect((await visit()).status).toBe(200)
  const here = (await read('main')).filter(
    (one: { subject: { label: string } }) => one.subject.label === 'visited',
  )
  const there = await read('visited')
  expect([here, there]).toMatchObject([
    [{ actor: { kind: 'member', id: owner.id, name: 'owner' } }],
    [{ actor: { kind: 'member', id: owner.id } }],
  ])
  await visit(await dozo.signIn('owner@main.example'))
  expect(await read('visited')).toHaveLength(2)
  const viewer = await dozo.member('no-operator', ['viewer'])
  expect((await visit(viewer)).status).toBe(404)
  expect(await read('visited')).toHaveLength(2)
})

test('names and addresses of people are not readable in the table', async () => {
  const rows = await dozo.app.db.asOwner('test', (tx) =>
    tx.many<{ row: string }>(sql`select r::text as row from audit_records r`),
  )
  expect(rows.some(({ row }) => row.includes('owner@main.example') || row.includes('127.0.0.1'))).toBe(false)
})
