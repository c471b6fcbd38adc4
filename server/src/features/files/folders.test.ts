import { beforeAll, beforeEach, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { bytes, filesOf, png } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
const site = '/manage/v1/sites/main'
let owner: Ask
let staff: Ask
let editor: Ask
let files: ReturnType<typeof filesOf>

beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  for (const key of ['hr', 'press'])
    succeeded(
      await owner(`${site}/groups`, {
        method: 'POST',
        body: { key, name: { ja: key, en: key }, grants: [] },
      }),
    )
  staff = await dozo.member('staff', ['editor', 'hr'])
  editor = await dozo.member('editor', ['editor'])
  files = filesOf(owner)
})

let last = 0
let top: string
/** Each test has a folder of its own. */
beforeEach(() => void (top = `room${++last}`))

const nothing = { view: null, edit: null, endings: null, kinds: null, maxSize: null }
const say = (path: string, rules: object, ask = owner) =>
  ask(`${site}/folders`, { method: 'PUT', body: { path, ...nothing, ...rules }, ifMatch: '*' })
const foldersIn = async (ask: Ask, under = '') =>
  (await ask(`${site}/folders?${new URLSearchParams({ under })}`)).body
const codesOf = (answer: { body: any }) => answer.body.errors?.map((one: any) => [one.path, one.code])

test('folders are those of files and those that were made, with how much is in each and below', async () => {
  await files.upload('a.txt', 'four', { folder: `${top}/x` })
  await files.upload('b.txt', 'seven77', { folder: `${top}/x/y` })
  expect((await owner(`${site}/folders`, { method: 'POST', body: { path: `${top}/空` } })).status).toBe(201)
  expect((await owner(`${site}/folders`, { method: 'POST', body: { path: `${top}/空` } })).status).toBe(409)
  const { data, meta } = await foldersIn(owner, top)
  expect(data).toMatchObject([
    { path: `${top}/x`, name: 'x', files: 2, bytes: 11, view: null, etag: 0 },
    { path: `${top}/空`, name: '空', files: 0, bytes: 0, etag: 1 },
  ])
  expect(meta.folder).toMatchObject({ path: top, files: 2, bytes: 11 })
  const first = await owner(`${site}/folders?under=${top}&size=1`)
  expect(first.body.meta.page.next).toBe('x')
  const second = await owner(`${site}/folders?under=${top}&size=1&after=x`)
  expect(second.body).toMatchObject({ data: [{ name: '空' }], meta: { page: { next: null } } })
})

test('a folder that one group sees is, with all below it, as if it were not for the others', async () => {
  const hidden = await files.upload('pay.txt', 'pay', { folder: `${top}/hr/2026`, private: 'true' })
  const open = await files.upload('open.txt', 'pay', { folder: top })
  succeeded(await say(`${top}/hr`, { view: ['hr'] }))
  const asEditor = filesOf(editor)
  const names = async (ask: Ask, query: object) => (await filesOf(ask).list(query)).map((one) => one.path)
  expect(await names(staff, { folder: top })).toEqual([open.path, hidden.path])
  expect(await names(editor, { folder: top })).toEqual([open.path])
  expect(await names(editor, { path: hidden.path })).toEqual([])
  expect(await names(editor, { q: 'pay' })).toEqual([])
  expect((await foldersIn(editor, top)).data).toEqual([])
  expect((await foldersIn(editor, top)).meta.folder.files).toBe(1)
  expect((await foldersIn(editor, `${top}/hr`)).status).toBe(404)
  expect((await foldersIn(staff, top)).data).toMatchObject([{ name: 'hr', files: 1, view: ['hr'] }])
  // Not even that the same bytes are there already.
  expect((await asEditor.upload('same.txt', 'pay', { folder: top })).sameAs).toEqual([open.path])
  await files.trash(hidden.id)
  expect(await names(editor, { trashed: 'true', folder: top })).toEqual([])
  expect(await names(staff, { trashed: 'true', folder: top })).toEqual([hidden.path])
})

