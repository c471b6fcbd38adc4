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
const at = '/manage/v1/sites/main/explain'
let owner: Ask
let content: Content
let hanako: Awaited<ReturnType<typeof dozo.member>>

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(
    definition('book', [field('text', 'name', { filterable: true }), field('text', 'plain')]),
  )
  await content.define(definition('film', [field('text', 'name')]))
  const grants = [
    { permission: 'console.enter' },
    { permission: 'entries.read' },
    { permission: 'entries.update', types: ['book'], condition: { name: 'open' }, fields: ['name'] },
    { permission: 'entries.delete', own: true },
  ]
  succeeded(
    await owner(`${content.at}/groups`, {
      method: 'POST',
      body: { key: 'some', name: words('some'), grants },
    }),
  )
  hanako = await dozo.member('hanako', ['some'])
  await owner(`${content.at}/apis`, { method: 'POST', body: { key: 'out', name: 'o', security: 'open' } })
  for (const body of [
    { path: '/books', operation: 'entries.list', type: 'book', cacheSeconds: 60 },
    { path: '/send', operation: 'entries.create', type: 'book', fields: ['name'] },
  ])
    succeeded(await owner(`${content.at}/apis/out/endpoints`, { method: 'POST', body }))
})

const may = async (query: Record<string, string>) =>
  succeeded(await owner(`${at}/permission?${new URLSearchParams({ member: hanako.email, ...query })}`))

test('a permission is explained grant by grant: by which it holds, and by which not, and why', async () => {
  const open = (await content.create('book', { name: 'open' })).id
  const closed = (await content.create('book', { name: 'closed' })).id
  const yes = await may({ permission: 'entries.update', type: 'book', entry: open })
  expect([yes.allowed, yes.fields]).toEqual([true, ['name']])
  expect(yes.grants).toMatchObject([{ group: 'some', holds: true }])
  const no = await may({ permission: 'entries.update', type: 'book', entry: closed })
  expect([no.allowed, no.grants[0].why]).toEqual([false, 'The entry does not meet its condition.'])
  expect((await may({ permission: 'entries.update', type: 'film' })).grants[0].why).toBe(
    'It is for other content types.',
  )
  expect((await may({ permission: 'entries.update', type: 'book' })).grants[0].why).toContain(
    'depends on the entry',
  )
  expect((await may({ permission: 'entries.delete', entry: open })).grants[0].why).toBe(
    'It is for their own entries only.',
  )
  const none = await may({ permission: 'entries.publish' })
  expect([none.allowed, none.grants, none.why]).toEqual([
    false,
    [],
    'No group of theirs gives this permission.',
  ])
  const all = succeeded(await owner(`${at}/permission?member=owner@main.example&permission=sites.write`))
  expect([all.allowed, all.why]).toEqual([true, 'A group of theirs may do everything.'])
})

test('an entry is spoken of only to those who may read it', async () => {
  const { id } = await content.create('book', { name: 'open' })
  const grants = ['console.enter', 'members.read'].map((permission) => ({ permission }))
  succeeded(
    await owner(`${content.at}/groups`, {
      method: 'POST',
      body: { key: 'desk', name: words('desk'), grants },
    }),
  )
  const desk = await dozo.member('desk', ['desk'])
  const asked = `${at}/permission?member=${hanako.email}&permission=entries.update&type=book`
  expect((await desk(asked)).status).toBe(200)
  expect((await desk(`${asked}&entry=${id}`)).status).toBe(404)
  expect((await owner(`${asked}&entry=${id}`)).status).toBe(200)
})

test('what it says is what happens', async () => {
  for (const name of ['open', 'closed']) {
    const { id } = await content.create('book', { name })
    const said = await may({ permission: 'entries.update', type: 'book', entry: id })
    const done = await hanako(`${content.at}/entries/${id}`, {
      method: 'PATCH',
      ifMatch: '*',
      body: { values: { name: 'open' } },
    })
    expect(done.status === 200, name).toBe(said.allowed)
  }
})

test('a suspended member may nothing, and nobody is told of members that are not there', async () => {
  const jiro = await dozo.member('jiro', ['owner'])
  await owner(`${content.at}/members/${jiro.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { status: 'suspended' },
  })
  const told = succeeded(await owner(`${at}/permission?member=${jiro.id}&permission=sites.read`))
  expect([told.allowed, told.why]).toEqual([false, 'The member is suspended.'])
  expect((await owner(`${at}/permission?member=nobody@x.example&permission=sites.read`)).status).toBe(404)
  const wrong = await owner(`${at}/permission?member=${jiro.id}&permission=sites.reed`)
  expect(wrongs(wrong)).toEqual([['/permission', 'permission_unknown']])
})

test('a refused request is explained by its id, at either door, and at no other site', async () => {
  const forbidden = await hanako(`${content.at}/sites`, { method: 'PATCH', ifMatch: '*', body: {} })
  const refused = await hanako(`${content.at}/members`)
  const sent = await dozo.site('/api/out/send', { method: 'POST', body: { plain: 'secret value' } })
  expect([forbidden.status, refused.status, sent.status]).toEqual([404, 403, 422])
  const why = async (answer: { body: { requestId: string } }) =>
    succeeded(await owner(`${at}/refusals/${answer.body.requestId}`))
  expect(await why(refused)).toMatchObject({
    door: 'console',
    method: 'GET',
    path: '/manage/v1/sites/main/members',
    status: 403,
    code: 'permission_missing',
    why: expect.stringContaining('members.read'),
  })
  const told = await why(sent)
  expect(told).toMatchObject({
    door: 'site',
    status: 422,
    errors: [{ path: '/plain', code: 'unknown_field' }],
  })
  expect(JSON.stringify(told)).not.toContain('secret value')
  await dozo.makeSite('other')
  const stranger = await dozo.member('stranger', ['owner'], 'other')
  const elsewhere = await stranger(`/manage/v1/sites/other/explain/refusals/${refused.body.requestId}`)
  expect(elsewhere.status).toBe(404)
})

test('a flood of refusals is not a flood of writes', async () => {
  const ids: string[] = []
  for (let i = 0; i < 100; i++) ids.push((await dozo.site('/api/out/nowhere')).body.requestId)
  let known = 0
  for (const id of ids) if ((await owner(`${at}/refusals/${id}`)).status === 200) known++
  expect(known).toBeGreaterThan(0)
  expect(known).toBeLessThan(100)
})

test('an address is explained by its statements, what they took, and the indexes they go by', async () => {
  const explained = async (url: string) =>
    succeeded(await owner(`${at}/query`, { method: 'POST', body: { url } }))
  const told = await explained('http://localhost/api/out/books?filter[name]=open&sort=number')
  expect([told.operation, told.status, told.cost]).toEqual(['entries.list', 200, '1; limit=200'])
  const main = told.statements.find(({ sql }: { sql: string }) => sql.includes('entry_index'))
  expect(main.ms).toBeGreaterThan(0)
  expect(main.steps.map((step: { table: string | null }) => step.table)).toContain('entry_index')
  const post = (url: string, ask = owner) => ask(`${at}/query`, { method: 'POST', body: { url } })
  expect((await post('/api/out/nowhere')).status).toBe(404)
  expect((await post('/api/out/send')).status).toBe(404)
  expect((await post('/api/out/books?filter[nothing]=1')).status).toBe(400)
  expect((await post('/api/out/books', hanako)).status).toBe(403)
})
