import { beforeAll, beforeEach, expect, test } from 'vitest'
import { succeeded } from '../../../test/content.ts'
import { filesOf, png } from '../../../test/files.ts'
import { codesOf, folderPeople, foldersIn, moveFolder, say, site } from '../../../test/folders.ts'
import { useDozo } from '../../../test/harness.ts'

const dozo = useDozo()
let { owner, editor, files } = {} as Awaited<ReturnType<typeof folderPeople>>
beforeAll(async () => {
  ;({ owner, editor, files } = await folderPeople(dozo))
})

let last = 0
let top: string
/** Each test has a folder of its own. */
beforeEach(() => void (top = `room${++last}`))

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

test('a folder takes only what it says it takes, however a file comes there', async () => {
  succeeded(await say(owner, top, { endings: ['pdf', 'png'], kinds: ['image'], maxSize: 2000 }))
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
  succeeded(await say(owner, `${top}/old/deep`, { edit: ['hr'] }))
  expect((await moveFolder(editor, `${top}/old`, `${top}/new/place`)).status).toBe(403)
  expect(succeeded(await moveFolder(owner, `${top}/old`, `${top}/new/place`))).toEqual({ files: 1 })
  expect((await files.list({ folder: top })).map((one) => one.path)).toEqual([
    `${top}/older/b.txt`,
    `${top}/new/place/deep/a.txt`,
  ])
  const led = await dozo.site(`/files/${top}/old/deep/a.txt`)
  expect([led.status, led.headers['location']]).toEqual([301, `/files/${top}/new/place/deep/a.txt`])
  expect((await dozo.site(`/files/${top}/new/place/deep/a.txt`)).text).toBe('a')
  expect((await foldersIn(owner, `${top}/new/place`)).data).toMatchObject([{ name: 'deep', edit: ['hr'] }])
  expect(codesOf(await moveFolder(owner, `${top}/new`, `${top}/new/place/x`))).toEqual([
    ['/to', 'folder_into_itself'],
  ])
  expect((await moveFolder(owner, `${top}/none`, `${top}/x`)).status).toBe(404)
  await files.upload('b.txt', 'mine', { folder: `${top}/there/deep` })
  expect((await moveFolder(owner, `${top}/new/place`, `${top}/there`)).body).toMatchObject({
    code: 'folder_exists',
  })
  expect((await dozo.site(`/files/${top}/new/place/deep/a.txt`)).text).toBe('a')
})

test('an earlier version that the folder would not take does not come back', async () => {
  const file = await files.upload('a.txt', 'text', { folder: top })
  await files.replace(file.id, await png(2, 2))
  succeeded(await say(owner, top, { kinds: ['image'] }))
  const back = await owner(`${files.at}/${file.id}/versions/1/restore`, { method: 'POST', ifMatch: '*' })
  expect(codesOf(back)).toEqual([['/folder', 'folder_kind']])
})

test('only an empty folder is deleted', async () => {
  const file = await files.upload('a.txt', 'a', { folder: `${top}/x` })
  succeeded(await say(owner, `${top}/x`, { kinds: ['document'] }))
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
  succeeded(await say(owner, top, { view: ['hr'] }))
  const hidden = succeeded(await editor(`${site}/file-usage`))
  expect([open.files - hidden.files, open.earlier.bytes - hidden.earlier.bytes]).toEqual([1, 5])
})
