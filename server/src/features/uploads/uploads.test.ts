import { randomBytes } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import sql from 'sql-template-tag'
import { beforeAll, expect, test } from 'vitest'
import { filesOf, png, sha256 } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { uploadsOf } from '../../../test/uploads.ts'

const dozo = useDozo()
let owner: Ask
let files: ReturnType<typeof filesOf>
let uploads: ReturnType<typeof uploadsOf>
beforeAll(async () => {
  owner = await dozo.member('owner', ['owner'])
  files = filesOf(owner)
  uploads = uploadsOf(owner)
})

const dayMs = 86_400_000
const folder = () => join(dozo.app.config.dataDir, 'files')
const stored = async () =>
  (await readdir(folder(), { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
const storedOf = async (id: string) => (await stored()).filter((path) => path.includes(id))
async function sweep() {
  for (const name of ['uploads.sweep', 'files.sweep']) await dozo.runJob(name)
}

test('a file is sent in pieces, and at the last one it is there, with what it was said to be', async () => {
  const bytes = randomBytes(3000)
  const begun = await uploads.begin(3000, { filename: '朝.bin', folder: 'films/2026', private: 'true' })
  expect(begun.status).toBe(201)
  expect(begun.headers).toMatchObject({ 'tus-resumable': '1.0.0', 'upload-offset': '0' })
  const id = begun.body.data.id
  expect(begun.headers['location']).toBe(`${uploads.at}/${id}`)
  expect(new Date(String(begun.headers['upload-expires'])).getTime()).toBe(dozo.time.now.getTime() + dayMs)
  const first = await uploads.send(id, 0, bytes.subarray(0, 1000))
  expect([first.status, first.headers['upload-offset'], first.headers['dozo-file']]).toEqual([
    204,
    '1000',
    undefined,
  ])
  expect((await uploads.head(id)).headers).toMatchObject({
    'upload-offset': '1000',
    'upload-length': '3000',
    'cache-control': 'no-store',
  })
  expect(await uploads.get(id)).toMatchObject({ state: 'open', offset: 1000, file: null, problem: null })
  const last = await uploads.send(id, 1000, bytes.subarray(1000))
  const file = await files.get(String(last.headers['dozo-file']))
  expect(file).toMatchObject({
    path: 'films/2026/朝.bin',
    public: false,
    size: 3000,
    hash: sha256(bytes),
    version: 1,
  })
  const read = await owner(`${files.at}/${file.id}/content`)
  expect(read.raw.equals(bytes)).toBe(true)
  expect(await uploads.get(id)).toMatchObject({ state: 'done', file: file.id })
  expect((await storedOf(id)).map((path) => path.endsWith(id))).toEqual([true])
})

test('a last piece that is sent again gets the same answer, and more than was announced is refused', async () => {
  const id = await uploads.begun(4, { filename: 'again.txt' })
  const fileId = (await uploads.send(id, 0, 'text')).headers['dozo-file']
  for (const answer of [await uploads.send(id, 4, ''), await uploads.head(id)])
    expect([answer.headers['upload-offset'], answer.headers['dozo-file']]).toEqual(['4', fileId])
  expect((await uploads.send(id, 4, 'x')).body.code).toBe('upload_longer')
  expect((await uploads.send(id, 0, 'text')).body.code).toBe('upload_offset_wrong')
  expect((await uploads.finish(id)).body.data.id).toBe(fileId)
  expect((await files.list({ path: 'again.txt' })).length).toBe(1)
})

test('another offset than its own is told the right one; too many bytes are refused and those before them kept', async () => {
  const id = await uploads.begun(10, { filename: 'offsets.txt' })
  await uploads.send(id, 0, 'abcd')
  for (const offset of [0, 3, 5, 10]) {
    const answer = await uploads.send(id, offset, 'x')
    expect([answer.status, answer.body.code, answer.headers['upload-offset']]).toEqual([
      409,
      'upload_offset_wrong',
      '4',
    ])
    expect(answer.headers['tus-resumable']).toBe('1.0.0')
  }
  const longer = await uploads.send(id, 4, 'efghijk')
  expect([longer.status, longer.body.code]).toEqual([413, 'upload_longer'])
  const last = await uploads.send(id, 4, 'efghij')
  expect((await files.get(String(last.headers['dozo-file']))).hash).toBe(sha256('abcdefghij'))
})

test('bytes are replaced as they are otherwise: with the version in hand, and not when somebody was faster', async () => {
  const { id: fileId, etag } = await files.upload('film.txt', 'old')
  const said = { fileId }
  expect((await uploads.begin(3, said)).body.code).toBe('version_required')
  expect((await uploads.begin(3, said, { 'if-match': `"${etag + 1}"` })).body.code).toBe('version_moved')
  const id = await uploads.begun(3, said, { 'if-match': `"${etag}"` })
  const late = await uploads.begun(4, said, { 'if-match': `"${etag}"` })
  const sent = await uploads.send(id, 0, 'new')
  expect(sent.headers['dozo-file']).toBe(fileId)
  expect(await files.get(fileId)).toMatchObject({ version: 2, size: 3, path: 'film.txt' })
  expect((await dozo.site('/files/film.txt')).text).toBe('new')
  const refused = await uploads.send(late, 0, 'late')
  expect([refused.status, refused.body.code]).toEqual([422, 'version_moved'])
  expect((await uploads.finish(late)).status).toBe(412)
  expect(await files.get(fileId)).toMatchObject({ version: 2 })
  const anyway = await uploads.begun(6, said, { 'if-match': '*' })
  await uploads.send(anyway, 0, 'anyway')
  expect(await files.get(fileId)).toMatchObject({ version: 3, size: 6 })
})

test('a picture that lost its position before it was refused is still finished under another name', async () => {
  const plain = await png(4, 4)
  const photo = await sharp(plain)
    .withExif({ IFD3: { GPSLatitude: '35/1 40/1 1/7' } })
    .jpeg()
    .toBuffer()
  const exif = photo.subarray(photo.indexOf('II*'))
  const text = Buffer.concat([
    Buffer.from('zTXtRaw profile type exif\0\0', 'latin1'),
    deflateSync(`\nexif\n${exif.length}\n${exif.toString('hex')}\n`),
  ])
  const chunk = Buffer.alloc(text.length + 8)
  chunk.writeUInt32BE(text.length - 4)
  text.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(text), text.length + 4)
  const picture = Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)])
  const id = await uploads.begun(picture.length, { filename: 'place.png' })
  await files.upload('place.png', 'first')
  expect((await uploads.send(id, 0, picture)).body.code).toBe('file_exists')
  const made = await uploads.finish(id, { name: 'other-place.png' })
  expect([made.status, made.body.data.width, made.body.data.size < picture.length]).toEqual([200, 4, true])
})

