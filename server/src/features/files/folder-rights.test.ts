import sql from 'sql-template-tag'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { untoldMs } from '#platform/tagged-cache.ts'
import { succeeded } from '../../../test/content.ts'
import { bytes, filesOf, png } from '../../../test/files.ts'
import {
  addGroup,
  codesOf,
  folderPeople,
  foldersIn,
  moveFolder,
  nothing,
  say,
  site,
} from '../../../test/folders.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'

const dozo = useDozo()
let { owner, staff, editor, files } = {} as Awaited<ReturnType<typeof folderPeople>>
beforeAll(async () => {
  ;({ owner, staff, editor, files } = await folderPeople(dozo))
})

let last = 0
let top: string
/** Each test has a folder of its own. */
beforeEach(() => void (top = `room${++last}`))

test('a folder that one group sees is, with all below it, as if it were not for the others', async () => {
  const hidden = await files.upload('pay.txt', 'pay', { folder: `${top}/hr/2026`, private: 'true' })
  const open = await files.upload('open.txt', 'pay', { folder: top })
  succeeded(await say(owner, `${top}/hr`, { view: ['hr'] }))
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
  succeeded(await say(owner, `${top}/hr`, { view: ['hr'] }))
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
  succeeded(await say(owner, `${top}/rules`, { edit: ['hr'] }))
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
  succeeded(await say(owner, top, { view: ['hr'], edit: ['hr'] }))
  succeeded(await say(owner, `${top}/press`, { edit: ['press'] }))
  succeeded(await say(owner, `${top}/all`, { view: ['hr', 'editor'] }))
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
  succeeded(await say(owner, top, {}))
  expect(await put(editor, top)).toBe(201)
})

test('a rule that was set by somebody who could tell nobody of it holds after some seconds', async () => {
  await files.upload('a.txt', 'a', { folder: top })
  succeeded(await say(owner, top, {}))
  const seen = async () => (await filesOf(editor).list({ folder: top })).length
  expect(await seen()).toBe(1)
  await dozo.app.db.asOwner('test', (tx) =>
    tx.run(sql`update file_folders set view = '{hr}' where path = ${top}`),
  )
  dozo.time.advance(untoldMs)
  expect(await seen()).toBe(0)
})

test('rules are set by those who may, name groups that there are, and are written down', async () => {
  expect((await say(editor, top, { view: ['hr'] })).status).toBe(403)
  expect(codesOf(await say(owner, top, { view: ['hr', 'nobody'] }))).toEqual([['/view/1', 'group_unknown']])
  expect((await say(owner, `${top}/../x`, {})).status).toBe(422)
  const first = succeeded(await say(owner, top, { view: ['hr'], maxSize: 10 }))
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

test('the top folder neither moves nor is moved to, and no move passes by what is hidden', async () => {
  await files.upload('x.txt', 'x', { folder: `${top}/hr` })
  const before = (await files.list()).map((one) => one.path)
  expect(codesOf(await moveFolder(owner, '/', `${top}/x`))).toEqual([['/from', 'folder_top']])
  expect(codesOf(await moveFolder(owner, top, '//'))).toEqual([['/to', 'folder_top']])
  expect((await files.list()).map((one) => one.path)).toEqual(before)
  // A rule of a place where nothing is yet: what comes there would be out of the editor's sight.
  succeeded(await say(owner, `${top}b/hr`, { view: ['hr'] }))
  expect((await moveFolder(editor, top, `${top}b`)).status).toBe(404)
  succeeded(await say(owner, `${top}/hr`, { view: ['editor'] }))
  expect((await moveFolder(editor, top, `${top}c`)).body).toMatchObject({ status: 403 })
  expect((await owner(`${site}/folders?path=${top}b/hr`, { method: 'DELETE' })).status).toBe(204)
})

test('what a folder says is taken away only by who may say it', async () => {
  succeeded(await say(owner, top, { endings: ['pdf'] }))
  const remove = (ask: Ask) => ask(`${site}/folders?path=${top}`, { method: 'DELETE' })
  expect((await remove(editor)).status).toBe(403)
  expect((await remove(owner)).status).toBe(204)
})

test('a folder that is kept to some stays so, whoever may change what is above it', async () => {
  succeeded(await say(owner, top, { edit: ['editor'] }))
  succeeded(await say(owner, `${top}/hr`, { view: ['hr'] }))
  const hidden = await files.upload('pay.txt', 'pay', { folder: `${top}/hr` })
  expect((await filesOf(editor).change(hidden.id, { credit: 'x' })).status).toBe(404)
  expect((await filesOf(editor).list({ folder: top })).length).toBe(0)
  expect((await filesOf(staff).list({ folder: top })).length).toBe(1)
})

test('a group that is deleted is in no rule any more, and a new one of its name has none of its rights', async () => {
  const key = `old${last}`
  await addGroup(owner, key)
  succeeded(await say(owner, top, { view: [key] }))
  await files.upload('a.txt', 'a', { folder: top })
  expect((await owner(`${site}/groups/${key}`, { method: 'DELETE', ifMatch: '*' })).status).toBe(204)
  await addGroup(owner, key)
  const newcomer = await dozo.member(`new${last}`, ['editor', key])
  expect((await filesOf(newcomer).list({ folder: top })).length).toBe(0)
  expect((await foldersIn(owner, top)).meta.folder.view).toEqual([])
  succeeded(await say(owner, top, { view: [], maxSize: 100 }))
})
