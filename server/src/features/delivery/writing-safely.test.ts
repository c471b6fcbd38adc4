import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, wrongs, type Content } from '../../../test/content.ts'
import { asker, password, useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const apis = '/manage/v1/sites/main/apis'
let owner: Ask
let content: Content
let reader: Ask

const endpoint = (api: string, body: object) =>
  owner(`${apis}/${api}/endpoints`, { method: 'POST', body: { type: 'review', ...body } })

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  const toReview = field('relation', 'review', { to: ['review'] })
  const fields = [field('text', 'title'), field('text', 'note'), field('text', 'check', { required: true })]
  await content.define(definition('review', fields))
  await content.define(definition('inside', [field('text', 'name'), toReview]))
  for (const [key, security] of [
    ['open', 'open'],
    ['club', 'member'],
    ['robot', 'token'],
  ])
    succeeded(await owner(apis, { method: 'POST', body: { key, name: key, security } }))
  const note = { path: '/reviews/{id}', operation: 'entries.update', fields: ['note'], publish: true }
  for (const [api, body] of [
    ['open', { path: '/reviews', operation: 'entries.list', fields: ['title', 'note'], cacheSeconds: 0 }],
    ['club', { path: '/login', operation: 'sessions.login', type: undefined }],
    ['club', note],
    ['club', { path: '/reviews/{id}', operation: 'entries.delete' }],
    ['robot', note],
  ] as const)
    succeeded(await endpoint(api, body))
  const member = await dozo.member('reader', ['member'])
  const login = { email: member.email, password }
  const { token } = succeeded(await dozo.site('/api/club/login', { method: 'POST', body: login }))
  reader = asker(dozo.siteDoor, { authorization: `Bearer ${token}` })
})

const patch = (id: string, note: string) =>
  reader(`/api/club/reviews/${id}`, { method: 'PATCH', body: { note } })
const shown = async (id: string) =>
  (await dozo.site('/api/open/reviews')).body.data.find((one: { id: string }) => one.id === id)
const review = async (more: object = {}) =>
  (await content.create('review', { title: 'public', check: 'x', ...more }, { publish: true })).id as string

test('what a reader changes is public at once, unless an editor has something in hand', async () => {
  const id = await review()
  expect((await patch(id, 'one')).body.data.status).toBe('live')
  expect((await shown(id)).note).toBe('one')
  await content.patch(id, { title: 'not yet for readers' })
  expect((await patch(id, 'two')).body.data.status).toBe('changed')
  expect(await shown(id)).toMatchObject({ title: 'public', note: 'one' })
  expect((await content.get(id)).values).toMatchObject({ title: 'not yet for readers', note: 'two' })
})

test('what an editor has taken away from readers, no reader brings back', async () => {
  const id = await review()
  await content.unpublish(id)
  expect((await patch(id, 'again')).body.data.status).toBe('draft')
  expect(await shown(id)).toBeUndefined()
})

test('a change that cannot be public leaves nothing behind', async () => {
  const id = await review()
  const stricter = [field('text', 'title', { required: true }), field('text', 'note'), field('text', 'check')]
  const type = '/manage/v1/sites/main/content-types/review'
  const before = (await owner(type)).body.data.fields
  const define = (fields: object[]) =>
    owner(`${type}?destructive=true`, { method: 'PUT', ifMatch: '*', body: definition('review', fields) })
  expect((await content.patch(id, { title: null })).status).toBe(200)
  await content.publish(id)
  expect((await define(stricter)).status).toBe(200)
  await dozo.settled()
  const { etag } = await content.get(id)
  expect((await patch(id, 'half')).status).toBe(422)
  expect(await content.get(id)).toMatchObject({ etag, values: { check: 'x' } })
  expect((await define(before)).status).toBe(200)
  await dozo.settled()
})

test('of many changes at once each that is refused has changed nothing', async () => {
  const id = await review()
  const audited = async () =>
    (await owner(`/manage/v1/sites/main/audit?action=entry.updated&size=200`)).body.data.length as number
  const before = await audited()
  const { etag } = await content.get(id)
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      reader(`/api/club/reviews/${id}`, { method: 'PATCH', ifMatch: etag, body: { note: `n${n}` } }),
    ),
  )
  const done = answers.filter(({ status }) => status === 200)
  expect([done.length, answers.filter(({ status }) => status === 412).length]).toEqual([1, 11])
  expect(await audited()).toBe(before + 1)
})