test('a name that was taken meanwhile loses nothing: it is finished under another one, once', async () => {
  const bytes = randomBytes(500)
  const id = await uploads.begun(500, { filename: 'wanted.bin' })
  expect((await uploads.finish(id)).body.code).toBe('upload_incomplete')
  await files.upload('wanted.bin', 'first')
  expect((await uploads.begin(500, { filename: 'wanted.bin' })).body.code).toBe('file_exists')
  const refused = await uploads.send(id, 0, bytes)
  expect([refused.status, refused.body.code]).toEqual([422, 'file_exists'])
  expect(await uploads.get(id)).toMatchObject({
    state: 'refused',
    offset: 500,
    file: null,
    problem: { code: 'file_exists', params: { path: 'wanted.bin' } },
  })
  expect((await uploads.finish(id)).status).toBe(409)
  expect((await uploads.finish(id, { name: '../up' })).status).toBe(422)
  const made = await uploads.finish(id, { name: 'other.bin', folder: 'b' })
  expect([made.status, made.body.data.path, made.body.data.hash]).toEqual([200, 'b/other.bin', sha256(bytes)])
  expect((await uploads.finish(id, { name: 'third.bin' })).body.data.id).toBe(made.body.data.id)
  expect(await uploads.get(id)).toMatchObject({ state: 'done', problem: null, file: made.body.data.id })
  const both = await uploads.begun(3, { filename: 'wanted.bin', keepBoth: 'true' })
  const second = await uploads.send(both, 0, 'two')
  expect((await files.get(String(second.headers['dozo-file']))).name).toBe('wanted (2).bin')
})

test('what a folder takes, and from whom, is asked before the first byte and after the last', async () => {
  const say = (rules: object) =>
    owner('/manage/v1/sites/main/folders', {
      method: 'PUT',
      body: { path: 'kept', view: null, edit: null, endings: null, kinds: null, maxSize: null, ...rules },
      ifMatch: '*',
    })
  const editor = uploadsOf(await dozo.member('editor', ['editor']))
  const begin = () => editor.begin(11, { filename: 'a.txt', folder: 'kept' })
  const id = (await begin()).body.data.id
  expect((await say({ maxSize: 10 })).status).toBe(200)
  expect((await begin()).body.errors).toMatchObject([{ path: '/folder', code: 'folder_size' }])
  expect((await editor.send(id, 0, 'eleven byte')).body.errors).toMatchObject([{ code: 'folder_size' }])
  expect((await say({ edit: [] })).status).toBe(200)
  expect((await begin()).body.code).toBe('folder_forbidden')
  expect((await editor.finish(id)).body.code).toBe('folder_forbidden')
  expect((await editor.finish(id, { folder: 'open' })).body.data.path).toBe('open/a.txt')
})

test('a broken image is refused when it is whole, says why, and goes with its upload', async () => {
  const cut = (await png(40, 40)).subarray(0, 30)
  const id = await uploads.begun(cut.length, { filename: 'cut.png' })
  const refused = await uploads.send(id, 0, cut)
  expect([refused.status, refused.body.code]).toEqual([422, 'image_broken'])
  expect(await uploads.get(id)).toMatchObject({ state: 'refused', problem: { code: 'image_broken' } })
  expect((await storedOf(id)).length).toBe(1)
  expect((await uploads.cancel(id)).status).toBe(204)
  expect([(await uploads.head(id)).status, (await storedOf(id)).length]).toEqual([404, 0])
})

