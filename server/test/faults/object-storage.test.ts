import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { platformChecks } from '#platform/doctor-checks.ts'
import { openBucket, type Keys } from '#platform/storage/s3-bucket.ts'
import { partBytes } from '#platform/storage/part-size.ts'
import { createParts } from '#platform/storage/s3-parts.ts'
import { s3Storage } from '#platform/storage/s3-storage.ts'
import { filesOf } from '../files.ts'
import { useDozo, type Ask } from '../harness.ts'
import { keys, placeOf, startSwift, type Swift } from '../swift.ts'
import { troubledLine } from '../troubled-line.ts'
import { uploadsOf } from '../uploads.ts'
import { zipOf } from '../zip.ts'
import { ownSettings, run } from './program.ts'

/** Given by `npm test`. */
const python = process.env['TEST_SWIFT']

describe.skipIf(!python)('an object storage that is in trouble', () => {
  let swift: Swift
  let line: Awaited<ReturnType<typeof troubledLine>>
  let url: string
  const dozo = useDozo({
    env: async () => {
      swift = await startSwift(python!)
      line = await troubledLine(swift.endpoint)
      url = await swift.bucket(line.url)
      return { DOZO_STORAGE: url, AWS_ACCESS_KEY_ID: keys.id, AWS_SECRET_ACCESS_KEY: keys.secret }
    },
  })
  afterEach(() => line.every(undefined))
  afterAll(async () => {
    await line?.stop()
    await swift?.stop()
  })
  let owner: Ask
  let files: ReturnType<typeof filesOf>
  beforeAll(async () => {
    owner = await dozo.member('owner', ['owner'])
    files = filesOf(owner)
  })
  const open = (idleMs?: number, keysToUse: Keys = keys) =>
    s3Storage(placeOf(url), keysToUse, idleMs ? { idleMs } : {})
  const bytesOf = async (name: string, storage = open()) => Buffer.concat(await storage.get(name).toArray())
  const some = randomBytes(300_000)

  test('errors that pass are tried again, and nobody notices', async () => {
    line.next('fail', 'busy')
    await open().put('some/a', Readable.from([some]))
    line.next('busy', 'fail')
    expect((await bytesOf('some/a')).equals(some)).toBe(true)
    line.next('fail', undefined, 'fail')
    await open().put('some/large', Readable.from([Buffer.alloc(partBytes + 1)]))
    expect(await open().size('some/large')).toBe(partBytes + 1)
  })

  test('a download that breaks off goes on where it broke', async () => {
    line.asked.length = 0
    line.next({ after: 100_000 }, { after: 1 }, { after: 50_000 })
    expect((await bytesOf('some/a')).equals(some)).toBe(true)
    expect(line.asked.filter((one) => one.startsWith('GET'))).toHaveLength(4)
    line.every({ after: 0 })
    await expect(bytesOf('some/a')).rejects.toMatchObject({ code: 'storage_unreachable' })
    line.every(undefined)
  })

  test('what has been replaced meanwhile is not put together with what was there before', async () => {
    const storage = open()
    await storage.put('some/b', Readable.from([some]))
    line.next({ after: 100_000 })
    const read = storage.get('some/b')[Symbol.asyncIterator]()
    await read.next()
    await open().put('some/b', Readable.from([randomBytes(300_000)]))
    const rest = (async () => {
      while (!(await read.next()).done);
    })()
    await expect(rest).rejects.toMatchObject({ code: 'storage_refused' })
  })

  test('who hangs is given up; who has the wrong key is refused by name', async () => {
    line.every('hang')
    await expect(open(200).size('some/a')).rejects.toMatchObject({ status: 503, code: 'storage_unreachable' })
    line.every(undefined)
    const wrong = open(undefined, { ...keys, secret: 'wrong' })
    const refused = { status: 507, code: 'storage_refused', params: { code: 'SignatureDoesNotMatch' } }
    await expect(wrong.put('some/c', Readable.from(['x']))).rejects.toMatchObject(refused)
    await expect(bytesOf('some/a', wrong)).rejects.toMatchObject(refused)
    const nowhere = s3Storage(placeOf('s3://no-such-bucket?endpoint=' + line.url), keys)
    await expect(nowhere.put('a', Readable.from(['x']))).rejects.toMatchObject({
      code: 'storage_refused',
      params: { code: 'NoSuchBucket' },
    })
    expect(await open().has('some/c')).toBe(false)
  })

  test('temporary keys go with their token, into addresses for others as well', async () => {
    const { direct } = open(undefined, { ...keys, token: 'temporary' })
    const [one] = await direct!.addresses('some/direct', 10, [1], 60)
    expect(new URL(one!.url).searchParams.get('X-Amz-Security-Token')).toBe('temporary')
  })

  test('servers that say of what is not there that it is not are no trouble; a wrong region is named', async () => {
    line.on(/some\/nothing/, 'missing')
    await open().remove('some/nothing')
    line.every('elsewhere')
    const refused = { status: 507, params: { code: 'PermanentRedirect' } }
    await expect(open().put('some/c', Readable.from(['x']))).rejects.toMatchObject(refused)
    line.every(undefined)
  })

  test('while it is away, callers are told so in words, content goes on, and nothing is half there', async () => {
    const kept = await files.upload('kept.bin', some)
    line.every('fail')
    const refused = await files.tryUpload('lost.bin', 'x')
    expect([refused.status, refused.body.code]).toEqual([503, 'storage_unreachable'])
    expect(refused.headers['retry-after']).toBe('10')
    expect(refused.body.detail).toContain('object storage')
    const shown = await dozo.site('/files/kept.bin')
    expect([shown.status, shown.headers['cache-control']]).toEqual([503, 'no-store'])
    expect((await owner(`${files.at}/${kept.id}/content`)).status).toBe(503)
    expect((await files.list()).map(({ path }) => path)).toEqual(['kept.bin'])
    line.every(undefined)
    expect((await dozo.site('/files/kept.bin')).raw.equals(some)).toBe(true)
    expect((await files.tryUpload('lost.bin', 'x')).status).toBe(201)
  })

  test('an upload in pieces goes on after it was away', async () => {
    const uploads = uploadsOf(owner)
    const bytes = randomBytes(partBytes + 5000)
    const id = await uploads.begun(bytes.length, { filename: 'pieces.bin' })
    expect((await uploads.send(id, 0, bytes.subarray(0, 1000))).status).toBe(204)
    line.every('fail')
    expect((await uploads.send(id, 1000, bytes.subarray(1000))).status).toBe(503)
    line.every(undefined)
    expect((await uploads.get(id)).offset).toBe(1000)
    const last = await uploads.send(id, 1000, bytes.subarray(1000))
    expect([last.status, last.text]).toEqual([204, ''])
    expect((await dozo.site('/files/pieces.bin')).raw.equals(bytes)).toBe(true)
  })

  test('an upload whose parts the storage has cleared away says so, and can be cancelled', async () => {
    const uploads = uploadsOf(owner)
    const bytes = randomBytes(partBytes + 5000)
    const id = await uploads.begun(bytes.length, { filename: 'cleared.bin' })
    expect((await uploads.send(id, 0, bytes.subarray(0, partBytes + 1000))).status).toBe(204)
    const bucket = openBucket(placeOf(url), keys, 30_000)
    const parts = createParts(bucket)
    for await (const one of parts.unfinished('')) await parts.abort(one.key, one.id)
    const refused = await uploads.send(id, partBytes + 1000, bytes.subarray(partBytes + 1000))
    expect([refused.status, refused.body.code]).toEqual([410, 'upload_gone'])
    expect((await uploads.cancel(id)).status).toBe(204)
  })

  test('a reader who goes away ends the request and begins no other; who sends and gives up is not held', async () => {
    line.asked.length = 0
    line.next('hang')
    const reading = open().get('some/a')
    reading.on('error', () => undefined)
    reading.resume()
    await expect.poll(() => line.asked.length).toBe(1)
    const closed = new Promise((resolve) => reading.once('close', resolve))
    reading.destroy(new Error('the reader went away'))
    await closed
    const part = open().get('some/a')[Symbol.asyncIterator]()
    await part.next()
    await part.return!()
    expect(line.asked).toHaveLength(2)
    line.next('hang')
    const abort = new AbortController()
    const sending = open().put('some/given-up', Readable.from([some]), abort.signal)
    await expect.poll(() => line.asked.length).toBe(3)
    abort.abort(new Error('the sender went away'))
    await expect(sending).rejects.toThrow('the sender went away')
  })

  test('at the end of the server what hangs is given up at once, on its way in and out', async () => {
    const storage = open()
    line.asked.length = 0
    // What it removes, first, and then what it looks for beside it.
    line.every('hang')
    line.on(/some\/beside/, undefined)
    line.on(/list-type/, undefined)
    const waiting = [
      storage.remove('some/beside'),
      storage.size('some/a'),
      storage.get('some/a').toArray(),
      storage.put('some/c', Readable.from([some])),
    ].map((one) => one.then(String, (error: { code: string }) => error.code))
    await expect.poll(() => line.asked).toHaveLength(6)
    expect(line.asked).toContainEqual(expect.stringContaining('uploads'))
    storage.giveUp!()
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => 'storage_unreachable'))
    line.every(undefined)
  })

  test('what comes in at once is no more than fits into the memory; the others are told to come again', async () => {
    const storage = open()
    const coming = Array.from({ length: 48 }, (_, n) => {
      const from = new Readable({ read() {} })
      return { from, kept: storage.put(`some/many-${n}`, from) }
    })
    const busy = { status: 503, code: 'storage_busy' }
    await expect(storage.put('some/one-more', Readable.from(['x']))).rejects.toMatchObject(busy)
    const growing = storage.append('some/one-more', 0, Readable.from([some]))
    await expect(growing[Symbol.asyncIterator]().next()).rejects.toMatchObject(busy)
    for (const { from } of coming) from.push(null)
    await Promise.all(coming.map(({ kept }) => kept))
    await storage.put('some/one-more', Readable.from(['x']))
  })

  test('many slow readers hold up nobody else', async () => {
    const storage = open()
    line.asked.length = 0
    for (let n = 0; n < 200; n++) line.on(/some\/large/, 'hang')
    const slow = Array.from({ length: 200 }, () =>
      storage
        .get('some/large')
        .on('error', () => undefined)
        .resume(),
    )
    await expect.poll(() => line.asked.length).toBe(200)
    expect(await storage.size('some/a')).toBe(some.length)
    for (const one of slow) one.destroy()
  })

  test('a ZIP file is read in few pieces, and a storage that is away is none of its faults', async () => {
    const entries = Array.from({ length: 200 }, (_, n) => ({ name: `f${n}.txt`, data: `text ${n}` }))
    const zip = await files.upload('many.zip', zipOf(entries))
    const unpack = () => owner(`${files.at}/${zip.id}/unpack`, { method: 'POST', body: { folder: 'many' } })
    line.every('fail')
    expect((await unpack()).status).toBe(503)
    line.every(undefined)
    line.asked.length = 0
    expect((await unpack()).text.split('\n').filter(Boolean)).toHaveLength(200)
    const version = (await owner(`${files.at}/${zip.id}/versions`)).body.data[0]
    expect(version).toBeDefined()
    const gets = line.asked.filter((one) => one.startsWith('GET') && !one.includes('list-type'))
    // A text is looked at once more when it has come in; the ZIP file itself is read in two or three pieces.
    expect(gets.length).toBeLessThan(220)
  }, 120_000)

  test('the doctor says whether it can be used, and why not', async () => {
    const storage = platformChecks.find(({ name }) => name === 'storage')!
    expect((await storage.run(dozo.app)).map(({ level }) => level)).toEqual(['ok', 'production'])
    line.every('fail')
    const [found] = await storage.run(dozo.app)
    line.every(undefined)
    expect(found).toMatchObject({ level: 'broken', words: { en: expect.stringContaining('cannot be used') } })
  })

  test('all files are copied from a disk to it and back, compared, and a second time only what is new', async () => {
    const env = await ownSettings()
    const folder = join(env['DOZO_DATA']!, 'files')
    const kept = {
      'files/s/aa/a': 'あ',
      'files/s/bb/b': 'x'.repeat(partBytes + 1),
      'imports/s/c.ndjson': '{}',
    }
    for (const [name, text] of Object.entries({ ...kept, 'files/s/dd/d.part': 'half' })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const bucket = await swift.bucket(line.url)
    const withKeys = { ...env, AWS_ACCESS_KEY_ID: keys.id, AWS_SECRET_ACCESS_KEY: keys.secret }
    const copy = async (to: string, more: Record<string, string> = {}) => {
      const copying = run({ ...withKeys, ...more }, ['copy-storage', to])
      return { code: await copying.over, said: copying.said() }
    }
    expect((await copy('somewhere')).said).toContain('s3://bucket/folder')
    line.every('fail')
    expect(await copy(bucket)).toMatchObject({ code: 1, said: expect.stringContaining('cannot be reached') })
    line.every(undefined)
    expect(await copy(bucket)).toMatchObject({ code: 0, said: expect.stringContaining('3 copied (8.4 MB)') })
    expect((await copy(bucket)).said).toContain('0 copied (0.0 MB) and compared; 3 were there already.')
    const stored = s3Storage(placeOf(bucket), keys)
    for (const [name, text] of Object.entries(kept))
      expect((await bytesOf(name, stored)).toString()).toBe(text)
    expect(await stored.has('files/s/dd/d')).toBe(false)
    const back = join(env['DOZO_DATA']!, 'back')
    expect((await copy(`file://${back}`, { DOZO_STORAGE: bucket })).code).toBe(0)
    for (const [name, text] of Object.entries(kept)) expect(readFileSync(join(back, name), 'utf8')).toBe(text)
  })
})
