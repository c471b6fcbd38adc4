import { beforeAll, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded, type Content } from '../../../test/content.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { exported, holdEntry, imported, sendImport } from '../../../test/imported.ts'

const dozo = useDozo()
let owner: Ask
let content: Content

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  content = contentOf(owner)
  await content.define(definition('tag', [field('text', 'name')], { titleField: 'name' }))
  await content.define(
    definition('post', [
      field('text', 'title'),
      field('text', 'section', { filterable: true }),
      field('relation', 'tag', { to: ['tag'] }),
    ]),
  )
})

async function someone(key: string, ...grants: object[]) {
  const always = ['console.enter', 'imports.read', 'imports.write'].map((permission) => ({ permission }))
  const body = { key, name: { ja: key, en: key }, grants: [...always, ...grants] }
  await owner(`${content.at}/groups`, { method: 'POST', body })
  return dozo.member(key, [key])
}
const may = (verbs: string[], part: object = {}) =>
  verbs.map((verb) => ({ permission: `entries.${verb}`, ...part }))
const missing = (line: number) => [line, ['', 'permission_missing']]

test('importing needs its permission and those on entries, publishing one more', async () => {
  const viewer = await dozo.member('viewer', ['viewer'])
  expect((await sendImport(viewer, 'post', [{ key: 'x' }])).status).toBe(403)
  const reader = await someone('reader', ...may(['read', 'create']))
  expect((await sendImport(reader, 'post', [{ key: 'x' }])).body.detail).toContain('entries.update')
  const writer = await someone('writer', ...may(['read', 'create', 'update']))
  const refused = await sendImport(writer, 'post', [{ key: 'x' }], { publish: true })
  expect([refused.status, refused.body.code]).toEqual([403, 'permission_missing'])
  expect((await imported(writer, 'post', [{ key: 'w1', title: 'x' }])).created).toBe(1)
})

test('an import goes no further than its sender: by condition, by field, own only, also when it publishes', async () => {
  await content.create('post', { title: '他', section: 'b' }, { key: 'theirs' })
  const lines = [
    { key: 'in', title: '内', section: 'a' },
    { key: 'out', title: '外', section: 'b' },
    { key: 'theirs', title: '書換' },
  ]
  const inside = { condition: { section: { eq: 'a' } } }
  const conditional = await someone('conditional', ...may(['read', 'create', 'update'], inside))
  expect((await imported(conditional, 'post', lines)).refused).toEqual([missing(2), missing(3)])
  const moving = [{ key: 'in', section: 'b' }]
  expect((await imported(conditional, 'post', moving)).refused).toEqual([missing(1)])
  const fields = await someone(
    'fields',
    ...may(['read', 'create']),
    ...may(['update'], { fields: ['title'] }),
  )
  expect((await imported(fields, 'post', moving)).refused).toEqual([
    [1, ['/values/section', 'field_forbidden']],
  ])
  const publisher = await someone(
    'publisher',
    ...may(['read', 'create', 'update']),
    ...may(['publish'], inside),
  )
  const run = await imported(publisher, 'post', lines, { publish: true })
  expect(run.refused).toEqual([missing(2), missing(3)])
  const live = await content.list('type=post&stage=live')
  expect(live.map(({ key }) => key)).toEqual(['in'])
  expect((await content.list('type=post&filter[key][eq]=theirs'))[0].values.title).toBe('他')
})

test('what relations make is public only where the sender may publish, and is not made where they may not create', async () => {
  const writer = await someone('stubs', ...may(['read', 'create', 'update']))
  const only = await someone('only', ...may(['read', 'create', 'update'], { types: ['post'] }))
  const publisher = await someone('stubs-live', ...may(['read', 'create', 'update', 'publish']))
  const send = (who: Ask, key: string) =>
    imported(who, 'post', [{ key: `p-${key}`, tag: key }], { createMissing: true })
  expect((await send(writer, 'draft')).created).toBe(1)
  expect((await send(publisher, 'public')).created).toBe(1)
  expect((await send(only, 'none')).refused).toEqual([[1, ['/values/tag', 'not_an_id']]])
  const tags = await content.list('type=tag')
  expect(tags.map(({ key, status }) => `${key} ${status}`).sort()).toEqual(['draft draft', 'public live'])
})

test('each import is in the audit log: begun by whom, ended how, and what it wrote', async () => {
  const editor = await dozo.member('editor', ['editor'])
  const run = await imported(editor, 'post', [{ key: 'audited', title: 'x' }])
  const { body } = await owner(`${content.at}/audit?member=${editor.id}`)
  const actions = body.data.map((one: { action: string }) => one.action)
  expect(actions).toEqual(expect.arrayContaining(['import.started', 'entries.imported', 'import.finished']))
  const ended = body.data.find((one: { action: string }) => one.action === 'import.finished')
  expect(ended).toMatchObject({ subject: { id: run.id }, changes: { status: { after: 'done' } } })
})

test('another site sees neither imports, nor their errors, nor exports', async () => {
  await dozo.makeSite('right')
  const stranger = await dozo.member('owner', ['owner'], 'right')
  const run = await imported(
    owner,
    'post',
    [
      { key: 'ours', title: 'うち' },
      { key: 'ours2', nothing: 1 },
    ],
    {
      mapping: { title: 'title', section: 'nothing' },
    },
  )
  const there = '/manage/v1/sites/right'
  for (const path of [`/imports/${run.id}`, `/imports/${run.id}/errors`])
    for (const site of [there, content.at]) expect((await stranger(`${site}${path}`)).status, path).toBe(404)
  expect((await stranger(`${there}/imports/${run.id}/cancel`, { method: 'POST' })).status).toBe(404)
  expect((await stranger(`${there}/imports`)).body.data).toEqual([])
  expect((await sendImport(stranger, 'post', [{ key: 'x' }], {}, 'right')).status).toBe(404)
  await contentOf(stranger, 'right').define(definition('post', [field('text', 'title')]))
  expect(await exported(stranger, 'post', '', 'right')).toBe('')
  const { id } = (await content.list('type=post&filter[key][eq]=ours'))[0]
  await contentOf(stranger, 'right').define(definition('link', [field('relation', 'to', { to: ['post'] })]))
  const pointing = await imported(
    stranger,
    'link',
    [
      { key: 'l1', to: id },
      { key: 'l2', to: 'ours' },
    ],
    {},
    'right',
  )
  expect(pointing.refused).toEqual([
    [1, ['/values/to', 'entry_missing']],
    [2, ['/values/to', 'not_an_id']],
  ])
})

test('an import ends with the member who sent it: what is done stays, the rest is not begun', async () => {
  const sender = await someone('sender', ...may(['read', 'create', 'update']))
  const held = await holdEntry(dozo, (await content.create('post', { title: 'old' }, { key: 's300' })).id)
  const lines = Array.from({ length: 600 }, (_, n) => ({ key: `s${n}`, title: 'x' }))
  const { id } = succeeded(await sendImport(sender, 'post', lines))
  const state = async () => succeeded(await owner(`${content.at}/imports/${id}`))
  await expect.poll(async () => (await state()).status).toBe('running')
  const suspended = await owner(`${content.at}/members/${sender.id}`, {
    method: 'PATCH',
    ifMatch: '*',
    body: { status: 'suspended' },
  })
  expect(suspended.status).toBe(200)
  await held.release()
  await expect.poll(async () => (await state()).status).toBe('failed')
  const { error, done } = await state()
  expect(error).toBe('member_suspended')
  expect([0, 500]).toContain(done)
})