test('an upload that is cancelled is gone with its bytes; a file that came of one stays', async () => {
  const id = await uploads.begun(10, { filename: 'never.txt' })
  await uploads.send(id, 0, 'half')
  expect((await storedOf(id)).length).toBe(1)
  const cancelled = await uploads.cancel(id)
  expect([cancelled.status, cancelled.headers['tus-resumable']]).toEqual([204, '1.0.0'])
  for (const answer of [await uploads.head(id), await uploads.send(id, 4, 'x'), await uploads.cancel(id)])
    expect(answer.status).toBe(404)
  expect(await storedOf(id)).toEqual([])
  const done = await uploads.begun(4, { filename: 'stays.txt' })
  await uploads.send(done, 0, 'text')
  expect((await uploads.cancel(done)).status).toBe(204)
  await sweep()
  expect((await dozo.site('/files/stays.txt')).text).toBe('text')
})

test('what a server did not come to do after the last byte is done by whoever asks next', async () => {
  for (const [name, ask] of [
    ['head.txt', (id: string) => uploads.head(id)],
    ['patch.txt', (id: string) => uploads.send(id, 4, '')],
    ['finish.txt', (id: string) => uploads.finish(id)],
  ] as const) {
    const id = await uploads.begun(4, { filename: name })
    await bytesWithoutFile(id, 'text', name !== 'head.txt')
    expect([200, 204]).toContain((await ask(id)).status)
    expect((await uploads.get(id)).state).toBe('done')
    expect((await dozo.site(`/files/${name}`)).text).toBe('text')
  }
})

/** As a kill leaves them, before or behind the moment when they become whole. */
async function bytesWithoutFile(id: string, text: string, sealed: boolean): Promise<void> {
  const ctx = await dozo.system()
  const object = `files/${ctx.site.id}/${id.slice(-2)}/${id}`
  async function* come() {
    yield Buffer.from(text)
  }
  for await (const safe of dozo.app.storage.append(object, 0, come())) expect(safe).toBe(text.length)
  await ctx.tx((tx) => tx.run(sql`update uploads set "offset" = length where id = ${id}`))
  if (sealed) await dozo.app.storage.seal(object, text.length)
}

test('a day after its last byte an upload is over, and its bytes are swept away; until then they stay', async () => {
  const over = await uploads.begun(10, { filename: 'over.txt' })
  const alive = await uploads.begun(10, { filename: 'alive.txt' })
  const done = await uploads.begun(4, { filename: 'done.txt' })
  await uploads.send(over, 0, 'half')
  await uploads.send(alive, 0, 'half')
  await uploads.send(done, 0, 'text')
  dozo.time.advance(dayMs - 1000)
  owner = await dozo.signIn('owner@main.example')
  uploads = uploadsOf(owner)
  await uploads.send(alive, 4, 'hal')
  dozo.time.advance(1000)
  for (const path of await stored()) await utimes(path, 0, 0)
  expect((await uploads.head(over)).status).toBe(404)
  expect((await uploads.send(over, 4, 'half')).status).toBe(404)
  await sweep()
  expect(await storedOf(over)).toEqual([])
  expect((await storedOf(alive)).length).toBe(1)
  expect((await uploads.send(alive, 7, 'fff')).headers['dozo-file']).toBeDefined()
  expect((await dozo.site('/files/done.txt')).text).toBe('text')
  const left = await (await dozo.system()).read<{ id: string }>(sql`select id from uploads`)
  expect(left.map(({ id }) => id)).not.toContain(over)
  expect(left.map(({ id }) => id)).not.toContain(done)
})

test('bytes of an upload that no row names any more are swept away', async () => {
  const id = await uploads.begun(10, { filename: 'orphan.txt' })
  await uploads.send(id, 0, 'half')
  const ctx = await dozo.system()
  await ctx.tx((tx) => tx.run(sql`delete from uploads where id = ${id}`))
  for (const path of await storedOf(id)) await utimes(path, 0, 0)
  await sweep()
  expect(await storedOf(id)).toEqual([])
})

test('who began and who cancelled stands in the audit log, and what came of it', async () => {
  const id = await uploads.begun(9, { filename: 'noted.txt' })
  await uploads.cancel(id)
  const done = await uploads.begun(4, { filename: 'noted.txt' })
  const fileId = (await uploads.send(done, 0, 'text')).headers['dozo-file']
  const { data } = (await owner('/manage/v1/sites/main/audit?size=100')).body
  const told = data.map((one: any) => `${one.action} ${one.subject?.id ?? one.subjectId}`)
  expect(told).toEqual(
    expect.arrayContaining([`upload.started ${id}`, `upload.cancelled ${id}`, `file.created ${fileId}`]),
  )
})
