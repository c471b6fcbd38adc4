import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentOf, definition, field, succeeded } from '../../../test/content.ts'
import { filesOf, png, sha256 } from '../../../test/files.ts'
import { useDozo, type Ask } from '../../../test/harness.ts'
import { imported } from '../../../test/imported.ts'
import { keys, startSwift, type Swift } from '../../../test/swift.ts'
import { uploadsOf } from '../../../test/uploads.ts'
import { textsIn, zipOf } from '../../../test/zip.ts'

/** Given by `npm test`. */
const python = process.env['TEST_SWIFT']
const mib = 1024 * 1024

describe.skipIf(!python)('files in an object storage', () => {
  let swift: Swift
  const dozo = useDozo({
    env: async () => {
      swift = await startSwift(python!)
      const bucket = await swift.bucket()
      return { DOZO_STORAGE: bucket, AWS_ACCESS_KEY_ID: keys.id, AWS_SECRET_ACCESS_KEY: keys.secret }
    },
  })
  afterAll(() => swift?.stop())
  let owner: Ask
  let files: ReturnType<typeof filesOf>
  let uploads: ReturnType<typeof uploadsOf>
  beforeAll(async () => {
    owner = await dozo.member('owner', ['owner'])
    files = filesOf(owner)
    uploads = uploadsOf(owner)
  })
  const stored = async () => {
    const names: string[] = []
    for await (const { name } of dozo.app.storage.list('files')) names.push(name)
    return names
  }
  const storedOf = async (id: string) => (await stored()).filter((name) => name.includes(id))
  const sweep = () => dozo.runJob('files.sweep')

  test('a file is uploaded, read in parts, replaced, brought back and removed for ever', async () => {
    const first = randomBytes(9 * mib)
    const file = await files.upload('a.bin', first)
    expect(file.hash).toBe(sha256(first))
    const part = await dozo.site(`/files/${file.path}`, { headers: { range: 'bytes=8388600-8388700' } })
    expect([part.status, part.raw.equals(first.subarray(8_388_600, 8_388_701))]).toEqual([206, true])
    expect((await files.replace(file.id, 'second')).status).toBe(200)
    expect((await dozo.site(`/files/${file.path}`)).text).toBe('second')
    const back = await owner(`${files.at}/${file.id}/versions/1/restore`, { method: 'POST', ifMatch: '*' })
    expect(back.status).toBe(200)
    expect((await dozo.site(`/files/${file.path}`)).raw.equals(first)).toBe(true)
    const before = (await stored()).length
    expect((await files.trash(file.id)).status).toBe(204)
    expect(
      (await owner(`${files.at}/${file.id}/purge`, { method: 'POST', ifMatch: '*' })).status,
    ).toBeLessThan(300)
    expect((await stored()).length).toBeLessThan(before)
    expect((await dozo.site(`/files/${file.path}`)).status).toBe(404)
  })

  test('images are converted, packed files read and written, imports run', async () => {
    await files.upload('sea.png', await png(800, 400))
    const small = await dozo.site('/files/sea.png?w=640&format=webp')
    expect([small.status, small.headers['content-type']]).toEqual([200, 'image/webp'])
    const zip = await files.upload('some.zip', zipOf([{ name: 'b/c.txt', data: 'packed' }]))
    const unpacked = await owner(`${files.at}/${zip.id}/unpack`, { method: 'POST', body: { folder: 'out' } })
    expect(unpacked.text).toContain('out/b/c.txt')
    const out = await owner('/manage/v1/sites/main/file-archive?folder=out')
    expect(await textsIn(out.raw)).toEqual({ 'b/c.txt': 'packed' })
    await contentOf(owner).define(definition('note', [field('text', 'name')]))
    expect((await imported(owner, 'note', [{ key: 'a', name: 'x' }])).created).toBe(1)
  })

  test('an upload goes on from piece to piece; cancelled, nothing of it is left', async () => {
    const bytes = randomBytes(17 * mib + 5)
    const id = await uploads.begun(bytes.length, { filename: 'pieces.bin' })
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + 5 * mib)
      expect((await uploads.send(id, at, piece)).status).toBe(204)
      at += piece.length
    }
    expect((await files.list({ q: 'pieces' }))[0].hash).toBe(sha256(bytes))
    const other = await uploads.begun(bytes.length, { filename: 'cancelled.bin' })
    expect((await uploads.send(other, 0, bytes.subarray(0, 9 * mib))).status).toBe(204)
    expect((await storedOf(other)).length).toBeGreaterThan(0)
    expect((await uploads.cancel(other)).status).toBe(204)
    expect(await storedOf(other)).toEqual([])
  })

  const sign = (id: string, parts: number[]) =>
    owner(`${uploads.at}/${id}/parts`, { method: 'POST', body: { parts } })
  const partsOf = async (id: string) => succeeded(await owner(`${uploads.at}/${id}/parts`))

  test('bytes go past this server, part by part; signed for just these bytes at just this place', async () => {
    const bytes = randomBytes(8 * mib + 100)
    const id = await uploads.begun(bytes.length, { filename: 'direct.bin', folder: 'films', private: 'true' })
    const [one, two] = succeeded(await sign(id, [1, 2]))
    expect([one.start, one.bytes, two.start, two.bytes]).toEqual([0, 8 * mib, 8 * mib, 100])
    const put = async (url: string, body: Buffer) => (await fetch(url, { method: 'PUT', body })).status
    // Not for other parts, other lengths, other keys, or longer.
    expect(await put(two.url.replace('partNumber=2', 'partNumber=1'), bytes.subarray(0, 100))).toBe(403)
    expect(await put(two.url, bytes.subarray(0, 101))).toBe(403)
    expect(await put(two.url.replace(id, dozo.app.newId()), bytes.subarray(0, 100))).toBe(403)
    expect(
      await put(two.url.replace('X-Amz-Expires=900', 'X-Amz-Expires=99999'), bytes.subarray(0, 100)),
    ).toBe(403)
    expect(await put(two.url, bytes.subarray(two.start))).toBe(200)
    expect(await partsOf(id)).toEqual({ partBytes: 8 * mib, arrived: [2] })
    const early = await uploads.finish(id)
    expect([early.status, early.body.code]).toEqual([409, 'upload_incomplete'])
    expect(early.body.detail).toContain(`100 of ${bytes.length} bytes`)
    expect(await put(one.url, bytes.subarray(0, one.bytes))).toBe(200)
    const file = succeeded(await uploads.finish(id))
    expect(file).toMatchObject({
      path: 'films/direct.bin',
      public: false,
      size: bytes.length,
      hash: sha256(bytes),
    })
    expect((await owner(`${files.at}/${file.id}/content`)).raw.equals(bytes)).toBe(true)
    // By these addresses nobody reaches what came of it, whatever the storage answers.
    for (const { url, bytes: length } of [one, two]) await put(url, randomBytes(length))
    expect((await owner(`${files.at}/${file.id}/content`)).raw.equals(bytes)).toBe(true)
    expect((await sign(id, [1])).body.code).toBe('upload_arrived')
    expect(succeeded(await uploads.finish(id)).id).toBe(file.id)
  })

  test('there are no other parts than it has, and bytes that came by the door have only that way', async () => {
    const bytes = randomBytes(8 * mib + 7)
    const id = await uploads.begun(bytes.length, { filename: 'mixed.bin' })
    const wrong = await sign(id, [1, 3])
    expect([wrong.status, wrong.body.errors[0]]).toMatchObject([
      422,
      { path: '/parts/1', code: 'upload_part_unknown' },
    ])
    for (const parts of [[], [0], [1, 1], [10_001]]) expect((await sign(id, parts)).status).toBe(422)
    // Sent past the server, and then by the door: the door's are the ones.
    const [two] = succeeded(await sign(id, [2]))
    await fetch(two.url, { method: 'PUT', body: randomBytes(7) })
    expect((await uploads.send(id, 0, bytes.subarray(0, 8 * mib))).status).toBe(204)
    expect((await sign(id, [2])).body.code).toBe('upload_begun_here')
    expect((await uploads.send(id, 8 * mib, bytes.subarray(8 * mib))).status).toBe(204)
    expect((await files.list({ q: 'mixed' }))[0].hash).toBe(sha256(bytes))
    expect((await storedOf(id)).length).toBe(1)
  })

  test('all that came past the server and may not be a file under its name is one under another', async () => {
    const bytes = randomBytes(100)
    const id = await uploads.begun(100, { filename: 'taken.bin' })
    const [one] = succeeded(await sign(id, [1]))
    await fetch(one.url, { method: 'PUT', body: bytes })
    await files.upload('taken.bin', 'meanwhile')
    expect((await uploads.finish(id)).body.code).toBe('file_exists')
    expect((await sign(id, [1])).status).toBe(200)
    expect((await uploads.finish(id, { name: 'free.bin' })).status).toBe(200)
    expect((await dozo.site('/files/free.bin')).raw.equals(bytes)).toBe(true)
  })

  test('cancelled, it has no addresses any more, and what is sent to the old ones goes nowhere', async () => {
    const id = await uploads.begun(100, { filename: 'never.bin' })
    const [one] = succeeded(await sign(id, [1]))
    expect((await uploads.cancel(id)).status).toBe(204)
    expect((await fetch(one.url, { method: 'PUT', body: randomBytes(100) })).status).toBe(404)
    expect((await sign(id, [1])).status).toBe(404)
    expect(await storedOf(id)).toEqual([])
  })

  test('asked for at once from two sides, addresses lead to one upload', async () => {
    const bytes = randomBytes(8 * mib + 50)
    const id = await uploads.begun(bytes.length, { filename: 'twice.bin' })
    const both = await Promise.all([sign(id, [1]), sign(id, [2])])
    for (const [n, answer] of both.entries()) {
      const [{ url, start, bytes: length }] = succeeded(
        answer.status === 423 ? await sign(id, [n + 1]) : answer,
      )
      expect((await fetch(url, { method: 'PUT', body: bytes.subarray(start, start + length) })).status).toBe(
        200,
      )
    }
    expect(succeeded(await uploads.finish(id)).hash).toBe(sha256(bytes))
    expect(await storedOf(id)).toHaveLength(1)
  })

  test('only who began it gets addresses, and only who may write files', async () => {
    const id = await uploads.begun(10, { filename: 'own.bin' })
    const other = await dozo.member('other', ['editor'])
    const reader = await dozo.member('reader', ['member'])
    for (const ask of [other, reader, dozo.console]) {
      const at = `${uploads.at}/${id}/parts`
      for (const answer of [await ask(at), await ask(at, { method: 'POST', body: { parts: [1] } })])
        expect([401, 403, 404]).toContain(answer.status)
    }
  })

  test('bytes that nobody names are swept away after a day, those of an unfinished upload when it is over', async () => {
    const bytes = randomBytes(8 * mib + 7)
    const id = await uploads.begun(bytes.length, { filename: 'left.bin' })
    await uploads.send(id, 0, bytes.subarray(0, 8 * mib + 3))
    await dozo.app.storage.put('files/orphans/aa/orphan', [bytes].values() as never)
    await sweep()
    expect((await stored()).some((name) => name.endsWith('/orphan'))).toBe(true)
    const now = dozo.time.now
    dozo.time.now = new Date(Date.now() + 2 * 86_400_000)
    await sweep()
    expect((await stored()).some((name) => name.endsWith('/orphan'))).toBe(false)
    expect((await storedOf(id)).length).toBeGreaterThan(0)
    dozo.time.now = now
  })
})

describe('files on a disk', () => {
  const dozo = useDozo()

  test('bytes come to this server, and there is no other way', async () => {
    const owner = await dozo.member('owner', ['owner'])
    const uploads = uploadsOf(owner)
    const id = await uploads.begun(10, { filename: 'a.bin' })
    const at = `${uploads.at}/${id}/parts`
    for (const answer of [await owner(at), await owner(at, { method: 'POST', body: { parts: [1] } })])
      expect([answer.status, answer.body.code]).toEqual([409, 'uploads_not_direct'])
    expect((await uploads.finish(id)).body.code).toBe('upload_incomplete')
  })
})