test('nobody changes or deletes entries through an API that is open to everybody', async () => {
  const change = { path: '/open/{id}', operation: 'entries.update', fields: ['note'] }
  const remove = { path: '/open/{id}', operation: 'entries.delete' }
  for (const body of [change, remove]) {
    expect(wrongs(await endpoint('open', body))).toEqual([['/operation', 'callers_unknown']])
    for (const more of [{ own: true }, { who: {} }]) {
      const made = await endpoint('open', { ...body, ...more })
      expect(made.status).toBe(201)
      const at = `${apis}/open/endpoints/${made.body.data.id}`
      expect(
        wrongs(await owner(at, { method: 'PUT', ifMatch: '*', body: { type: 'review', ...body } })),
      ).toEqual([['/operation', 'callers_unknown']])
      expect((await owner(at, { method: 'DELETE', ifMatch: '*' })).status).toBe(204)
    }
  }
  const opened = await owner(`${apis}/robot`, { method: 'PATCH', ifMatch: '*', body: { security: 'open' } })
  expect(wrongs(opened)).toEqual([['/security', 'endpoints_for_known']])
  expect(opened.body.errors[0].message).toContain('/reviews/{id}')
})

test('an API that came to be open by another way still lets nobody in', async () => {
  const id = await review()
  await dozo.app.db.asOwner('test', (tx) =>
    tx.run(sql`update apis set security = 'open' where key = 'robot'`),
  )
  const answer = await dozo.site(`/api/robot/reviews/${id}`, { method: 'PATCH', body: { note: 'x' } })
  expect(answer.status).toBe(401)
})

test('a delete that is refused says nothing of what refers to the entry', async () => {
  const id = await review()
  const inside = await content.create('inside', { name: 'secret', review: id })
  const refused = await reader(`/api/club/reviews/${id}`, { method: 'DELETE' })
  expect([refused.status, refused.body.code]).toEqual([409, 'entry_in_use'])
  expect(refused.text).not.toMatch(/secret|inside|force/)
  expect(refused.text).not.toContain(inside.id)
})

test('settings that would do nothing, or something else, are refused', async () => {
  const list = { path: '/more', operation: 'entries.list' }
  for (const [body, wrong] of [
    [{ ...list, path: '/reference' }, ['/path', 'path_reserved']],
    [{ ...list, path: '/openapi.json' }, ['/path', 'path_reserved']],
    [{ ...list, locale: 'xx' }, ['/locale', 'locale_unknown']],
    [{ ...list, own: true }, ['/own', 'only_for_writing']],
    [{ ...list, publish: true }, ['/publish', 'only_for_writing']],
    [
      { path: '/mine/{id}', operation: 'entries.update', fields: ['note'], rights: 'caller', own: true },
      ['/own', 'own_by_grants'],
    ],
  ] as const)
    expect(wrongs(await endpoint('club', body))).toEqual([wrong])
})

test('calls are counted before an answer is looked for, and strangers who write are always counted', async () => {
  succeeded(
    await endpoint('open', {
      path: '/counted',
      operation: 'entries.list',
      cacheSeconds: 60,
      rateLimit: { calls: 2, seconds: 60 },
    }),
  )
  const read = async () => (await dozo.site('/api/open/counted')).status
  expect([await read(), await read(), await read()]).toEqual([200, 200, 429])
  const explained = await owner('/manage/v1/sites/main/cache/explain?url=/api/open/counted')
  expect(explained.body.data).toMatchObject({ state: 'never', why: expect.stringContaining('counted') })
  succeeded(await endpoint('open', { path: '/sent', operation: 'entries.create', fields: ['title'] }))
  const send = () => dozo.site('/api/open/sent', { method: 'POST', body: { title: 'x' } })
  const answers = await Promise.all(Array.from({ length: 22 }, send))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(2)
})

test('a token that writes is named in the audit log', async () => {
  succeeded(await owner(apis, { method: 'POST', body: { key: 'machine', name: 'm', security: 'token' } }))
  succeeded(await endpoint('machine', { path: '/r', operation: 'entries.create', fields: ['title'] }))
  const expiresAt = new Date(dozo.time.now.getTime() + 86_400_000).toISOString()
  const made = succeeded(
    await owner(`${apis}/machine/tokens`, { method: 'POST', body: { name: 'robot', expiresAt } }),
  )
  const machine = asker(dozo.siteDoor, { authorization: `Bearer ${made.token}` })
  succeeded(await machine('/api/machine/r', { method: 'POST', body: { title: 'by machine' } }))
  const [line] = (await owner('/manage/v1/sites/main/audit?action=entry.created&size=1')).body.data
  expect(line.actor).toMatchObject({ kind: 'api', id: made.id })
})
