import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileStorage } from '#platform/storage/file-storage.ts'
import { partBytes } from '#platform/storage/part-size.ts'
import { s3Storage } from '#platform/storage/s3-storage.ts'
import type { Storage } from '#platform/storage/storage.ts'
import { keys, placeOf, startSwift, type Swift } from '../../../test/swift.ts'

/** Given by `npm test`. */
const python = process.env['TEST_SWIFT']

let folder: string
let swift: Swift | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dozo-storage-'))
  if (python) swift = await startSwift(python)
})
afterAll(async () => {
  await swift?.stop()
  await rm(folder, { recursive: true, force: true })
})

const kinds = [
  { kind: 'file:', skipped: false, open: async () => fileStorage(folder) },
  { kind: 's3:', skipped: !python, open: async () => s3Storage(placeOf(await swift!.bucket()), keys) },
]

describe.each(kinds)('a storage ($kind)', ({ skipped, open }) => {
  let storage: Storage
  beforeAll(async () => {
    if (!skipped) storage = await open()
  })

  const bytesOf = async (name: string, part?: { start: number; end: number }) =>
    Buffer.concat(await storage.get(name, part).toArray())
  const names = async (below: string) => {
    const found: string[] = []
    for await (const { name, changedMs } of storage.list(below)) {
      expect(Math.abs(changedMs - Date.now())).toBeLessThan(60_000)
      found.push(name)
    }
    return [...new Set(found)].toSorted()
  }
  /** What was told to be safe on the way, and how it broke. */
  async function append(name: string, offset: number, ...chunks: (Buffer | Error)[]) {
    const safe: number[] = []
    async function* from() {
      for (const chunk of chunks) {
        if (chunk instanceof Error) throw chunk
        yield chunk
      }
    }
    try {
      for await (const at of storage.append(name, offset, from())) safe.push(at)
    } catch (error) {
      return { safe, error }
    }
    return { safe }
  }
  const some = randomBytes(2 * partBytes + 1000)
  const cut = (...at: number[]) => at.map((start, n) => some.subarray(start, at[n + 1]))

  test.skipIf(skipped)('keeps what is short, long, empty and of text, whole and in parts', async () => {
    for (const [name, bytes] of [
      ['kept/short', Buffer.from('日本語')],
      ['kept/long', some],
      ['kept/exact', some.subarray(0, partBytes)],
      ['kept/empty', Buffer.alloc(0)],
    ] as const) {
      await storage.put(name, Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]))
      expect(await storage.size(name)).toBe(bytes.length)
      expect((await bytesOf(name)).equals(bytes), name).toBe(true)
    }
    await storage.put('kept/text', ['あ', 'い'].values() as unknown as AsyncIterable<string>)
    expect((await bytesOf('kept/text')).toString()).toBe('あい')
    const part = { start: partBytes - 10, end: partBytes + 10 }
    expect((await bytesOf('kept/long', part)).equals(some.subarray(part.start, part.end + 1))).toBe(true)
    await storage.put('kept/short', Readable.from([Buffer.from('anew')]))
    expect((await bytesOf('kept/short')).toString()).toBe('anew')
    expect(await names('kept')).toEqual(['kept/empty', 'kept/exact', 'kept/long', 'kept/short', 'kept/text'])
  })

  test.skipIf(skipped)(
    'what breaks on its way in, or is cut off, is not there and leaves nothing',
    async () => {
      for (const before of [1000, 2 * partBytes]) {
        async function* breaking() {
          yield some.subarray(0, before)
          throw new Error('the line broke')
        }
        await expect(storage.put('broken/a', breaking())).rejects.toThrow('the line broke')
        const abort = new AbortController()
        const endless = new Readable({ read() {} })
        endless.push(some.subarray(0, before))
        const cutOff = storage.put('broken/b', endless, abort.signal)
        abort.abort()
        await expect(cutOff).rejects.toThrow(/abort/i)
      }
      expect(await names('broken')).toEqual([])
      expect(await storage.has('broken/a')).toBe(false)
    },
  )

  test.skipIf(skipped)('what is not there says so', async () => {
    await expect(storage.size('not/there')).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(bytesOf('not/there')).rejects.toMatchObject({ code: 'ENOENT' })
    await storage.remove('not/there')
  })

  test.skipIf(skipped)(
    'goes on where a line broke, however far it had come, and is whole when it is sealed',
    async () => {
      const [a, b, c, d] = cut(0, 1000, partBytes + 500, 2 * partBytes)
      const broken = new Error('the line broke')
      expect(await append('grown/a', 0, a!, broken)).toEqual({ safe: [1000], error: broken })
      expect(await storage.has('grown/a')).toBe(false)
      const second = await append('grown/a', 1000, b!, broken)
      expect([second.safe.at(-1), second.error]).toEqual([partBytes + 500, broken])
      expect((await append('grown/a', partBytes + 500, c!)).safe.at(-1)).toBe(2 * partBytes)
      await expect(storage.seal('grown/a', some.length)).rejects.toThrow()
      expect((await append('grown/a', 2 * partBytes, d!)).safe).toEqual([some.length])
      await storage.seal('grown/a', some.length)
      expect((await bytesOf('grown/a')).equals(some)).toBe(true)
      expect(await names('grown')).toEqual(['grown/a'])
      // As after a death between the seal and the row that tells of it.
      await storage.seal('grown/a', some.length)
      expect((await bytesOf('grown/a')).equals(some)).toBe(true)
    },
  )

  test.skipIf(skipped)('bytes that nobody was told of are dropped by whoever goes on', async () => {
    const wrong = Buffer.alloc(partBytes + 700, 'x')
    await append('again/a', 0, some.subarray(0, 300))
    // Whoever hears of more dies before it is noted.
    for await (const _ of storage.append('again/a', 300, Readable.from([wrong]))) break
    expect((await append('again/a', 300, some.subarray(300))).safe.at(-1)).toBe(some.length)
    await storage.seal('again/a', some.length)
    expect((await bytesOf('again/a')).equals(some)).toBe(true)
    await append('again/b', 0, wrong)
    await append('again/b', 0, some.subarray(0, 50))
    await storage.seal('again/b', 50)
    expect((await bytesOf('again/b')).equals(some.subarray(0, 50))).toBe(true)
    await append('again/c', 0)
    await storage.seal('again/c', 0)
    expect(await storage.size('again/c')).toBe(0)
  })

  test.skipIf(skipped)('takes no more room than it has bytes, in however many pieces it comes', async () => {
    for (let at = 0; at < 50; at += 10) await append('small/a', at, some.subarray(at, at + 10))
    expect(await names('small')).toHaveLength(1)
  })

  test.skipIf(skipped)('who was overtaken and writes all the same takes nothing from the other', async () => {
    await append('two/a', 0, some.subarray(0, 1000))
    const stalled = Promise.withResolvers<void>()
    const slow = storage.append(
      'two/a',
      1000,
      (async function* () {
        yield some.subarray(1000, 1700)
        await stalled.promise
      })(),
    )
    const heard = slow[Symbol.asyncIterator]()
    const late = heard.next()
    expect((await append('two/a', 1000, some.subarray(1000, 5000))).safe.at(-1)).toBe(5000)
    stalled.resolve()
    await late
    // It hears that it is overtaken where it would have noted this.
    await heard.return!()
    expect((await append('two/a', 5000, some.subarray(5000))).safe.at(-1)).toBe(some.length)
    await storage.seal('two/a', some.length)
    expect((await bytesOf('two/a')).equals(some)).toBe(true)
    expect(await names('two')).toEqual(['two/a'])
  })

  test.skipIf(skipped)('what is removed is gone with all that was not finished of it', async () => {
    await append('gone/a', 0, some)
    await append('gone/b', 0, some.subarray(0, 10))
    await storage.put('gone/c', Readable.from([some]))
    expect((await names('gone')).map((name) => name.replace(/(_\d+)?\.part$/, ''))).toEqual(
      expect.arrayContaining(['gone/a', 'gone/b', 'gone/c']),
    )
    for (const name of ['gone/a', 'gone/b', 'gone/c']) await storage.remove(name)
    expect(await names('gone')).toEqual([])
  })

  test.skipIf(skipped).each(['../x', '/etc/passwd', 'a/../b', 'a//b', '.hidden', 'A', ''])(
    'a name that could lead elsewhere is none: %j',
    async (name) => {
      expect(() => storage.get(name)).toThrow('not a storage name')
      await expect(storage.put(name, Readable.from(['x']))).rejects.toThrow('not a storage name')
      await expect(storage.remove(name)).rejects.toThrow('not a storage name')
    },
  )
})