test('no route of files reaches into a folder that is not seen', async () => {
  const hidden = await files.upload('pay.png', await png(8, 8), { folder: `${top}/hr` })
  await files.replace(hidden.id, await png(9, 9))
  const link = await files.link(hidden.id, new Date(Date.now() + 3_600_000).toISOString())
  succeeded(await say(`${top}/hr`, { view: ['hr'] }))
  const routes = dozo.app.features
    .flatMap((feature) => feature.routes)
    .filter((route) => route.path.startsWith('/manage/v1/sites/:site/files/:id'))
  expect(routes.length).toBeGreaterThan(12)
  const bodies: Record<string, object> = {
    'files.create-link': { expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    'files.copy': { name: 'copy.png', folder: top },
    'files.image-address': { w: 33 },
    'files.unpack': { folder: top },
  }
  for (const trashed of [false, true]) {
    if (trashed) await files.trash(hidden.id)
    for (const route of routes) {
      const path = route.path
        .replace(':site', 'main')
        .replace(':id', hidden.id)
        .replace(':version', '1')
        .replace(':link', link.id)
      const raw = route.id === 'files.replace'
      const answer = await editor(path, {
        method: route.method,
        ifMatch: '*',
        ...(raw ? { body: Buffer.from('x'), headers: bytes } : {}),
        ...(!raw && route.method !== 'GET' && route.method !== 'DELETE'
          ? { body: bodies[route.id] ?? {} }
          : {}),
      })
      expect([route.id, answer.status]).toEqual([route.id, 404])
    }
  }
  expect(await files.get(hidden.id)).toMatchObject({ version: 2, etag: expect.any(Number) })
  expect(await filesOf(staff).get(hidden.id)).toMatchObject({ path: `${top}/hr/pay.png` })
})

test('who may only look can change nothing, put nothing in, and take nothing out', async () => {
  const file = await files.upload('rules.txt', 'one', { folder: `${top}/rules` })
  succeeded(await say(`${top}/rules`, { edit: ['hr'] }))
  const asEditor = filesOf(editor)
  expect((await asEditor.get(file.id)).path).toBe(file.path)
  expect((await foldersIn(editor, top)).data).toMatchObject([{ canEdit: false }])
  const refused = [
    await asEditor.change(file.id, { credit: 'x' }),
    await asEditor.change(file.id, { folder: '' }),
    await asEditor.trash(file.id),
    await asEditor.replace(file.id, 'two'),
    await asEditor.tryUpload('new.txt', 'x', { folder: `${top}/rules/below` }),
    await editor(`${site}/files/${file.id}/versions/1/restore`, { method: 'POST', ifMatch: '*' }),
    await editor(`${site}/files/${file.id}/links`, {
      method: 'POST',
      body: { expiresAt: new Date(Date.now() + 3_600_000).toISOString() },
    }),
    await editor(`${site}/folders/move`, {
      method: 'POST',
      body: { from: `${top}/rules`, to: `${top}/mine` },
    }),
    await editor(`${site}/folders?path=${top}/rules`, { method: 'DELETE' }),
    await editor(`${site}/folders`, { method: 'POST', body: { path: `${top}/rules/new` } }),
  ]
  expect(refused.map((one) => [one.status, one.body.code])).toEqual(
    refused.map(() => [403, 'folder_forbidden']),
  )
  const own = await asEditor.upload('own.txt', 'x', { folder: top })
  expect((await asEditor.change(own.id, { folder: `${top}/rules` })).status).toBe(403)
  await filesOf(staff).trash(file.id)
  expect((await editor(`${site}/files/${file.id}/restore`, { method: 'POST' })).status).toBe(403)
  expect((await editor(`${site}/files/${file.id}/purge`, { method: 'POST' })).status).toBe(403)
  expect((await staff(`${site}/files/${file.id}/restore`, { method: 'POST' })).status).toBe(200)
})

test('what a folder does not say, the one above says; who may change also sees', async () => {
  succeeded(await say(top, { view: ['hr'], edit: ['hr'] }))
  succeeded(await say(`${top}/press`, { edit: ['press'] }))
  succeeded(await say(`${top}/all`, { view: ['hr', 'editor'] }))
  const press = await dozo.member(`press${last}`, ['editor', 'press'])
  for (const folder of [top, `${top}/press/a`, `${top}/all/b`])
    await files.upload('f.txt', folder, { folder })
  const seenBy = async (ask: Ask) => (await filesOf(ask).list({ folder: top })).map((one) => one.folder)
  expect(await seenBy(staff)).toEqual([`${top}/all/b`, `${top}/press/a`, top])
  expect(await seenBy(press)).toEqual([`${top}/all/b`, `${top}/press/a`])
  expect(await seenBy(editor)).toEqual([`${top}/all/b`])
  const put = async (ask: Ask, folder: string) =>
    (await filesOf(ask).tryUpload('new.txt', 'x', { folder })).status
  expect(await put(press, `${top}/press`)).toBe(201)
  expect(await put(staff, `${top}/press`)).toBe(403)
  expect(await put(editor, `${top}/all`)).toBe(403)
  expect(await put(editor, top)).toBe(404)
  // And no longer than it says so.
  succeeded(await say(top, {}))
  expect(await put(editor, top)).toBe(201)
})

test('rules are set by those who may, name groups that there are, and are written down', async () => {
  expect((await say(top, { view: ['hr'] }, editor)).status).toBe(403)
  expect(codesOf(await say(top, { view: ['hr', 'nobody'] }))).toEqual([['/view/1', 'group_unknown']])
  expect((await say(`${top}/../x`, {})).status).toBe(422)
  const first = succeeded(await say(top, { view: ['hr'], maxSize: 10 }))
  const stale = await owner(`${site}/folders`, {
    method: 'PUT',
    body: { path: top, ...nothing },
    ifMatch: first.etag + 1,
  })
  expect(stale.status).toBe(412)
  const log = succeeded(await owner(`${site}/audit?action=folder.updated`))
  expect(log[0]).toMatchObject({
    subject: { type: 'folder', id: top },
    changes: { view: { before: null, after: ['hr'] }, max_size: { after: 10 } },
  })
})

test('a folder takes only what it says it takes, however a file comes there', async () => {
  succeeded(await say(top, { endings: ['pdf', 'png'], kinds: ['image'], maxSize: 2000 }))
  const into = (name: string, body: Buffer | string, folder = `${top}/below`) =>
    filesOf(editor).tryUpload(name, body, { folder })
  expect(codesOf(await into('a.exe', 'x'))).toEqual([['/name', 'folder_ending']])
  expect(codesOf(await into('a.png', 'no picture'))).toEqual([['/folder', 'folder_kind']])
  expect(codesOf(await into('a.png', Buffer.concat([await png(4, 4), Buffer.alloc(3000)])))).toEqual([
    ['/folder', 'folder_size'],
  ])
  const good = succeeded(await into('a.PNG', await png(4, 4)))
  const outside = await files.upload('b.txt', 'x')
  expect(codesOf(await files.change(outside.id, { folder: top }))).toEqual([['/name', 'folder_ending']])
  expect(codesOf(await files.change(outside.id, { folder: top, name: 'b.pdf' }))).toEqual([
    ['/folder', 'folder_kind'],
  ])
  expect(codesOf(await files.change(good.id, { name: 'a.exe' }))).toEqual([['/name', 'folder_ending']])
  expect(codesOf(await files.replace(good.id, 'text'))).toEqual([['/folder', 'folder_kind']])
  await files.upload('c.txt', 'x', { folder: `other${top}` })
  const move = await owner(`${site}/folders/move`, {
    method: 'POST',
    body: { from: `other${top}`, to: `${top}/moved` },
  })
  expect(codesOf(move)).toEqual([['/name', 'folder_ending']])
  expect((await files.list({ folder: `other${top}` })).length).toBe(1)
})

test('a folder moves with its files, folders and rules; old addresses lead on', async () => {
  await files.upload('a.txt', 'a', { folder: `${top}/old/deep` })
  await files.upload('b.txt', 'b', { folder: `${top}/older` })
  succeeded(await say(`${top}/old/deep`, { edit: ['hr'] }))
  const move = (from: string, to: string, ask = owner) =>
    ask(`${site}/folders/move`, { method: 'POST', body: { from, to } })
  expect((await move(`${top}/old`, `${top}/new/place`, editor)).status).toBe(403)
  expect(succeeded(await move(`${top}/old`, `${top}/new/place`))).toEqual({ files: 1 })
  expect((await files.list({ folder: top })).map((one) => one.path)).toEqual([
    `${top}/older/b.txt`,
    `${top}/new/place/deep/a.txt`,
  ])
  const led = await dozo.site(`/files/${top}/old/deep/a.txt`)
  expect([led.status, led.headers['location']]).toEqual([301, `/files/${top}/new/place/deep/a.txt`])
  expect((await dozo.site(`/files/${top}/new/place/deep/a.txt`)).text).toBe('a')
  expect((await foldersIn(owner, `${top}/new/place`)).data).toMatchObject([{ name: 'deep', edit: ['hr'] }])
  expect(codesOf(await move(`${top}/new`, `${top}/new/place/x`))).toEqual([['/to', 'folder_into_itself']])
  expect((await move(`${top}/none`, `${top}/x`)).status).toBe(404)
  await files.upload('b.txt', 'mine', { folder: `${top}/there/deep` })
  expect((await move(`${top}/new/place`, `${top}/there`)).body).toMatchObject({ code: 'folder_exists' })
  expect((await dozo.site(`/files/${top}/new/place/deep/a.txt`)).text).toBe('a')
})

test('the top folder neither moves nor is moved to, and no move passes by what is hidden', async () => {
  const move = (from: string, to: string, ask = owner) =>
    ask(`${site}/folders/move`, { method: 'POST', body: { from, to } })
  await files.upload('x.txt', 'x', { folder: `${top}/hr` })
  const before = (await files.list()).map((one) => one.path)
  expect(codesOf(await move('/', `${top}/x`))).toEqual([['/from', 'folder_top']])
  expect(codesOf(await move(top, '//'))).toEqual([['/to', 'folder_top']])
  expect((await files.list()).map((one) => one.path)).toEqual(before)
  // A rule of a place where nothing is yet: what comes there would be out of the editor's sight.
  succeeded(await say(`${top}b/hr`, { view: ['hr'] }))
  expect((await move(top, `${top}b`, editor)).status).toBe(404)
  succeeded(await say(`${top}/hr`, { view: ['editor'] }))
  expect((await move(top, `${top}c`, editor)).body).toMatchObject({ status: 403 })
  expect((await owner(`${site}/folders?path=${top}b/hr`, { method: 'DELETE' })).status).toBe(204)
})

test('what a folder says is taken away only by who may say it', async () => {
  succeeded(await say(top, { endings: ['pdf'] }))
  const remove = (ask: Ask) => ask(`${site}/folders?path=${top}`, { method: 'DELETE' })
  expect((await remove(editor)).status).toBe(403)
  expect((await remove(owner)).status).toBe(204)
})

test('a folder that is kept to some stays so, whoever may change what is above it', async () => {
  succeeded(await say(top, { edit: ['editor'] }))
  succeeded(await say(`${top}/hr`, { view: ['hr'] }))
  const hidden = await files.upload('pay.txt', 'pay', { folder: `${top}/hr` })
  expect((await filesOf(editor).change(hidden.id, { credit: 'x' })).status).toBe(404)
  expect((await filesOf(editor).list({ folder: top })).length).toBe(0)
  expect((await filesOf(staff).list({ folder: top })).length).toBe(1)
})

test('a group that is deleted is in no rule any more, and a new one of its name has none of its rights', async () => {
  const key = `old${last}`
  const make = () =>
    owner(`${site}/groups`, { method: 'POST', body: { key, name: { ja: key, en: key }, grants: [] } })
  succeeded(await make())
  succeeded(await say(top, { view: [key] }))
  await files.upload('a.txt', 'a', { folder: top })
  expect((await owner(`${site}/groups/${key}`, { method: 'DELETE', ifMatch: '*' })).status).toBe(204)
  succeeded(await make())
  const newcomer = await dozo.member(`new${last}`, ['editor', key])
  expect((await filesOf(newcomer).list({ folder: top })).length).toBe(0)
  expect((await foldersIn(owner, top)).meta.folder.view).toEqual([])
  succeeded(await say(top, { view: [], maxSize: 100 }))
})

test('an earlier version that the folder would not take does not come back', async () => {
  const file = await files.upload('a.txt', 'text', { folder: top })
  await files.replace(file.id, await png(2, 2))
  succeeded(await say(top, { kinds: ['image'] }))
  const back = await owner(`${files.at}/${file.id}/versions/1/restore`, { method: 'POST', ifMatch: '*' })
  expect(codesOf(back)).toEqual([['/folder', 'folder_kind']])
})

test('only an empty folder is deleted', async () => {
  const file = await files.upload('a.txt', 'a', { folder: `${top}/x` })
  succeeded(await say(`${top}/x`, { kinds: ['document'] }))
  const remove = (path: string) => owner(`${site}/folders?path=${path}`, { method: 'DELETE' })
  expect((await remove(`${top}/x`)).body.code).toBe('folder_in_use')
  await files.trash(file.id)
  expect((await remove(`${top}/x`)).body.code).toBe('folder_in_use')
  await owner(`${site}/files/${file.id}/purge`, { method: 'POST' })
  expect((await remove(`${top}/x`)).status).toBe(204)
  expect((await remove(`${top}/x`)).status).toBe(404)
})

test('the site says how much its files, their earlier versions and the trash take', async () => {
  const before = succeeded(await owner(`${site}/file-usage`))
  const file = await files.upload('u.txt', '12345', { folder: top })
  await files.replace(file.id, '123')
  const gone = await files.upload('v.txt', '1234567', { folder: top })
  await files.trash(gone.id)
  const after = succeeded(await owner(`${site}/file-usage`))
  expect({
    files: after.files - before.files,
    bytes: after.bytes - before.bytes,
    earlier: after.earlier.bytes - before.earlier.bytes,
    trash: after.trash.bytes - before.trash.bytes,
  }).toEqual({ files: 1, bytes: 3, earlier: 5, trash: 7 })
  // Of what is hidden from somebody not even that there is something.
  const open = succeeded(await editor(`${site}/file-usage`))
  succeeded(await say(top, { view: ['hr'] }))
  const hidden = succeeded(await editor(`${site}/file-usage`))
  expect([open.files - hidden.files, open.earlier.bytes - hidden.earlier.bytes]).toEqual([1, 5])
})
